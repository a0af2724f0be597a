"""What rows of the way in say: a purchase order and its lines, as cells."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.quantity import ZERO
from sheets_schema.cell import Linked
from sheets_schema.document_rows import number_in, row_link, thread_link
from sheets_schema.inbound_tabs import PURCHASES


class PurchaseRow(NamedTuple):
    """One row of Purchase orders, before it becomes cells."""

    number: str
    order: PurchaseOrder
    status: str
    due_on: date | None
    line_count: int
    ordered: Decimal
    received: Decimal
    rejected: Decimal
    outstanding: Decimal


class PurchaseLineRow(NamedTuple):
    """One row of Purchase order lines."""

    key: str
    order_link: str
    order: PurchaseOrder
    line: PurchaseLine
    expected_on: date | None
    status: str


def purchase_row(_book: Book, _key: str, order: PurchaseOrder) -> PurchaseRow:
    """Return a purchase order's row; its number leads to the thread in Slack."""
    lines = order.lines
    days = (order.expected(line) for line in lines if order.is_open and line.outstanding)
    return PurchaseRow(
        number=Linked(order.number, thread_link(order.thread)) if order.thread else order.number,
        order=order,
        status=order.status.value,
        due_on=min(filter(None, days), default=None),
        line_count=len(lines),
        ordered=sum((line.wanted for line in lines), ZERO),
        received=sum((line.received for line in lines), ZERO),
        rejected=sum((line.rejected for line in lines), ZERO),
        outstanding=sum((line.outstanding for line in lines), ZERO),
    )


def purchase_line_row(book: Book, key: str, order: PurchaseOrder) -> PurchaseLineRow | None:
    """Return the row of a purchase order's line."""
    line = order.line(number_in(key))
    if line is None:
        return None
    return PurchaseLineRow(
        key=key,
        order_link=row_link(book, PURCHASES, "purchase_order", order.number),
        order=order,
        line=line,
        expected_on=order.expected(line),
        status=_status_of(line),
    )


def _status_of(line: PurchaseLine) -> str:
    if line.outstanding:
        return "part received" if line.received else "to come"
    return "received" if line.received else "cancelled"
