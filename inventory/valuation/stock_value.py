"""What the stock is worth, asked of the journal: one item, or everything.

The moves are read in pages and folded (`inventory.valuation.worth`); nothing of it is stored. Here, and
only here, figures are rounded: each by itself, to the currency's smallest unit, half of it away from
zero. So a total is the rounded sum, and may differ by a cent from the sum of what is shown above it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.rejection import Rejection
from inventory.documents.shipment import Shipment
from inventory.item import Item, ItemKind
from inventory.location import PRODUCTION
from inventory.money import EXACT_DIGITS, rounded
from inventory.move import Move
from inventory.ports import JournalReader, MoveFilter
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.rules import ValuationMethod
from inventory.valuation.cost_layers import Layer
from inventory.valuation.fifo import FifoLayers
from inventory.valuation.moving_average import MovingAverage
from inventory.valuation.production import PRODUCTIVE, Production, is_productive
from inventory.valuation.value_accounts import COSTS, Account
from inventory.valuation.worth import Valuation

PAGE_MOVES: Final = 1_000

Costs = Mapping[str, Mapping[Account, Decimal]]
"""Month (`2026-11`) -> account -> what the goods cost that left; months without any are left out."""


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


class StockValue(Record):
    """What everything is worth.

    Attributes:
        items: those that lie there, the most valuable by the team's own method first.
        totals, costs: of all items, also of those that are gone, rounded once. What went into kits
            is no cost of all items: it is in the kits.
        kinds: the totals of raw materials and of finished goods, those of which anything lies there.
    """

    items: tuple[ItemValue, ...]
    totals: Mapping[ValuationMethod, Decimal]
    kinds: Mapping[ItemKind, Mapping[ValuationMethod, Decimal]]
    costs: Mapping[ValuationMethod, Costs]


def value_of_item(book: Book, reader: JournalReader, sku: str) -> ItemValue:
    """Answer what one item is worth, from all its moves."""
    moves = _moves_of(reader, MoveFilter(item=sku), book.line)
    if any(is_productive(move) and move.source == PRODUCTION for move in moves):
        moves = _moves_behind(reader, sku, book.line)
    return _folded(book, moves).value_of(sku)


def value_of_stock(book: Book, reader: JournalReader) -> StockValue:
    """Answer what everything is worth, from the whole ledger up to the book's last line."""
    return _folded(book, _ledger(reader, book.line)).value_of_all()


def _folded(book: Book, moves: Iterable[Move]) -> "_Valuer":
    valuer = _Valuer(book)
    for move in moves:
        valuer.post(move)
    valuer.settle()
    return valuer


