"""The message of a document by its number: what its buttons show once they are pressed."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.counts import count_message
from bot.messages.digests import alert_card, digest_message
from bot.messages.message import Message
from bot.messages.orders import order_message
from bot.messages.picks import pick_list_message
from bot.messages.proposals import proposal_message
from bot.messages.purchases import purchase_message
from bot.messages.putaways import putaway_message
from bot.messages.recalls import recall_message
from bot.messages.rejections import rejection_message
from bot.messages.returns import return_message
from bot.messages.reviews import review_message
from bot.messages.shipments import shipment_message
from bot.messages.telling import Telling
from bot.messages.transfers import transfer_message
from bot.messages.weekly_report import weekly_report_message
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.documents.transfer import Transfer
from inventory.documents.weekly_report import WeeklyReport
from inventory.errors import UnknownDocument
from inventory.record import Record

MESSAGES: Final[dict[type[Record], Callable[[Any, Telling], Message]]] = {
    Order: order_message,
    Shipment: shipment_message,
    PurchaseOrder: purchase_message,
    Transfer: transfer_message,
    Rejection: rejection_message,
    CustomerReturn: return_message,
    WeeklyReport: weekly_report_message,
    Review: review_message,
    Digest: digest_message,
    StockAlert: alert_card,
}
"""Kind of a document -> its words."""

PAGED: Final[dict[type[Record], Callable[..., Message]]] = {
    PickList: pick_list_message,
    Putaway: putaway_message,
    Recall: recall_message,
    CycleCount: count_message,
    Proposal: proposal_message,
}
"""Kind of a document -> its words, a page at a time where they are many."""


def document_message(number: str, telling: Telling, *, page: int = 0) -> Message:
    """Word a document as it stands in the book.

    Raises:
        UnknownDocument: there is none of that number.
    """
    book = telling.book
    for kind, message in MESSAGES.items():
        if found := book.get(kind, number):
            return message(found, telling)
    for kind, paged in PAGED.items():
        if found := book.get(kind, number):
            return paged(found, telling, page=page)
    raise UnknownDocument(number=number)
