"""What letters are about: whether one is still to be sent, to whom, and what it says.

A letter is about a shipment or a recall, to a customer, or about a purchase order, to its supplier.
Whatever is certain without sending is said here, so that the sender need not know one kind from the other.
"""

from typing import Final, NamedTuple

from bincard.letter_text import compose
from bincard.purchase_letter import compose_purchase
from bincard.recall_letters import compose_recall
from inventory.book import Book
from inventory.correspondence.lettering import written_about
from inventory.correspondence.mailing import Attachment, Letter
from inventory.customer import NOBODY, Contact, Contacts
from inventory.dates import local_date
from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.recall import Recall, RecallStatus
from inventory.documents.shipment import Shipment
from inventory.inbound.purchase_papers import purchase_paper
from inventory.notices import LetterNotice
from inventory.papers.paper import PaperError, Printer
from inventory.ports import Clock
from inventory.supplier import Supplier

TAKEN_BACK: Final = "the shipment was taken back"
CALLED_OFF: Final = "the order was changed, cancelled or delivered meanwhile"
ENDED: Final = "the recall has ended meanwhile"
GOES_ON: Final = "the recall goes on"


class Noted(NamedTuple):
    """What became of a letter for good."""

    state: LetterState
    said: str = ""


class Correspondence:
    """Knows the documents that letters are about.

    Args:
        contacts: who customers are.
        printer: of the papers that travel with letters; None where nothing is printed.
        clock: the day papers carry.
    """

    def __init__(self, contacts: Contacts, printer: Printer | None, clock: Clock) -> None:
        self._contacts = contacts
        self._printer = printer
        self._clock = clock

    def known(self, book: Book, notice: LetterNotice) -> Noted | None:
        """Return what is certain of a letter by its document, None where it has to be sent."""
        document = written_about(book, notice.document)
        letter = _letter_of(document, notice.letter.key)
        if document is None or letter is None or not _is_meant(document, letter):
            return Noted(LetterState.REFUSED, _why_not(document, notice.letter))
        if letter.state is not LetterState.WAITING:
            return Noted(letter.state, letter.said)
        return None

    def has_reader(self, book: Book, notice: LetterNotice) -> bool:
        """Tell whether an address is known to which a letter can go."""
        return bool(self._reader(book, notice).email.strip())

    def written(self, book: Book, notice: LetterNotice) -> Letter:
        """Write a letter, with what travels in it.

        Raises:
            PaperError: what has to travel in it cannot be printed.
            LookupError: its document is not there.
        """
        document = written_about(book, notice.document)
        reader = self._reader(book, notice)
        match document:
            case Shipment():
                return compose(book, document, notice.letter, reader)
            case Recall():
                return compose_recall(book, document, notice.letter, reader)
            case PurchaseOrder():
                paper = self._paper(book, document)
                return compose_purchase(book, document, notice.letter, reader, paper)
            case _:
                raise LookupError(notice.document)

    def _reader(self, book: Book, notice: LetterNotice) -> Contact:
        if isinstance(written_about(book, notice.document), PurchaseOrder):
            supplier = book.get(Supplier, notice.reader)
            return Contact(name=supplier.name, email=supplier.email) if supplier else NOBODY
        return self._contacts.get(notice.reader) or NOBODY

    def _paper(self, book: Book, order: PurchaseOrder) -> Attachment:
        if self._printer is None:
            raise PaperError("nothing is printed here")
        today = local_date(book, self._clock())
        content = self._printer.print(purchase_paper(book, order, on=today))
        return Attachment(name=f"{order.number}.pdf", media_type="application/pdf", content=content)


def _is_meant(document: Shipment | PurchaseOrder | Recall, letter: SentLetter) -> bool:
    """Tell whether a document is still to be written about; who delivers knows the order already."""
    match document:
        case Shipment():
            return document.has_left
        case Recall() if letter.kind is LetterKind.RECALL_OVER:
            return document.status is RecallStatus.LIFTED
        case Recall():
            return document.is_open
        case _:
            return document.status is PurchaseStatus.SENT


def _why_not(document: Shipment | PurchaseOrder | Recall | None, letter: SentLetter) -> str:
    match document:
        case Recall():
            return GOES_ON if letter.kind is LetterKind.RECALL_OVER else ENDED
        case PurchaseOrder():
            return CALLED_OFF
        case _:
            return TAKEN_BACK


def _letter_of(document: Shipment | PurchaseOrder | Recall | None, key: str) -> SentLetter | None:
    letters = document.letters if document else ()
    return next((letter for letter in letters if letter.key == key), None)
