"""The orders that recalled goods were shipped for: their threads hear of a recall, and of its end.

What an order has been sent is no secret to whoever looks after it: the customer may ask there first.
Orders that came by an import, or left without an order of ours, have no thread; the board names them.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from inventory.documents.order import Order
from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.stepping import remark

ORDERS_TOLD: Final = 100
"""Threads that hear of it, the first shipped first: Slack takes about a message a second."""

ORDERS_LOOKED_AT: Final = 500
"""A recall may reach thousands of orders, and each is unfolded to see whether it has a thread."""

LOTS_TOLD: Final = 5


def tell_reached_orders(
    draft: Draft, recall: Recall, lines: Iterable[RecallLine], kind: RemarkKind
) -> None:
    """Say in the threads of orders that goods of theirs are recalled, or that this is over.

    Args:
        draft: in which it happens.
        recall: that says so.
        lines: of it, whose orders are told.
        kind: recall_reached or recall_cleared.
    """
    goods: dict[str, dict[str, None]] = {}
    for line in lines:
        for order in line.orders:
            goods.setdefault(order, {})[f"{line.item} {line.lot}".strip()] = None
    looked_at = islice(goods, ORDERS_LOOKED_AT)
    threaded = (number for number in looked_at if _has_thread(draft, number))
    for number in islice(threaded, ORDERS_TOLD):
        said = Remark(
            kind=kind,
            document=recall.number,
            other=", ".join(list(goods[number])[:LOTS_TOLD]),
            words=recall.reason,
        )
        remark(draft, number, said)


def _has_thread(draft: Draft, number: str) -> bool:
    order = draft.current(Order, number)
    return order is not None and order.thread is not None
