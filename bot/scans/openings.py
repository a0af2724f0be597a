"""Lines that say what the scans after them are: `receive @A-01 po:PO-12`, `putaway`, `return RMA-3`."""

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.language.grammar import VERB_SPELLINGS, VERBS
from bot.language.parse import parse_posting
from bot.language.requests import Posting
from bot.language.usage import BlockErrors
from bot.scans.session import PUTAWAY, RETURN, RETURN_NUMBER, arriving_return
from inventory.book import Book
from inventory.commands import Line
from inventory.documents.purchase_order import PurchaseOrder
from inventory.errors import UnknownLocation
from inventory.inbound.ordered import PURCHASE_NUMBER, receivable
from inventory.returning.left_to_return import open_return


def opening_of(text: str, clerk: Clerk, hearing: Hearing) -> Posting | None:
    """Return what scans are to mean, where a line says so: a verb, and no goods."""
    verb, _, rest = text.partition(" ")
    name = VERB_SPELLINGS.get(verb.casefold().removeprefix("/"), "")
    if name == PUTAWAY and not rest.strip():
        return Posting(verb=PUTAWAY, lines=())
    number = rest.strip().upper()
    if name == RETURN and RETURN_NUMBER.fullmatch(number):
        return Posting(verb=RETURN, lines=(Line(item="", document=number),))
    is_posting = name in VERBS and VERBS[name].command is not None
    if not is_posting or "\n" in text or hearing.fulfilment.hears(name, rest):
        return None
    return _shared(name, rest, clerk)


def require_named(book: Book, verb: str, shared: Line) -> None:
    """Refuse what all scans would be refused for: a bin or a document that is not there.

    Raises:
        UnknownLocation, UnknownDocument, WrongStep: as they say.
    """
    for place in (shared.location, shared.target):
        if place and book.location(place) is None:
            raise UnknownLocation(location=place)
    number = shared.document.upper()
    if verb == "receive" and PURCHASE_NUMBER.fullmatch(number):
        receivable(book.get(PurchaseOrder, number), number)
    if returned := arriving_return(verb, shared):
        open_return(book, returned, "receive")


def _shared(name: str, rest: str, clerk: Clerk) -> Posting | None:
    """Return the parts that all scans of goods share; None where a line names goods itself."""
    try:
        posting = parse_posting(name, rest, today=clerk.today, codes=clerk.codes)
    except BlockErrors:
        return None
    shared = posting.lines[0] if posting.lines else Line(item="")
    place = clerk.book.location(shared.item) if shared.target else None
    if place and not shared.location and clerk.book.item(shared.item) is None:
        shared = shared.model_copy(update={"item": "", "location": place.code})
    if shared.item or shared.amount or posting.override:
        return None
    return posting.model_copy(update={"lines": (shared,)})
