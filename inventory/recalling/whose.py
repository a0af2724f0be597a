"""Whose goods came back: the document of a move leads to a shipment, an order or a return."""

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft


def whose(draft: Draft, document: str) -> str:
    """Return whose goods a document is about: a code, or what people wrote; empty for nobody known.

    An undo may take the document out in the same draft: the book still knows it.
    """
    name = document.strip()
    for each in dict.fromkeys((name, name.upper())):
        if shipment := draft.current(Shipment, each) or draft.book.get(Shipment, each):
            return _code(draft, shipment.to) or _of_order(draft, shipment.order)
        if draft.current(Order, each):
            return _of_order(draft, each)
        if returned := draft.current(CustomerReturn, each) or draft.book.get(CustomerReturn, each):
            return _code(draft, returned.customer) or _of_orders(draft, returned)
    return ""


def _of_orders(draft: Draft, returned: CustomerReturn) -> str:
    """Return who sends goods back by the orders they are of; several cannot be told apart."""
    known = {_of_order(draft, number) for number in returned.orders} - {""}
    return known.pop() if len(known) == 1 else ""


def _of_order(draft: Draft, number: str) -> str:
    order = draft.current(Order, number.strip().upper())
    return _code(draft, order.customer) if order else ""


def _code(draft: Draft, text: str) -> str:
    found = draft.book.customer(text.strip())
    return found.code if found else text.strip()
