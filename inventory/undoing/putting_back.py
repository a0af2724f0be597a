"""What an undo does to documents: each stands again as before, and its message says so."""

from typing import Final

from inventory.bookkeeping.versioned import Versioned
from inventory.counting.approvals import settle_approval
from inventory.counting.approving import self_approval
from inventory.counting.putting_back import put_back_count
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.last_count import LastCount
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.replenishment import Proposal
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import Digest
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.entries import Change, Entry, type_of
from inventory.errors import UndoRefused
from inventory.inbound.reopening import put_back_putaway
from inventory.lot import Lot
from inventory.notices import ApprovalNotice
from inventory.recalling.stepping import recall_of
from inventory.recalling.undoing import take_credit_back
from inventory.replenishing.alerting.undoing import put_back_alert
from inventory.returning.stepping import has_thread, tell_orders
from inventory.stepping import DOCUMENTS, notice_of
from inventory.transaction import Transaction, transaction_id

NOTED: Final[dict[type[object], tuple[str, ...]]] = {
    PurchaseOrder: ("thread", "told_late_for"),
    CustomerReturn: ("thread",),
    Recall: ("thread",),
    Proposal: ("thread",),
}
"""What the machinery notes on documents, which stands in nobody's way."""


def put_back(draft: Draft, undone: Transaction, change: Change) -> None:
    """Restore a document or a lot's status; a lot once opened stays known: others may have used it."""
    if change.type == type_of(Lot) and (
        not is_judged(change) or _is_recalled_by_now(draft, undone, change.after)
    ):
        return
    if change.type == type_of(Putaway):
        put_back_putaway(draft, undone, change)
        return
    if change.type == type_of(CycleCount):
        put_back_count(draft, undone, change)
        return
    if take_credit_back(draft, undone, change) or put_back_alert(draft, undone, change):
        return
    if change.type == type_of(Digest):  # its message follows the alerts it tells of
        return
    current = draft.book.entries[change.type].get(change.key)
    if current is None or not _is_as_left(current, undone, change):
        _put_back_noted(draft, undone, change, current)
    elif isinstance(change.after, Approval):
        _put_back_approval(draft, undone, change.before, change.after)
    else:
        draft.restore(change)
        _tell_again(draft, change)


def is_judged(change: Change) -> bool:
    """Tell whether a lot was held or let go; what a receipt learns of a lot is no judgement.

    Goods without lots have an entry only as long as they are held.
    """
    before, after = change.before, change.after
    if any(isinstance(lot, Lot) and not lot.code for lot in (before, after)):
        return True
    if not (isinstance(before, Lot) and isinstance(after, Lot)):
        return False
    return (before.status, before.reason) != (after.status, after.reason)


def _is_recalled_by_now(draft: Draft, undone: Transaction, after: Entry | None) -> bool:
    """Tell whether a lot stays held because a recall took it in by a receipt."""
    if not undone.moves or not isinstance(after, Lot) or after.is_approved:
        return False
    return recall_of(draft, after.item, after.code) is not None


def _is_as_left(current: Versioned, undone: Transaction, change: Change) -> bool:
    """Tell whether a document stands as it was left, if an arrival or a settlement came and went."""
    followed = Transfer | Rejection | CustomerReturn
    is_same = isinstance(change.after, followed) and current.entry == change.after
    return is_same or current.version == undone.sequence


def _put_back_noted(
    draft: Draft, undone: Transaction, change: Change, current: Versioned | None
) -> None:
    """Restore a document of which no more than where it is told, or that it is late, was noted since.

    Raises:
        UndoRefused: anything else has changed, by the transaction it names.
    """
    now, before, after = current.entry if current else None, change.before, change.after
    noted = {name: getattr(now, name) for name in NOTED.get(type(now), ())}
    if now is None or not noted or after is None or after.model_copy(update=noted) != now:
        since = transaction_id(current.version) if current else ""
        by = now.count if isinstance(now, LastCount) else change.key
        raise UndoRefused(problem="changed_since", transaction=undone.id, by=by, since=since)
    if before is None:
        draft.take_out(now)
    else:
        draft.put(before.model_copy(update=noted))
    _tell_again(draft, change)


def _put_back_approval(
    draft: Draft, undone: Transaction, before: Entry | None, after: Approval
) -> None:
    """Have it wait again, or withdraw it where it was asked for only then; its message follows."""
    if isinstance(before, Approval):
        _refuse_own(draft, before)
        draft.put(before)
        draft.tell(ApprovalNotice(approval=before))
    else:
        settle_approval(draft, after, ApprovalStatus.REJECTED, f"undo of {undone.id}")


def _refuse_own(draft: Draft, approval: Approval) -> None:
    """Taking back that an approval was taken back would be to approve it."""
    own = self_approval(draft, approval)
    if own and approval.status is ApprovalStatus.APPROVED:
        raise own


def _tell_again(draft: Draft, change: Change) -> None:
    """Have the message of a document say how it stands now, or that it is gone."""
    document = change.before or change.after
    if isinstance(document, Shipment) and not document.lines:  # it has no message of its own
        return
    if isinstance(document, CustomerReturn):
        tell_orders(draft, document)
        if not has_thread(draft, document):
            return
    if isinstance(document, DOCUMENTS):
        draft.tell(notice_of(document), is_current=True)
