"""Where goods of one lot are: here, kept for whom, with customers, thrown away, sent back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.order import Order
from inventory.location import (
    DIFFERENCE,
    OPENING,
    SCRAP,
    SUPPLIER,
    VIRTUAL_LOCATIONS,
    LocationKind,
)
from inventory.quantity import ZERO, trimmed
from inventory.recalling.keeping import Kept, kept_of
from inventory.stock_key import LotKey


class Lying(NamedTuple):
    """What lies in one place in the building."""

    location: str
    kind: LocationKind
    quantity: Decimal


class Passed(NamedTuple):
    """What left with a shipment, or came back with a return.

    Attributes:
        customer: a code, or what people wrote; empty where nobody knows.
        order: its number, or empty.
    """

    document: str
    customer: str
    order: str
    quantity: Decimal


class Consignee(NamedTuple):
    """What one customer has got of it, and has sent back."""

    customer: str
    shipped: Decimal
    returned: Decimal
    orders: tuple[str, ...]
    shipments: tuple[str, ...]

    @property
    def outstanding(self) -> Decimal:
        """What they still have, as far as anybody knows."""
        return max(ZERO, self.shipped - self.returned)


class Whereabouts(NamedTuple):
    """What became of a lot: it came or was built; it is here, gone, or in kits.

    Attributes:
        came: by receipts and the opening of the book; `sent_back` to the supplier of it.
        built: came out of production less what was taken apart; `used` is in kits.
        lost: what counts did not find, below zero where they found more.
        lying: place by place, most first.
        kept: what open orders hold of it.
        shipped: shipment by shipment in order, what came back not taken off; `returned` is that.
        consignees: customer by customer, in order of their first shipment.
    """

    lot: LotKey
    came: Decimal
    built: Decimal
    used: Decimal
    scrapped: Decimal
    sent_back: Decimal
    lost: Decimal
    lying: tuple[Lying, ...]
    kept: tuple[Kept, ...]
    shipped: tuple[Passed, ...]
    returned: tuple[Passed, ...]
    consignees: tuple[Consignee, ...]

    @property
    def here(self) -> Decimal:
        return sum((one.quantity for one in self.lying), ZERO)

    @property
    def outstanding(self) -> Decimal:
        """What customers still have, whoever sent back the rest."""
        return max(ZERO, self._with_customers)

    @property
    def beyond_shipped(self) -> Decimal:
        """What came back from customers although it had never been sent to any."""
        return max(ZERO, -self._with_customers)

    @property
    def total(self) -> Decimal:
        """All that ever came or was built."""
        return self.came + self.built

    @property
    def difference(self) -> Decimal:
        """What of the total is nowhere; below zero where there is more than ever came."""
        gone = self.outstanding + self.used + self.scrapped + self.sent_back
        return self.total - self.here - gone

    @property
    def accounted_percent(self) -> int:
        """How much of the total is accounted for, rounded down: 100 only when nothing is missing."""
        return int((self.total - self.difference) * 100 / self.total) if self.total else 100

    @property
    def _with_customers(self) -> Decimal:
        return sum((one.shipped - one.returned for one in self.consignees), ZERO)


def whereabouts_of(book: Book, lots: Collection[LotKey]) -> dict[LotKey, Whereabouts]:
    """Return what became of each of some lots."""
    lying, kept, names = _lying(book, lots), kept_of(book, lots), _Names(book)
    return {lot: _of(book, lot, lying.get(lot, ()), kept.get(lot, ()), names) for lot in lots}


def _of(
    book: Book, lot: LotKey, lying: Iterable[Lying], kept: Iterable[Kept], names: "_Names"
) -> Whereabouts:
    trail, places = book.trail, book.stock.get(lot.item, {})

    def at(*locations: str) -> Decimal:
        return trimmed(sum((places.get((one, lot.code), ZERO) for one in locations), ZERO))

    came, built = (sum(flow.of(lot).values(), ZERO) for flow in (trail.came, trail.built))
    shipped = tuple(names.passed(trail.shipped.of(lot)))
    returned = tuple(names.passed(trail.returned.of(lot)))
    return Whereabouts(
        lot=lot,
        came=trimmed(came),
        built=trimmed(built),
        used=trimmed(sum(trail.used.of(lot).values(), ZERO)),
        scrapped=at(SCRAP),
        sent_back=trimmed(at(SUPPLIER, OPENING) + came) if lot.code else ZERO,
        lost=at(DIFFERENCE),
        lying=tuple(sorted(lying, key=lambda one: (-one.quantity, one.location))),
        kept=tuple(kept),
        shipped=shipped,
        returned=returned,
        consignees=_consignees(shipped, returned),
    )


class _Names:
    """Customers by what documents call them, each looked up once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._codes: dict[str, str] = {"": ""}
        self._of_orders: dict[str, str] = {"": ""}

    def passed(self, sums: Mapping[str, Decimal]) -> Iterator[Passed]:
        """Yield whose goods documents are about; one without a parcel is taken for an order.

        There may be hundreds of thousands, so that nothing is called for each of them.
        """
        parcels, codes = self._book.trail.parcels, self._codes
        for document, quantity in sums.items():
            customer, order = parcels.get(document) or ("", document)
            code = codes.get(customer)
            if not code:
                code = codes[customer] = self._code(customer)
            yield Passed(document, code or self._of_order(order), order, quantity)

    def _of_order(self, number: str) -> str:
        """Return whose order it is, empty where nobody knows."""
        if number not in self._of_orders:
            order = self._book.get(Order, number.strip().upper())
            self._of_orders[number] = self._code(order.customer) if order else ""
        return self._of_orders[number]

    def _code(self, text: str) -> str:
        if not text:
            return ""
        found = self._book.customer(text.strip())
        return found.code if found else text.strip()


def _consignees(shipped: Iterable[Passed], returned: Iterable[Passed]) -> tuple[Consignee, ...]:
    """Gather by customer; what came back from nobody knows whom is of the only one who had any."""
    got: dict[str, list[Passed]] = {}
    for one in shipped:
        got.setdefault(one.customer, []).append(one)
    only = next(iter(got)) if len(got) == 1 else ""
    back: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in returned:
        who = one.customer or only
        back[who] += one.quantity
        got.setdefault(who, [])
    return tuple(
        Consignee(
            customer,
            trimmed(sum([one.quantity for one in parcels], ZERO)),
            trimmed(back[customer]),
            tuple(dict.fromkeys(one.order for one in parcels if one.order)),
            tuple([one.document for one in parcels]),
        )
        for customer, parcels in got.items()
    )


def _lying(book: Book, lots: Collection[LotKey]) -> Mapping[LotKey, list[Lying]]:
    found: defaultdict[LotKey, list[Lying]] = defaultdict(list)
    wanted = set(lots)
    for item in dict.fromkeys(lot.item for lot in lots):
        for (place, code), quantity in book.stock.get(item, {}).items():
            lot = LotKey(item, code)
            if lot in wanted and place not in VIRTUAL_LOCATIONS:
                found[lot].append(Lying(place, book.kind_of(place), quantity))
    return found
