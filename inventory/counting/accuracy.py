"""How right the book was, and what was lost: by item, bin, person or month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Final

from inventory.book import Book
from inventory.counting.findings import Finding, Off, Within, findings, within_tolerance
from inventory.documents.count_words import month_word
from inventory.documents.cycle_count import CycleCount
from inventory.item import Item
from inventory.quantity import ZERO, Quantity, trimmed
from inventory.record import Record

HUNDRED: Final = Decimal(100)
TENTH: Final = Decimal("0.1")
CENT: Final = Decimal("0.01")


class Grouping(StrEnum):
    """By what looking back is told."""

    ITEM = "item"
    BIN = "bin"
    PERSON = "person"
    MONTH = "month"


class Accuracy(Record):
    """What some findings come to.

    Attributes:
        lines: that were counted; `right` of them exactly, `within` of them within the tolerance.
        net, absolute: units found less missing, and both added up.
        net_value, absolute_value: the same in money, over lines whose cost is known.
        unpriced: lines that were off and whose cost nobody knows.
        overruled: lines of which a recount by somebody else found something else.
    """

    lines: int = 0
    right: int = 0
    within: int = 0
    net: Quantity = ZERO
    absolute: Quantity = ZERO
    net_value: Quantity = ZERO
    absolute_value: Quantity = ZERO
    unpriced: int = 0
    overruled: int = 0

    @property
    def percent(self) -> Decimal | None:
        """Right lines of counted ones in per cent, to a tenth, rounded down: 100 means all of them.

        None where nothing was counted.
        """
        return _percent(self.right, self.lines)

    @property
    def percent_within(self) -> Decimal | None:
        """The same of those within the tolerance."""
        return _percent(self.within, self.lines)


class AccuracyRow(Record):
    """What the findings of one item, bin, person or month come to."""

    name: str
    accuracy: Accuracy


class AccuracyReport(Record):
    """Looking back on some days.

    Attributes:
        first, last: the days it covers, both included; None for no limit.
        total: of all lines, each once.
        rows: the costliest first, months in order.
    """

    by: Grouping
    first: date | None
    last: date | None
    total: Accuracy
    rows: tuple[AccuracyRow, ...]


def accuracy_report(
    book: Book, by: Grouping, first: date | None = None, last: date | None = None
) -> AccuracyReport:
    """Return how right the book was and what was lost, by item, bin, person or month.

    Each line speaks for who counted it last; by person it speaks for everybody who counted it.

    Args:
        book: whose counts are looked back on.
        by: what a row stands for.
        first: the first day on which lines were settled, None for no limit.
        last: the last, likewise.
    """
    lines = (
        line
        for sheet in sheets_of(book, first, last)
        for line in sheet.lines
        if line.settled_on and _is_in(line.settled_on, first, last)
    )
    of_everybody = list(findings(lines, _judge(book)))
    of_lines = [one for one in of_everybody if one.is_last]
    return AccuracyReport(
        by=by,
        first=first,
        last=last,
        total=accuracy_of(of_lines),
        rows=tuple(_rows(of_everybody if by is Grouping.PERSON else of_lines, by)),
    )


def sheets_of(book: Book, first: date | None, last: date | None) -> Iterator[CycleCount]:
    """Yield the counts with lines that were settled on some days; the others are not unfolded."""
    if first is None or last is None:
        yield from book.all(CycleCount)
        return
    seen: set[str] = set()
    for month in _months(first, last):
        for sheet in book.found(CycleCount, month):
            if sheet.number not in seen:
                seen.add(sheet.number)
                yield sheet


def accuracy_of(found: Iterable[Finding]) -> Accuracy:
    """Add findings up."""
    each = list(found)
    values = [one.value for one in each if one.value is not None]
    return Accuracy(
        lines=len(each),
        right=sum(not one.off for one in each),
        within=sum(one.is_within for one in each),
        net=sum((one.lost for one in each), ZERO),
        absolute=sum((abs(one.lost) for one in each), ZERO),
        net_value=sum(values, ZERO).quantize(CENT),
        absolute_value=sum(map(abs, values), ZERO).quantize(CENT),
        unpriced=sum(one.value is None for one in each),
        overruled=sum(one.is_overruled for one in each),
    )


def _rows(found: Iterable[Finding], by: Grouping) -> list[AccuracyRow]:
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in found:
        groups[_name(one, by)].append(one)
    rows = [AccuracyRow(name=name, accuracy=accuracy_of(each)) for name, each in groups.items()]
    if by is Grouping.MONTH:
        return sorted(rows, key=lambda row: row.name)
    return sorted(rows, key=_costliest_first)


def _costliest_first(row: AccuracyRow) -> tuple[Decimal, Decimal, int, str]:
    told = row.accuracy
    return (-told.absolute_value, -told.absolute, told.right - told.lines, row.name)


def _name(one: Finding, by: Grouping) -> str:
    match by:
        case Grouping.ITEM:
            return one.item
        case Grouping.BIN:
            return one.location
        case Grouping.PERSON:
            return one.person
        case Grouping.MONTH:
            return f"{one.on:%Y-%m}"


def _judge(book: Book) -> Within:
    """Return what tells whether an item was within the tolerance of the house as it is now."""
    items: dict[str, Item] = {}

    def is_within(sku: str, off: Off) -> bool:
        item = items.get(sku) or book.item(sku) or Item(sku=sku, name="")
        items[sku] = item
        return within_tolerance(book.rules, item, off)

    return is_within


def _percent(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return trimmed((HUNDRED * part / whole).quantize(TENTH, ROUND_FLOOR))


def _is_in(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield month_word(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
