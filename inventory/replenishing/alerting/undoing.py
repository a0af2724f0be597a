"""What people said of an alert, taken back: figures that a run has refreshed since stay as they are."""

from typing import Final

from inventory.documents.stock_alert import StockAlert
from inventory.draft import Draft
from inventory.entries import Change, type_of
from inventory.errors import UndoRefused
from inventory.replenishing.alerting.boards import tell_boards
from inventory.stock_policy import Subscription
from inventory.transaction import Transaction, transaction_id

REFRESHED: Final = ("figures", "digest")
"""What a run notes on an alert, which stands in nobody's way."""


def put_back_alert(draft: Draft, undone: Transaction, change: Change) -> bool:
    """Have an alert stand as it did before somebody spoke of it; False for anything else.

    Raises:
        UndoRefused: it is over, or somebody has said something else of it since.
    """
    before, after = change.before, change.after
    if before is None and isinstance(after, Subscription):
        _end_subscription(draft, undone, after)
        return True
    if not isinstance(before, StockAlert) or not isinstance(after, StockAlert):
        return False
    now = draft.current(StockAlert, after.number)
    refreshed = {name: getattr(now, name) for name in REFRESHED if now is not None}
    if after.model_copy(update=refreshed) != now:
        since = transaction_id(draft.book.version_of(change.type, change.key))
        raise UndoRefused(
            problem="changed_since", transaction=undone.id, by=after.number, since=since
        )
    put_back = before.model_copy(update=refreshed)
    draft.put(put_back)
    tell_boards(draft, put_back)
    return True


def _end_subscription(draft: Draft, undone: Transaction, begun: Subscription) -> None:
    """End what was begun; its row on the managers' tab stays, and would begin it again if it were gone.

    Raises:
        UndoRefused: somebody has changed it since.
    """
    if draft.current(Subscription, begun.code) != begun:
        since = transaction_id(draft.book.version_of(type_of(Subscription), begun.code))
        raise UndoRefused(
            problem="changed_since", transaction=undone.id, by=begun.code, since=since
        )
    draft.put(begun.model_copy(update={"is_active": False}))
