"""Undo: a linked reversing transaction, once, while nothing depends on what it takes back."""

from inventory.commands import UndoTransaction
from inventory.counting.putting_back import hand_out_reopened, only_counted_on
from inventory.documents.approval import Approval
from inventory.draft import Draft
from inventory.errors import NotEnough, UndoRefused, UnknownTransaction
from inventory.history import History
from inventory.move import Move
from inventory.order_errors import Reserved
from inventory.recalling.lifting import lift
from inventory.recalling.past import started_with
from inventory.recalling.undoing import refuse_held_goods, refuse_stale_recall
from inventory.replenishing.undoing import refuse_stale_proposal
from inventory.rights import require
from inventory.stock_key import StockKey
from inventory.transaction import Transaction
from inventory.undoing.putting_back import is_judged, put_back
from inventory.undoing.standing_in_the_way import (
    kept_for,
    refuse_frozen,
    refuse_overdrawn,
    refuse_places_changed,
    refuse_returned,
    refuse_set_aside,
    refuse_what_has_left,
)


def plan_undo(draft: Draft, command: UndoTransaction, history: History) -> None:
    """Reverse every move and put every changed document back; a recall is lifted.

    Raises:
        UnknownTransaction: no such transaction, or it neither moved stock, asked for approval,
            judged a lot nor was a step that somebody took with a document.
        NotAllowed: it is somebody else's.
        SelfApproval: it would approve again what the actor asked for.
        UndoRefused, LotHeld: what stands in the way.
    """
    undone = history.transactions.get(command.transaction)
    if undone is not None and (number := only_counted_on(undone)):
        raise UndoRefused(problem="only_counted", transaction=undone.id, by=number)
    if undone is None or not _can_be_undone(undone):
        raise UnknownTransaction(transaction=command.transaction)
    if undone.actor != command.actor:
        require(draft.book, command.actor, "undo_of_others")
    if by := history.undone_by.get(undone.id):
        raise UndoRefused(problem="undone", transaction=undone.id, by=by)
    refuse_frozen(draft, undone)
    refuse_what_has_left(undone)
    draft.undoes = undone.id
    if recall := started_with(draft.book, undone.id):
        lift(draft, recall, f"undo of {undone.id}", history.transactions)
        return
    for change in undone.changes:
        put_back(draft, undone, change)
    refuse_places_changed(draft, undone)
    refuse_returned(draft, undone)
    for move in reversed(undone.moves):
        _reverse(draft, undone, move)
    refuse_held_goods(draft)
    refuse_set_aside(draft, undone)
    refuse_stale_recall(draft, undone)
    refuse_stale_proposal(draft, undone)
    hand_out_reopened(draft)
    refuse_overdrawn(draft, undone)


def _can_be_undone(undone: Transaction) -> bool:
    """Tell whether it moved stock or was a step of somebody's; taking one back is one too."""
    if undone.moves or undone.undoes or undone.command.is_step:
        return True
    return any(isinstance(one.after, Approval) or is_judged(one) for one in undone.changes)


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
        raise kept_for(draft, undone, StockKey(move.item, move.target, move.lot)) from kept
    except NotEnough as shortage:
        raise UndoRefused(
            problem="stock_gone",
            transaction=undone.id,
            item=move.item,
            location=move.target,
            wanted=move.quantity,
            on_hand=shortage.on_hand,
        ) from None
