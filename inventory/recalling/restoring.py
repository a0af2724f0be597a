"""Orders, pick lists and shipments as they were before some transactions, as far as they stand still.

An order hangs together with its shipments, and through a pick list with the other orders of a wave:
either all of these go back, or none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from inventory.bookkeeping.holds import holds_changed
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.entries import Change
from inventory.lot import LotStatus
from inventory.quantity import ZERO
from inventory.stepping import notice_of
from inventory.stock_key import StockKey
from inventory.transaction import Transaction

Kept = Order | PickList | Shipment
KEPT: Final = (Order, PickList, Shipment)


def restore_orders(draft: Draft, steps: Iterable[Transaction]) -> set[str]:
    """Put orders and what hangs on them back to what they were before some steps.

    Args:
        draft: in which they are put back.
        steps: the latest first.

    Returns:
        The orders of which all is as it was.
    """
    restored: set[str] = set()
    spoiled: set[str] = set()
    for step in steps:
        for changes in _hanging_together(step):
            orders = {number for change in changes for number in _orders_of(change.before)}
            if not orders & spoiled and _can_go_back(draft, changes):
                _put_back(draft, changes)
                restored |= orders
            else:
                spoiled |= orders
    return restored - spoiled


def _hanging_together(step: Transaction) -> list[list[Change]]:
    """Return the changed documents of a step in groups that share orders."""
    groups: list[tuple[set[str], list[Change]]] = []
    for change in step.changes:
        if not (isinstance(change.before, KEPT) and isinstance(change.after, KEPT)):
            continue
        orders, changes = set(_orders_of(change.before)), [change]
        apart = []
        for known, theirs in groups:
            if known & orders:
                orders |= known
                changes = [*theirs, *changes]
            else:
                apart.append((known, theirs))
        groups = [*apart, (orders, changes)]
    return [changes for _, changes in groups]


def _orders_of(document: object) -> tuple[str, ...]:
    match document:
        case Order():
            return (document.number,)
        case PickList():
            return document.orders
        case Shipment():
            return (document.order,)
        case _:
            return ()


def _can_go_back(draft: Draft, changes: Sequence[Change]) -> bool:
    """Tell whether nobody has changed the documents, and what they kept is free."""
    if not all(_is_as_left(draft, change) for change in changes):
        return False
    kept: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for change in changes:
        for key, more in holds_changed(change.after, change.before).items():
            kept[key] += more
    return all(
        draft.free(*key) >= more and draft.lot_status(key.item, key.lot) is LotStatus.APPROVED
        for key, more in kept.items()
        if more > 0
    )


def _is_as_left(draft: Draft, change: Change) -> bool:
    now = _now(draft, change)
    return now is not None and now == _in_its_thread(change.after, now)


def _put_back(draft: Draft, changes: Iterable[Change]) -> None:
    for change in changes:
        now, before = _now(draft, change), change.before
        if now is None or not isinstance(before, KEPT):
            continue
        draft.put(_in_its_thread(before, now))
        if not isinstance(before, Shipment) or before.lines:  # else it has no message of its own
            draft.tell(notice_of(before), is_current=True)


def _in_its_thread(document: object, now: Kept) -> Kept:
    """Return a document with the thread that it has by now: that was noted, and nothing else."""
    if isinstance(document, Order) and isinstance(now, Order):
        return document.model_copy(update={"thread": now.thread})
    assert isinstance(document, KEPT)  # noqa: S101 - groups hold nothing else
    return document


def _now(draft: Draft, change: Change) -> Kept | None:
    match change.after:
        case Order():
            return draft.current(Order, change.key)
        case PickList():
            return draft.current(PickList, change.key)
        case Shipment():
            return draft.current(Shipment, change.key)
        case _:
            return None
