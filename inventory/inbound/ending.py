"""Ending purchase orders: closed once nothing more is expected, cancelled while something is."""

from typing import Final

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.inbound.meeting_proposals import let_go
from inventory.inbound_commands import CancelPurchase, ClosePurchase
from inventory.notices import Audience
from inventory.order_errors import WrongStep
from inventory.quantity import trimmed
from inventory.rights import require
from inventory.stepping import put_purchase, remark, the

CLOSED_FROM: Final = (PurchaseStatus.PART_RECEIVED, PurchaseStatus.RECEIVED)


def plan_close(draft: Draft, command: ClosePurchase) -> None:
    """Expect nothing more of an order of which something has come.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or nothing has come of it.
    """
    order = the(draft, PurchaseOrder, command.number)
    if order.status not in CLOSED_FROM:
        raise WrongStep(number=order.number, action="close", status=order.status)
    _end(draft, order, PurchaseStatus.CLOSED, RemarkKind.CLOSED, command.reason)


def plan_cancel_purchase(draft: Draft, command: CancelPurchase) -> None:
    """Let an order go; what has come of it stays, and what was proposed of it rests.

    Its requester may withdraw a draft; anything else takes a manager.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or nothing is left to cancel.
        NotAllowed: somebody else asked for it, or it is agreed to.
    """
    order = the(draft, PurchaseOrder, command.number)
    if not order.is_open:
        raise WrongStep(number=order.number, action="cancel", status=order.status)
    is_own_draft = order.requested_by == command.actor and order.status is PurchaseStatus.DRAFT
    if not is_own_draft:
        require(draft.book, command.actor, "cancel_purchase_of_others")
    _end(draft, order, PurchaseStatus.CANCELLED, RemarkKind.CANCELLED, command.reason)
    let_go(draft, order)


def _end(
    draft: Draft, order: PurchaseOrder, status: PurchaseStatus, kind: RemarkKind, reason: str
) -> None:
    """End an order; its thread hears why, and whether the supplier has to be told."""
    lines = tuple(
        line.model_copy(update={"cancelled": trimmed(line.cancelled + line.outstanding)})
        for line in order.lines
    )
    ended = order.model_copy(update={"status": status, "lines": lines, "reason": reason})
    put_purchase(draft, ended)
    is_waited_for = order.sent_on is not None and lines != order.lines
    said = Remark(
        kind=kind,
        actor=draft.command.actor,
        words=reason,
        other=order.supplier if is_waited_for else "",
    )
    remark(draft, order.number, said, audience=Audience.PURCHASING)
