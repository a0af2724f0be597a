"""Orders, their pick lists and shipments as they stand, and what is said once in their threads."""

from bot.messages.message import Message, say
from bot.messages.text import Bold, line
from inventory.notices import OrderNotice, PaperNotice, PickNotice, RemarkNotice, ShipmentNotice


def document(notice: OrderNotice | PickNotice | ShipmentNotice) -> Message:
    """Word a document as it stands."""
    match notice:
        case OrderNotice(order=order):
            return say(line(Bold(f"Order {order.number}"), f": {order.status.value}"))
        case PickNotice(pick_list=pick_list):
            return say(line(Bold(f"Pick list {pick_list.number}"), f": {pick_list.status.value}"))
        case ShipmentNotice(shipment=shipment):
            return say(line(Bold(f"Shipment {shipment.number}"), f": {shipment.status.value}"))


def remark(notice: RemarkNotice | PaperNotice) -> Message:
    """Word what is said once."""
    what = notice.paper.value if isinstance(notice, PaperNotice) else notice.remark.kind.value
    return say(what.replace("_", " ").capitalize())
