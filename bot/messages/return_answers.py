"""Returns as answers to what was typed: one just announced or stepped on, and those that are open."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.language.grammar import prefixed
from bot.messages.documents import document_message
from bot.messages.figures import ARROW, amount, counted, money, unit_of
from bot.messages.help import OPEN_FORM
from bot.messages.message import Button, Message
from bot.messages.posted import undo_button
from bot.messages.return_parts import standing
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.documents.customer_return import CustomerReturn, ReturnLine, ReturnStatus
from inventory.returning.owed import owed_of
from inventory.transaction import Transaction

LISTED_MAX: Final = 15
FEW: Final = 5
"""Of what waits, as the home tab shows it."""

NEW: Final = Button("Announce a return…", f"{OPEN_FORM}.returns", "returns")
"""Opens the form of a return."""

WAITS: Final = (
    ("To be inspected", frozenset({ReturnStatus.RECEIVED, ReturnStatus.PART_RECEIVED})),
    ("Waiting for the goods", frozenset({ReturnStatus.EXPECTED})),
    ("To be made good or closed", frozenset({ReturnStatus.INSPECTED})),
)
"""What returns wait for -> where they stand then."""

NEXT: Final = {
    ReturnStatus.EXPECTED: ("arrived", "once the goods are here"),
    ReturnStatus.PART_RECEIVED: ("inspect line:{line} new", "for what has come"),
    ReturnStatus.RECEIVED: ("inspect line:{line} new", "or the condition it is in"),
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
    undo = (undo_button(transaction),) if transaction.moves else ()
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
    waiting = next((one.number for one in found.lines if one.waiting > 0), 0)
    if not waiting and found.status is ReturnStatus.PART_RECEIVED:
        step, purpose = NEXT[ReturnStatus.EXPECTED]
    typed = f"{prefixed('/return', prefix)} {found.number} {step.format(line=waiting)}"
    return (line("Next: ", Code(typed), f" {purpose}."),)


def returns_listed(found: Sequence[CustomerReturn], telling: Telling, *, customer: str) -> Message:
    """Word the returns that are open by what they wait for, the oldest first."""
    whose = f" of {clipped(customer, 60)}" if customer else ""
    if not found:
        return Message((line(f"No return{whose} is open."),), (NEW,))
    lines = [line(Bold(f"{counted(len(found), 'return')}{whose} open, the oldest first:"))]
    for title, statuses in WAITS:
        lines += _section(title, [one for one in found if one.status in statuses], telling)
    return Message(tuple(lines), (NEW,))


def to_inspect(found: Iterable[CustomerReturn], telling: Telling) -> Message | None:
    """Word what waits to be inspected for the home tab, None where nothing does."""
    waiting = [one for one in found if any(row.waiting > 0 for row in one.lines)]
    if not waiting:
        return None
    lines = [line(Bold("Returns to inspect:")), *(_row(one, telling) for one in waiting[:FEW])]
    if len(waiting) > FEW:
        lines.append(line(f"… and {len(waiting) - FEW} more"))
    buttons = [telling.button(f"Inspect {o.number}…", "inspect_rma", o.number) for o in waiting]
    return Message(tuple(lines), tuple(buttons[:FEW]))


def _section(title: str, found: Sequence[CustomerReturn], telling: Telling) -> list[Line]:
    if not found:
        return []
    rows = [_row(one, telling) for one in found[:LISTED_MAX]]
    more = len(found) - LISTED_MAX
    rest = [line(f"… and {more} more, on the tab Returns.")] if more > 0 else []
    return [line(f"{title}:"), *rows, *rest]


def _row(found: CustomerReturn, telling: Telling) -> Line:
    customer = telling.customer(found.customer) if found.customer else "nobody knows whose"
    goods = ", ".join(_goods(one, telling) for one in found.lines[:3])
    more = f" and {counted(len(found.lines) - 3, 'more line')}" if len(found.lines) > 3 else ""
    orders = f", {', '.join(found.orders[:3])}" if found.orders else ""
    told = f" {customer}{orders}: {standing(found)} ({goods}{more}), since {day(found.asked_on)}"
    return line(Bold(found.number), told)


def _goods(one: ReturnLine, telling: Telling) -> str:
    """Name what waits of a line."""
    much = one.waiting if one.waiting > 0 else one.outstanding or owed_of(one)
    return f"{amount(much or one.returned, unit_of(telling.book, one.item))} of {one.item}"
