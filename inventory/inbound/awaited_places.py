"""Places where goods wait for somebody: on a dock, in quarantine, on the way."""

from collections.abc import Iterator

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.transfer import Transfer
from inventory.location import LocationKind


def documents_waiting_at(book: Book, location: str) -> Iterator[str]:
    """Yield the open documents whose goods lie in a location; they follow what leaves it."""
    for putaway in book.open(Putaway):
        if any(line.outstanding and line.location == location for line in putaway.lines):
            yield putaway.number
    for rejection in book.open(Rejection):
        if rejection.location == location:
            yield rejection.number
    for transfer in book.open(Transfer):
        if transfer.transit == location:
            yield transfer.number
    for returned in book.open(CustomerReturn):
        if any(line.waiting > 0 and line.location == location for line in returned.lines):
            yield returned.number


def place_of_another_kind(book: Book, document: object) -> str:
    """Return where goods of a document would wait that is no such place any more, empty if fine."""
    match document:
        case Putaway(lines=lines):
            places = {line.location for line in lines if line.outstanding}
            kind = LocationKind.RECEIVING
        case Rejection(is_open=True, location=place):
            places, kind = {place}, LocationKind.QUARANTINE
        case Transfer(is_open=True, transit=place):
            places, kind = {place}, LocationKind.TRANSIT
        case CustomerReturn(lines=returned):
            places = {line.location for line in returned if line.waiting > 0}
            kind = LocationKind.RETURNS
        case _:
            return ""
    return next((code for code in sorted(places) if book.kind_of(code) is not kind), "")
