"""Whose goods a document of a move is about: it leads to a shipment, an order or a return."""

from typing import NamedTuple

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft


class Whose(NamedTuple):
    """To whom goods went, or from whom they came; what nobody knows is empty.

    Attributes:
        customer: a code, or what people wrote.
    """

    customer: str = ""
    order: str = ""
    shipment: str = ""


def whose(draft: Draft, document: str) -> Whose:
    """Return whose goods a document is about, as far as it says so."""
    name = document.strip()
    for each in dict.fromkeys((name, name.upper())):
        if shipment := draft.current(Shipment, each):
            order = draft.current(Order, shipment.order)
            customer = order.customer if order else shipment.to
            return Whose(customer.strip(), shipment.order, shipment.number)
        if order := draft.current(Order, each):
            return Whose(order.customer, order.number)
        if returned := draft.current(CustomerReturn, each):
            return Whose(_customer_of(draft, returned))
    return Whose(order=name)


def _customer_of(draft: Draft, returned: CustomerReturn) -> str:
    """Return who sends goods back; where nobody said it, their orders may."""
    if returned.customer:
        return returned.customer
    orders = (draft.current(Order, number) for number in returned.orders)
    known = {order.customer for order in orders if order}
    return known.pop() if len(known) == 1 else ""
