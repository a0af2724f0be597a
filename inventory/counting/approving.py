"""Deciding what waits: somebody else approves or rejects, the requester may only withdraw."""

from inventory.commands import DecideApproval
from inventory.counting.variances import post_variance
from inventory.documents.approval import TRANSITIONS, Approval, ApprovalStatus
from inventory.draft import Draft
from inventory.errors import AlreadyDecided, SelfApproval, UnknownDocument
from inventory.notices import ApprovalNotice, PostedNotice
from inventory.people import Role
from inventory.rights import require


def plan_decision(draft: Draft, command: DecideApproval) -> None:
    """Approve or reject what waits; the requester may only withdraw.

    Raises:
        UnknownDocument, AlreadyDecided, SelfApproval, NotAllowed: as they say.
        NotEnough: goods have left since; reject it and count again.
    """
    approval = draft.book.get(Approval, command.number)
    if approval is None:
        raise UnknownDocument(number=command.number)
    status = ApprovalStatus.APPROVED if command.is_approved else ApprovalStatus.REJECTED
    if status not in TRANSITIONS[approval.status]:
        raise AlreadyDecided(
            number=approval.number, status=approval.status.value, by=approval.decided_by
        )
    _require_other(draft, command, approval)
    if command.is_approved:
        for variance in approval.variances:
            post_variance(draft, approval.verb, variance, approval.number)
    settle_approval(draft, approval, status, command.note)
    _tell_requester(draft, approval)


def settle_approval(draft: Draft, approval: Approval, status: ApprovalStatus, note: str) -> None:
    """Put down how an approval ended, and by whom, and say so."""
    settled = approval.model_copy(
        update={"status": status, "decided_by": draft.command.actor, "note": note}
    )
    draft.put(settled)
    draft.tell(ApprovalNotice(approval=settled))


def _tell_requester(draft: Draft, approval: Approval) -> None:
    """Say it where it was asked for too, if that is another conversation."""
    decided_in = draft.command.place.channel if draft.command.place else ""
    if approval.place and approval.place.channel != decided_in:
        draft.tell(PostedNotice(place=approval.place, transaction=draft.id))


def _require_other(draft: Draft, command: DecideApproval, approval: Approval) -> None:
    is_requester = command.actor == approval.requested_by
    if is_requester and not command.is_approved:
        return
    require(draft.book, command.actor, "decide_approval")
    if is_requester:
        others = draft.book.people_with(Role.MANAGER)
        who = tuple(user for user in others if user != command.actor)
        raise SelfApproval(actor=command.actor, number=approval.number, who=who)
