"""Every item at every site that is held against something: how it stands, and whether it is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.replenishment import Bound, Proposal, ProposalStatus
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.replenishing.positions import Position, Positions
from inventory.replenishing.review_days import days_since_review, days_to_review, lead_days
from inventory.replenishing.targets import Target, target_for
from inventory.stock_policy import REVIEWED, PolicyKind
from inventory.supplier import Supplier

TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Need:
    """An item at a site on a day.

    Attributes:
        site: one of the house's; None where it is held against something for all of them together.
        days_to_review: until it is looked at next; 0 where that is today, or every day.
        is_ordered_since: more of it was ordered since it was looked at last, and is to come.
    """

    item: Item
    site: str | None
    target: Target
    position: Position
    days_to_review: int
    is_ordered_since: bool
    lead_days: int | None

    @property
    def place(self) -> str:
        """The site as documents write it."""
        return self.site or ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.item.sku, self.place)

    @property
    def needed(self) -> Decimal:
        """What the policy asks for, whether or not it is time to buy."""
        return self.target.needed(self.position.usable)

    @property
    def is_low(self) -> bool:
        """Whether it is at or below its reorder point, or below S where every review fills it up."""
        if self.target.kind is PolicyKind.ORDER_UP_TO:
            return self.position.usable < self.target.order_up_to_level
        return self.position.usable <= self.target.reorder_point

    @property
    def is_urgent(self) -> bool:
        """Whether it would run out before what its next review orders can come.

        Who states that it is filled up every review means that; an automatic policy does not wait,
        once a review: what sells a little faster than expected would be ordered anew every day.
        """
        is_automatic = self.target.kind is PolicyKind.AUTOMATIC and not self.is_ordered_since
        if not is_automatic or not self.target.daily:
            return False
        days = (self.lead_days or 0) + self.days_to_review
        return self.position.usable < self.target.daily * days

    def is_due(self, *, is_proposed: bool = False) -> bool:
        """Tell whether it is time to buy; what is proposed already waits for no other review."""
        if not self.is_low or self.needed <= 0:
            return False
        return is_proposed or self.days_to_review == 0 or self.is_urgent

    def cover(self, more: Decimal = ZERO) -> Decimal | None:
        """Return for how many days the position lasts with so much more; None for nobody knows."""
        daily = self.target.daily
        if not daily:
            return None
        return (max(ZERO, self.position.usable + more) / daily).quantize(TENTH)

    @property
    def days_until_due(self) -> Decimal | None:
        """In how many days it is time to buy, at what is expected; None where nobody knows."""
        if not self.target.daily:
            return None
        above = max(ZERO, self.position.usable - self.target.reorder_point)
        days = (above / self.target.daily).to_integral_value(ROUND_CEILING)
        return max(days, Decimal(self.days_to_review))

    @property
    def urgency(self) -> Decimal:
        """How soon it is needed: days until it is at its reorder point, or units where nobody knows."""
        above = self.position.usable - self.target.reorder_point
        return above / self.target.daily if self.target.daily else above


class _Review(NamedTuple):
    """When an item is looked at: in how many days again, and on which day last."""

    ahead: int
    last: date


class Needs:
    """Looks at a book on a day.

    Attributes:
        book: as it stands.
        on: the day.
        positions: how items stand.
    """

    def __init__(self, book: Book, on: date) -> None:
        self.book, self.on = book, on
        self.positions = Positions(book, on)
        self._reviews: dict[tuple[int, tuple[str, ...]], _Review] = {}
        self._ordered = _newest_orders(book)
        self._proposed = {
            (line.item, one.site)
            for one in book.open(Proposal)
            if one.status is ProposalStatus.PROPOSED
            for line in one.lines
            if Bound.SUPPLIER_MINIMUM not in line.bounds
        }

    def all(self) -> Iterator[Need]:
        """Yield every item at every site that is held against something, by item and site."""
        for item in self.book.all(Item):
            yield from self.of(item)

    def of(self, item: Item) -> Iterator[Need]:
        """Yield an item at every site where it is held against something.

        Minimum and maximum of the tab Items hold for the whole house together, unless it is forecast:
        then for each site that is.
        """
        found = ((name, target_for(self.book, item, name)) for name in self.positions.sites.names)
        targets = [(name, target) for name, target in found if target is not None]
        of_house = [target for _, target in targets if target.policy.is_of_house]
        if of_house and not any(target.forecast for target in of_house):
            yield self._need(item, None, of_house[0])
        for name, target in targets:
            if target.forecast or not target.policy.is_of_house:
                yield self._need(item, name, target)

    def is_due(self, need: Need) -> bool:
        """Tell whether it is time to buy, or still is since it was proposed."""
        return need.is_due(is_proposed=need.key in self._proposed)

    def _need(self, item: Item, site: str | None, target: Target) -> Need:
        supplier = self.book.supplier(item.supplier) if item.supplier else None
        return Need(
            item=item,
            site=site,
            target=target,
            position=self.positions.of(item.sku, site, target),
            days_to_review=self._review(target, supplier).ahead,
            is_ordered_since=self._is_ordered_since(item, site, target, supplier),
            lead_days=lead_days(item, supplier, target.forecast),
        )

    def _review(self, target: Target, supplier: Supplier | None) -> "_Review":
        if target.kind not in REVIEWED:
            return _Review(ahead=0, last=self.on)
        every = target.policy.review_days, supplier.order_days if supplier else ()
        if every not in self._reviews:
            last = self.on - timedelta(days=days_since_review(self.on, *every))
            self._reviews[every] = _Review(days_to_review(self.on, *every), last)
        return self._reviews[every]

    def _is_ordered_since(
        self, item: Item, site: str | None, target: Target, supplier: Supplier | None
    ) -> bool:
        newest = self._ordered.get((item.sku, site or ""))
        return newest is not None and newest > self._review(target, supplier).last


def _newest_orders(book: Book) -> dict[tuple[str, str], date]:
    """Return when items were ordered last for a site, of what is still to come."""
    newest: dict[tuple[str, str], date] = {}
    for order in book.open(PurchaseOrder):
        made_of = book.get(Proposal, order.proposal) if order.proposal else None
        for line in order.lines:
            key = (line.item, made_of.site if made_of else "")
            if line.outstanding:
                newest[key] = max(newest.get(key, date.min), order.requested_on)
    return newest
