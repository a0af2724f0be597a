"""Documents that have to be there, looked up by their numbers in a book."""

from typing import TypeVar

from inventory.book import Book
from inventory.errors import UnknownDocument
from inventory.record import Record

D = TypeVar("D", bound=Record)


def known(book: Book, model: type[D], number: str) -> D:
    """Return a document by its number.

    Raises:
        UnknownDocument: there is none of that number.
    """
    found = book.get(model, number)
    if found is None:
        raise UnknownDocument(number=number)
    return found
