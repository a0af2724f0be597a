"""Changing purchase orders: what is open of them, and who has to agree to what costs more.

Once an order is with its supplier, a line that is cut keeps what was ordered and notes what will not
come. What costs more than was agreed to, or buys something else, goes back to a draft, so that nothing is
bought that nobody agreed to; of what has partly come nothing can go back, so more of it is another order.
"""

from inventory.documents.purchase_order import (
    NOT_SENT,
    PurchaseLine,
    PurchaseOrder,
    PurchaseStatus,
    arrived_status,
)
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged, NotPositive, UnknownItem
from inventory.inbound.meeting_proposals import lessen
from inventory.inbound.placing import refuse_negative_freight, supplier_of, wanted_lines
from inventory.inbound_commands import ChangePurchase
from inventory.inbound_errors import BelowReceived, BeyondAgreement, NotAgreed
from inventory.notices import Audience
from inventory.order_errors import UnknownLine, WrongStep
from inventory.quantity import ZERO, Amount, Quantity, trimmed
from inventory.stepping import put_purchase, remark, the


def plan_change_purchase(draft: Draft, command: ChangePurchase) -> None:
    """Change what is open of an order.

    Raises:
        UnknownDocument, UnknownSupplier, UnknownLine, NothingChanged: as they say.
        WrongStep: it has ended, or it is with its supplier and that one cannot change.
        BelowReceived: so much has come already.
        NotAgreed: nothing would be left of it.
        BeyondAgreement: it would cost more or buy something else, and has partly come.
        LineErrors: every line to add that is no good.
    """
    before = the(draft, PurchaseOrder, command.number)
    if before.status in (PurchaseStatus.CLOSED, PurchaseStatus.CANCELLED):
        raise WrongStep(number=before.number, action="change", status=before.status)
    changed = _with_lines(draft, _with_terms(draft, before, command), command)
    if changed == before:
        raise NothingChanged(what=before.number)
    if not any(line.wanted for line in changed.lines):
        raise NotAgreed(number=before.number, missing="lines")
    lessen(draft, before, put_purchase(draft, _settled(draft, before, changed)))


def costs_more(before: PurchaseOrder, after: PurchaseOrder) -> bool:
    """Tell whether an order costs more than it did; where nobody knows, whether a line grew."""
    if before.total is not None and after.total is not None:
        return after.total > before.total
    is_dearer_to_bring = (after.freight or ZERO) > (before.freight or ZERO)
    return is_dearer_to_bring or any(
        _is_dearer(before.line(line.number), line) for line in after.lines
    )


def _is_dearer(before: PurchaseLine | None, after: PurchaseLine) -> bool:
    if before is None or after.wanted > before.wanted:
        return True
    if after.unit_cost is None or before.unit_cost is None:
        return after.unit_cost != before.unit_cost
    return after.unit_cost > before.unit_cost


def other_item(before: PurchaseOrder, after: PurchaseOrder) -> str:
    """Return an item that is to be bought and was not before, empty where there is none."""
    wanted = {line.item for line in before.lines if line.wanted}
    return next((one.item for one in after.lines if one.wanted and one.item not in wanted), "")


def _settled(draft: Draft, before: PurchaseOrder, changed: PurchaseOrder) -> PurchaseOrder:
    """Return the changed order at the status it has now; what nobody agreed to has to be."""
    is_more = costs_more(before, changed) or bool(other_item(before, changed))
    raised_by = before.raised_by if before.status is PurchaseStatus.DRAFT else ()
    is_chosen = bool(before.supplier) or before.status is not PurchaseStatus.DRAFT
    is_elsewhere = is_chosen and changed.supplier != before.supplier
    if is_more or is_elsewhere:
        raised_by = tuple(dict.fromkeys((*raised_by, draft.command.actor)))
    news = {"raised_by": raised_by, "changed_at": draft.book.sequence + 1}
    changed = changed.model_copy(update=news)
    if before.status is PurchaseStatus.DRAFT:
        return changed
    if is_more or is_elsewhere:
        return _to_be_agreed(draft, before, changed)
    if before.status is PurchaseStatus.APPROVED:
        return changed
    return changed.model_copy(update={"status": arrived_status(changed)})


def _to_be_agreed(draft: Draft, before: PurchaseOrder, changed: PurchaseOrder) -> PurchaseOrder:
    if before.status not in NOT_SENT | {PurchaseStatus.SENT}:
        raise BeyondAgreement(
            number=before.number,
            agreed=before.total,
            total=changed.total,
            item=other_item(before, changed),
        )
    said = Remark(
        kind=RemarkKind.AGREE_ANEW if before.status in NOT_SENT else RemarkKind.SEND_ANEW,
        actor=draft.command.actor,
        quantity=changed.total or ZERO,
        other=str(before.total or ""),
    )
    remark(draft, before.number, said, audience=Audience.PURCHASING)
    open_again = {"status": PurchaseStatus.DRAFT, "approved_by": "", "approved_on": None}
    unsent = {"sent_by": "", "sent_on": None, "sent_how": ""}
    return changed.model_copy(update=open_again | unsent)


def _with_terms(draft: Draft, order: PurchaseOrder, command: ChangePurchase) -> PurchaseOrder:
    """Return the order with what is said of all of it: supplier, reference, day, freight, note."""
    refuse_negative_freight(order.number, command.freight)
    names = ("reference", "expected_on", "freight", "note")
    told = {n: value for n in names if (value := getattr(command, n)) is not None}
    if command.supplier is not None:
        supplier = supplier_of(draft, command.supplier)
        told["supplier"] = supplier.code if supplier else ""
    changed = order.model_copy(update=told)
    if changed.supplier != order.supplier and order.status not in NOT_SENT:
        raise WrongStep(number=order.number, action="change_supplier", status=order.status)
    return changed


def _with_lines(draft: Draft, order: PurchaseOrder, command: ChangePurchase) -> PurchaseOrder:
    """Return the order with its lines changed, and those to add after them."""
    for number, quantity in command.quantities.items():
        order = order.with_line(_requantified(draft, order, number, quantity))
    for number, cost in command.unit_costs.items():
        line = _line(order, number)
        if cost < 0:
            raise NotPositive(verb="cost", item=line.item, number=cost)
        order = order.with_line(line.model_copy(update={"unit_cost": cost}))
    for number, day in command.expected_lines.items():
        order = order.with_line(_line(order, number).model_copy(update={"expected_on": day}))
    more = wanted_lines(draft, command.more, after=len(order.lines))
    return order.model_copy(update={"lines": (*order.lines, *more)})


def _requantified(
    draft: Draft, order: PurchaseOrder, number: int, quantity: Quantity
) -> PurchaseLine:
    """Return a line of another quantity; zero lets it go."""
    line = _line(order, number)
    if item := draft.book.item(line.item):
        quantity = item.in_base_units(Amount(number=quantity))
    elif quantity:
        raise UnknownItem(item=line.item)
    if quantity < 0:
        raise NotPositive(verb="purchase", item=line.item, number=quantity)
    if quantity < line.received:
        raise BelowReceived(
            number=order.number, item=line.item, quantity=quantity, received=line.received
        )
    is_fresh = order.status in NOT_SENT and quantity > 0
    ordered = quantity if is_fresh else max(quantity, line.ordered)
    cancelled = trimmed(ordered - quantity)
    said = {"ordered": ordered, "cancelled": cancelled, "waived": ZERO}
    return line.model_copy(update=said)


def _line(order: PurchaseOrder, number: int) -> PurchaseLine:
    line = order.line(number)
    if line is None:
        raise UnknownLine(number=order.number, line=number)
    return line
