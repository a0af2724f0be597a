"""What of an order has come back or is announced to, and what may still."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.errors import UnknownDocument
from inventory.known import known
from inventory.order_errors import WrongStep
from inventory.quantity import ZERO
from inventory.return_errors import NotShipped
from inventory.returning.unlisted import Left, unlisted_back


class Claim(NamedTuple):
    """What a return takes of one line of an order.

    Attributes:
        quantity: of what was shipped; `received`: so much of it has come.
    """

    number: str
    order_line: int
    quantity: Decimal
    received: Decimal


def claims_on(book: Book, order: str) -> Iterator[Claim]:
    """Yield what returns take of an order, the oldest first."""
    for found in book.found(CustomerReturn, order):
        for line, quantity in found.claims:
            if line.order == order and line.order_line and quantity:
                yield Claim(found.number, line.order_line, quantity, line.received)


def left_to_return(book: Book, order: Order) -> dict[int, Decimal]:
    """Return number of a line -> what was shipped and may still come back; lines with none left out."""
    claimed: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for claim in claims_on(book, order.number):
        claimed[claim.order_line] += claim.quantity
    shipped = [Left(line.number, line.item, line.shipped) for line in order.lines]
    for came in unlisted_back(book, order.number, shipped):
        claimed[came.order_line] += came.quantity
    left = {line.number: line.shipped - claimed[line.number] for line in order.lines}
    return {number: quantity for number, quantity in left.items() if quantity > 0}


def returnable(book: Book, number: str) -> tuple[Order, dict[int, Decimal]]:
    """Return an order, and number of a line -> what may come back of it.

    Raises:
        UnknownDocument, NotShipped, WrongStep: there is none, nothing has left, or all is back.
    """
    order = book.get(Order, number) or book.get(Order, number.strip().upper())
    if order is None:
        raise UnknownDocument(number=number)
    if not any(line.shipped for line in order.lines):
        raise NotShipped(order=order.number, item="")
    left = left_to_return(book, order)
    if not left:
        raise WrongStep(number=order.number, action="return", status="returned")
    return order, left


def open_return(book: Book, number: str, action: str) -> CustomerReturn:
    """Return a return that is not done.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    found = known(book, CustomerReturn, number)
    if not found.is_open:
        raise WrongStep(number=found.number, action=action, status=found.status)
    return found
