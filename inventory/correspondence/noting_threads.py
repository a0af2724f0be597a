"""Where the message of a document stands, so that its thread can be found and linked."""

from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.order_commands import NoteThread
from inventory.stepping import either


def plan_note_thread(draft: Draft, command: NoteThread) -> None:
    """Note where an order's or purchase order's message stands; nobody has to be told.

    Raises:
        UnknownDocument, NothingChanged: as they say.
    """
    document = either(draft, Order, PurchaseOrder, command.number)
    if document.thread == command.thread:
        raise NothingChanged(what=document.number)
    draft.put(document.model_copy(update={"thread": command.thread}))
