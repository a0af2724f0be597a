"""Goods that come in and that a recall means: lots that are new, and those that grow on a day it names.

Nobody can tell what came on that day from the rest of its lot, so that all of it is held then, with
the kits made of it and with who has got some.
"""

from collections.abc import Iterator
from datetime import date

from inventory.documents.recall import Recall, recall_word
from inventory.draft import Draft
from inventory.location import OPENING, SUPPLIER
from inventory.lot import Lot
from inventory.move import Move
from inventory.recalling.holding import recalled, take_in, widen
from inventory.recalling.scope import is_meant_later
from inventory.recalling.stepping import put_recall, recall_of
from inventory.recalling.tracing import trace_forward
from inventory.stock_key import LotKey


def hold_what_comes_in(draft: Draft, recall: Recall) -> None:
    """Hold the lots that a recall means by what a draft brings in."""
    meant = [lot for lot in _coming_in(draft, recall) if _is_meant(draft, recall, lot)]
    holders = {lot.key: recall_of(draft, lot.item, lot.code) for lot in meant}
    taken = [lot for lot in meant if _is_of_another(recall, holders[lot.key])]
    if taken:
        words = (recall_word(lot.item, lot.code) for lot in taken)
        shared = tuple(dict.fromkeys((*recall.shared, *words)))
        recall = put_recall(draft, recall.model_copy(update={"shared": shared}))
    free = [lot for lot in meant if holders[lot.key] is None]
    new = [lot for lot in free if _is_new(draft, lot)]
    if new:
        found = tuple(recalled(draft, LotKey(lot.item, lot.code)) for lot in new)
        recall = put_recall(draft, widen(draft, recall, found))
    grown = [LotKey(lot.item, lot.code) for lot in free if not _is_new(draft, lot)]
    if grown:
        onward = trace_forward(draft.book, grown).lots
        traced = [one for one in onward if recall_of(draft, *one.reached.lot) is None]
        put_recall(draft, take_in(draft, recall, traced))


def _coming_in(draft: Draft, recall: Recall) -> Iterator[Lot]:
    """Yield the lots that are new, and those that grow though a recall by days has left them out."""
    new = {lot.key: lot for lot in draft.changed(Lot) if _is_new(draft, lot)}
    yield from new.values()
    if not any(scope.since or scope.until for scope in recall.scopes):
        return
    for item, code in dict.fromkeys((one.item, one.lot) for one in draft.moves if _came(one)):
        lot = draft.lot(item, code) if code else None
        if lot is not None and lot.key not in new and not recall.holds(item, code):
            yield lot


def _is_new(draft: Draft, lot: Lot) -> bool:
    return draft.book.lot(lot.item, lot.code) is None


def _came(move: Move) -> bool:
    return move.source in (SUPPLIER, OPENING)


def _is_of_another(recall: Recall, holder: Recall | None) -> bool:
    return holder is not None and holder.number != recall.number


def _is_meant(draft: Draft, recall: Recall, lot: Lot) -> bool:
    """Tell whether a recall means a lot that comes in, or was widened by it."""
    came_on = _day_of_receipt(draft, lot)
    return any(is_meant_later(draft.book, scope, lot, came_on) for scope in recall.scopes)


def _day_of_receipt(draft: Draft, lot: Lot) -> date | None:
    zone = draft.book.rules.zone
    came = (
        move.occurred_at.astimezone(zone).date()
        for move in draft.moves
        if (move.item, move.lot) == (lot.item, lot.code) and _came(move)
    )
    return next(came, None)
