"""Agreeing to purchase orders: small ones by any manager, large ones by a second one.

Who typed a large one into the sheet nobody can tell, and it may have been any manager: an admin
agrees to it.
"""

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.inbound.placing import supplier_of
from inventory.inbound_commands import ApprovePurchase
from inventory.inbound_errors import ApproverNeeded, ChangedSince, NotAgreed
from inventory.notices import Audience
from inventory.order_errors import WrongStep
from inventory.people import Role
from inventory.rules import Rules
from inventory.stepping import put_purchase, remark, the
from inventory.transaction import transaction_id


def plan_approve(draft: Draft, command: ApprovePurchase) -> None:
    """Agree to an order.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or it is agreed to already.
        UnknownSupplier: its supplier has gone out of use.
        ChangedSince: it is not any more what the approver looked at.
        NotAgreed: it has no supplier, or nothing is left on it.
        ApproverNeeded: another manager has to.
    """
    order = the(draft, PurchaseOrder, command.number)
    if order.status is not PurchaseStatus.DRAFT:
        raise WrongStep(number=order.number, action="approve", status=order.status)
    if command.seen and order.changed_at > command.seen:
        raise ChangedSince(number=order.number, transaction=transaction_id(order.changed_at))
    if supplier_of(draft, order.supplier) is None:
        raise NotAgreed(number=order.number, missing="supplier")
    if not any(line.outstanding for line in order.lines):
        raise NotAgreed(number=order.number, missing="lines")
    _require_other(draft, order)
    agreed = {
        "status": PurchaseStatus.APPROVED,
        "approved_by": command.actor,
        "approved_on": draft.today,
    }
    put_purchase(draft, order.model_copy(update=agreed))
    said = Remark(kind=RemarkKind.APPROVED, actor=command.actor)
    remark(draft, order.number, said, audience=Audience.PURCHASING)


def needs_other(order: PurchaseOrder, rules: Rules) -> bool:
    """Tell whether another manager than who asked has to agree: it is dear, or nobody knows.

    Who made it cost more has asked for it too.
    """
    total = order.total
    return total is None or total > rules.purchase_approval_above


def _require_other(draft: Draft, order: PurchaseOrder) -> None:
    rules, actor = draft.book.rules, draft.command.actor
    role = Role.ADMIN if order.is_unsigned else Role.MANAGER
    may = tuple(user for user in draft.book.people_with(role) if user not in order.asked_by)
    if actor in may or not needs_other(order, rules):
        return
    raise ApproverNeeded(
        number=order.number,
        actor=actor,
        value=order.total,
        limit=rules.purchase_approval_above,
        who=may,
        is_unsigned=order.is_unsigned,
    )
