"""Ending a sheet: closed with what it has, or let go where nothing of it was posted."""

from inventory.count_commands import CancelCount, CloseCount
from inventory.count_errors import CountPosted
from inventory.counting.approvals import let_go, waiting_for
from inventory.counting.settling import skipped
from inventory.counting.stepping import put_count, say
from inventory.counting.unknown_goods import dismissed, with_unknown
from inventory.documents.cycle_count import CountLineStatus, CountStatus, CycleCount
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.quantity import Quantity
from inventory.rights import require
from inventory.stepping import the_open


def plan_close_count(draft: Draft, command: CloseCount) -> None:
    """End a sheet: what nobody has counted, or agreed to, is skipped, and stays as it was found.

    Raises:
        UnknownDocument, WrongStep: there is none, or it is done.
    """
    count = the_open(draft, CycleCount, command.number, "close")
    _end(draft, count, _without(draft, count), RemarkKind.COUNT_CLOSED, command.reason)


def plan_cancel_count(draft: Draft, command: CancelCount) -> None:
    """Let a sheet go of which nothing was posted; whoever planned it may until somebody counts.

    Raises:
        NotAllowed: the actor is no manager, and somebody else planned it or has begun to count.
        UnknownDocument, WrongStep: there is none, or it is done.
        CountPosted: something of it is in the ledger.
    """
    count = the_open(draft, CycleCount, command.number, "cancel")
    is_begun = any(line.tallies for line in count.lines)
    if is_begun or count.planned_by != draft.command.actor:
        require(draft.book, draft.command.actor, "cancel_count_of_others")
    posted = tuple(dict.fromkeys(line.transaction for line in count.lines if line.transaction))
    if posted:
        raise CountPosted(number=count.number, transactions=posted)
    gone = _without(draft, count).model_copy(update={"status": CountStatus.CANCELLED})
    _end(draft, count, gone, RemarkKind.COUNT_CANCELLED, command.reason)


def _end(
    draft: Draft, before: CycleCount, after: CycleCount, kind: RemarkKind, reason: str
) -> None:
    put_count(draft, after.model_copy(update={"reason": reason}))
    left = sum(
        1
        for was, now in zip(before.lines, after.lines, strict=True)
        if was.status is not now.status and now.status is CountLineStatus.SKIPPED
    )
    said = Remark(kind=kind, quantity=Quantity(left), words=reason, actor=draft.command.actor)
    say(draft, after, said)


def _without(draft: Draft, count: CycleCount) -> CycleCount:
    """Return a sheet on which nothing waits any more."""
    for line in count.lines:
        if not line.is_unsettled:
            continue
        for approval in waiting_for(draft, {line.stock_key}):
            if approval.number == line.approval:
                let_go(draft, approval, {line.stock_key}, f"{count.number} was ended")
        count = count.with_line(skipped(draft, line))
    for goods in count.open_unknown:
        count = with_unknown(count, dismissed(draft, goods))
    return count
