"""Holding lots back and letting them go: what a lot's status allows, and what follows from it.

What orders hold of a lot that is held back is let go in the same transaction, wherever it lies.
"""

from inventory.documents.recall import Recall, recall_word
from inventory.draft import Draft
from inventory.errors import LotRefused, MissingPart, NothingChanged, UnknownItem, UnknownLot
from inventory.inbound_commands import SetLotStatus
from inventory.inbound_errors import LotHeld
from inventory.lot import LOT_TRANSITIONS, Lot, LotStatus
from inventory.lots.lot_search import lots_named


def plan_lot_status(draft: Draft, command: SetLotStatus) -> None:
    """Set the status of a lot.

    Raises:
        UnknownItem, UnknownLot, LotRefused: there is no such lot, or several of that name.
        MissingPart: holding takes a reason.
        LotHeld: an expired lot stays so, a recall that is under way holds its lots, and a recalled
            one is held before it is approved.
        NothingChanged: it is so already.
    """
    lot = the_lot(draft, command.item, command.lot)
    _refuse_under_recall(draft, lot, command.status)
    reason = command.reason.strip()
    if command.status is LotStatus.APPROVED:
        _refuse_release(draft, lot)
        reason = ""
    elif not reason:
        raise MissingPart(verb=command.status.value, part="why")
    if command.status is lot.status and reason in ("", lot.reason):
        raise NothingChanged(what=f"lot {lot.code}", state=lot.status.value)
    if command.status is not lot.status and command.status not in LOT_TRANSITIONS[lot.status]:
        raise _held(lot, command.status)
    draft.put(lot.model_copy(update={"status": command.status, "reason": reason}))


def the_lot(draft: Draft, sku: str, text: str) -> Lot:
    """Return the one lot that a text names; none names goods that are held without one.

    Raises:
        UnknownItem, UnknownLot, LotRefused: as they say.
    """
    item = draft.book.item(sku)
    if item is None:
        raise UnknownItem(item=sku)
    if not text and (whole := draft.book.lot(item.sku, "")):
        return whole
    if not item.has_lots:
        raise LotRefused(problem="not_tracked", item=item.sku, lot=text)
    found = lots_named(draft.book, item.sku, text)
    if len(found) == 1:
        return found[0]
    if found:
        known = tuple(lot.code for lot in found)
        raise LotRefused(problem="ambiguous", item=item.sku, lot=text, known=known)
    here = {lot for (_, lot) in draft.book.balances(item.sku) if lot}
    raise UnknownLot(item=item.sku, lot=text, known=tuple(sorted(here)))


def _refuse_release(draft: Draft, lot: Lot) -> None:
    if draft.book.is_expired(lot.item, lot.code, draft.today):
        raise LotHeld(
            verb="release",
            item=lot.item,
            lot=lot.code,
            status=LotStatus.EXPIRED.value,
            reason=lot.reason,
            expires_on=lot.expires_on,
        )


def _refuse_under_recall(draft: Draft, lot: Lot, wanted: LotStatus) -> None:
    """A recall that is under way is lifted or closed: its lots do not slip out of it one by one."""
    for recall in draft.book.found(Recall, recall_word(lot.item, lot.code)):
        if recall.is_open:
            raise _held(lot, wanted, recall.number)


def _held(lot: Lot, wanted: LotStatus, recall: str = "") -> LotHeld:
    verb = "release" if wanted is LotStatus.APPROVED else wanted.value
    return LotHeld(
        verb=verb,
        item=lot.item,
        lot=lot.code,
        status=lot.status.value,
        reason=lot.reason,
        recall=recall,
    )
