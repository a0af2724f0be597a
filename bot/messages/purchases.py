"""A purchase order as it stands: what was ordered of whom for when, and how much has come."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, number, price, unit_of
from bot.messages.message import Message
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.supplier import Supplier

LINES_MAX: Final = 40


def purchase_message(order: PurchaseOrder, telling: Telling) -> Message:
    """Word a purchase order."""
    lines = [_header(order, telling)]
    lines += [_line(order, one, telling) for one in order.lines[:LINES_MAX]]
    more = len(order.lines) - LINES_MAX
    if more > 0:
        lines.append(line(f"… and {counted(more, 'more line')}."))
    return Message((*lines, *_terms(order), _requested(order)))


def _header(order: PurchaseOrder, telling: Telling) -> Line:
    supplier = telling.book.get(Supplier, order.supplier)
    name = supplier.name if supplier and supplier.name else order.supplier
    source = clipped(name, 60) or "a supplier still to be chosen"
    return line(
        Bold(f"Purchase order {order.number}"), f" from {source}: {plain(order.status.value)}"
    )


def _line(order: PurchaseOrder, one: PurchaseLine, telling: Telling) -> Line:
    cost = ""
    if one.unit_cost is not None:
        cost = f" at {price(one.unit_cost, telling.book.rules.currency)}"
    came = f", {number(one.received)} received" if one.received else ""
    rejected = f", {number(one.rejected)} rejected" if one.rejected else ""
    dropped = f", {number(one.cancelled)} cancelled" if one.cancelled else ""
    later = f", expected {day(one.expected_on)}" if one.expected_on else ""
    note = f" “{clipped(one.note, 80)}”" if one.note else ""
    what = amount(one.ordered, unit_of(telling.book, one.item))
    return line(
        f"{one.number}. {what} of {telling.item(one.item)}"
        f"{cost}{came}{rejected}{dropped}{later}{note}"
    )


def _terms(order: PurchaseOrder) -> Iterator[Line]:
    if order.expected_on:
        yield line(Bold("Expected:"), f" {day(order.expected_on)}")
    if order.note:
        yield line(f"“{clipped(order.note)}”")


def _requested(order: PurchaseOrder) -> Line:
    proposal = f", from {order.proposal}" if order.proposal else ""
    reference = f", their number {clipped(order.reference, 60)}" if order.reference else ""
    return line(
        "Asked for by ",
        who(order.requested_by),
        f" on {day(order.requested_on)}{proposal}{reference}",
    )
