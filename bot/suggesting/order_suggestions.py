"""Orders that may have been meant: the nearest right word for the one that is wrong.

A suggestion is a whole order that a person presses to place. Nothing is ever placed on a guess.
"""

from collections.abc import Iterator

from bot.language.order_draft import OrderDraft
from bot.suggesting.customers import CustomerNames
from bot.suggesting.goods_suggestions import with_line_mended, with_part
from bot.suggesting.order_typeahead import nearest_customers
from bot.suggesting.suggestions import SUGGESTIONS_MAX, nearest
from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.errors import StockError, UnknownReason
from inventory.order_errors import UnknownCustomer, UnknownService


def meant_orders(
    book: Book, names: CustomerNames, draft: OrderDraft, error: StockError
) -> list[OrderDraft]:
    """Return up to three orders that correct the one thing that is wrong, the nearest first.

    An order with two mistakes has none: half of it would still be wrong.
    """
    found = dict.fromkeys(_corrected(book, names, draft, error))
    return list(found)[:SUGGESTIONS_MAX]


def _corrected(
    book: Book, names: CustomerNames, draft: OrderDraft, error: StockError
) -> Iterator[OrderDraft]:
    match error:
        case UnknownCustomer(customer=text):
            yield from with_part(draft, "customer", nearest_customers(book, names, text))
        case UnknownService(service=text):
            services = (one.code for one in book.all(CarrierService) if one.is_active)
            yield from with_part(draft, "service", nearest(text, services))
        case UnknownReason(reason=text, known=known):
            yield from with_part(draft, "priority", nearest(text, known))
        case _:
            yield from with_line_mended(book, draft, error)
