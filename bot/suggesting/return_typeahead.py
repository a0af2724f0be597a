"""What the select of the form of a return offers: open returns, and orders that have left."""

from collections.abc import Iterator

from bot.messages.return_parts import standing
from bot.messages.text import Block
from bot.suggesting.typeahead import labelled_options
from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.returning.left_to_return import left_to_return


def returnable_options(book: Book, typed: str) -> list[Block]:
    """Offer open returns, then orders of which something may come back, the newest first."""
    wanted = typed.casefold().strip()
    return labelled_options((*_returns(book, wanted), *_orders(book, wanted)))


def _returns(book: Book, wanted: str) -> Iterator[tuple[str, str, str]]:
    for found in book.open(CustomerReturn):
        if wanted in f"{found.number} {found.customer} {' '.join(found.orders)}".casefold():
            yield found.number, f"{found.number} {found.customer}", f": {standing(found)}"


def _orders(book: Book, wanted: str) -> Iterator[tuple[str, str, str]]:
    for order in sorted(book.all(Order), key=lambda order: order.rank[2], reverse=True):
        named = wanted in f"{order.number} {order.customer} {order.reference}".casefold()
        if named and left_to_return(book, order):
            yield order.number, f"{order.number} {order.customer}", f": {order.status}"
