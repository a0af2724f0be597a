"""An order as it stands: who wants what by when, and how far each line has come."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, number, price, raw_mark, unit_of
from bot.messages.message import Button, Message
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.documents.order import Order, OrderLine, Priority
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.returning.left_to_return import claims_on
from inventory.returning.replacing import SOURCE

LINES_MAX: Final = 40
REQUIREMENTS_MAX: Final = 10


def order_message(order: Order, telling: Telling) -> Message:
    """Word an order, with what can be done next."""
    lines = [_header(order, telling)]
    back = _back(order, telling)
    lines += [_line(one, telling, back.get(one.number, "")) for one in order.lines[:LINES_MAX]]
    more = len(order.lines) - LINES_MAX
    if more > 0:
        lines.append(line(f"… and {counted(more, 'more line')}, on the Orders tab."))
    lines += [*_wishes(order), _placed(order)]
    return Message(tuple(lines), tuple(_buttons(order, telling)))


def _header(order: Order, telling: Telling) -> Line:
    name = telling.customer(order.customer)
    urgency = "" if order.priority is Priority.NORMAL else f", {order.priority.name.lower()}"
    fetching = f" ({order.pick_list})" if order.pick_list else ""
    packing = f" ({', '.join(order.shipments)})" if order.shipments and not fetching else ""
    return line(
        Bold(f"Order {order.number}"),
        f" for {name}: {plain(order.status.value)}{fetching}{packing}{urgency}",
    )


def _back(order: Order, telling: Telling) -> dict[int, str]:
    """Return number of a line -> what of it came back or is to, and with which returns."""
    claims = list(claims_on(telling.book, order.number)) if _has_shipped(order) else []
    told: dict[int, str] = {}
    for number_of in dict.fromkeys(claim.order_line for claim in claims):
        those = [claim for claim in claims if claim.order_line == number_of]
        came = sum((claim.received for claim in those), ZERO)
        to_come = sum((claim.quantity for claim in those), ZERO) - came
        parts = [f"{number(came)} returned"] if came else []
        parts += [f"{number(to_come)} to be returned"] if to_come > 0 else []
        by = dict.fromkeys(claim.number for claim in those)
        told[number_of] = f"; {', '.join(parts)}, {', '.join(by)}"
    return told


def _has_shipped(order: Order) -> bool:
    return any(one.shipped for one in order.lines)


def _line(one: OrderLine, telling: Telling, back: str) -> Line:
    unit = unit_of(telling.book, one.item)
    instead = f" instead of line {one.replaces}" if one.replaces else ""
    note = f" “{clipped(one.note, 80)}”" if one.note else ""
    what = f"{one.number}. {amount(one.ordered, unit)} of {telling.item(one.item)}{instead}"
    what += raw_mark(telling.book.get(Item, one.item)) + _price(one, telling)
    return line(f"{what}: {_progress(one)}{back}{note}")


def _price(one: OrderLine, telling: Telling) -> str:
    if one.unit_price is None:
        return ""
    less = f" less {number(one.discount_percent)}%" if one.discount_percent else ""
    return f" at {price(one.unit_price, telling.book.rules.currency)}{less}"


def _progress(one: OrderLine) -> str:
    parts = (
        ("reserved", one.reserved),
        ("picked", one.picked),
        ("shipped", one.shipped),
        ("to come", one.missing),
        ("cancelled", one.cancelled),
    )
    told = [(word, quantity) for word, quantity in parts if quantity]
    if len(told) == 1 and told[0][1] == one.ordered:
        return f"all {told[0][0]}"
    return ", ".join(f"{number(quantity)} {word}" for word, quantity in told) or "nothing to do"


def _wishes(order: Order) -> Iterator[Line]:
    if order.requested_on:
        yield line(Bold("Wanted by:"), f" {day(order.requested_on)}")
    if order.service:
        yield line(Bold("Service:"), f" {clipped(order.service, 60)}")
    if order.ships_whole:
        yield line("Ships whole: nothing is kept until all of it is there.")
    if order.requirements:
        shown = "; ".join(clipped(one, 120) for one in order.requirements[:REQUIREMENTS_MAX])
        more = len(order.requirements) - REQUIREMENTS_MAX
        yield line(Bold("Requirements:"), f" {shown}{f' … and {more} more' if more > 0 else ''}")
    if order.note:
        yield line(f"“{clipped(order.note)}”")


def _placed(order: Order) -> Line:
    said = "in the place of" if order.source == SOURCE else "their number"
    reference = f", {said} {clipped(order.reference, 60)}" if order.reference else ""
    return line("Placed by ", who(order.placed_by), f" on {day(order.placed_on)}{reference}")


def _buttons(order: Order, telling: Telling) -> Iterator[Button]:
    if not order.is_open:
        if _has_shipped(order):
            yield telling.button("Return…", "return_so", order.number)
        return
    if not order.pick_list and any(one.reserved for one in order.lines):
        yield telling.button("Start picking", "start_picking", order.number, style="primary")
    yield telling.button("Change…", "change", order.number)
    if any(one.outstanding > one.picked for one in order.lines):
        yield telling.button("Substitute…", "substitute", order.number)
    if _has_shipped(order):
        yield telling.button("Return…", "return_so", order.number)
    yield telling.button("Cancel…", "cancel", order.number, style="danger")
