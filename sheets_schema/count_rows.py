"""What rows of counts say: a sheet and its lines, as cells."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.counting.accuracy import accuracy_of
from inventory.counting.findings import findings
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from sheets_schema.cell import Linked
from sheets_schema.count_tabs import COUNTS
from sheets_schema.document_rows import number_in, row_link, thread_link

NAMED_MAX: Final = 10


class CountProgress(NamedTuple):
    """How far a sheet is, and how right the book was."""

    lines: int
    counted: int
    right: int | None
    percent: Decimal | None
    net_value: Decimal | None
    absolute_value: Decimal | None


class CountRow(NamedTuple):
    """One row of Counts, before it becomes cells."""

    number: str
    sheet: CycleCount
    status: str
    scope: str
    progress: CountProgress
    to_recount: int
    to_approve: int
    unknown: int


class CountLineRow(NamedTuple):
    """One row of Count lines; figures that would tell a blind counter what to find are left out."""

    key: str
    count_link: str
    line: CountLine
    status: str
    expected: Decimal | None
    counted: Decimal | None
    variance: Decimal | None
    value: Decimal | None
    counted_by: tuple[str, ...]
    times: int


def count_row(_book: Book, _key: str, count: CycleCount) -> CountRow:
    """Return a count's row; its number leads to the thread in Slack."""
    number = count.number
    return CountRow(
        number=Linked(number, thread_link(count.thread)) if count.thread else number,
        sheet=count,
        status=count.status.value,
        scope=scope_words(count.scope),
        progress=_progress(count),
        to_recount=_lines_at(count, CountLineStatus.RECOUNT),
        to_approve=_lines_at(count, CountLineStatus.APPROVAL),
        unknown=len(count.open_unknown),
    )


def count_line_row(book: Book, key: str, count: CycleCount) -> CountLineRow | None:
    """Return the row of a count's line."""
    line = count.line(number_in(key))
    if line is None:
        return None
    shown = not (count.is_blind and line.is_waiting)
    return CountLineRow(
        key=key,
        count_link=row_link(book, COUNTS, "cycle_count", count.number),
        line=line,
        status=_status_of(count, line),
        expected=_expected(line) if shown else None,
        counted=line.counted if shown else None,
        variance=line.variance if shown else None,
        value=line.value if shown else None,
        counted_by=line.counters,
        times=len(line.tallies),
    )


def scope_words(scope: CountScope) -> str:
    """Say what was asked to be counted."""
    return ", ".join(_parts(scope)) or "everything"


def _parts(scope: CountScope) -> Iterator[str]:
    if scope.site:
        yield f"site {scope.site}"
    if scope.zone:
        yield f"zone {scope.zone}"
    if scope.bins:
        yield f"bins {_first(scope.bins)}"
    if scope.items:
        yield f"items {_first(scope.items)}"
    if scope.abc_class:
        yield f"class {scope.abc_class}"
    if scope.touched_since:
        yield f"moved since {scope.touched_since.isoformat()}"
    if scope.is_suspect:
        yield "where something seems wrong"
    if scope.is_due:
        yield "what is due"
    if scope.sample:
        yield f"{scope.sample} at random"


def _first(names: Sequence[str]) -> str:
    more = len(names) - NAMED_MAX
    told = "; ".join(names[:NAMED_MAX])
    return f"{told} and {more} more" if more > 0 else told


def _progress(count: CycleCount) -> CountProgress:
    found = accuracy_of(one for one in findings(count.lines, lambda *_: True) if one.is_last)
    return CountProgress(
        lines=len(count.lines),
        counted=found.lines,
        right=found.right if found.lines else None,
        percent=found.percent,
        net_value=found.net_value if found.lines else None,
        absolute_value=found.absolute_value if found.lines else None,
    )


def _lines_at(count: CycleCount, status: CountLineStatus) -> int:
    return sum(line.status is status for line in count.lines)


def _expected(line: CountLine) -> Decimal | None:
    """Return what the book said when it was counted, before that when it was handed out."""
    return line.tally.expected if line.tally else line.expected


def _status_of(count: CycleCount, line: CountLine) -> str:
    if line.is_waiting and not count.is_open:
        return count.status.value
    is_right = line.status is CountLineStatus.POSTED and not line.variance
    return "right" if is_right else line.status.value
