"""Returns as answers to what was typed: one just announced or stepped on, and those that are open."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.grammar import prefixed
from bot.messages.documents import document_message
from bot.messages.figures import ARROW, amount, counted, money, unit_of
from bot.messages.help import OPEN_FORM
from bot.messages.message import Button, Message
from bot.messages.naming import rest_of
from bot.messages.posted import undo_button
from bot.messages.return_parts import standing
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.condition import Condition
from inventory.documents.customer_return import CustomerReturn, ReturnLine, ReturnStatus
from inventory.return_commands import CancelReturn, CloseReturn
from inventory.returning.owed import owed_of
from inventory.transaction import Transaction

LISTED_MAX: Final = 15
GOODS_NAMED: Final = 3
FEW: Final = 5
"""Of what waits, as the home tab shows it."""

NEW: Final = Button("Announce a return…", f"{OPEN_FORM}.returns", "returns")
"""Opens the form of a return."""

INSPECTION: Final = "To be inspected"
GOODS: Final = "Waiting for the goods"
REMEDY: Final = "To be refunded, replaced or closed"
WAITS: Final = (INSPECTION, GOODS, REMEDY)
"""What returns wait for, the most urgent first."""

UNDONE_BY_BUTTON: Final = (CloseReturn, CancelReturn)
"""Steps that move nothing and that nothing else takes back."""

NEXT: Final = {
    ReturnStatus.EXPECTED: ("arrived", "once the goods are here"),
    ReturnStatus.PART_RECEIVED: ("inspect line:{line} {condition}", "for what has come"),
    ReturnStatus.RECEIVED: ("inspect line:{line} {condition}", "or the condition it is in"),
    ReturnStatus.INSPECTED: ("refund", "or replace, or close"),
}
"""Where a return stands -> what is typed next, and what for."""


def return_done(
    title: Line, transaction: Transaction, found: CustomerReturn, telling: Telling, prefix: str = ""
) -> Message:
    """Word a step that was taken: what, how the return stands now, what is next."""
    shown = return_shown(found, telling, prefix)
    lines = (line(title, ". ", Bold(transaction.id)), *shown.lines)
    beside = {at + 1: button for at, button in shown.beside.items()}
    is_undone_so = bool(transaction.moves) or isinstance(transaction.command, UNDONE_BY_BUTTON)
    undo = (undo_button(transaction),) if is_undone_so else ()
    return replace(shown, lines=lines, beside=beside, buttons=(*shown.buttons, *undo))


def return_shown(found: CustomerReturn, telling: Telling, prefix: str = "") -> Message:
    """Word a look at a return, with what can be typed next."""
    return document_message(found.number, telling).followed_by(*what_next(found, prefix))


def announced_title(found: CustomerReturn) -> Line:
    """Say that a return was announced."""
    of = f" of {', '.join(found.orders[:5])}" if found.orders else ""
    return line(Bold(f"Announced {found.number}"), f"{of}: {counted(len(found.lines), 'line')}")


def stepped_title(
    verb: str, found: CustomerReturn, before: CustomerReturn, telling: Telling
) -> Line:
    """Say what was done, by which paper or order, and how the return stood and stands."""
    was, now = plain(before.status.value), plain(found.status.value)
    papers = (
        *(_credit(number, telling) for number in found.credits[len(before.credits) :]),
        *found.replacements[len(before.replacements) :],
    )
    by = f" with {', '.join(papers)}" if papers else ""
    change = f": {was} {ARROW} {now}" if was != now else ""
    return line(Bold(f"{verb} {found.number}"), f"{by}{change}")


def _credit(number: str, telling: Telling) -> str:
    """Name a credit note with what it gives back."""
    credit = telling.book.get(IssuedCredit, number)
    invoice = telling.book.get(IssuedInvoice, credit.invoice) if credit else None
    if credit is None or invoice is None:
        return number
    return f"{number} ({money(abs(credit.gross), invoice.currency)})"


def what_next(found: CustomerReturn | None, prefix: str = "") -> tuple[Line, ...]:
    """Say what can be typed next of a return; nothing once it is over."""
    if found is None or found.status not in NEXT:
        return ()
    step, purpose = NEXT[found.status]
    waiting = next((one for one in found.lines if one.waiting > 0), None)
    if not waiting and found.status is ReturnStatus.PART_RECEIVED:
        step, purpose = NEXT[ReturnStatus.EXPECTED]
    number = waiting.number if waiting else 0
    seen = plain((waiting.came_as if waiting else None) or Condition.NEW)
    typed = (
        f"{prefixed('/return', prefix)} {found.number} {step.format(line=number, condition=seen)}"
    )
    return (line("Next: ", Code(typed), f" {purpose}."),)


def returns_listed(
    found: Sequence[CustomerReturn], telling: Telling, *, customer: str, today: date
) -> Message:
    """Word the returns that are open by what they wait for, the oldest first."""
    whose = f" of {clipped(customer, 60)}" if customer else ""
    if not found:
        return Message((line(f"No return{whose} is open."),), (NEW,))
    lines = [line(Bold(f"{counted(len(found), 'return')}{whose} open, the oldest first:"))]
    for title in WAITS:
        lines += _section(title, [one for one in found if _waits_for(one) == title], telling, today)
    return Message(tuple(lines), (NEW,))


def to_inspect(found: Iterable[CustomerReturn], telling: Telling, today: date) -> Message | None:
    """Word what waits to be inspected for the home tab, None where nothing does."""
    waiting = [one for one in found if any(row.waiting > 0 for row in one.lines)]
    if not waiting:
        return None
    lines = [
        line(Bold("Returns to inspect:")),
        *(_row(one, telling, today) for one in waiting[:FEW]),
    ]
    lines += rest_of(waiting, FEW)
    buttons = [telling.button(f"Inspect {o.number}…", "inspect_rma", o.number) for o in waiting]
    return Message(tuple(lines), tuple(buttons[:FEW]))


def _waits_for(found: CustomerReturn) -> str:
    if any(line.waiting > 0 for line in found.lines):
        return INSPECTION
    return GOODS if any(found.to_come(line) for line in found.lines) else REMEDY


def _section(
    title: str, found: Sequence[CustomerReturn], telling: Telling, today: date
) -> list[Line]:
    if not found:
        return []
    rows = [_row(one, telling, today) for one in found[:LISTED_MAX]]
    return [line(f"{title}:"), *rows, *rest_of(found, LISTED_MAX, ", on the tab Returns.")]


def _row(found: CustomerReturn, telling: Telling, today: date) -> Line:
    customer = telling.customer(found.customer) if found.customer else "nobody knows whose"
    waiting = [(one, much) for one in found.lines if (much := _waiting(found, one)) > 0]
    shown = waiting[:GOODS_NAMED]
    goods = ", ".join(f"{amount(m, unit_of(telling.book, o.item))} of {o.item}" for o, m in shown)
    more = len(waiting) - len(shown)
    rest = f" and {counted(more, 'more line')}" if more else ""
    orders = f", {', '.join(found.orders[:3])}" if found.orders else ""
    told = f" {customer}{orders}: {standing(found)}"
    return line(Bold(found.number), f"{told} ({goods}{rest}), {_age(found, today)}")


def _waiting(found: CustomerReturn, one: ReturnLine) -> Decimal:
    """Return how much of a line waits for what its return waits for."""
    waits_for = _waits_for(found)
    if waits_for == REMEDY:
        return owed_of(one)
    return one.waiting if waits_for == INSPECTION else found.to_come(one)


def _age(found: CustomerReturn, today: date) -> str:
    days = (today - found.asked_on).days
    since = f"since {day(found.asked_on)}" + (f", {counted(days, 'day')} ago" if days > 0 else "")
    return f"{since}; late, expected by {day(found.due_on)}" if found.is_late(today) else since
