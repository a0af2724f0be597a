"""Whose goods a document is about, and which parcels a return names."""

from collections.abc import Iterable

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment


class Whose:
    """Customers and parcels of documents, each looked up once: what has ended is kept folded."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._customers: dict[str, str] = {}

    def customer(self, document: str) -> str:
        """Return who got what left with a document, or sent it back; empty for nobody in particular.

        One who is on the tab Customers is known by the code, others by what people wrote.
        """
        if document not in self._customers:
            self._customers[document] = self._named(self._written(document))
        return self._customers[document]

    def parcels(self, document: str, item: str) -> tuple[str, ...]:
        """Return what an item that comes back may have left with, as its return names it."""
        returned = self._book.get(CustomerReturn, document)
        if returned is None:
            return tuple(self._parcels_for([document]))
        return tuple(self._parcels_for(line.order for line in returned.lines if line.item == item))

    def _parcels_for(self, orders: Iterable[str]) -> Iterable[str]:
        for order in dict.fromkeys(filter(None, orders)):
            yield order
            for word in dict.fromkeys((order, order.upper())):
                yield from (one.number for one in self._book.found(Shipment, word))

    def _written(self, document: str) -> str:
        if not document:
            return ""
        if returned := self._book.get(CustomerReturn, document):
            return returned.customer or self._of_orders(returned.orders)
        if parcel := self._book.get(Shipment, document):
            return parcel.to or self._of_orders((parcel.order,))
        return self._of_orders((document,))

    def _of_orders(self, numbers: Iterable[str]) -> str:
        """Return the customer of the first of some orders that is known."""
        for number in numbers:
            if order := self._book.get(Order, number) or self._book.get(Order, number.upper()):
                return order.customer
            for parcel in self._book.found(Shipment, number.upper()):
                return parcel.to
        return ""

    def _named(self, text: str) -> str:
        known = self._book.customer(text.strip()) if text.strip() else None
        return known.code if known else text.strip().casefold()
