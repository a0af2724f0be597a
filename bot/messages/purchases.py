"""A purchase order as it stands: what was ordered of whom for when, how much has come, what is next."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, money, number, price, unit_of
from bot.messages.message import Button, Message
from bot.messages.purchase_letters import purchase_letter_line
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.documents.letter import LetterState
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder, PurchaseStatus
from inventory.inbound.approving import needs_other
from inventory.inbound.placing import lead_time_days
from inventory.supplier import Supplier

LINES_MAX: Final = 40
NOT_LEFT: Final = (LetterState.REFUSED, LetterState.NO_ADDRESS)


def purchase_message(order: PurchaseOrder, telling: Telling) -> Message:
    """Word a purchase order, with what can be done next."""
    lines = [_header(order, telling)]
    lines += [_line(order, one, telling) for one in order.lines[:LINES_MAX]]
    more = len(order.lines) - LINES_MAX
    if more > 0:
        lines.append(line(f"… and {counted(more, 'more line')}, on the tab Purchase orders."))
    lines += [*_cost(order, telling), *_expected(order, telling), *_history(order)]
    lines += [*_letters(order), *_waits_for(order, telling)]
    return Message(tuple(lines), tuple(_buttons(order, telling)))


def supplier_name(order: PurchaseOrder, telling: Telling) -> str:
    """Name the supplier of an order: by name and code, as far as somebody has chosen one."""
    supplier = telling.book.get(Supplier, order.supplier)
    name = clipped(supplier.name, 60) if supplier else ""
    code = clipped(order.supplier, 40)
    return f"{name} ({code})" if name else code or "a supplier still to be chosen"


def _header(order: PurchaseOrder, telling: Telling) -> Line:
    status = _status(order)
    return line(
        Bold(f"Purchase order {order.number}"), f" to {supplier_name(order, telling)}: {status}"
    )


def _status(order: PurchaseOrder) -> str:
    if order.status is PurchaseStatus.APPROVED:
        return "approved, to be sent"
    last = order.letters[-1].state if order.letters else None
    if order.status is PurchaseStatus.SENT and order.sent_how == "mail":
        doubts = {LetterState.WAITING: "about to be sent", LetterState.UNKNOWN: "perhaps sent"}
        return doubts.get(last or LetterState.SENT, "sent")
    return plain(order.status.value)


def _line(order: PurchaseOrder, one: PurchaseLine, telling: Telling) -> Line:
    what = f"{one.number}. {amount(one.ordered, unit_of(telling.book, one.item))}"
    currency = telling.book.rules.currency
    cost = "" if one.unit_cost is None else f" at {price(one.unit_cost, currency)}"
    later = f", expected {day(one.expected_on)}" if one.expected_on else ""
    note = f" “{clipped(one.note, 80)}”" if one.note else ""
    return line(f"{what} of {telling.item(one.item)}{cost}{_progress(order, one)}{later}{note}")


def _progress(order: PurchaseOrder, one: PurchaseLine) -> str:
    came = (
        ("received", one.received),
        ("rejected", one.rejected),
        ("cancelled", one.cancelled),
        ("to come", one.outstanding),
    )
    told = [(word, quantity) for word, quantity in came if quantity]
    if told == [("to come", one.ordered)] and order.status is not PurchaseStatus.PART_RECEIVED:
        return ""
    if len(told) == 1 and told[0][1] == one.ordered:
        return f": all {told[0][0]}"
    return ": " + ", ".join(f"{number(quantity)} {word}" for word, quantity in told)


def _cost(order: PurchaseOrder, telling: Telling) -> Iterator[Line]:
    """Say what all of it costs, or that nobody knows; nothing where all of it was let go."""
    if not any(one.wanted for one in order.lines):
        return
    currency = telling.book.rules.currency
    freight = "" if order.freight is None else f", freight {money(order.freight, currency)}"
    if order.total is None:
        yield line(Bold("Total:"), f" not known, the cost of an item is missing{freight}")
        return
    included = " included" if freight else ""
    yield line(Bold("Total:"), f" {money(order.total, currency)}{freight}{included}")


def _expected(order: PurchaseOrder, telling: Telling) -> Iterator[Line]:
    if not order.is_open:
        return
    if order.expected_on:
        yield line(Bold("Expected:"), f" {day(order.expected_on)}")
    else:
        days = lead_time_days(telling.book, order)
        when = "nobody knows when" if days is None else f"{counted(days, 'day')} after it is sent"
        yield line(Bold("Expected:"), f" {when}")


def _history(order: PurchaseOrder) -> Iterator[Line]:
    if order.note:
        yield line(f"“{clipped(order.note)}”")
    if order.reference:
        yield line(Bold("Their number:"), f" {clipped(order.reference, 60)}")
    proposal = f", from {order.proposal}" if order.proposal else ""
    on = f" on {day(order.requested_on)}{proposal}"
    said = line("Asked for by ", who(order.requested_by), on)
    if order.approved_by and order.approved_on:
        said = line(said, "; approved by ", who(order.approved_by), f" on {day(order.approved_on)}")
    if order.sent_by and order.sent_on:
        how = "mailed" if order.sent_how == "mail" else "handed over"
        said = line(said, f"; {how} by ", who(order.sent_by), f" on {day(order.sent_on)}")
    yield said
    if order.reason:
        yield line(Bold("Why:"), f" {clipped(order.reason)}")


def _letters(order: PurchaseOrder) -> Iterator[Line]:
    """Tell of the letter by which it was sent, or by which it could not be sent."""
    if not order.letters or order.status is PurchaseStatus.DRAFT:
        return
    is_waiting = order.status is PurchaseStatus.APPROVED
    if order.letters[-1].state in NOT_LEFT if is_waiting else order.sent_how == "mail":
        yield purchase_letter_line(order)


def _waits_for(order: PurchaseOrder, telling: Telling) -> Iterator[Line]:
    """Say what a draft still needs."""
    if order.status is not PurchaseStatus.DRAFT:
        return
    if not order.supplier:
        yield line("Choose a supplier before it can be approved.")
    if needs_other(order, telling.book.rules) and order.is_unsigned:
        yield line("To be approved by an admin, for the sheet tells no names", _why(order, telling))
    elif needs_other(order, telling.book.rules):
        asked_by = [part for user in order.asked_by for part in (" or ", who(user))][1:]
        yield line("To be approved by another manager than ", *asked_by, _why(order, telling))


def _why(order: PurchaseOrder, telling: Telling) -> str:
    rules = telling.book.rules
    if order.total is None:
        return ": its value is not known."
    return f": it is worth more than {money(rules.purchase_approval_above, rules.currency)}."


def _buttons(order: PurchaseOrder, telling: Telling) -> Iterator[Button]:
    number = order.number
    yield from _steps_on(order, telling)
    if order.is_open:
        yield telling.button("Change…", "change_po", number)
    if order.status in (PurchaseStatus.PART_RECEIVED, PurchaseStatus.RECEIVED):
        yield telling.button("Close…", "close_po", number)
    if order.can_be_resent:
        yield telling.button("Resend the letter", "resend_po", number)
    if order.status not in (PurchaseStatus.DRAFT, PurchaseStatus.CANCELLED):
        yield telling.button("Print again", "print_po", number)
    if order.is_open:
        yield telling.button("Cancel…", "cancel_po", number, style="danger")


def _steps_on(order: PurchaseOrder, telling: Telling) -> Iterator[Button]:
    """Yield what leads an order further."""
    number = order.number
    if order.status is PurchaseStatus.DRAFT:
        yield telling.button("Approve", "approve_po", number, style="primary")
    if order.status is PurchaseStatus.APPROVED:
        yield telling.button("Send by mail", "mail_po", number, style="primary")
        yield telling.button("Sent by hand", "hand_po", number)
    if order.is_receivable:
        style = "" if order.status is PurchaseStatus.RECEIVED else "primary"
        yield telling.button("Receive…", "receive_po", number, style=style)
