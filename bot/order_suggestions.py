"""Orders that may have been meant: the nearest right word for the one that is wrong.

A suggestion is a whole order that a person presses to place. Nothing is ever placed on a guess.
"""

from collections.abc import Iterator

from bot.customers import CustomerNames
from bot.order_draft import OrderDraft
from bot.order_typeahead import nearest_customers
from bot.suggestions import SUGGESTIONS_MAX, corrections, nearest
from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.commands import Line
from inventory.errors import LineErrors, StockError, UnknownItem, UnknownReason, UnknownUnit
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
            yield from _with(draft, "customer", nearest_customers(book, names, text))
        case UnknownService(service=text):
            services = (one.code for one in book.all(CarrierService) if one.is_active)
            yield from _with(draft, "service", nearest(text, services))
        case UnknownReason(reason=text, known=known):
            yield from _with(draft, "priority", nearest(text, known))
        case LineErrors(errors=((index, wrong),)) if index:
            yield from _with_line(book, draft, index, wrong)
        case UnknownItem() | UnknownUnit() if len(draft.lines) == 1:
            yield from _with_line(book, draft, 1, error)


def _with(draft: OrderDraft, part: str, values: list[str]) -> Iterator[OrderDraft]:
    for value in values:
        yield draft.model_copy(update={part: value})


def _with_line(
    book: Book, draft: OrderDraft, index: int, error: StockError
) -> Iterator[OrderDraft]:
    line = draft.lines[index - 1]
    for one in corrections(error, book, Line(item=line.item, amount=line.amount)):
        yield draft.with_line(
            index, line.model_copy(update={"item": one.item, "amount": one.amount})
        )
