"""Following the journal: a book of the writer's own, and which rows each transaction touches."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from inventory.book import Book
from inventory.entries import Change
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, Location
from inventory.lot import Lot
from inventory.ports import Entered, JournalReader
from inventory.stock_key import StockKey
from sheets_schema.entry_tabs import BY_TYPE, OF_STOCK, EntryTab
from sheets_schema.pages import Pages
from sheets_schema.rendering import audit_cells, ledger_cells, stock_cells, stock_status
from sheets_schema.tabs import AUDIT, LEDGER, STOCK


class Places:
    """Item -> its rows on Stock. May name rows of a stage that was dropped; the book decides."""

    def __init__(self, book: Book) -> None:
        self._by_item: defaultdict[str, dict[StockKey, None]] = defaultdict(dict)
        for key in book.rows:
            self._by_item[key.item][key] = None

    def add(self, keys: Iterable[StockKey]) -> None:
        for key in keys:
            self._by_item[key.item][key] = None

    def of(self, item: str) -> list[StockKey]:
        return list(self._by_item.get(item, ()))


class Stage:
    """The book some transactions ahead of what the sheet has, and the rows to write for that.

    Attributes:
        book: a fork; the book it came from does not change.
        taken: the transactions applied so far.
    """

    def __init__(self, base: Book, places: Places) -> None:
        self.book = base.fork()
        self.taken: list[Entered] = []
        self._base = base
        self._places = places
        self._moved: set[StockKey] = set()
        self._redrawn: set[str] = set()
        self._lots: defaultdict[str, set[str]] = defaultdict(set)
        self._touched: defaultdict[EntryTab, dict[str, None]] = defaultdict(dict)

    def take(self, entered: Entered) -> None:
        """Apply one transaction and note what it touches."""
        transaction = entered.transaction
        self.book.apply(transaction)
        self.taken.append(entered)
        moved = places_of(entered)
        self._moved.update(moved)
        for entry_tab in OF_STOCK:
            self._touched[entry_tab].update(dict.fromkeys(entry_tab.moved(self.book, moved)))
        for change in transaction.changes:
            self._note(change)

    @property
    def rows_touched(self) -> int:
        """Rows of stock and entries touched so far, for judging how large the batch will be."""
        return len(self._moved) + sum(map(len, self._touched.values()))

    def fill(self, pages: Pages) -> None:
        """Render what stock and entries say after the last transaction taken."""
        self._places.add(self._moved)
        wanted = set(self._moved)
        for sku in {key.item for key in self._moved} | self._redrawn | self._lots.keys():
            status = stock_status(self.book, sku)
            if sku in self._redrawn or status != stock_status(self._base, sku):
                wanted.update(self._places.of(sku))
            elif lots := self._lots.get(sku):
                wanted.update(key for key in self._places.of(sku) if key.lot in lots)
        put_stock(pages, self.book, wanted)
        for entry_tab, keys in self._touched.items():
            entry_tab.put(pages, self.book, keys)

    def _note(self, change: Change) -> None:
        for entry_tab in BY_TYPE.get(change.type, ()):
            self._touched[entry_tab].update(dict.fromkeys(entry_tab.touched(change)))
        entry = change.after if change.after is not None else change.before
        match entry:
            case Item():
                self._redrawn.add(entry.sku)
            case Lot():  # of thousands of pieces none but its own row says something new
                self._lots[entry.item].add(entry.code)
            case Location():
                self._redrawn.update(self.book.indexes.items_seen_at(entry.code))
            case _:
                pass


def places_of(entered: Entered) -> list[StockKey]:
    """Return the real balances that a transaction moved."""
    return [
        StockKey(move.item, location, move.lot)
        for move in entered.transaction.moves
        for location in (move.source, move.target)
        if location not in VIRTUAL_LOCATIONS
    ]


def put_stock(pages: Pages, book: Book, keys: Iterable[StockKey]) -> None:
    """Render rows of Stock."""
    statuses: dict[str, str] = {}
    for key in keys:
        if key not in book.rows:
            continue
        if key.item not in statuses:
            statuses[key.item] = stock_status(book, key.item)
        pages.put(STOCK, book.rows[key] + 1, stock_cells(book, key, statuses[key.item]))


def put_ledger(pages: Pages, reader: JournalReader, first: int, last: int) -> None:
    """Render ledger rows by line."""
    if first <= last:
        for row in reader.ledger_after(first - 1, last - first + 1):
            pages.put(LEDGER, row.move.line, ledger_cells(row))


def put_audit(pages: Pages, entered: Sequence[Entered]) -> None:
    """Render rows of Audit."""
    for one in entered:
        pages.put(AUDIT, one.transaction.sequence, audit_cells(one))
