"""The marks of an inbox: numbers that travel with rows, and under which they are posted once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from inventory.ports import Clock, JournalReader, Progress
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.connection import Json, Result, Unknown
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.inbox_form import InboxForm
from sheets_schema.inbox_rows import Marked, Request, numbered, requests_in
from sheets_schema.pace import AFTER_DOUBT, Pace
from sheets_schema.requests import drop_mark, mark_line
from sheets_schema.workbook import ROW_MARK, Mark, Workbook


class RowMarks:
    """Gives marks to rows of one inbox, reads rows by them and takes them off again."""

    def __init__(
        self,
        form: InboxForm,
        workbook: Workbook,
        *,
        journal: JournalReader,
        progress: Progress,
        clock: Clock,
        pace: Pace,
    ) -> None:
        self._form = form
        self._workbook = workbook
        self._journal = journal
        self._progress = progress
        self._clock = clock
        self._pace = pace
        self._doubt = f"{form.name}.marks_in_doubt_until"

    def all(self) -> list[Mark]:
        ours = self._form.tab.sheet_id
        return [mark for mark in self._workbook.marks(ROW_MARK) if mark.sheet_id == ours]

    def give(self, groups: Sequence[Sequence[SheetRow]]) -> None:
        """Mark rows, each group under the next number.

        Numbers are used up before they are sent: an unknown outcome must not give one twice.
        """
        used = self._progress.mark(self._workbook.id, counter_of(self._form))
        first = int(used or 0) + 1
        last = str(first + len(groups) - 1)
        if not self._progress.swap_mark(self._workbook.id, counter_of(self._form), used, last):
            return  # another process numbers rows now: these may have been among them
        requests = [
            mark_line(self._form.tab.sheet_id, "ROWS", row.index, ROW_MARK, _value(number, place))
            for number, rows in enumerate(groups, first)
            for place, row in enumerate(rows)
        ]
        self._put(requests)

    def follow(self, moved: Mapping[int, tuple[str, int]], marks: Sequence[Mark]) -> None:
        """Put the marks of rows that were cut and pasted where the rows are now.

        Args:
            moved: index of a row -> number of its request, and its place in it from 1.
            marks: of the tab; those that stayed behind are taken off.
        """
        left = [mark.id for mark in marks if numbered(mark) in moved.values()]
        sheet = self._form.tab.sheet_id
        self._put(
            [
                *(drop_mark(one) for one in left),
                *(
                    mark_line(sheet, "ROWS", index, ROW_MARK, _value(int(number), place - 1))
                    for index, (number, place) in moved.items()
                ),
            ]
        )

    def posted(self, numbers: Iterable[str]) -> set[str]:
        """Return those of some requests that were posted."""
        keys = {self.key(number): number for number in numbers}
        return {keys[key] for key in self._journal.known_keys(list(keys))}

    def are_in_doubt(self) -> bool:
        """Tell whether marks may still land: a row that got a second one would post twice."""
        until = self._progress.mark(self._workbook.id, self._doubt)
        return until is not None and self._clock() < datetime.fromisoformat(until)

    def let_go(self, some: Sequence[Mark], marks: Sequence[Mark]) -> bool:
        """Take the marks off whole requests, unless one was posted; tell whether they came off."""
        numbers = {numbered(mark)[0] for mark in some}
        if self.posted(numbers):
            return False
        self.drop(mark for mark in marks if numbered(mark)[0] in numbers)
        return True

    def drop(self, marks: Iterable[Mark]) -> None:
        """Take marks off their rows: there is room for some thousand only."""
        requests = [drop_mark(mark.id) for mark in marks]
        if requests:
            self._send(requests)

    def read(self, found: TabRows, marks: Sequence[Mark]) -> list[Request]:
        """Return what stands now in the rows that have these marks, request by request."""
        rows = self._workbook.marked_rows(marks)
        return [
            Request(numbered(of_one[0])[0], there)
            for of_one in requests_in(marks)
            if (
                there := [
                    Marked(mark, _by_field(found, cells))
                    for mark in of_one
                    if (cells := rows.get(mark.id)) is not None
                ]
            )
        ]

    def key(self, number: str) -> str:
        """Return the key under which a request is posted."""
        return f"{key_prefix(self._workbook.id, self._form.tab)}{number}"

    def _put(self, requests: list[Json]) -> None:
        """Put marks on rows; while nobody knows whether they landed, no row gets another."""
        if isinstance(self._send(requests), Unknown):
            until = self._clock() + AFTER_DOUBT
            self._progress.set_mark(self._workbook.id, self._doubt, until.isoformat())

    def _send(self, requests: list[Json]) -> Result:
        with self._pace.turn():
            return self._workbook.batch_update({"requests": requests})


def counter_of(form: InboxForm) -> str:
    """Return under which name the last number given to a row of an inbox is kept."""
    return f"{form.name}.marks"


def key_prefix(workbook_id: str, tab: Tab) -> str:
    """Return what the keys of a workbook's inbox rows begin with; the row's number follows."""
    return f"sheet:{workbook_id}:{tab.title}:"


def _value(number: int, place: int) -> str:
    return f"{number}.{place + 1}" if place else str(number)


def _by_field(found: TabRows, cells: Sequence[Cell]) -> dict[str, Cell]:
    return {field: cells[at] for field, at in found.places.items() if at < len(cells)}
