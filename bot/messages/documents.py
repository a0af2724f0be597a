"""The message of a document by its number: what its buttons show once they are pressed."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.counts import count_message
from bot.messages.message import Message
from bot.messages.orders import order_message
from bot.messages.picks import pick_list_message
from bot.messages.purchases import purchase_message
from bot.messages.putaways import putaway_message
from bot.messages.rejections import rejection_message
from bot.messages.returns import return_message
from bot.messages.shipments import shipment_message
from bot.messages.telling import Telling
from bot.messages.transfers import transfer_message
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.shipment import Shipment
from inventory.documents.transfer import Transfer
from inventory.errors import UnknownDocument
from inventory.record import Record

MESSAGES: Final[dict[type[Record], Callable[[Any, Telling], Message]]] = {
    Order: order_message,
    Shipment: shipment_message,
    PurchaseOrder: purchase_message,
    Transfer: transfer_message,
    Rejection: rejection_message,
    CustomerReturn: return_message,
}
"""Kind of a document -> its words."""


def document_message(number: str, telling: Telling, *, page: int = 0) -> Message:
    """Word a document as it stands in the book.

    Raises:
        UnknownDocument: there is none of that number.
    """
    book = telling.book
    for kind, message in MESSAGES.items():
        if found := book.get(kind, number):
            return message(found, telling)
    if pick_list := book.get(PickList, number):
        return pick_list_message(pick_list, telling, page=page)
    if putaway := book.get(Putaway, number):
        return putaway_message(putaway, telling, page=page)
    if count := book.get(CycleCount, number):
        return count_message(count, telling, page=page)
    raise UnknownDocument(number=number)
