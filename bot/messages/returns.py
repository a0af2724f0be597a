"""A return as it stands: what comes back of which order, what state it is in, what is owed for it."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.messages.figures import ARROW, amount, counted, number, unit_of
from bot.messages.message import Button, Message
from bot.messages.return_parts import WANTED, inspected_as, standing
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, Link, Part, clipped, line, who
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import (
    CustomerReturn,
    Inspection,
    Remedy,
    ReturnLine,
    ReturnStatus,
)
from inventory.item import Item
from inventory.returning.owed import owed_of
from inventory.returning.proposing import proposal_for, usual_bin

LINES_MAX: Final = 30
INSPECTIONS_MAX: Final = 6
BESIDE_MAX: Final = 12
"""Lines with a button are blocks of their own, of which Slack shows fifty."""

RESTOCK: Final = Disposition.RESTOCK
GIVEN: Final = {
    Remedy.REFUND: ("Refund…", "refund_rma"),
    Remedy.REPLACEMENT: ("Replace…", "replace_rma"),
}
"""What a customer can be given -> its button and its step."""

Rows = Iterator[tuple[Line, Button | None]]
"""Lines with the button beside each, if it has one."""


def return_message(found: CustomerReturn, telling: Telling) -> Message:
    """Word a return, with what can be done next."""
    lines = [_header(found, telling)]
    beside: dict[int, Button] = {}
    for one, button in _rows(found, telling):
        if button:
            beside[len(lines)] = button
        lines.append(one)
    return Message(tuple(lines), tuple(_buttons(found, telling)), beside)


def _header(found: CustomerReturn, telling: Telling) -> Line:
    name = telling.customer(found.customer) if found.customer else "a customer nobody has named"
    came = "" if found.is_announced else ", which nobody had announced"
    return line(Bold(f"Return {found.number}"), f" of {name}{came}: {standing(found)}")


def _rows(found: CustomerReturn, telling: Telling) -> Rows:
    for one in found.lines[:LINES_MAX]:
        yield _line(found, one, telling), _inspect(found, one, telling)
        if one.photo:
            yield line("    From the customer:", *_picture(one.photo)), None
        yield from ((row, None) for row in _inspections(one, telling))
    more = len(found.lines) - LINES_MAX
    if more > 0:
        yield line(f"… and {counted(more, 'more line')}, on the tab Return lines."), None
    yield from ((row, None) for row in _facts(found))


def _line(found: CustomerReturn, one: ReturnLine, telling: Telling) -> Line:
    is_on = found.status is not ReturnStatus.CANCELLED
    much = amount(one.returned, unit_of(telling.book, one.item))
    lot = f" lot {clipped(one.lot, 60)}" if one.lot else ""
    order = f" of {clipped(one.order, 60)}" if one.order else ""
    why = f" “{clipped(one.reason, 80)}”" if one.reason else ""
    what = f"{one.number}. {much} of {telling.item(one.item)}{lot}{order}{WANTED[one.remedy]}"
    came = _progress(found, one) if is_on else "nothing has come"
    return line(f"{what}: {came}{why}")


def _progress(found: CustomerReturn, one: ReturnLine) -> str:
    to_come = found.to_come(one)
    if not (one.received or to_come):
        return "nothing has come"
    parts = (
        (f"to be inspected in {clipped(one.location, 60)}", one.waiting),
        ("inspected", one.inspected),
        ("refunded", one.refunded),
        ("replaced", one.replaced),
        ("left another way", one.gone),
        ("to come", to_come),
        ("never came", one.outstanding - to_come),
    )
    told = [(word, quantity) for word, quantity in parts if quantity]
    if len(told) == 1 and told[0][1] == one.returned:
        return f"all {told[0][0]}"
    return ", ".join(f"{number(quantity)} {word}" for word, quantity in told)


def _inspections(one: ReturnLine, telling: Telling) -> Iterator[Line]:
    shown = one.inspections[-INSPECTIONS_MAX:]
    if earlier := len(one.inspections) - len(shown):
        yield line(f"    … {counted(earlier, 'earlier inspection')}")
    yield from (_inspection(found, telling) for found in shown)


def _inspection(found: Inspection, _telling: Telling) -> Line:
    note = f" “{clipped(found.note, 120)}”" if found.note else ""
    told = f"    {inspected_as(found)}, says "
    return line(told, who(found.by), note, *_picture(found.photo))


def _picture(photo: str) -> tuple[Part, ...]:
    """Lead to a picture, where somebody has named one."""
    if not photo:
        return ()
    if not photo.startswith(("https://", "http://")):
        return (f" Picture: {clipped(photo, 200)}",)
    return (" ", Link(photo, "Picture"))


def _facts(found: CustomerReturn) -> Iterator[Line]:
    if found.reason:
        yield line(Bold("Why:"), f" {clipped(found.reason)}")
    if found.override:
        by: tuple[Part, ...] = (", says ", who(found.override_by)) if found.override_by else ()
        yield line(Bold("Taken all the same:"), f" “{clipped(found.override, 200)}”", *by)
    if found.status is ReturnStatus.EXPECTED and found.expected_on:
        yield line(Bold("Expected:"), f" {day(found.expected_on)}")
    if parcel := " ".join(filter(None, (found.carrier, found.tracking))):
        yield line(Bold("Parcel:"), f" {clipped(parcel, 120)}")
    if found.credits:
        yield line(Bold("Refunded by:"), f" {', '.join(found.credits[:10])}")
    if found.replacements:
        yield line(Bold("Replaced by:"), f" {', '.join(found.replacements[:10])}")
    if found.note:
        yield line(f"“{clipped(found.note)}”")
    did = "Announced by " if found.is_announced else "Taken in by "
    yield line(did, who(found.asked_by), f" on {day(found.asked_on)}")


def _inspect(found: CustomerReturn, one: ReturnLine, telling: Telling) -> Button | None:
    """Return the button beside a line that waits, where several do and all have room for one."""
    waiting = [line for line in found.lines if line.waiting > 0]
    if one.waiting <= 0 or not 2 <= len(waiting) <= BESIDE_MAX:
        return None
    return telling.button(f"Inspect {one.number}…", "inspect_rma", found.number, one.number)


def _as_new(one: ReturnLine, telling: Telling) -> str:
    """Name the button that restocks all of the only line that waits, empty where it is not to be."""
    if one.came_as not in (None, Condition.NEW):
        return ""
    item = telling.book.get(Item, one.item)
    if item is None or proposal_for(telling.book, item, one.lot, Condition.NEW) is not RESTOCK:
        return ""
    target = usual_bin(telling.book, item, one.location)
    much = "As new" if one.waiting == 1 else f"All {number(one.waiting)} as new"
    return f"{much} {ARROW} {target}" if target else ""


def _buttons(found: CustomerReturn, telling: Telling) -> Iterator[Button]:
    number, lines = found.number, found.lines
    waiting = [one for one in lines if one.waiting > 0]
    is_coming = found.is_open and any(one.outstanding for one in lines) and not found.is_ended
    if is_coming:
        yield telling.button("All arrived", "rma_arrived", number, style="primary")
        yield telling.button("Arrived in part…", "part_rma", number)
    if waiting and found.is_open:
        yield from _inspections_of(found, waiting, telling, style="" if is_coming else "primary")
    yield from _remedies(found, telling, style="" if is_coming or waiting else "primary")
    if found.status is ReturnStatus.EXPECTED:
        yield telling.button("Cancel…", "cancel_rma", number, style="danger")
    elif found.is_open and (is_coming or not waiting):
        yield telling.button("Close…", "close_rma", number)


def _inspections_of(
    found: CustomerReturn, waiting: Sequence[ReturnLine], telling: Telling, style: str
) -> Iterator[Button]:
    if len(waiting) == 1 and (label := _as_new(waiting[0], telling)):
        yield telling.button(label, "as_new", found.number, waiting[0].number, style)
    yield telling.button("Inspect…", "inspect_rma", found.number)


def _remedies(found: CustomerReturn, telling: Telling, style: str) -> Iterator[Button]:
    """Yield what can be given for goods that were inspected, what the customer wants by its colour.

    Of a closed return nothing is offered that nobody has asked for.
    """
    owed = [one for one in found.lines if owed_of(one) > 0]
    if not found.is_open:
        owed = [one for one in owed if one.remedy is not Remedy.NONE]
    wanted = {one.remedy for one in owed}
    if not owed or found.status is ReturnStatus.CANCELLED:
        return
    for remedy, (label, step) in GIVEN.items():
        is_wanted = wanted == {remedy}
        yield telling.button(label, step, found.number, style=style if is_wanted else "")
