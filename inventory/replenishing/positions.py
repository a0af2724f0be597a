"""Where an item stands at a site: what is there, comes, is waited for, and will expire unused."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.demand.sites import Sites
from inventory.location import LocationKind
from inventory.quantity import ZERO
from inventory.replenishing.expiring import expiring_before_use, keeping
from inventory.replenishing.on_order import Coming, all_coming, back_ordered
from inventory.replenishing.targets import Target


@dataclass(frozen=True, slots=True)
class Position:
    """How an item stands at a site, in base units.

    Attributes:
        available: in places for picking, less what is kept for orders; `reserved` is that.
        on_order: agreed to and not come yet; what is only proposed does not count.
        waited_for: what orders want and nothing is kept for.
        expiring: what will expire before it is used.
    """

    available: Decimal
    reserved: Decimal
    on_order: Decimal
    waited_for: Decimal
    expiring: Decimal = ZERO

    @property
    def quantity(self) -> Decimal:
        """The inventory position: available and on order, less what is waited for."""
        return self.available + self.on_order - self.waited_for

    @property
    def usable(self) -> Decimal:
        """What of the inventory position will serve demand."""
        return self.quantity - self.expiring


class Positions:
    """Looks at every item of a book on one day; what is coming is added up once.

    Attributes:
        book: as it stands.
        on: the day.
        sites: of the house.
    """

    def __init__(self, book: Book, on: date) -> None:
        self.book, self.on, self.sites = book, on, Sites(book)
        self._waited_for = back_ordered(book)
        dock = book.first_of_kind(LocationKind.RECEIVING)
        self._usual = self._site(dock.site if dock else "")
        self._coming: defaultdict[tuple[str, str], list[Coming]] = defaultdict(list)
        for one in all_coming(book):
            if not one.is_proposed:
                self._coming[one.item, self._site(one.site)].append(one)

    def of(self, item: str, site: str | None, target: Target | None = None) -> Position:
        """Return where an item stands.

        Args:
            item: its sku.
            site: one of `sites`; None for all of them together.
            target: by whose forecast it is told what will expire; without one nothing is.
        """
        names = self.sites.names if site is None else (site,)
        available = self.sites.available(item, self.on)
        return Position(
            available=sum((available.get(name, ZERO) for name in names), ZERO),
            reserved=self._reserved(item, names),
            on_order=sum((one.quantity for one in self.coming(item, site)), ZERO),
            waited_for=self._waited_for.get(item, ZERO) if self._usual in names else ZERO,
            expiring=self._expiring(item, names, target),
        )

    def coming(self, item: str, site: str | None) -> list[Coming]:
        """Return what is agreed to and not come yet; of all sites where none is named."""
        names = self.sites.names if site is None else (site,)
        return [one for name in names for one in self._coming.get((item, name), ())]

    def _site(self, name: str) -> str:
        return name if name in self.sites.names else self.sites.names[0]

    def _reserved(self, item: str, names: tuple[str, ...]) -> Decimal:
        held = self.book.held.get(item, {})
        return sum((kept for (code, _), kept in held.items() if self.sites.of(code) in names), ZERO)

    def _expiring(self, item: str, names: tuple[str, ...], target: Target | None) -> Decimal:
        forecast = target.forecast if target else None
        if forecast is None:
            return ZERO
        lots = keeping(self.book, self.sites, item, names, self.on)
        return expiring_before_use(lots, daily=forecast.daily, within_days=forecast.horizon_days)
