"""Counts and adjustments that wait for a second pair of eyes, and how they ended."""

from bot.messages import count_lines
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, joined, line, who
from bot.messages.variances import variance_text, who_can_decide
from inventory.book import Book
from inventory.documents.approval import Approval, ApprovalStatus, Variance
from inventory.documents.cycle_count import QUICK, CycleCount

APPROVE = "approve"
REJECT = "reject"
COUNT_AGAIN = "count_again"
LINES_MAX = 40


def approval(book: Book, document: Approval) -> Message:
    """Word an approval as it stands, with buttons while it waits."""
    sheet = sheet_of(book, document)
    variances = [_variance(book, sheet, v) for v in document.variances[:LINES_MAX]]
    variances += rest_of(document.variances, LINES_MAX, ".")
    lines = (_header(document, sheet), *variances, _standing(book, document, sheet))
    if document.status is not ApprovalStatus.WAITING:
        return Message(lines)
    buttons = [
        Button("Approve", APPROVE, document.number, "primary"),
        Button("Reject", REJECT, document.number),
    ]
    if sheet is not None:
        buttons.append(Button("Send back to recount", COUNT_AGAIN, document.number))
    return Message(lines, tuple(buttons))


def sheet_of(book: Book, document: Approval) -> CycleCount | None:
    """Return the sheet whose lines an approval is about; None where it was typed in one line."""
    count = book.get(CycleCount, document.count) if document.count else None
    return None if count is None or count.source == QUICK else count


def _header(document: Approval, sheet: CycleCount | None) -> Line:
    name = "Count" if document.verb == "count" else "Adjustment"
    by = document.counted_by or (document.requested_by,)
    people = joined([(who(user),) for user in by[:5]], " and ")
    of = f" of {sheet.number}" if sheet else ""
    return line(Bold(f"{name} {document.number}"), f"{of} by ", *people)


def _variance(book: Book, sheet: CycleCount | None, variance: Variance) -> Line:
    """Word one variance: of a sheet with everybody who counted it, and whether they agree."""
    found = sheet.line_of(variance.stock_key) if sheet else None
    if found is None or not found.tallies:
        return line(variance_text(book, variance))
    told = count_lines.variance_text(found, Telling(book=book))
    counted = [tally.quantity for tally in found.tallies if not tally.is_overtaken]
    agree = ""
    if len(counted) > 1:
        agree = ". Both found the same" if counted[-1] == counted[-2] else ". They do not agree"
    elsewhere = f". It seems to belong to {found.belongs_at}" if found.belongs_at else ""
    return line(told, f"{agree}{elsewhere}.")


def only_requester_withdraws(document: Approval) -> Message:
    """Word a press on Withdraw by somebody else."""
    return say(
        line(
            f"{document.number} is for ",
            who(document.requested_by),
            " to withdraw. A manager can reject it where it waits for approval.",
        )
    )


def _standing(book: Book, document: Approval, sheet: CycleCount | None) -> Line:
    match document.status:
        case ApprovalStatus.WAITING:
            return who_can_decide(book, document)
        case ApprovalStatus.APPROVED:
            return line(Bold("Approved"), " by ", who(document.decided_by), ".")
        case ApprovalStatus.REJECTED:
            is_withdrawn = document.decided_by == document.requested_by
            ended = "Withdrawn" if is_withdrawn else "Rejected"
            why = f": {clipped(document.note)}" if document.note else ""
            by = who(document.decided_by)
            goes_on = _goes_on(document, sheet)
            return line(Bold(ended), " by ", by, f"{why}. Nothing moved.{goes_on}")


def _goes_on(document: Approval, sheet: CycleCount | None) -> str:
    """Say who counts what was withdrawn."""
    lines = sheet.lines if sheet else ()
    is_recounted = any(one.is_withdrawn and one.approval == document.number for one in lines)
    return f" Somebody else counts it now, on {document.count}." if is_recounted else ""
