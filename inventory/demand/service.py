"""Service: how much of what was asked for was there at once.

What an order asked for is measured on the day it was placed, whatever became of it later: goods that
came after a week, or that the customer would not wait for, were not there. Parcels without an order
left at once. Orders of earlier journals do not say, and count for nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from inventory.book import Book
from inventory.demand.calendar import months
from inventory.demand.sites import HOUSE_SITE, Sites
from inventory.documents.order import Order, OrderLine, placed_word
from inventory.documents.shipment import Shipment, handed_word
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

K = TypeVar("K")


class Asked(NamedTuple):
    """One line that somebody asked for.

    Attributes:
        site: that it was for; None where a house has several and nothing of it was kept or sent.
        filled: what of it was there at once.
        is_ordered: False for what was handed over at once: nobody noted what was wanted beside.
    """

    item: str
    site: str | None
    on: date
    ordered: Decimal
    filled: Decimal
    is_ordered: bool = True


class Service(Record):
    """What some lines come to.

    Attributes:
        lines: how many there were; `whole` of them were all there at once.
    """

    ordered: Quantity = ZERO
    filled: Quantity = ZERO
    lines: int = 0
    whole: int = 0

    @property
    def fill_rate(self) -> Decimal | None:
        """The share of units that was there at once; None where nothing was asked for."""
        return self.filled / self.ordered if self.ordered else None


def asked_between(book: Book, first: date, last: date) -> Iterator[Asked]:
    """Yield what was asked for on some days, both included, as far as it is known what was there."""
    sites = Sites(book)
    for month in months(first, last):
        for order in book.found(Order, placed_word(month)):
            if first <= order.placed_on <= last:
                yield from _of_order(book, sites, order)
        for parcel in book.found(Shipment, handed_word(month)):
            if parcel.shipped_on and first <= parcel.shipped_on <= last:
                yield from _of_parcel(sites, parcel, parcel.shipped_on)


def service_of(asked: Iterable[Asked]) -> Service:
    """Add lines up."""
    found = list(asked)
    return Service(
        ordered=sum((one.ordered for one in found), ZERO),
        filled=sum((one.filled for one in found), ZERO),
        lines=len(found),
        whole=sum(one.filled == one.ordered for one in found),
    )


def _of_order(book: Book, sites: Sites, order: Order) -> Iterator[Asked]:
    for line in order.lines:
        if line.kept_at_once is not None and line.ordered:
            site = HOUSE_SITE if sites.is_one else _site_of(book, sites, order, line)
            filled = min(line.kept_at_once, line.ordered)
            yield Asked(line.item, site, order.placed_on, line.ordered, filled)


def _site_of(book: Book, sites: Sites, order: Order, line: OrderLine) -> str | None:
    """Return the site a line is served from: where goods are kept for it, or have left from."""
    for hold in line.holds:
        return sites.of(hold.origin or hold.location)
    for shipment in book.found(Shipment, order.number):
        for sent in shipment.lines:
            if sent.order_line == line.number:
                return sites.of(sent.origin)
    return None


def _of_parcel(sites: Sites, parcel: Shipment, on: date) -> Iterator[Asked]:
    for goods in parcel.goods if parcel.has_left else ():
        left_from = sites.of(goods.origin) if goods.origin else HOUSE_SITE
        site = (
            HOUSE_SITE if sites.is_one else left_from or None
        )  # a bench without a site serves all
        yield Asked(goods.item, site, on, goods.quantity, goods.quantity, is_ordered=False)
