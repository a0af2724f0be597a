"""What items are worth, folded from moves that were read: each by every method.

Here, and where a whole is told (`stock_value`), figures are rounded: each by itself, to the currency's
smallest unit, half of it away from zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from functools import partial
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.rejection import Rejection
from inventory.documents.shipment import Shipment
from inventory.money import EXACT_DIGITS, rounded
from inventory.move import Move
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.settings.orders import ValuationMethod
from inventory.valuation.cost_layers import Layer
from inventory.valuation.fifo import FifoLayers
from inventory.valuation.moving_average import MovingAverage
from inventory.valuation.production import PRODUCTIVE, Production, is_productive
from inventory.valuation.value_accounts import COSTS, Account
from inventory.valuation.worth import Valuation

Costs = Mapping[str, Mapping[Account, Decimal]]
"""Month (`2026-11`) -> account -> what the goods cost that left; months without any are left out."""

Months = Mapping[tuple[str, Account], Decimal]
"""(month, account) -> what it had in that month, not rounded."""


class ItemValue(Record):
    """What one item is worth.

    Attributes:
        values: by each method, rounded.
        layers: by FIFO, the oldest first, not rounded.
        costs: of goods, by each method, rounded.
    """

    item: str
    quantity: Decimal
    values: Mapping[ValuationMethod, Decimal]
    layers: tuple[Layer, ...]
    costs: Mapping[ValuationMethod, Costs]

    @property
    def unknown(self) -> Decimal:
        """How much lies there whose cost nobody has said: it counts as nothing."""
        return sum((layer.quantity for layer in self.layers if not layer.is_known), ZERO)


class Named(NamedTuple):
    """What a return names, as the book had it.

    Attributes:
        orders: of which it may be; `shipments` are theirs.
        mark: changes when either may have changed, and is read without unfolding any document.
    """

    orders: list[str]
    shipments: list[str]
    mark: tuple[object, ...]


class LookedUp(NamedTuple):
    """What the book had to say of an item besides its moves.

    Attributes:
        rejections: number -> the transaction that received the goods.
        named: what returns name, in capitals -> what that was.
    """

    rejections: dict[str, str]
    named: dict[str, Named]

    def still_holds(self, book: Book, sku: str) -> bool:
        """Tell whether the book says the same by now."""
        return self.rejections == _receipts_rejected(book, sku) and all(
            _mark(book, name, known.orders) == known.mark for name, known in self.named.items()
        )


class Valued(NamedTuple):
    """One item worked out.

    Attributes:
        value: what is told of it.
        exact: method -> what it is worth, not rounded; `months` likewise what it has cost.
        looked_up: what all this rests on besides its moves.
    """

    value: ItemValue
    exact: Mapping[ValuationMethod, Decimal]
    months: Mapping[ValuationMethod, Months]
    looked_up: LookedUp


class Folding:
    """Folds moves by every method, item by item; those that build wait until they are together.

    Attributes:
        items: sku -> its valuations.
    """

    def __init__(self, book: Book, moves: Iterable[Move] = ()) -> None:
        self.items: dict[str, dict[ValuationMethod, Valuation]] = {}
        self._book = book
        self._rules = book.rules
        self._looked_up: dict[str, LookedUp] = {}
        self._production = {method: Production() for method in ValuationMethod}
        self._building: list[Move] = []
        for move in moves:
            self._post(move)
        self._settle()

    def valued(self, sku: str) -> Valued:
        """Return what an item is worth after all moves."""
        by_method = self._of(sku)
        fifo = by_method[ValuationMethod.FIFO].pool
        exact = {method: one.pool.value for method, one in by_method.items()}
        months = {method: dict(one.months) for method, one in by_method.items()}
        currency = self._rules.currency
        value = ItemValue(
            item=sku,
            quantity=fifo.quantity,
            values={method: rounded(worth, currency) for method, worth in exact.items()},
            layers=tuple(fifo.layers) if isinstance(fifo, FifoLayers) else (),
            costs={method: costs_of([one], currency) for method, one in months.items()},
        )
        return Valued(value, exact, months, self._looked_up[sku])

    def _post(self, move: Move) -> None:
        if self._building and self._building[0].transaction != move.transaction:
            self._settle()
        if move.kind in PRODUCTIVE and is_productive(move):
            self._building.append(move)
            return
        for valuation in self._of(move.item).values():
            valuation.post(move)

    def _settle(self) -> None:
        """Take into account what was built last."""
        if self._building:
            for method, production in self._production.items():
                production.post(self._building, partial(self._by, method))
            self._building = []

    def _of(self, sku: str) -> dict[ValuationMethod, Valuation]:
        if sku not in self.items:
            looked_up = self._looked_up[sku] = LookedUp(_receipts_rejected(self._book, sku), {})
            shipments = partial(_shipments_of, self._book, looked_up)
            told = (self._rules.zone, shipments, looked_up.rejections)
            self.items[sku] = {
                ValuationMethod.FIFO: Valuation(FifoLayers(), *told),
                ValuationMethod.AVERAGE: Valuation(MovingAverage(), *told),
            }
        return self.items[sku]

    def _by(self, method: ValuationMethod, sku: str) -> Valuation:
        return self._of(sku)[method]


def costs_of(valuations: Iterable[Months], currency: str, *, is_whole: bool = False) -> Costs:
    """Add up what left, the newest month first; of the whole less what was built of it."""
    exact: defaultdict[tuple[str, Account], Decimal] = defaultdict(lambda: ZERO)
    with localcontext(prec=EXACT_DIGITS):
        for months in valuations:
            for (month, account), amount in months.items():
                exact[month, account] += amount
                if is_whole and account is Account.BUILT:
                    exact[month, Account.CONSUMED] -= amount
    told = sorted({month for (month, account), cost in exact.items() if cost and account in COSTS})
    return {
        month: {
            account: rounded(exact[month, account], currency)
            for account in COSTS
            if exact[month, account]
        }
        for month in reversed(told)
    }


def _receipts_rejected(book: Book, sku: str) -> dict[str, str]:
    return {one.number: one.receipt for one in book.found(Rejection, sku)}


def _shipments_of(book: Book, looked_up: LookedUp, document: str) -> list[str]:
    """Return the shipments of what a move brings back: of the order, or of the return, it names."""
    if document not in looked_up.named:
        orders = _orders_of(book, document)
        mark = _mark(book, document, orders)
        looked_up.named[document] = Named(orders, _sent_for(book, orders), mark)
    return looked_up.named[document].shipments


def _orders_of(book: Book, document: str) -> list[str]:
    returned = book.get(CustomerReturn, document)
    return [order.upper() for order in returned.orders] if returned else [document]


def _sent_for(book: Book, orders: Iterable[str]) -> list[str]:
    return [
        shipment.number
        for order in orders
        for shipment in book.found(Shipment, order)
        if shipment.order.upper() == order
    ]


def _mark(book: Book, document: str, orders: Iterable[str]) -> tuple[object, ...]:
    version = book.version_of("customer_return", document)
    return (version, *(book.indexes.found_by("shipment", order) for order in orders))
