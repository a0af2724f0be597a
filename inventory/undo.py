"""Undo: a linked reversing transaction, once, while nothing depends on what it takes back."""

from collections.abc import Iterator
from typing import Final

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.bookkeeping.versioned import Versioned
from inventory.commands import UndoTransaction
from inventory.count_commands import CancelCount, CloseCount, EnterCount, SettleUnknown
from inventory.counting.approvals import settle_approval
from inventory.counting.approving import self_approval
from inventory.counting.putting_back import hand_out_reopened, put_back_count
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.last_count import LastCount
from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import Digest
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.entries import Change, Entry, type_of
from inventory.errors import NotEnough, UndoRefused, UnknownTransaction
from inventory.history import History
from inventory.holders import holders_of
from inventory.inbound.reopening import put_back_putaway
from inventory.lot import Lot
from inventory.move import Move
from inventory.notices import ApprovalNotice, LetterNotice
from inventory.order_errors import Reserved
from inventory.people import is_system
from inventory.planning_commands import DecideReview
from inventory.recalling.lifting import lift
from inventory.recalling.past import started_with
from inventory.recalling.undoing import (
    is_recall_step,
    refuse_held_goods,
    refuse_stale_recall,
    take_credit_back,
)
from inventory.replenishing.alerting.undoing import is_alert_step, put_back_alert
from inventory.replenishing.undoing import is_proposal_step, refuse_stale_proposal
from inventory.return_commands import AnnounceReturn, CancelReturn, CloseReturn, MakeGood
from inventory.returning.beyond_shipped import returned_beyond
from inventory.returning.stepping import has_thread, tell_orders
from inventory.rights import may, require
from inventory.stepping import DOCUMENTS, notice_of
from inventory.stock_key import StockKey
from inventory.transaction import Transaction, transaction_id
from inventory.undo_places import refuse_changed_docks, refuse_set_aside

COUNT_STEPS: Final = (EnterCount, SettleUnknown, CloseCount, CancelCount)
"""Steps of a count that a person takes and may take back, though no goods have moved."""

RETURN_STEPS: Final = (AnnounceReturn, CloseReturn, CancelReturn, MakeGood)
"""Steps of a return in which no goods move; what was made good stands, and the refusal says why."""

NOTED: Final[dict[type[object], tuple[str, ...]]] = {
    PurchaseOrder: ("thread", "told_late_for"),
    CustomerReturn: ("thread",),
    Recall: ("thread",),
    Proposal: ("thread",),
}
"""What the machinery notes on documents, which stands in nobody's way."""


def plan_undo(draft: Draft, command: UndoTransaction, history: History) -> None:
    """Reverse every move and put every changed document back; a recall is lifted.

    Raises:
        UnknownTransaction: no such transaction, or it neither moved stock, asked for approval,
            judged a lot nor was a step of a recall or a proposal.
        SelfApproval: it would approve again what the actor asked for.
        UndoRefused, LotHeld: what stands in the way.
    """
    undone = history.transactions.get(command.transaction)
    if undone is None or not _can_be_undone(undone):
        raise UnknownTransaction(transaction=command.transaction)
    _require_owner(draft, command, undone)
    if by := history.undone_by.get(undone.id):
        raise UndoRefused(problem="undone", transaction=undone.id, by=by)
    _refuse_frozen(draft, undone)
    _refuse_what_has_left(undone)
    draft.undoes = undone.id
    if recall := started_with(draft.book, undone.id):
        lift(draft, recall, f"undo of {undone.id}", history.transactions)
        return
    for change in undone.changes:
        _put_back(draft, undone, change)
    refuse_changed_docks(draft, undone)
    _refuse_returned(draft, undone)
    for move in reversed(undone.moves):
        _reverse(draft, undone, move)
    refuse_held_goods(draft)
    refuse_set_aside(draft, undone)
    refuse_stale_recall(draft, undone)
    refuse_stale_proposal(draft, undone)
    hand_out_reopened(draft)
    _refuse_overdrawn(draft, undone)


def _can_be_undone(undone: Transaction) -> bool:
    is_asked_for = any(isinstance(change.after, Approval) for change in undone.changes)
    is_step = isinstance(undone.command, COUNT_STEPS) or (
        bool(undone.undoes)
        and any(isinstance(change.after, CycleCount) for change in undone.changes)
    )
    is_judged = any(map(_is_judged, undone.changes))
    is_return_step = isinstance(undone.command, RETURN_STEPS) or (
        bool(undone.undoes)
        and any(isinstance(change.after, CustomerReturn) for change in undone.changes)
    )
    is_reviewed = any(isinstance(change.after, Review) for change in undone.changes) and (
        bool(undone.undoes) or isinstance(undone.command, DecideReview)
    )
    is_said = is_asked_for or is_judged or is_step or is_return_step or is_recall_step(undone)
    is_said = is_said or is_reviewed or is_proposal_step(undone) or is_alert_step(undone)
    return bool(undone.moves) or is_said


