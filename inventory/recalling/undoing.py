"""What an undo does to recalls: one that it began is lifted, what it credited is taken off again."""

from collections import defaultdict
from decimal import Decimal

from inventory.documents.recall import Recall
from inventory.draft import Draft
from inventory.drafting.refusals import refuse_held
from inventory.entries import Change
from inventory.errors import UndoRefused
from inventory.location import (
    CUSTOMER,
    OPENING,
    PRODUCTION,
    SUPPLIER,
    VIRTUAL_LOCATIONS,
    LocationKind,
)
from inventory.lot import LotStatus
from inventory.move import MoveKind
from inventory.quantity import ZERO
from inventory.recall_commands import NameReturned
from inventory.recalling.crediting import taken_back
from inventory.recalling.parts import parts_of, whole_of
from inventory.recalling.stepping import open_recalls, put_recall, recall_of
from inventory.recalling.tracing import trace_forward
from inventory.stock_key import LotKey
from inventory.transaction import Transaction, transaction_id


def take_credit_back(draft: Draft, undone: Transaction, change: Change) -> bool:
    """Take off a recall what a transaction credited to lines of it; others may have come since.

    Returns:
        Whether the change was of that kind.

    Raises:
        UndoRefused: the recall has ended by these figures, or somebody has said whose goods they are.
    """
    before, after = change.before, change.after
    credits = undone.moves or isinstance(undone.command, NameReturned)
    if not (credits and isinstance(before, Recall) and isinstance(after, Recall)):
        return False
    recall = draft.current(Recall, after.number)
    taken = taken_back(recall, before, after, _brought_by(undone)) if recall else after
    is_named = any(line.returned < ZERO for line in taken.lines)
    if recall is None or recall.status is not after.status or is_named:
        since = transaction_id(draft.book.version_of("recall", after.number))
        raise UndoRefused(
            problem="changed_since", transaction=undone.id, by=after.number, since=since
        )
    put_recall(draft, taken)
    return True


def _brought_by(undone: Transaction) -> dict[LotKey, Decimal]:
    brought: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    for move in undone.moves:
        if move.source in (SUPPLIER, OPENING):
            brought[LotKey(move.item, move.lot)] += move.quantity
    return brought


def refuse_held_goods(draft: Draft) -> None:
    """What somebody holds does not leave by an undo either, nor become a part of a kit again.

    Nor is it packed or kept for an order again: what had been shipped would be both.

    Raises:
        LotHeld: with why.
    """
    for move in draft.moves:
        if move.target == PRODUCTION:
            refuse_held(draft, "undo", move.item, move.lot)
        elif move.kind is MoveKind.SHIPMENT and move.target == CUSTOMER:
            refuse_held(draft, move.kind.value, move.item, move.lot)
        elif move.source not in VIRTUAL_LOCATIONS and _is_packing(draft, move.target):
            refuse_held(draft, "pack", move.item, move.lot)
    for key in draft.touched:
        if draft.reserved(*key) > 0:
            refuse_held(draft, "undo", key.item, key.lot)


def _is_packing(draft: Draft, place: str) -> bool:
    return draft.book.kind_of(place) is LocationKind.PACKING


def refuse_stale_recall(draft: Draft, undone: Transaction) -> None:
    """A recall that had ended goes on only while its goods are where it left them.

    Raises:
        UndoRefused: something of it has been let go, shipped, returned or built into a kit since,
            or a part of it has ended with it.
    """
    for change in undone.changes:
        before, after = change.before, change.after
        if not (isinstance(before, Recall) and isinstance(after, Recall)):
            continue
        if not before.is_open or after.is_open:
            continue
        if part := next((one for one in parts_of(draft.book, before) if not one.is_open), None):
            since = transaction_id(draft.book.version_of("recall", part.number))
            raise UndoRefused(
                problem="changed_since", transaction=undone.id, by=part.number, since=since
            )
        if not _stands_still(draft, before):
            raise UndoRefused(problem="changed_since", transaction=undone.id, by=before.number)


def _stands_still(draft: Draft, recall: Recall) -> bool:
    """Tell whether every lot is held, every kit made of them known, and every piece accounted for."""
    others = [one for one in open_recalls(draft) if one.number != recall.number]
    if any(other.holds(lot.item, lot.code) for other in others for lot in recall.lots):
        return False
    out: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    for line in whole_of(draft.book, recall).lines:
        out[LotKey(line.item, line.lot)] += line.shipped - line.returned
    for one in trace_forward(draft.book, [LotKey(lot.item, lot.code) for lot in recall.lots]).lots:
        lot, there = one.reached.lot, one.whereabouts
        if not recall.holds(*lot):
            if recall_of(draft, *lot) is None:
                return False
            continue
        shipped = sum((each.quantity for each in there.shipped), ZERO)
        returned = sum((each.quantity for each in there.returned), ZERO)
        if draft.lot_status(*lot) is not LotStatus.RECALLED or out[lot] != shipped - returned:
            return False
    return True
