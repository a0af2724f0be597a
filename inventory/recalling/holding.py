"""Starting a recall: every lot concerned is held everywhere at once, with the kits built of it.

What orders keep of these lots is let go in the same transaction, wherever it lies, and comes back to
them if the recall is lifted.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from inventory.documents.recall import Recall, RecalledLot, RecallScope, ReleasedHold, recall_word
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart, NothingChanged
from inventory.location import OPENING, PRODUCTION, SUPPLIER
from inventory.lot import Lot, LotStatus
from inventory.quantity import ZERO, trimmed
from inventory.recall_commands import StartRecall, WidenRecall
from inventory.recall_errors import AlreadyRecalled, ScopeUnclear
from inventory.recalling.board import lines_for
from inventory.recalling.fitting import fitting
from inventory.recalling.reached_orders import tell_reached_orders
from inventory.recalling.reached_transfers import tell_reached_transfers
from inventory.recalling.scope import LINES_MAX, LOTS_MAX, lots_by_now, lots_meant
from inventory.recalling.stepping import (
    held_for,
    open_recall,
    open_recalls,
    put_recall,
    recall_of,
    say,
)
from inventory.recalling.tracing import Onward, trace_forward
from inventory.stepping import the
from inventory.stock_key import LotKey
from inventory.transaction import Transaction

ORIGINS: Final = (SUPPLIER, OPENING, PRODUCTION)
LOTS_TOLD: Final = 10


def plan_start_recall(draft: Draft, command: StartRecall, past: Mapping[str, Transaction]) -> None:
    """Hold every lot of a scope and every kit built of it, and list who has some.

    However many these are, all lots are held: who does not fit on its board goes on parts of it.

    Raises:
        MissingPart: why is not said.
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall: as `lots_meant` says.
        AlreadyRecalled: all of it is recalled already.
        NothingChanged: another recall waits for it already.
    """
    reason = command.reason.strip()
    if not reason:
        raise MissingPart(verb="recall", part="why")
    traced, shared = traced_lots(draft, command.scope, past, is_expected=command.is_expected)
    if not traced:
        for other in open_recalls(draft):
            _refuse_awaited(other, command.scope)
    lots = tuple(_recalled(draft, one) for one in traced)
    lines, unlisted = fitting(lines_for(draft, [one.whereabouts for one in traced]), LINES_MAX)
    number = draft.next_number(Recall, "RC")
    recall = put_recall(
        draft,
        Recall(
            number=number,
            scope=command.scope,
            reason=reason,
            instructions=command.instructions.strip(),
            lots=lots,
            lines=lines,
            started_by=command.actor,
            started_on=draft.today,
            started_at=draft.book.sequence + 1,
            shared=shared,
            unlisted=unlisted,
        ),
    )
    hold(draft, lots, held_for(recall))
    tell_reached_orders(draft, recall, recall.lines, RemarkKind.RECALL_REACHED)
    tell_reached_transfers(draft, recall, lots, RemarkKind.RECALL_ON_THE_WAY)


def plan_widen_recall(draft: Draft, command: WidenRecall, past: Mapping[str, Transaction]) -> None:
    """Recall further lots under the same number.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall, AlreadyRecalled: as above.
        NothingChanged: it waits already for what may come.
    """
    recall = open_recall(draft, command.number, "widen", is_whole=True)
    traced, shared = traced_lots(
        draft, command.scope, past, known=len(recall.lots), is_expected=command.is_expected
    )
    if not traced:
        _refuse_awaited(recall, command.scope)
    widened = take_in(draft, recall, traced)
    lots = widened.lots[len(recall.lots) :]
    put_recall(
        draft,
        widened.model_copy(
            update={
                "widened_at": (*recall.widened_at, draft.book.sequence + 1),
                "widened": (*recall.widened, command.scope),
                "shared": tuple(dict.fromkeys((*recall.shared, *_others(recall, shared)))),
            }
        ),
    )
    said = Remark(
        kind=RemarkKind.RECALL_WIDENED,
        document=recall.number,
        quantity=Decimal(len(lots)),
        words=", ".join(map(name_of, lots[:LOTS_TOLD])),
        actor=command.actor,
    )
    say(draft, recall, said)


def take_in(draft: Draft, recall: Recall, traced: Sequence[Onward]) -> Recall:
    """Hold further lots that were traced; return the recall with all who have got some of them."""
    lots = tuple(_recalled(draft, one) for one in traced)
    found = lines_for(draft, [one.whereabouts for one in traced], recall.lines)
    lines, unlisted = fitting(found, LINES_MAX - len(recall.lines))
    tell_reached_orders(draft, recall, lines, RemarkKind.RECALL_REACHED)
    widened = widen(draft, recall, lots, lines)
    return widened.model_copy(update={"unlisted": recall.unlisted + unlisted})


def _refuse_awaited(recall: Recall, scope: RecallScope) -> None:
    if scope in recall.scopes:
        raise NothingChanged(what=recall.number, state="waiting for it")


def widen(
    draft: Draft,
    recall: Recall,
    lots: tuple[RecalledLot, ...],
    lines: tuple[RecallLine, ...] = (),
) -> Recall:
    """Hold further lots; return the recall with them and with those who have got some."""
    hold(draft, lots, held_for(recall))
    tell_reached_transfers(draft, recall, lots, RemarkKind.RECALL_ON_THE_WAY)
    return recall.model_copy(
        update={"lots": (*recall.lots, *lots), "lines": (*recall.lines, *lines)}
    )


def traced_lots(
    draft: Draft,
    scope: RecallScope,
    past: Mapping[str, Transaction],
    *,
    known: int = 0,
    is_expected: bool = False,
) -> tuple[list[Onward], tuple[str, ...]]:
    """Return the lots of a scope and the kits built of them, and those that are recalled already.

    Args:
        draft: whose book knows them.
        scope: as it was asked for.
        past: the receipts of `receipts_asked`, by id.
        known: how many lots the recall has so far.
        is_expected: others may be to come, so that there need not be any yet.

    Raises:
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall: as `lots_meant` says.
        AlreadyRecalled: all of it is.
    """
    find = lots_by_now if is_expected else lots_meant
    meant = [LotKey(lot.item, lot.code) for lot in find(draft.book, scope, past)]
    found = trace_forward(draft.book, meant).lots
    holders = {one.reached.lot: recall_of(draft, *one.reached.lot) for one in found}
    new = [one for one in found if holders[one.reached.lot] is None]
    if not new and not is_expected:
        numbers = [recall.number for recall in holders.values() if recall]
        raise AlreadyRecalled(number=numbers[0], lots=tuple(map(_written, holders)))
    if len(new) + known > LOTS_MAX:
        raise ScopeUnclear(problem="too_wide", what=str(len(new) + known))
    return new, tuple(recall_word(*lot) for lot, recall in holders.items() if recall)


def _others(recall: Recall, shared: Iterable[str]) -> list[str]:
    """Return which of the lots recalled already are held by another recall."""
    own = {recall_word(lot.item, lot.code) for lot in recall.lots}
    return [word for word in shared if word not in own]


def _recalled(draft: Draft, one: Onward) -> RecalledLot:
    parts = dict.fromkeys(join.source for join in one.reached.joins)
    return recalled(draft, one.reached.lot, parts if one.reached.depth else ())


def recalled(draft: Draft, key: LotKey, made_of: Iterable[LotKey] = ()) -> RecalledLot:
    """Return a lot as it is before it is held."""
    lot = draft.lot(*key)
    there = (draft.on_hand(key.item, place, key.code) for place in ORIGINS)
    return RecalledLot(
        item=key.item,
        code=key.code,
        supplier_lot=lot.supplier_lot if lot else "",
        supplier=lot.supplier if lot else "",
        before=lot.status if lot else None,
        before_reason=lot.reason if lot else "",
        made_of=tuple(map(_written, made_of)),
        came=trimmed(sum((-quantity for quantity in there if quantity < 0), ZERO)),
        here=trimmed(draft.in_building(*key)),
        receipt=lot.receipt if lot else "",
        document=lot.document if lot else "",
    )


def hold(draft: Draft, lots: Iterable[RecalledLot], reason: str) -> None:
    """Hold lots; whatever is kept of them for orders goes with it."""
    for one in lots:
        lot = draft.lot(one.item, one.code) or Lot(item=one.item, code=one.code)
        draft.put(lot.model_copy(update={"status": LotStatus.RECALLED, "reason": reason}))


def keep_released(draft: Draft, released: Iterable[ReleasedHold]) -> None:
    """Note on recalls what orders had kept of their lots, to be kept again if they are lifted."""
    by_recall: dict[str, list[ReleasedHold]] = {}
    for one in released:
        if recall := recall_of(draft, one.item, one.lot):
            by_recall.setdefault(recall.number, []).append(one)
    for number, holds in by_recall.items():
        recall = the(draft, Recall, number)
        put_recall(draft, recall.model_copy(update={"released": (*recall.released, *holds)}))


def name_of(lot: RecalledLot) -> str:
    """Name a lot in a few words."""
    return _written(LotKey(lot.item, lot.code))


def _written(lot: LotKey) -> str:
    return f"{lot.item} {lot.code}".strip()
