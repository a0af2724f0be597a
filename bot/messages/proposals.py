"""What to buy of whom, or to bring from another site: why, for how much, and what was decided."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import counted, money
from bot.messages.message import Button, Message
from bot.messages.proposal_lines import line_words
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.book import Book
from inventory.documents.replenishment import Bound, Proposal, ProposalStatus
from inventory.quantity import ZERO
from inventory.replenishing.review_days import next_working_day
from inventory.supplier import Supplier

APPROVE_ORDER = "approve_order"
CHANGE_ORDER = "change_order"
REJECT_ORDER = "reject_order"
"""Buttons of proposals that were posted before they had steps; they still act."""

CSV: Final = "proposal_file"
LINES_A_PAGE: Final = 15
DECIDED: Final = {
    ProposalStatus.APPROVED: "Approved",
    ProposalStatus.REJECTED: "Rejected",
    ProposalStatus.RECEIVED: "Received in full; approved",
    ProposalStatus.SNOOZED: "Put off",
}
"""What somebody decided -> its word."""

DECIDABLE: Final = (ProposalStatus.PROPOSED, ProposalStatus.SNOOZED)


def proposal(book: Book, document: Proposal) -> Message:
    """Word a proposal as it stands, where nothing is known of who asks."""
    return proposal_message(document, Telling(book=book))


def proposal_message(document: Proposal, telling: Telling, *, page: int = 0) -> Message:
    """Word a proposal as it stands, with buttons while somebody can decide.

    Args:
        document: as it stands.
        telling: names and units.
        page: from 1; 0 for the first.
    """
    page = min(max(page, 1), pages(document))
    lines = [_header(document, telling)]
    for one in document.lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]:
        lines += line_words(document, one, telling)
    if pages(document) > 1:
        lines.append(line(f"Page {page} of {pages(document)}"))
    lines += [*_terms(document, telling), *_decided(document)]
    return Message(tuple(lines), tuple(_buttons(document, telling, page)))


def pages(document: Proposal) -> int:
    """Return over how many pages its lines go."""
    return max(1, -(-len(document.lines) // LINES_A_PAGE))


def summary(document: Proposal, telling: Telling) -> Line:
    """Word a proposal in one line."""
    until = document.rests_until
    is_put_off = document.status is ProposalStatus.SNOOZED
    put_off = f", put off until {day(next_working_day(until))}" if until and is_put_off else ""
    return line(Bold(document.number), f": {_what(document, telling)}{put_off}")


def _header(document: Proposal, telling: Telling) -> Line:
    verb = "Bring" if document.from_site else "Order"
    return line(Bold(f"{verb} {document.number}"), f": {_what(document, telling)}.")


def _what(document: Proposal, telling: Telling) -> str:
    lines = counted(len(document.lines), "item")
    site = clipped(document.site, 40)
    if document.from_site:
        return f"{lines} from {clipped(document.from_site, 40)}{f' to {site}' if site else ''}"
    place = f" for {site}" if site else ""
    return f"{lines} from {_supplier(document, telling)}{place}{_cost(document, telling)}"


def _supplier(document: Proposal, telling: Telling) -> str:
    found = telling.book.get(Supplier, document.supplier)
    name = clipped((found.name if found else "") or document.supplier, 60)
    if not name:
        return "a supplier still to be chosen"
    return name if found and found.is_active else f"{name} (not in use on Suppliers)"


def _cost(document: Proposal, telling: Telling) -> str:
    currency = telling.book.rules.currency
    if document.value is not None:
        return f", {money(document.value, currency)}"
    unknown = sum(one.cost is None for one in document.lines)
    if unknown == len(document.lines):
        return ", at a cost nobody knows"
    known = sum((one.cost for one in document.lines if one.cost is not None), ZERO)
    of_what = counted(unknown, "item")
    return f", {money(known, currency)} and the cost of {of_what} that nobody knows"


def _terms(document: Proposal, telling: Telling) -> Iterator[Line]:
    """Say when it would come, and what stands against ordering it so."""
    if document.status not in DECIDABLE:
        return
    if document.expected_on:
        yield line(Bold("Expected:"), f" {day(document.expected_on)}, if it is ordered now")
    if document.minimum_value is not None:
        currency = telling.book.rules.currency
        least = money(document.minimum_value, currency)
        short = money(document.minimum_value - (document.value or ZERO), currency)
        yield line(
            f"⚠ {short} short of the {least} that {_supplier(document, telling)} takes at least. "
            "Order more with Change…, or ask whether they make an exception."
        )
    budget = telling.book.rules.purchase_budget
    if budget is not None and any(Bound.BUDGET in one.bounds for one in document.lines):
        shown = money(budget, telling.book.rules.currency)
        yield line(f"The purchase budget of {shown} does not pay for more.")


def _decided(document: Proposal) -> Iterator[Line]:
    """Say what was decided, by whom, what came of it, and for how long it rests."""
    if document.status is ProposalStatus.PROPOSED:
        return
    if document.status is ProposalStatus.LAPSED:
        yield _lapsed(document)
        return
    note = f" “{clipped(document.note)}”" if document.note else ""
    by = line(Bold(DECIDED[document.status]), " by ", who(document.decided_by))
    yield line(by, f" on {document.decided_on}.{note}{_made(document)}{_rests(document)}")


def _lapsed(document: Proposal) -> Line:
    if document.followed_by:
        return line(Bold("Back"), f" as {document.followed_by}, with the figures of that day.")
    return line(Bold("Over"), ": nothing of it is needed any more.")


def _made(document: Proposal) -> str:
    if document.is_let_go:
        return f" {document.purchase_order} was cancelled."
    if document.purchase_order:
        return f" Drafted as {document.purchase_order}."
    return f" On its way as {document.transfer}." if document.transfer else ""


def _rests(document: Proposal) -> str:
    if document.rests_until is None:
        return ""
    if document.status is ProposalStatus.SNOOZED:
        return f" It comes back on {day(next_working_day(document.rests_until))}."
    is_part = document.status is not ProposalStatus.REJECTED and not document.is_let_go
    what = "What was lessened" if is_part else "Nothing of it"
    verb = "is proposed again not" if is_part else "is proposed again"
    return f" {what} {verb} before {day(document.rests_until)}."


def _buttons(document: Proposal, telling: Telling, page: int) -> Iterator[Button]:
    number = document.number
    if document.status in DECIDABLE:
        effect = "Approve and send" if document.from_site else "Approve"
        yield telling.button(effect, "approve_rp", number, style="primary")
        yield telling.button("Change…", "change_rp", number, page)
    if document.status is ProposalStatus.PROPOSED:
        yield telling.button("Snooze 7 days", "snooze_week", number)
    if document.status in DECIDABLE:
        yield telling.button("Snooze…", "snooze_rp", number)
        yield telling.button("Reject…", "reject_rp", number)
    yield from undo_button(document, telling)
    if page > 1:
        yield telling.button("Earlier lines", "page", number, page - 1)
    if page < pages(document):
        yield telling.button("Later lines", "page", number, page + 1)
    if pages(document) > 1:
        yield Button("All of it as a file", CSV, number)


def undo_button(document: Proposal, telling: Telling) -> Iterator[Button]:
    """Yield what takes a decision back, while there is one."""
    if _can_be_undone(document):
        yield telling.button("Undo", "undo_rp", document.number, document.decided_at)


def decision(document: Proposal, transaction: str, telling: Telling) -> Message:
    """Word what somebody has just decided, for them alone; its own message says all of it."""
    lines = (line(summary(document, telling), "."), *_decided(document), line(Bold(transaction)))
    return Message(lines, tuple(undo_button(document, telling)))


def _can_be_undone(document: Proposal) -> bool:
    """Whoever pressed too fast takes it back; what has been worked with since says so then."""
    is_alive = document.status in (
        ProposalStatus.APPROVED,
        ProposalStatus.REJECTED,
        ProposalStatus.SNOOZED,
    )
    return bool(document.decided_at) and is_alive and not document.is_let_go
