"""Every item at every site that is held against something: how it stands, and whether it is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.replenishing.positions import Position, Positions
from inventory.replenishing.review_days import is_review_day, lead_days
from inventory.replenishing.targets import Target, target_for
from inventory.stock_policy import PolicyKind
from inventory.supplier import Supplier

TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Need:
    """An item at a site on a day.

    Attributes:
        site: one of the house's; None where it is held against something for all of them together.
        is_review_day: whether it is looked at today, where it is bought every review.
    """

    item: Item
    site: str | None
    target: Target
    position: Position
    is_review_day: bool
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

    def is_due(self, *, is_proposed: bool = False) -> bool:
        """Tell whether it is time to buy; what is proposed already waits for no other review."""
        return self.is_low and self.needed > 0 and (is_proposed or self.is_review_day)

    def cover(self, more: Decimal = ZERO) -> Decimal | None:
        """Return for how many days the position lasts with so much more; None for nobody knows."""
        daily = self.target.daily
        if not daily:
            return None
        return (max(ZERO, self.position.usable + more) / daily).quantize(TENTH)

    @property
    def urgency(self) -> Decimal:
        """How soon it is needed: days until it is at its reorder point, or units where nobody knows."""
        above = self.position.usable - self.target.reorder_point
        return above / self.target.daily if self.target.daily else above


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
        self._proposed = {
            (line.item, one.site)
            for one in book.open(Proposal)
            if one.status is ProposalStatus.PROPOSED and not one.from_site
            for line in one.lines
        }

    def all(self) -> Iterator[Need]:
        """Yield every item at every site that is held against something, by item and site."""
        for item in self.book.all(Item):
            yield from self.of(item)

    def of(self, item: Item) -> Iterator[Need]:
        """Yield an item at every site where it is held against something.

        Minimum and maximum of the tab Items hold for the whole house together.
        """
        for name in self.positions.sites.names:
            target = target_for(self.book, item, name)
            if target is not None:
                is_whole = target.policy.is_of_house and target.forecast is None
                yield self._need(item, None if is_whole else name, target)
                if is_whole:
                    return

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
            is_review_day=self._is_review_day(target, supplier),
            lead_days=lead_days(item, supplier, target.forecast),
        )

    def _is_review_day(self, target: Target, supplier: Supplier | None) -> bool:
        if target.kind is not PolicyKind.ORDER_UP_TO:
            return True
        order_days = supplier.order_days if supplier else ()
        return is_review_day(self.on, target.policy.review_days, order_days)
