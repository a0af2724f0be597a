"""What the stock is worth, asked of the journal: one item, or everything.

The moves are read in pages and folded (`inventory.valuation.folding`). A total is the rounded sum, and may
differ by a cent from the sum of what is shown above it.

Whoever asks again and again keeps what was worked out of each item (`KeptStockValue`): an item's value
changes only by moves of its own, so only what has moved since is folded anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from decimal import Decimal, localcontext
from threading import Lock
from typing import Final

from inventory.book import Book
from inventory.item import Item, ItemKind
from inventory.location import VIRTUAL_LOCATIONS
from inventory.money import EXACT_DIGITS, rounded
from inventory.ports import JournalReader
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.settings.orders import ValuationMethod
from inventory.valuation.folding import Costs, Folding, ItemValue, Valued, costs_of
from inventory.valuation.moves_read import ledger, moves_behind

ANEW_FROM: Final = 0.05
"""The share of all items from which reading the ledger through is less work than each by itself."""


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
    return Folding(book, moves_behind(reader, [sku], book.line)).valued(sku).value


def value_of_stock(book: Book, reader: JournalReader) -> StockValue:
    """Answer what everything is worth, from the whole ledger up to the book's last line."""
    return KeptStockValue(reader).of(book)


class KeptStockValue:
    """What everything is worth, kept item by item for those who ask again; for many threads.

    Args:
        reader: the past.
        anew_from: the share of all items from which the whole ledger is folded again.
    """

    def __init__(self, reader: JournalReader, *, anew_from: float = ANEW_FROM) -> None:
        self._reader = reader
        self._anew_from = anew_from
        self._asking = Lock()
        self._items: dict[str, Valued] = {}
        self._line = 0
        self._told_in: tuple[tzinfo, str] | None = None

    def of(self, book: Book) -> StockValue:
        """Answer what everything is worth, up to the book's last line."""
        with self._asking:
            self._follow(book, book.line)
            return _whole(book, self._items)

    def _follow(self, book: Book, line: int) -> None:
        told_in = (book.rules.zone, book.rules.currency)
        if told_in != self._told_in:
            self._items = {}
        changed = self._changed(book, line) if self._items else set()
        if len(changed) >= self._anew_from * len(self._items):
            folding = Folding(book, ledger(self._reader, 0, line))
            self._items = {sku: folding.valued(sku) for sku in folding.items}
        elif changed:
            folding = Folding(book, moves_behind(self._reader, changed, line))
            self._items |= {sku: folding.valued(sku) for sku in changed}
        self._line, self._told_in = line, told_in

    def _changed(self, book: Book, line: int) -> set[str]:
        """Return the items that came or went since, and those of which the book says else.

        Of two who ask at once the one with the older book may come second: then it is told what
        had not moved by then.
        """
        first, last = sorted((self._line, line))
        moved = {
            move.item
            for move in ledger(self._reader, first, last)
            if move.source in VIRTUAL_LOCATIONS or move.target in VIRTUAL_LOCATIONS
        }
        return moved | {
            sku for sku, known in self._items.items() if not known.looked_up.still_holds(book, sku)
        }


def _whole(book: Book, items: Mapping[str, Valued]) -> StockValue:
    own = book.rules.valuation
    there = sorted(
        (one.value for one in items.values() if one.value.quantity),
        key=lambda one: (-one.values[own], one.item),
    )
    by_kind: defaultdict[ItemKind, list[Valued]] = defaultdict(list)
    for one in there:
        item = book.get(Item, one.item)
        by_kind[item.kind if item else ItemKind.FINISHED].append(items[one.item])
    currency = book.rules.currency
    return StockValue(
        items=tuple(there),
        totals=_totals(items.values(), currency),
        kinds={kind: _totals(by_kind[kind], currency) for kind in ItemKind if by_kind[kind]},
        costs={
            method: costs_of(
                (one.months[method] for one in items.values()), currency, is_whole=True
            )
            for method in ValuationMethod
        },
    )


def _totals(items: Iterable[Valued], currency: str) -> dict[ValuationMethod, Decimal]:
    wanted = list(items)
    with localcontext(prec=EXACT_DIGITS):
        totals = {m: sum((one.exact[m] for one in wanted), ZERO) for m in ValuationMethod}
    return {method: rounded(total, currency) for method, total in totals.items()}
