"""Approvals of what was counted: asked for, and let go where a later count says more."""

from collections.abc import Collection, Sequence

from inventory.counting.settling import skipped
from inventory.counting.stepping import put_count
from inventory.documents.approval import TRANSITIONS, Approval, ApprovalStatus, Variance
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.errors import AlreadyDecided
from inventory.known import known
from inventory.notices import ApprovalNotice
from inventory.place import Place
from inventory.stock_key import StockKey

COUNTED_AGAIN = "counted again"


def ask_approval(
    draft: Draft,
    verb: str,
    variances: tuple[Variance, ...],
    *,
    count: str = "",
    counted_by: tuple[str, ...] = (),
    place: Place | None = None,
) -> str:
    """Have variances wait for a second person; return the number of the approval."""
    approval = Approval(
        number=draft.next_number(Approval, "AP"),
        verb=verb,
        variances=variances,
        requested_by=draft.command.actor,
        count=count,
        counted_by=counted_by,
        place=place,
    )
    draft.put(approval)
    draft.tell(ApprovalNotice(approval=approval))
    return approval.number


def settle_approval(draft: Draft, approval: Approval, status: ApprovalStatus, note: str) -> None:
    """Put down how an approval ended, and by whom, and say so."""
    settled = approval.model_copy(
        update={"status": status, "decided_by": draft.command.actor, "note": note}
    )
    draft.put(settled)
    draft.tell(ApprovalNotice(approval=settled))


def supersede(draft: Draft, count: CycleCount, lines: Sequence[CountLine]) -> CycleCount:
    """Take balances that have been counted anew out of the approvals that wait for them.

    A count tells the whole truth about a balance: what waits there must not be posted on top. An
    earlier line that waited for it is done without.

    Returns:
        The sheet; the caller puts it, while other sheets are put here.
    """
    keys = {line.stock_key for line in lines}
    counted = {line.number for line in lines}
    for approval in waiting_for(draft, keys):
        let_go(draft, approval, keys, COUNTED_AGAIN)
        if approval.count == count.number:
            count = _without(draft, count, approval, keys, but=counted)
        elif other := draft.current(CycleCount, approval.count) if approval.count else None:
            put_count(draft, _without(draft, other, approval, keys))
    return count


def approval_to(draft: Draft, number: str, status: ApprovalStatus) -> Approval:
    """Return an approval that may be brought to a status.

    Raises:
        UnknownDocument, AlreadyDecided: there is none, or somebody was quicker.
    """
    approval = known(draft.book, Approval, number)
    if status not in TRANSITIONS[approval.status]:
        raise AlreadyDecided(number=number, status=approval.status.value, by=approval.decided_by)
    return approval


def waiting_for(draft: Draft, keys: Collection[StockKey]) -> list[Approval]:
    """Return the approvals that wait for some balances, as this draft leaves them so far."""
    if not keys:
        return []
    known = (draft.current(Approval, one.number) for one in draft.book.open(Approval))
    return [
        one
        for one in known
        if one and one.is_open and any(v.stock_key in keys for v in one.variances)
    ]


def let_go(draft: Draft, approval: Approval, keys: Collection[StockKey], why: str) -> None:
    """Take some balances out of an approval, which ends where none is left."""
    left = tuple(v for v in approval.variances if v.stock_key not in keys)
    if not left:
        settle_approval(draft, approval, ApprovalStatus.REJECTED, why)
        return
    shortened = approval.model_copy(update={"variances": left})
    draft.put(shortened)
    draft.tell(ApprovalNotice(approval=shortened))


def _without(
    draft: Draft,
    count: CycleCount,
    approval: Approval,
    keys: Collection[StockKey],
    *,
    but: Collection[int] = (),
) -> CycleCount:
    """Return a sheet of which the lines that waited for an approval are skipped, but for some."""
    for line in count.lines:
        is_waiting = line.status is CountLineStatus.APPROVAL and line.approval == approval.number
        if is_waiting and line.stock_key in keys and line.number not in but:
            count = count.with_line(skipped(draft, line, COUNTED_AGAIN))
    return count
