"""Orders, pick lists and shipments as they were before some transactions, as far as they stand still.

An order hangs together with its shipments, and through a pick list with the other orders of a wave:
either all of these go back, or none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.bookkeeping.holds import holds_changed
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.lot import LotStatus
from inventory.quantity import ZERO
from inventory.stepping import notice_of, the
from inventory.stock_key import StockKey
from inventory.transaction import Transaction

Kept = Order | PickList | Shipment
KEPT: Final = (Order, PickList, Shipment)


class Step(NamedTuple):
    """One document before and after."""

    before: Kept
    after: Kept


def restore_orders(draft: Draft, steps: Iterable[Transaction]) -> set[str]:
    """Put orders and what hangs on them back to what they were before some transactions.

    Args:
        draft: in which they are put back.
        steps: the latest first.

    Returns:
        The orders of which all is as it was.
    """
    restored: set[str] = set()
    spoiled: set[str] = set()
    for transaction in steps:
        for group in _hanging_together(transaction):
            orders = {number for step in group for number in _orders_of(step.before)}
            if not orders & spoiled and _can_go_back(draft, group):
                _put_back(draft, group)
                restored |= orders
            else:
                spoiled |= orders
    return restored - spoiled


def _steps(transaction: Transaction) -> Iterator[Step]:
    for change in transaction.changes:
        before, after = change.before, change.after
        if isinstance(before, KEPT) and isinstance(after, KEPT):
            yield Step(before, after)


def _hanging_together(transaction: Transaction) -> list[list[Step]]:
    """Return the changed documents of a transaction in groups that share orders."""
    groups: list[tuple[set[str], list[Step]]] = []
    for step in _steps(transaction):
        orders, group = set(_orders_of(step.before)), [step]
        apart = []
        for known, theirs in groups:
            if known & orders:
                orders |= known
                group = [*theirs, *group]
            else:
                apart.append((known, theirs))
        groups = [*apart, (orders, group)]
    return [group for _, group in groups]


def _orders_of(document: Kept) -> tuple[str, ...]:
    match document:
        case Order():
            return (document.number,)
        case PickList():
            return document.orders
        case Shipment():
            return (document.order,)


def _can_go_back(draft: Draft, group: Sequence[Step]) -> bool:
    """Tell whether nobody has changed the documents, and what they kept is free."""
    if any(_now(draft, step) != _in_its_thread(step.after, _now(draft, step)) for step in group):
        return False
    kept: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for step in group:
        for key, more in holds_changed(step.after, step.before).items():
            kept[key] += more
    return all(
        draft.free(*key) >= more and draft.lot_status(key.item, key.lot) is LotStatus.APPROVED
        for key, more in kept.items()
        if more > 0
    )


def _put_back(draft: Draft, group: Iterable[Step]) -> None:
    for step in group:
        draft.put(_as_before(step.before, _now(draft, step)))
        if not isinstance(step.before, Shipment) or step.before.lines:  # else it has no message
            draft.tell(notice_of(step.before), is_current=True)


def _as_before(document: Kept, now: Kept) -> Kept:
    """Return a document as it was; a label that was given up may have been paid back by now."""
    if isinstance(document, Shipment) and isinstance(now, Shipment):
        if document.labels == now.labels:
            return document
        left = {name: getattr(now, name) for name in ("labels", "carrier", "tracking", "price")}
        return document.model_copy(update=left)
    return _in_its_thread(document, now)


def _in_its_thread(document: Kept, now: Kept) -> Kept:
    """Return a document with the thread that it has by now: where it is told may be noted since."""
    if isinstance(document, Order) and isinstance(now, Order):
        return document.model_copy(update={"thread": now.thread})
    return document


def _now(draft: Draft, step: Step) -> Kept:
    return the(draft, type(step.after), step.after.number)
