"""Counts and adjustments that wait for a second pair of eyes, and how they ended."""

from bot.messages.message import Button, Message, say
from bot.messages.text import Bold, Line, clipped, line, who
from bot.messages.variances import variance_text, who_can_decide
from inventory.book import Book
from inventory.documents.approval import Approval, ApprovalStatus

APPROVE = "approve"
REJECT = "reject"
LINES_MAX = 40


def approval(book: Book, document: Approval) -> Message:
    """Word an approval as it stands, with buttons while it waits."""
    name = "Count" if document.verb == "count" else "Adjustment"
    header = line(Bold(f"{name} {document.number}"), " by ", who(document.requested_by))
    variances = [line(variance_text(book, v)) for v in document.variances[:LINES_MAX]]
    if len(document.variances) > LINES_MAX:
        variances.append(line(f"… and {len(document.variances) - LINES_MAX} more."))
    lines = (header, *variances, _standing(book, document))
    if document.status is not ApprovalStatus.WAITING:
        return Message(lines)
    buttons = (
        Button("Approve", APPROVE, document.number, "primary"),
        Button("Reject", REJECT, document.number),
    )
    return Message(lines, buttons)


def only_requester_withdraws(document: Approval) -> Message:
    """Word a press on Withdraw by somebody else."""
    return say(
        line(
            f"{document.number} is for ",
            who(document.requested_by),
            " to withdraw. A manager can reject it where it waits for approval.",
        )
    )


def _standing(book: Book, document: Approval) -> Line:
    match document.status:
        case ApprovalStatus.WAITING:
            return who_can_decide(book, document)
        case ApprovalStatus.APPROVED:
            return line(Bold("Approved"), " by ", who(document.decided_by), ".")
        case ApprovalStatus.REJECTED:
            is_withdrawn = document.decided_by == document.requested_by
            ended = "Withdrawn" if is_withdrawn else "Rejected"
            why = f": {clipped(document.note)}" if document.note else ""
            return line(Bold(ended), " by ", who(document.decided_by), f"{why}. Nothing moved.")
