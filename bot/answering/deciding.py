"""Decisions about what waits for a second person: the answer is the document as it stands then.

Everything here blocks, so listeners call it in a thread.
"""

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.messages import approvals, proposals
from inventory.documents.approval import Approval
from inventory.documents.replenishment import Proposal
from inventory.errors import UnknownDocument


def decide_approval(
    clerk: Clerk, number: str, asker: Asker, *, is_approved: bool, note: str = ""
) -> Said:
    """Approve or reject a count that waits."""
    return clerk.worded(
        "decide_approval",
        asker,
        lambda _done: _approval_now(clerk, number),
        number=number,
        is_approved=is_approved,
        note=note,
    )


def send_back(clerk: Clerk, number: str, asker: Asker) -> Said:
    """Have what waits of a count counted once more."""
    document = clerk.book.get(Approval, number)
    if document is None:
        return Said(clerk.refused(UnknownDocument(number=number)), is_refusal=True)
    return clerk.worded(
        "assign_recount",
        asker,
        lambda _done: _approval_now(clerk, number),
        number=document.count,
        approval=number,
    )


def withdraw(clerk: Clerk, number: str, asker: Asker) -> Said:
    """Withdraw what one has asked for oneself."""
    document = clerk.book.get(Approval, number)
    if document and document.requested_by != asker.user:
        return Said(approvals.only_requester_withdraws(document), is_refusal=True)
    return decide_approval(clerk, number, asker, is_approved=False)


def decide_proposal(clerk: Clerk, number: str, asker: Asker, *, is_approved: bool) -> Said:
    """Approve or reject what is proposed to be bought."""

    def told(_done: object) -> Said:
        document = clerk.book.get(Proposal, number)
        if document is None:
            raise LookupError(number)
        return Said(proposals.proposal(clerk.book, document), is_public=True)

    return clerk.worded("decide_proposal", asker, told, number=number, is_approved=is_approved)


def _approval_now(clerk: Clerk, number: str) -> Said:
    document = clerk.book.get(Approval, number)
    if document is None:
        raise LookupError(number)
    return Said(approvals.approval(clerk.book, document), is_public=True)
