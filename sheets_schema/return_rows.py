"""What rows of returns say: a return and its lines, as cells."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.condition import Disposition
from inventory.documents.customer_return import (
    CustomerReturn,
    Inspection,
    Remedy,
    ReturnLine,
    ReturnStatus,
)
from inventory.quantity import ZERO
from sheets_schema.cell import Linked
from sheets_schema.document_rows import number_in, row_link, thread_link
from sheets_schema.document_tabs import ORDERS
from sheets_schema.return_tabs import RETURNS

QUARANTINED: Final = frozenset(
    {Disposition.QUARANTINE, Disposition.REFURBISH, Disposition.RETURN_TO_VENDOR}
)


class ReturnRow(NamedTuple):
    """One row of Returns, before it becomes cells."""

    number: str
    returned: CustomerReturn
    status: str
    line_count: int
    expected: Decimal
    received: Decimal
    outstanding: Decimal
    waiting: Decimal
    restocked: Decimal
    refunded: Decimal
    replaced: Decimal


class Went(NamedTuple):
    """How much of a line went which way."""

    restocked: Decimal
    quarantined: Decimal
    scrapped: Decimal


class ReturnLineRow(NamedTuple):
    """One row of Return lines."""

    key: str
    return_link: str
    order_link: str
    returned: CustomerReturn
    line: ReturnLine
    order_line: int | None
    lies_at: str
    conditions: tuple[str, ...]
    went: Went
    rejections: tuple[str, ...]
    status: str
    remedy: str
    inspected_by: tuple[str, ...]
    pictures: tuple[str, ...]
    notes: tuple[str, ...]


def return_row(_book: Book, _key: str, returned: CustomerReturn) -> ReturnRow:
    """Return a return's row; its number leads to the thread in Slack."""
    number, lines = returned.number, returned.lines
    return ReturnRow(
        number=Linked(number, thread_link(returned.thread)) if returned.thread else number,
        returned=returned,
        status=_plainly(returned.status),
        line_count=len(lines),
        expected=sum((line.expected for line in lines), ZERO),
        received=sum((line.received for line in lines), ZERO),
        outstanding=sum((returned.to_come(line) for line in lines), ZERO),
        waiting=sum((line.waiting for line in lines), ZERO),
        restocked=sum((_went(line).restocked for line in lines), ZERO),
        refunded=sum((line.refunded for line in lines), ZERO),
        replaced=sum((line.replaced for line in lines), ZERO),
    )


def return_line_row(book: Book, key: str, returned: CustomerReturn) -> ReturnLineRow | None:
    """Return the row of a return's line."""
    line = returned.line(number_in(key))
    if line is None:
        return None
    found = line.inspections
    return ReturnLineRow(
        key=key,
        return_link=row_link(book, RETURNS, "customer_return", returned.number),
        order_link=row_link(book, ORDERS, "order", line.order),
        returned=returned,
        line=line,
        order_line=line.order_line or None,
        lies_at=line.location if line.waiting > 0 else "",
        conditions=_conditions(found),
        went=_went(line),
        rejections=_each(one.rejection for one in found),
        status=_status_of(returned, line),
        remedy="" if line.remedy is Remedy.NONE else line.remedy.value,
        inspected_by=_each(one.by for one in found),
        pictures=_each((line.photo, *(one.photo for one in found))),
        notes=_each((line.note, *(one.note for one in found))),
    )


def _went(line: ReturnLine) -> Went:
    ways: defaultdict[Disposition, Decimal] = defaultdict(lambda: ZERO)
    for one in line.inspections:
        ways[one.disposition] += one.quantity
    return Went(
        restocked=ways[Disposition.RESTOCK],
        quarantined=sum((ways[way] for way in QUARANTINED), ZERO),
        scrapped=ways[Disposition.SCRAP],
    )


def _conditions(found: Iterable[Inspection]) -> tuple[str, ...]:
    """Say how much was found in which condition, the first found first."""
    in_all: dict[str, Decimal] = {}
    for one in found:
        condition = _plainly(one.condition)
        in_all[condition] = in_all.get(condition, ZERO) + one.quantity
    return tuple(f"{quantity:f} {condition}" for condition, quantity in in_all.items())


def _status_of(returned: CustomerReturn, line: ReturnLine) -> str:
    if returned.status is ReturnStatus.CANCELLED:
        return "cancelled"
    if line.waiting > 0:
        return "to inspect"
    if returned.to_come(line):
        return "part received" if line.received else "to come"
    is_owed = line.made_good < line.inspected and returned.is_open
    return "inspected" if is_owed else "done"


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _plainly(word: str) -> str:
    return word.replace("_", " ")
