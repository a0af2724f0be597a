"""Letters about any document: what became of each, and one sent once more by a person."""

from collections.abc import Iterable, Iterator
from typing import Final

from inventory.book import Book
from inventory.correspondence_commands import LetterFate, RecordLetter, ResendLetter
from inventory.documents.letter import OPEN_TO_RESEND, LetterState, SentLetter
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownDocument
from inventory.inbound.sending import note_purchase_letter, resend_purchase
from inventory.order_errors import WrongStep
from inventory.outbound.lettering import resend_shipment
from inventory.recalling.notifying import note_recall_letters
from inventory.stepping import either, put_document

CERTAIN: Final = (LetterState.SENT, LetterState.REFUSED)


def written_about(book: Book, number: str) -> Shipment | PurchaseOrder | Recall | None:
    """Return the document a letter or paper is about."""
    return book.get(Shipment, number) or book.get(PurchaseOrder, number) or book.get(Recall, number)


def plan_record_letter(draft: Draft, command: RecordLetter) -> None:
    """Note what became of letters; what is known for certain does not become doubtful again.

    Raises:
        UnknownDocument: no such document.
        NothingChanged: all of it is known already, or there are no such letters.
    """
    document = written_about(draft.book, command.number)
    if document is None:
        raise UnknownDocument(number=command.number)
    news = {one.key: one for one in _news(document.letters, command.fates)}
    if not news:
        raise NothingChanged(what=command.letter)
    letters = tuple(news.get(one.key, one) for one in document.letters)
    noted = document.model_copy(update={"letters": letters})
    if isinstance(noted, Recall):
        note_recall_letters(draft, noted, tuple(news.values()))
    elif isinstance(noted, PurchaseOrder):
        note_purchase_letter(draft, noted)
    else:
        put_document(draft, noted)


def _news(letters: Iterable[SentLetter], fates: Iterable[LetterFate]) -> Iterator[SentLetter]:
    """Yield the letters of which more is known than before."""
    told = {fate.letter: fate for fate in fates}
    for letter in letters:
        fate = told.get(letter.key)
        if fate is None or (letter.state in CERTAIN and fate.state is not LetterState.SENT):
            continue
        noted = letter.model_copy(update={"state": fate.state, "said": fate.said})
        if noted != letter:
            yield noted


def plan_resend(draft: Draft, command: ResendLetter) -> None:
    """Send a letter once more, under a key of its own.

    Raises:
        UnknownDocument: no such shipment or purchase order.
        WrongStep: it was sent, or is about to be.
        NobodyToWriteTo, NotAgreed, UnknownSupplier: there is nobody to write to.
        NotAllowed: to a supplier writes who may send purchase orders.
    """
    document = either(draft, Shipment, PurchaseOrder, command.number)
    last = next((one for one in reversed(document.letters) if one.kind is command.letter), None)
    is_over = isinstance(document, PurchaseOrder) and not document.can_be_resent
    if last is None or last.state not in OPEN_TO_RESEND or is_over:
        is_letter_in_the_way = last is not None and last.state not in OPEN_TO_RESEND
        status = last.state if last and is_letter_in_the_way else document.status
        raise WrongStep(number=document.number, action="resend", status=status)
    if isinstance(document, PurchaseOrder):
        resend_purchase(draft, document)
    else:
        resend_shipment(draft, document, command.letter)
