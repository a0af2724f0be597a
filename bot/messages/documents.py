"""The message of a document by its number: what its buttons show once they are pressed."""

from bot.messages.message import Message
from bot.messages.orders import order_message
from bot.messages.picks import pick_list_message
from bot.messages.purchases import purchase_message
from bot.messages.putaways import putaway_message
from bot.messages.rejections import rejection_message
from bot.messages.shipments import shipment_message
from bot.messages.telling import Telling
from bot.messages.transfers import transfer_message
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.shipment import Shipment
from inventory.documents.transfer import Transfer
from inventory.errors import UnknownDocument


def document_message(  # noqa: PLR0911 - a table
    number: str, telling: Telling, *, page: int = 0
) -> Message:
    """Word a document as it stands in the book.

    Raises:
        UnknownDocument: there is none of that number.
    """
    book = telling.book
    if order := book.get(Order, number):
        return order_message(order, telling)
    if pick_list := book.get(PickList, number):
        return pick_list_message(pick_list, telling, page=page)
    if shipment := book.get(Shipment, number):
        return shipment_message(shipment, telling)
    if purchase := book.get(PurchaseOrder, number):
        return purchase_message(purchase, telling)
    if putaway := book.get(Putaway, number):
        return putaway_message(putaway, telling, page=page)
    if transfer := book.get(Transfer, number):
        return transfer_message(transfer, telling)
    if rejection := book.get(Rejection, number):
        return rejection_message(rejection, telling)
    raise UnknownDocument(number=number)
