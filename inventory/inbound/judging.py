"""Which purchase orders are late: said once in the thread, and to the managers until it is over.

A thread hears of each expected day that passes once: of the next one where a line has its own, and
of a new one where the supplier promised another. The warning to the managers names every late order,
edits itself every morning and ends by itself.
"""

from datetime import date
from typing import Final

from inventory.documents.purchase_order import (
    NOT_SENT,
    PurchaseLine,
    PurchaseOrder,
)
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.inbound_commands import JudgePurchases
from inventory.notices import Audience
from inventory.reports import goods_named, shortened, warn
from inventory.stepping import put_purchase, remark

TOPIC: Final = "purchases"
MENDED: Final = "No purchase order is late any more."


def plan_judge_purchases(draft: Draft, command: JudgePurchases) -> None:
    """Look at every order that is not done.

    Raises:
        NothingChanged: nothing is to be said.
    """
    told: list[str] = []
    for order in draft.book.open(PurchaseOrder):
        late = order.late_lines(command.on)
        if late:
            _say_once(draft, order, late)
            told.append(_line(draft, order, late, command.on))
    warn(draft, TOPIC, _headline(len(told)), shortened(told, "Purchase orders"), is_open=bool(told))
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


def _say_once(draft: Draft, order: PurchaseOrder, late: tuple[PurchaseLine, ...]) -> None:
    """Say that the newest expected day has passed, where that was not said before."""
    passed = max(due for line in late if (due := order.expected(line)))
    if order.told_late_for is not None and passed <= order.told_late_for:
        return
    put_purchase(draft, order.model_copy(update={"told_late_for": passed}))
    said = Remark(
        kind=RemarkKind.OVERDUE,
        document=order.number,
        day=passed,
        words=_still_to_come(late),
    )
    remark(draft, order.number, said, audience=Audience.PURCHASING)


def _line(draft: Draft, order: PurchaseOrder, late: tuple[PurchaseLine, ...], on: date) -> str:
    due = min(due for line in late if (due := order.expected(line)))
    supplier = draft.book.supplier(order.supplier)
    name = (supplier.name if supplier else "") or order.supplier
    unsent = ", not sent yet" if order.status in NOT_SENT else ""
    return (
        f"{order.number}{f', {name}' if name else ''}: expected {due}, "
        f"{_days((on - due).days)} late{unsent}: {_still_to_come(late)}"
    )


def _still_to_come(late: tuple[PurchaseLine, ...]) -> str:
    return goods_named([(line.outstanding, line.item) for line in late])


def _headline(late: int) -> str:
    if not late:
        return MENDED
    return "1 purchase order is late." if late == 1 else f"{late} purchase orders are late."


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
