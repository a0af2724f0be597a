"""Starting a recall: every lot concerned is held everywhere at once, with the kits built of it.

What orders keep of these lots is let go in the same transaction, wherever it lies, and comes back to
them if the recall is lifted.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from inventory.documents.recall import Recall, RecalledLot, RecallScope, ReleasedHold
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart
from inventory.location import OPENING, PRODUCTION, SUPPLIER
from inventory.lot import Lot, LotStatus
from inventory.quantity import ZERO, trimmed
from inventory.recall_commands import StartRecall, WidenRecall
from inventory.recall_errors import AlreadyRecalled, ScopeUnclear
from inventory.recalling.board import lines_for
from inventory.recalling.reach import kits_made_of
from inventory.recalling.scope import LOTS_MAX, lots_meant
from inventory.recalling.stepping import open_recall, put_recall, recall_of, say
from inventory.stock_key import LotKey
from inventory.transaction import Transaction

ORIGINS: Final = (SUPPLIER, OPENING, PRODUCTION)
LOTS_TOLD: Final = 10


def plan_start_recall(draft: Draft, command: StartRecall, past: Mapping[str, Transaction]) -> None:
    """Hold every lot of a scope and every kit built of it, and list who has some.

    Raises:
        MissingPart: why is not said.
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall: as `lots_meant` says.
        AlreadyRecalled: all of it is recalled already.
    """
    reason = command.reason.strip()
    if not reason:
        raise MissingPart(verb="recall", part="why")
    lots = recalled_lots(draft, command.scope, past)
    number = draft.next_number(Recall, "RC")
    put_recall(
        draft,
        Recall(
            number=number,
            scope=command.scope,
            reason=reason,
            instructions=command.instructions.strip(),
            lots=lots,
            lines=lines_for(draft, map(_key_of, lots)),
            started_by=command.actor,
            started_on=draft.today,
            started_at=draft.book.sequence + 1,
        ),
    )
    hold(draft, lots, f"{number}: {reason}")


def plan_widen_recall(draft: Draft, command: WidenRecall, past: Mapping[str, Transaction]) -> None:
    """Recall further lots under the same number.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall, AlreadyRecalled: as above.
    """
    recall = open_recall(draft, command.number, "widen")
    lots = recalled_lots(draft, command.scope, past, known=recall.lots)
    widened = widen(draft, recall, lots)
    put_recall(
        draft,
        widened.model_copy(update={"widened_at": (*recall.widened_at, draft.book.sequence + 1)}),
    )
    said = Remark(
        kind=RemarkKind.RECALL_WIDENED,
        document=recall.number,
        quantity=Decimal(len(lots)),
        words=", ".join(map(name_of, lots[:LOTS_TOLD])),
        actor=command.actor,
    )
    say(draft, recall, said)


def widen(draft: Draft, recall: Recall, lots: tuple[RecalledLot, ...]) -> Recall:
    """Hold further lots; return the recall with them and whoever has got some."""
    lines = lines_for(draft, map(_key_of, lots), recall.lines)
    hold(draft, lots, held_for(recall))
    return recall.model_copy(
        update={"lots": (*recall.lots, *lots), "lines": (*recall.lines, *lines)}
    )


def recalled_lots(
    draft: Draft,
    scope: RecallScope,
    past: Mapping[str, Transaction],
    *,
    known: Sequence[RecalledLot] = (),
) -> tuple[RecalledLot, ...]:
    """Return the lots of a scope and the kits built of them, without those recalled already.

    Args:
        draft: whose book knows them.
        scope: as it was asked for.
        past: the receipts of `receipts_asked`, by id.
        known: lots of the same recall.

    Raises:
        ScopeUnclear, UnknownItem, UnknownSupplier, NothingToRecall: as `lots_meant` says.
        AlreadyRecalled: all of it is.
    """
    meant = [LotKey(lot.item, lot.code) for lot in lots_meant(draft.book, scope, past)]
    made_of = kits_made_of(draft.book, meant)
    named, both = set(meant), dict.fromkeys((*meant, *made_of))
    taken = {lot: recall for lot in both if (recall := recall_of(draft, *lot))}
    new = [lot for lot in both if lot not in taken]
    if not new:
        numbers = tuple(dict.fromkeys(recall.number for recall in taken.values()))
        raise AlreadyRecalled(number=numbers[0], lots=tuple(map(_written, taken)))
    if len(new) + len(known) > LOTS_MAX:
        raise ScopeUnclear(problem="too_wide", what=str(len(new) + len(known)))
    return tuple(recalled(draft, lot, () if lot in named else made_of.get(lot, ())) for lot in new)


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


def held_for(recall: Recall) -> str:
    """Return the reason that its lots bear."""
    return f"{recall.number}: {recall.reason}"


def keep_released(draft: Draft, released: Iterable[ReleasedHold]) -> None:
    """Note on recalls what orders had kept of their lots, to be kept again if they are lifted."""
    by_recall: dict[str, list[ReleasedHold]] = {}
    for one in released:
        if recall := recall_of(draft, one.item, one.lot):
            by_recall.setdefault(recall.number, []).append(one)
    for number, holds in by_recall.items():
        recall = draft.current(Recall, number)
        if recall is not None:
            put_recall(draft, recall.model_copy(update={"released": (*recall.released, *holds)}))


def name_of(lot: RecalledLot) -> str:
    """Name a lot in a few words."""
    return _written(LotKey(lot.item, lot.code))


def _written(lot: LotKey) -> str:
    return f"{lot.item} {lot.code}".strip()


def _key_of(lot: RecalledLot) -> LotKey:
    return LotKey(lot.item, lot.code)
