"""The inbox Count entries: rows of one count, one under the other, are entered together.

What the book expects is never told here: whoever counts next may read it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.commands import Line
from inventory.count_commands import EnterCount
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.people import SHEET
from inventory.quantity import Amount
from inventory.transaction import Posted
from sheets_schema.codec import Cell, shown
from sheets_schema.count_tabs import COUNT_ENTRIES
from sheets_schema.inbox_form import DONE
from sheets_schema.row_reading import Reading

TOLD: Final = {
    CountLineStatus.AGAIN: "goods moved meanwhile, count it again and type a new row",
    CountLineStatus.RECOUNT: "far off, somebody else counts it once more",
    CountLineStatus.APPROVAL: "far off, waits for approval",
    CountLineStatus.WAITING: "put down",
    CountLineStatus.POSTED: "settled",
    CountLineStatus.MOVED: "settled",
    CountLineStatus.SKIPPED: "settled",
}
"""How a line stands after its entry -> the words for it; the first that fits one of a row is told."""


class CountEntriesForm:
    """How rows of Count entries are read and answered."""

    name = "count_entries"
    tab = COUNT_ENTRIES
    noun = "count"
    keeps_unknown = True

    def belongs(self, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
        return _number_in(above) == _number_in(row)

    def command(self, rows: Sequence[Reading], key: str, at: datetime) -> EnterCount:
        number = str(rows[0].values["number"]).strip().upper()
        lines = tuple(map(_line_of, rows))
        return EnterCount(key=key, actor=SHEET, at=at, number=number, lines=lines)

    def answers(self, posted: Posted, rows: int) -> list[str]:
        transaction = posted.transaction
        command = transaction.command
        assert isinstance(command, EnterCount)  # noqa: S101 - as `command` made it
        count = next(
            change.after
            for change in transaction.changes
            if isinstance(change.after, CycleCount) and change.key == command.number
        )
        start = f"{DONE} {count.number} ({transaction.id})"
        return [f"{start}: {_told(count, line)}" for line in command.lines]

    def news(self, book: Book, cells: Mapping[str, Cell], status: str) -> str | None:
        """A row is done once it is entered; the tab Count lines tells what becomes of it."""
        return None


def _number_in(cells: Mapping[str, Cell]) -> str:
    return shown(cells.get("number")).strip().casefold()


def _line_of(row: Reading) -> Line:
    text = {name: str(row.values.get(name, "")) for name in ("item", "location", "lot", "note")}
    return Line(amount=Amount(number=Decimal(str(row.values["counted"]))), **text)


def _told(count: CycleCount, said: Line) -> str:
    statuses = {line.status for line in count.lines if _is_about(line, said)}
    if not statuses:
        return "nobody knows this item yet: kept with the count, a manager says what it is"
    return next(words for status, words in TOLD.items() if status in statuses)


def _is_about(line: CountLine, said: Line) -> bool:
    """Tell whether a row was about a line: of an empty bin it is about all that may lie there."""
    pairs = ((said.location, line.location), (said.item, line.item), (said.lot, line.lot))
    return all(not ours or ours.casefold() == theirs.casefold() for ours, theirs in pairs)
