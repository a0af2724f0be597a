"""Deciding what waits: somebody else approves or rejects, the requester may only withdraw.

What was counted on a sheet is posted, or goes back to be counted again: by anybody, or by the others
where one of those who counted it took it back. What was counted in one line ends when it is rejected,
and becomes a sheet like any other when it is withdrawn. Nobody who has counted it may agree to it; of
what was counted in the workbook nobody can tell, so an admin agrees.
"""

from inventory.commands import DecideApproval
from inventory.counting.approvals import approval_to, settle_approval
from inventory.counting.handing_out import handed_out
from inventory.counting.settling import settled, skipped
from inventory.counting.stepping import put_count, say_of
from inventory.counting.variances import post_variance
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.cycle_count import (
    QUICK,
    WITHDRAWN,
    CountLine,
    CountLineStatus,
    CycleCount,
)
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import SelfApproval
from inventory.notices import PostedNotice
from inventory.people import Role
from inventory.rights import require

REJECTED = "rejected"


def plan_decision(draft: Draft, command: DecideApproval) -> None:
    """Approve or reject what waits; the requester may only withdraw.

    Raises:
        UnknownDocument, AlreadyDecided, SelfApproval, NotAllowed: as they say.
        NotEnough: goods have left since; reject it and count again.
    """
    status = ApprovalStatus.APPROVED if command.is_approved else ApprovalStatus.REJECTED
    approval = approval_to(draft, command.number, status)
    _require_other(draft, command, approval)
    if command.is_approved:
        _post(draft, approval)
    settle_approval(draft, approval, status, command.note)
    _tell_sheet(draft, command, approval)
    _tell_requester(draft, approval)


def self_approval(draft: Draft, approval: Approval) -> SelfApproval | None:
    """Return what speaks against an approval by the actor: he asked for it, or counted it."""
    actor, parties = draft.command.actor, _parties(approval)
    if actor not in parties:
        return None
    others = draft.book.people_with(Role.MANAGER)
    who = tuple(user for user in others if user not in parties)
    return SelfApproval(actor=actor, number=approval.number, who=who)


def _parties(approval: Approval) -> tuple[str, ...]:
    """Return who asked for an approval, or counted what it is about."""
    return (approval.requested_by, *approval.counted_by)


def _post(draft: Draft, approval: Approval) -> None:
    """Post what waits, for the cause that somebody has found meanwhile."""
    causes = {line.stock_key: line.cause for line in _lines(draft, approval)}
    for variance in approval.variances:
        reason = causes.get(variance.stock_key) or variance.reason
        caused = variance.model_copy(update={"reason": reason})
        post_variance(draft, approval.verb, caused, approval.count or approval.number)


def _tell_sheet(draft: Draft, command: DecideApproval, approval: Approval) -> None:
    """Bring the lines that waited on, and say in the sheet's thread what was decided."""
    count = draft.current(CycleCount, approval.count) if approval.count else None
    if count is None:
        return
    lines, kind = _lines(draft, approval), _kind_of(command, approval)
    if kind is RemarkKind.COUNT_WITHDRAWN and count.source == QUICK:
        count = count.model_copy(update={"source": WITHDRAWN})
    for line in lines:
        count = count.with_line(_decided(draft, count, line, kind))
    put_count(draft, count)
    said = Remark(kind=kind, other=approval.number, actor=command.actor, words=command.note)
    say_of(draft, count, lines, said)


def _kind_of(command: DecideApproval, approval: Approval) -> RemarkKind:
    if command.is_approved:
        return RemarkKind.COUNT_APPROVED
    is_own = command.actor in _parties(approval)
    return RemarkKind.COUNT_WITHDRAWN if is_own else RemarkKind.COUNT_REJECTED


def _decided(draft: Draft, count: CycleCount, line: CountLine, kind: RemarkKind) -> CountLine:
    if kind is RemarkKind.COUNT_APPROVED:
        return settled(draft, count, line, is_posted=True)
    if count.source == QUICK:
        return skipped(draft, line, REJECTED)
    again = {
        "status": CountLineStatus.RECOUNT,
        "counter": "",
        "belongs_at": "",
        "is_withdrawn": kind is RemarkKind.COUNT_WITHDRAWN,
    }
    return handed_out(draft, line.model_copy(update=again))


def _lines(draft: Draft, approval: Approval) -> list[CountLine]:
    """Return the lines of the sheet that wait for an approval."""
    count = draft.current(CycleCount, approval.count) if approval.count else None
    keys = {variance.stock_key for variance in approval.variances}
    return [
        line
        for line in (count.lines if count else ())
        if line.status is CountLineStatus.APPROVAL
        and line.approval == approval.number
        and line.stock_key in keys
    ]


def _tell_requester(draft: Draft, approval: Approval) -> None:
    """Say it where it was asked for too, if that is another conversation."""
    decided_in = draft.command.place.channel if draft.command.place else ""
    if approval.place and approval.place.channel != decided_in:
        draft.tell(PostedNotice(place=approval.place, transaction=draft.id))


def _require_other(draft: Draft, command: DecideApproval, approval: Approval) -> None:
    is_requester = command.actor == approval.requested_by
    if is_requester and not command.is_approved:
        return
    is_unsigned = command.is_approved and approval.is_unsigned
    require(draft.book, command.actor, "decide_unsigned" if is_unsigned else "decide_approval")
    if command.is_approved and (own := self_approval(draft, approval)):
        raise own
