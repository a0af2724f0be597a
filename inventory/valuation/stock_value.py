"""What the stock is worth, asked of the journal: one item, or everything.

The moves are read in pages and folded (`inventory.valuation.worth`); nothing of it is stored. Here, and
only here, figures are rounded: each by itself, to the currency's smallest unit, half of it away from
zero. So a total is the rounded sum, and may differ by a cent from the sum of what is shown above it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from typing import Final

from inventory.book import Book
from inventory.documents.shipment import Shipment
from inventory.money import EXACT_DIGITS, rounded
from inventory.move import Move
from inventory.ports import JournalReader, MoveFilter
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.rules import ValuationMethod
from inventory.valuation.cost_layers import Layer
from inventory.valuation.fifo import FifoLayers
from inventory.valuation.moving_average import MovingAverage
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
        totals, costs: of all items, also of those that are gone, rounded once.
    """

    items: tuple[ItemValue, ...]
    totals: Mapping[ValuationMethod, Decimal]
    costs: Mapping[ValuationMethod, Costs]


def value_of_item(book: Book, reader: JournalReader, sku: str) -> ItemValue:
    """Answer what one item is worth, from all its moves."""
    valuer = _Valuer(book)
    for move in _moves_of(reader, sku, book.line):
        valuer.post(move)
    return valuer.value_of(sku)


def value_of_stock(book: Book, reader: JournalReader) -> StockValue:
    """Answer what everything is worth, from the whole ledger up to the book's last line."""
    valuer = _Valuer(book)
    for move in _ledger(reader, book.line):
        valuer.post(move)
    return valuer.value_of_all()


class _Valuer:
    """Folds moves by every method, item by item."""

    def __init__(self, book: Book) -> None:
        self._rules = book.rules
        self._shipments = _shipments_by_order(book)
        self._items: dict[str, dict[ValuationMethod, Valuation]] = {}

    def post(self, move: Move) -> None:
        for valuation in self._of(move.item).values():
            valuation.post(move)

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
        there = (one for one in values if one.quantity)
        every = {m: [one[m] for one in self._items.values()] for m in ValuationMethod}
        with localcontext(prec=EXACT_DIGITS):
            totals = {m: sum((one.pool.value for one in ones), ZERO) for m, ones in every.items()}
        return StockValue(
            items=tuple(sorted(there, key=lambda one: (-one.values[own], one.item))),
            totals={method: self._rounded(total) for method, total in totals.items()},
            costs={method: self._costs(ones) for method, ones in every.items()},
        )

    def _of(self, sku: str) -> dict[ValuationMethod, Valuation]:
        if sku not in self._items:
            zone = self._rules.zone
            self._items[sku] = {
                ValuationMethod.FIFO: Valuation(FifoLayers(), zone, self._shipments),
                ValuationMethod.AVERAGE: Valuation(MovingAverage(), zone, self._shipments),
            }
        return self._items[sku]

    def _costs(self, valuations: Iterable[Valuation]) -> Costs:
        """Add up what left, the newest month first."""
        exact: defaultdict[tuple[str, Account], Decimal] = defaultdict(lambda: ZERO)
        with localcontext(prec=EXACT_DIGITS):
            for valuation in valuations:
                for key, amount in valuation.months.items():
                    exact[key] += amount
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


def _shipments_by_order(book: Book) -> dict[str, list[str]]:
    """Return order -> its shipments, for returns that name the order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for shipment in book.all(Shipment):
        if shipment.order:
            found[shipment.order.upper()].append(shipment.number)
    return dict(found)


def _moves_of(reader: JournalReader, sku: str, line: int) -> Iterator[Move]:
    """Yield an item's moves up to a line in the order of the ledger; they are read newest first."""
    newest_first: list[Move] = []
    before = line + 1
    while page := reader.moves(MoveFilter(item=sku, before_line=before), PAGE_MOVES):
        newest_first += page
        before = page[-1].line
    return reversed(newest_first)


def _ledger(reader: JournalReader, line: int) -> Iterator[Move]:
    """Yield all moves up to a line, in the order of the ledger."""
    last = 0
    while last < line and (page := reader.ledger_after(last, PAGE_MOVES)):
        yield from (row.move for row in page if row.move.line <= line)
        last = page[-1].move.line
