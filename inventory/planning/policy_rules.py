"""By what an item is kept at a site: its row on Policies, what Items says, or the house rules.

The row of a site holds there in place of the item's row; what a row leaves blank is not taken from
another row, so that nobody has to read two of them to know what holds.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.item import Item
from inventory.stock_policy import PolicyKind, ServiceKind, StockPolicy, forecast_key

PER_CENT: Final = Decimal(100)
NOTHING_SAID: Final = StockPolicy(item="")
"""What holds for an item without a row: made once, since jobs ask for tens of thousands."""
WITHOUT_MINIMUM: Final = frozenset(
    {PolicyKind.ORDER_UP_TO, PolicyKind.KEEP_AT_LEAST, PolicyKind.NONE}
)
WITHOUT_MAXIMUM: Final = frozenset(
    {PolicyKind.REORDER_QUANTITY, PolicyKind.KEEP_AT_LEAST, PolicyKind.NONE}
)
"""Policies that have no use for what is stated of it, perhaps on Items long ago."""


@dataclass(frozen=True, slots=True)
class ResolvedPolicy:
    """What holds for an item at a site, with every blank filled.

    Attributes:
        minimum: reorder point s as managers state it; None where it follows from the forecast.
        maximum: order-up-to level S, likewise.
        order_quantity: Q of a fixed order quantity, likewise.
        service_level: a share (0.95).
        floor: the position never plans below it; zero for no such limit.
        max_cover_days: never more than demand of so many days; None for no limit.
        is_of_house: minimum and maximum are those of Items in a house of several sites: they are of
            the stock of all sites together, and `site` is only one of them.
    """

    item: str
    site: str
    kind: PolicyKind
    minimum: Decimal | None
    maximum: Decimal | None
    order_quantity: Decimal | None
    service: ServiceKind
    service_level: Decimal
    review_days: int
    floor: Decimal
    max_cover_days: int | None
    is_critical: bool
    is_of_house: bool

    @property
    def is_stated(self) -> bool:
        """Whether managers state all of it, so that neither forecast nor service decide."""
        match self.kind:
            case PolicyKind.KEEP_AT_LEAST:
                return True
            case PolicyKind.ORDER_UP_TO:
                return self.maximum is not None
            case PolicyKind.REORDER_QUANTITY:
                return None not in (self.minimum, self.order_quantity)
            case _:
                return None not in (self.minimum, self.maximum)


def policy_for(book: Book, item: Item, site: str = "") -> ResolvedPolicy:
    """Return by what an item is kept at a site.

    Args:
        book: whose rows and house rules hold.
        item: as the tab Items has it.
        site: as the tab Locations names it; empty for a house of one site.
    """
    said = row_for(book, item.sku, site) or NOTHING_SAID
    rules = book.rules
    minimum, maximum = _stated(item, said)
    kind = _kind(said, minimum, maximum, rules.default_policy)
    minimum = None if kind in WITHOUT_MINIMUM else minimum
    maximum = None if kind in WITHOUT_MAXIMUM else maximum
    is_own = bool(site) and said.minimum is None and said.maximum is None
    return ResolvedPolicy(
        item=item.sku,
        site=site,
        kind=kind,
        minimum=minimum,
        maximum=maximum,
        order_quantity=said.order_quantity,
        service=said.service or rules.service,
        service_level=(said.service_level or rules.service_level) / PER_CENT,
        review_days=said.review_days or rules.review_days,
        floor=said.floor,
        max_cover_days=said.max_cover_days or rules.max_cover_days,
        is_critical=said.is_critical,
        is_of_house=is_own and (minimum, maximum) != (None, None),
    )


def row_for(book: Book, item: str, site: str = "") -> StockPolicy | None:
    """Return the row of Policies that holds for an item at a site, None where there is none."""
    own = book.get(StockPolicy, forecast_key(item, site))
    return own if own is not None or not site else book.get(StockPolicy, item)


def _stated(item: Item, said: StockPolicy) -> tuple[Decimal | None, Decimal | None]:
    """Return minimum and maximum as managers state them.

    Who writes `automatic` wants the forecast, whatever once was typed on Items.
    """
    if said.policy is PolicyKind.AUTOMATIC:
        return said.minimum, said.maximum
    minimum = item.minimum if said.minimum is None else said.minimum
    maximum = item.maximum if said.maximum is None else said.maximum
    if maximum is not None and minimum is not None and maximum < minimum:
        maximum = minimum if said.maximum is None else maximum  # of two tabs, the nearer one wins
        minimum = min(minimum, maximum)
    return minimum, maximum


def _kind(
    said: StockPolicy, minimum: Decimal | None, maximum: Decimal | None, usual: PolicyKind
) -> PolicyKind:
    if said.policy is not None:
        return said.policy
    is_stated = minimum is not None and maximum is not None
    return PolicyKind.MIN_MAX if is_stated else usual