def _is_judged(change: Change) -> bool:
    """Tell whether a lot was held or let go; what a receipt learns of a lot is no judgement.

    Goods without lots have an entry only as long as they are held.
    """
    before, after = change.before, change.after
    if any(isinstance(lot, Lot) and not lot.code for lot in (before, after)):
        return True
    if not (isinstance(before, Lot) and isinstance(after, Lot)):
        return False
    return (before.status, before.reason) != (after.status, after.reason)


def _require_owner(draft: Draft, command: UndoTransaction, undone: Transaction) -> None:
    if undone.actor == command.actor or is_system(command.actor):
        return
    if not may(draft.book, command.actor, "undo_of_others"):
        require(draft.book, command.actor, "undo_of_others")


def _refuse_frozen(draft: Draft, undone: Transaction) -> None:
    freeze = draft.book.rules.freeze_date
    zone = draft.book.rules.zone
    if freeze and any(m.occurred_at.astimezone(zone).date() <= freeze for m in undone.moves):
        raise UndoRefused(problem="frozen", transaction=undone.id, by=freeze.isoformat())


def _put_back(draft: Draft, undone: Transaction, change: Change) -> None:
    """Restore a document or a lot's status; a lot once opened stays known: others may have used it."""
    if change.type == type_of(Lot) and not _is_judged(change):
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


def _refuse_returned(draft: Draft, undone: Transaction) -> None:
    """What came back has left: a shipment stands as long as a return is held to it."""
    for number in dict.fromkeys(_orders_of(undone)):
        if returned := returned_beyond(draft, number):
            raise UndoRefused(problem="returned", transaction=undone.id, by=returned)


def _orders_of(undone: Transaction) -> Iterator[str]:
    """Yield the orders, ours or not, of whose goods more or less has left or come back."""
    for change in undone.changes:
        match change.before or change.after:
            case Order(number=number):
                yield number
            case Shipment(order=order, number=number):
                yield order or number
            case CustomerReturn(orders=orders):
                yield from orders
            case _:
                pass


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


def _refuse_overdrawn(draft: Draft, undone: Transaction) -> None:
    """What an order held before it may be kept for another one by now."""
    for key in draft.touched:
        if draft.free(*key) < 0 < draft.reserved(*key):
            raise _kept(draft, undone, key)


def _kept(draft: Draft, undone: Transaction, key: StockKey) -> UndoRefused:
    holders = holders_of(draft.book, key)
    return UndoRefused(
        problem="kept",
        transaction=undone.id,
        by=holders[0][0] if holders else "",
        item=key.item,
        location=key.location,
    )


def _refuse_what_has_left(undone: Transaction) -> None:
    """An invoice has a number for ever, and a letter is read: no undo takes them back."""
    for change in undone.changes:
        if isinstance(change.after, IssuedInvoice):
            raise UndoRefused(problem="invoiced", transaction=undone.id, by=change.after.number)
        if isinstance(change.after, IssuedCredit):
            raise UndoRefused(problem="credited", transaction=undone.id, by=change.after.number)
        if isinstance(change.after, Order) and isinstance(undone.command, MakeGood):
            raise UndoRefused(problem="replaced", transaction=undone.id, by=change.after.number)
    for notice in undone.notices:
        if isinstance(notice, LetterNotice):
            raise UndoRefused(problem="written", transaction=undone.id, by=notice.document)


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


def _reverse(draft: Draft, undone: Transaction, move: Move) -> None:
    item = draft.book.item(move.item)
    if item is None:
        raise UndoRefused(problem="changed_since", transaction=undone.id, by=move.item)
    try:
        draft.move(
            move.kind,
            item,
            move.quantity,
            move.target,
            move.source,
            lot=move.lot,
            reason=move.reason,
            document=move.document,
            note=f"undo of {move.transaction}",
            unit_cost=move.unit_cost,
            reverses=move.id,
        )
    except Reserved as kept:
        raise _kept(draft, undone, StockKey(move.item, move.target, move.lot)) from kept
    except NotEnough as shortage:
        raise UndoRefused(
            problem="stock_gone",
            transaction=undone.id,
            item=move.item,
            location=move.target,
            wanted=move.quantity,
            on_hand=shortage.on_hand,
        ) from None
