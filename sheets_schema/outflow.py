"""Managers' rows that were changed elsewhere (an import, a job) find their way into the sheet.

The sheet is where managers look, and a row it lacks would read as a deletion. So what others than
the sheet have changed since the last time is put there: in its row where the key is found, below all
rows where it is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inventory.book import Book
from inventory.customer import NOBODY, Contacts
from inventory.entries import Change, Entry, EntryType
from inventory.people import SHEET
from inventory.ports import JournalReader, Progress
from inventory.rules import Setting
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.connection import Json
from sheets_schema.customers import contact_shown
from sheets_schema.edits import TabReading
from sheets_schema.requests import insert_rows, put_rows, set_row_count
from sheets_schema.row_reading import Reading
from sheets_schema.rows import contact_of, encode, record_of
from sheets_schema.setting_rows import TITLE_BY_RULE
from sheets_schema.tabs import MANAGED
from sheets_schema.workbook import Sheet

MARK: Final = "outflow"
PAGE: Final = 500
ROWS_A_WRITE: Final = 1_000
SPARE_ROWS: Final = 200
TYPES: Final = frozenset(tab.entry_type for tab in MANAGED)


class Outflow:
    """Which rows the sheet has still to be told of.

    Attributes:
        pending: (type, key) of rows that others changed last -> every way the row stood meanwhile.
            A row of the sheet that stands in none of these was changed by a manager, too.
    """

    def __init__(self, workbook_id: str, journal: JournalReader, progress: Progress) -> None:
        self.pending: dict[tuple[EntryType, str], list[Entry | None]] = {}
        self._workbook_id = workbook_id
        self._journal = journal
        self._progress = progress
        self._sequence = int(progress.mark(workbook_id, MARK) or 0)
        self._kept = self._sequence

    def catch_up(self, sequence: int) -> None:
        """Look at what was recorded since, up to a sequence number."""
        while self._sequence < sequence:
            page = self._journal.entered_after(self._sequence, PAGE)
            if not page:
                return
            for entered in page:
                for change in entered.transaction.changes:
                    self._note(change, entered.transaction.actor)
            self._sequence = page[-1].transaction.sequence

    def stood(self, entry_type: EntryType) -> dict[str, list[Entry | None]]:
        """Return the pending keys of a type, each with every way its row stood meanwhile."""
        return {key: ways for (kind, key), ways in self.pending.items() if kind == entry_type}

    def told(self, entry_type: EntryType) -> None:
        """Note that the sheet has the rows of a type now."""
        for key in self.stood(entry_type):
            del self.pending[entry_type, key]

    def keep(self) -> None:
        """Remember how far the sheet has been told, where nothing is left over."""
        if not self.pending and self._sequence != self._kept:
            self._progress.set_mark(self._workbook_id, MARK, str(self._sequence))
            self._kept = self._sequence

    def _note(self, change: Change, actor: str) -> None:
        if change.type not in TYPES:
            return
        if actor == SHEET:
            self.pending.pop((change.type, change.key), None)
        else:
            ways = self.pending.setdefault((change.type, change.key), [])
            ways += [change.before, change.after]


def writes_for(
    reading: TabReading,
    book: Book,
    keys: frozenset[str],
    sheet: Sheet,
    contacts: Contacts | None = None,
) -> Iterator[list[Json]]:
    """Yield the requests that bring rows to what the book says, a write's worth at a time."""
    tab = reading.found.tab
    changed: list[Json] = []
    added: list[Mapping[str, Cell]] = []
    for key in sorted(keys):
        versioned = book.entries[tab.entry_type].get(key)
        if versioned is None or versioned.entry is None:
            continue
        if key not in reading.by_key:
            added.append(cells_for(tab, versioned.entry, contacts))
            continue
        row, said = reading.by_key[key]
        if _says_otherwise(tab, said, versioned.entry, contacts):
            cells = cells_for(tab, versioned.entry, contacts)
            changed += _cell_by_cell(reading, row.index, cells)
    if changed:
        yield changed
    yield from _below(reading, added, sheet)


def _says_otherwise(tab: Tab, said: Reading, entry: Entry, contacts: Contacts | None) -> bool:
    """Tell whether a row differs from the book, or from what is kept beside it."""
    if record_of(tab, said, None) != entry:
        return True
    contact = contact_shown(contacts, entry)
    return contact is not None and contact_of(said) != contact


def cells_for(tab: Tab, entry: Entry, contacts: Contacts | None = None) -> dict[str, Cell]:
    """Return field -> cell of a row; personal cells are left out where nothing is known of them."""
    if isinstance(entry, Setting):
        return {"name": TITLE_BY_RULE.get(entry.name, entry.name), "value": entry.value or None}
    contact = contact_shown(contacts, entry)
    cells = zip(tab.columns, encode(tab, entry, contact or NOBODY), strict=True)
    return {c.field: cell for c, cell in cells if contact is not None or not c.is_personal}


def _cell_by_cell(reading: TabReading, row: int, cells: Mapping[str, Cell]) -> list[Json]:
    sheet_id = reading.found.tab.sheet_id
    return [
        put_rows(sheet_id, row, [[cell]], column=reading.found.places[field])
        for field, cell in cells.items()
    ]


def _below(
    reading: TabReading, added: Sequence[Mapping[str, Cell]], sheet: Sheet
) -> Iterator[list[Json]]:
    """Yield the requests for new rows; what somebody types there meanwhile moves down."""
    places, end = reading.found.places, reading.found.end
    width = max(places.values(), default=-1) + 1
    rows_there = sheet.rows
    for start in range(0, len(added), ROWS_A_WRITE):
        rows: list[list[Cell]] = []
        for cells in added[start : start + ROWS_A_WRITE]:
            row: list[Cell] = [None] * width
            for field, cell in cells.items():
                row[places[field]] = cell
            rows.append(row)
        first = end + start
        if first < rows_there:
            rows_there += len(rows)
            room = insert_rows(sheet.sheet_id, first, len(rows))
        else:
            rows_there = first + len(rows) + SPARE_ROWS
            room = set_row_count(sheet.sheet_id, rows_there)
        yield [room, put_rows(sheet.sheet_id, first, rows)]
