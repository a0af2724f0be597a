"""Letting an order go: what is kept for it is free again, what was picked goes back to its bin."""

from typing import Final

from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.order_commands import (
    CancelOrder,
)
from inventory.order_errors import (
    WrongStep,
)
from inventory.outbound.delivering import settle_shortened
from inventory.outbound.fetching import put_down, settle_list
from inventory.outbound.labelling import without_labels
from inventory.outbound.stepping import put_order, put_shipment
from inventory.quantity import trimmed
from inventory.stepping import remark, the

CANCELLED: Final = "cancelled"


def plan_cancel_order(draft: Draft, command: CancelOrder) -> None:
    """Let go of what has not left: kept goods are free, picked ones go back to their bins.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or nothing of it is left to cancel.
    """
    order = the(draft, Order, command.number)
    if not order.is_open:
        raise WrongStep(number=order.number, action="cancel", status=order.status)
    for number in order.shipments:
        order = _put_back(draft, order, the(draft, Shipment, number))
    pick_list = order.pick_list
    lines = tuple(
        line.model_copy(
            update={"holds": (), "cancelled": trimmed(line.cancelled + line.outstanding)}
        )
        for line in order.lines
    )
    left = {"lines": lines, "pick_list": "", "shipments": ()}
    settle_shortened(draft, put_order(draft, order.model_copy(update=left)))
    if pick_list:
        _drop_stops(draft, the(draft, PickList, pick_list), order.number)


def _put_back(draft: Draft, order: Order, shipment: Shipment) -> Order:
    for line in shipment.lines:
        order = put_down(draft, order, line, line.quantity, line.origin, reason=CANCELLED)
        said = Remark(
            kind=RemarkKind.PUT_BACK,
            item=line.item,
            quantity=line.quantity,
            location=line.origin,
            lot=line.lot,
            document=shipment.number,
        )
        remark(draft, order.number, said)
    shipment = without_labels(draft, shipment)
    cancelled = {"status": ShipmentStatus.CANCELLED, "packages": ()}
    put_shipment(draft, shipment.model_copy(update=cancelled))
    return order


def _drop_stops(draft: Draft, pick_list: PickList, order: str) -> None:
    lines = tuple(
        stop.model_copy(update={"is_waiting": False, "reason": CANCELLED})
        if stop.is_waiting and stop.order == order
        else stop
        for stop in pick_list.lines
    )
    settle_list(draft, pick_list.model_copy(update={"lines": lines}))