class _Valuer:
    """Folds moves by every method, item by item; those that build wait until they are together."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rules = book.rules
        self._items: dict[str, dict[ValuationMethod, Valuation]] = {}
        self._production = {method: Production() for method in ValuationMethod}
        self._building: list[Move] = []

    def post(self, move: Move) -> None:
        if self._building and self._building[0].transaction != move.transaction:
            self.settle()
        if move.kind in PRODUCTIVE and is_productive(move):
            self._building.append(move)
            return
        for valuation in self._of(move.item).values():
            valuation.post(move)

    def settle(self) -> None:
        """Take into account what was built last."""
        if self._building:
            for method, production in self._production.items():
                production.post(self._building, partial(self._by, method))
            self._building = []

    def value_of(self, sku: str) -> ItemValue:
        by_method = self._of(sku)
        fifo = by_method[ValuationMethod.FIFO].pool
        return ItemValue(
            item=sku,
            quantity=fifo.quantity,
            values={method: self._rounded(one.pool.value) for method, one in by_method.items()},
            layers=tuple(fifo.layers) if isinstance(fifo, FifoLayers) else (),
            costs={method: self._costs([one]) for method, one in by_method.items()},
        )

    def value_of_all(self) -> StockValue:
        own = self._rules.valuation
        values = [self.value_of(sku) for sku in self._items]
        there = sorted(
            (one for one in values if one.quantity), key=lambda one: (-one.values[own], one.item)
        )
        every = {m: [one[m] for one in self._items.values()] for m in ValuationMethod}
        by_kind: defaultdict[ItemKind, list[str]] = defaultdict(list)
        for one in there:
            by_kind[self._kind_of(one.item)].append(one.item)
        return StockValue(
            items=tuple(there),
            totals=self._totals(self._items),
            kinds={kind: self._totals(by_kind[kind]) for kind in ItemKind if by_kind[kind]},
            costs={method: self._costs(ones, is_whole=True) for method, ones in every.items()},
        )

    def _totals(self, skus: Iterable[str]) -> dict[ValuationMethod, Decimal]:
        wanted = [self._items[sku] for sku in skus]
        with localcontext(prec=EXACT_DIGITS):
            totals = {m: sum((one[m].pool.value for one in wanted), ZERO) for m in ValuationMethod}
        return {method: self._rounded(total) for method, total in totals.items()}

    def _kind_of(self, sku: str) -> ItemKind:
        item = self._book.get(Item, sku)
        return item.kind if item else ItemKind.FINISHED

    def _of(self, sku: str) -> dict[ValuationMethod, Valuation]:
        if sku not in self._items:
            rejected = self._book.found(Rejection, sku)
            receipts = {one.number: one.receipt for one in rejected}
            told = (self._rules.zone, partial(_shipments_of, self._book), receipts)
            self._items[sku] = {
                ValuationMethod.FIFO: Valuation(FifoLayers(), *told),
                ValuationMethod.AVERAGE: Valuation(MovingAverage(), *told),
            }
        return self._items[sku]

    def _by(self, method: ValuationMethod, sku: str) -> Valuation:
        return self._of(sku)[method]

    def _costs(self, valuations: Iterable[Valuation], *, is_whole: bool = False) -> Costs:
        """Add up what left, the newest month first; of the whole less what was built of it."""
        exact: defaultdict[tuple[str, Account], Decimal] = defaultdict(lambda: ZERO)
        with localcontext(prec=EXACT_DIGITS):
            for valuation in valuations:
                for (month, account), amount in valuation.months.items():
                    exact[month, account] += amount
                    if is_whole and account is Account.BUILT:
                        exact[month, Account.CONSUMED] -= amount
        months = sorted(
            {month for (month, account), cost in exact.items() if cost and account in COSTS}
        )
        return {
            month: {
                account: self._rounded(exact[month, account])
                for account in COSTS
                if exact[month, account]
            }
            for month in reversed(months)
        }

    def _rounded(self, value: Decimal) -> Decimal:
        return rounded(value, self._rules.currency)


def _shipments_of(book: Book, document: str) -> list[str]:
    """Return the shipments of what a move brings back: of the order, or of the return, it names."""
    returned = book.get(CustomerReturn, document)
    orders = [order.upper() for order in returned.orders] if returned else [document]
    return [
        shipment.number
        for order in orders
        for shipment in book.found(Shipment, order)
        if shipment.order.upper() == order
    ]


def _moves_of(reader: JournalReader, wanted: MoveFilter, line: int) -> list[Move]:
    """Return the moves wanted up to a line in the order of the ledger; they are read newest first."""
    newest_first: list[Move] = []
    before = line + 1
    while page := reader.moves(wanted.model_copy(update={"before_line": before}), PAGE_MOVES):
        newest_first += page
        before = page[-1].line
    return newest_first[::-1]


def _moves_behind(reader: JournalReader, sku: str, line: int) -> list[Move]:
    """Return an item's moves with those of all goods its value has come from, in order."""
    built = filter(is_productive, _moves_of(reader, MoveFilter(location=PRODUCTION), line))
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for _, moves in groupby(built, attrgetter("transaction")):
        together = list(moves)
        for made in {move.item for move in together if move.source == PRODUCTION}:
            sources[made] |= {move.item for move in together}
    behind, waiting = {sku}, [sku]
    while waiting:
        new = sources[waiting.pop()] - behind
        behind |= new
        waiting += new
    found = [m for one in behind for m in _moves_of(reader, MoveFilter(item=one), line)]
    return sorted(found, key=attrgetter("line"))


def _ledger(reader: JournalReader, line: int) -> Iterator[Move]:
    """Yield all moves up to a line, in the order of the ledger."""
    last = 0
    while last < line and (page := reader.ledger_after(last, PAGE_MOVES)):
        yield from (row.move for row in page if row.move.line <= line)
        last = page[-1].move.line
