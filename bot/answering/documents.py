"""Finds the document a step is about, by its number or by the thread it is said in."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from bot.language.requests import Posting
from bot.language.step_lines import THIS, Step
from bot.language.usage import NoThread, NumberNeeded, WhichShipment, WrongDocument
from inventory.billing.issued import IssuedInvoice
from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import StockAlert
from inventory.documents.transfer import Transfer
from inventory.inbound.ordered import PURCHASE_NUMBER, receivable
from inventory.known import known
from inventory.place import Place
from inventory.stepping import THREADED, Threaded

D = TypeVar(
    "D",
    Order,
    PickList,
    Shipment,
    IssuedInvoice,
    PurchaseOrder,
    Rejection,
    Putaway,
    Transfer,
    CycleCount,
    CustomerReturn,
    Recall,
    Proposal,
    Review,
    StockAlert,
)


class Documents:
    """The documents as one book has them, seen from one place.

    Args:
        book: where they are.
        place: where the step was asked for; its thread says what `this` is.
    """

    def __init__(self, book: Book, place: Place) -> None:
        self._book = book
        self._place = place

    def numbers_of(self, step: Step, kinds: Collection[str]) -> tuple[str, ...]:
        """Return the numbers a step names, of some kinds (`SO`, `PK`, `SH`, `INV`, `PO`).

        Raises:
            NumberNeeded, NoThread, WrongDocument: as they say.
        """
        if not step.numbers:
            raise NumberNeeded(verb=step.verb)
        found = tuple(self.here() if one == THIS else one for one in step.numbers)
        for number in found:
            if number.partition("-")[0] not in kinds:
                raise WrongDocument(verb=step.verb, number=number)
        return found

    def here(self, kinds: Sequence[type[Threaded]] = THREADED) -> str:
        """Return the number of the document in whose thread this is said.

        Args:
            kinds: of documents that will do.

        Raises:
            NoThread: no thread is known, or it belongs to none of these.
        """
        thread = self._place.thread
        for kind in kinds if thread else ():
            for one in self._book.found(kind, self._place.address):
                return one.number
        raise NoThread(is_known=bool(thread))

    def get(self, model: type[D], number: str) -> D:
        """Return a document.

        Raises:
            UnknownDocument: there is none of that number.
        """
        return known(self._book, model, number)

    def shipment(self, step: Step) -> Shipment:
        """Return the one shipment a step is about; an order stands for the one it prepares.

        Raises:
            WhichShipment: the order prepares none, or several.
        """
        number = self.numbers_of(step, ("SO", "SH"))[0]
        if number.startswith("SO"):
            prepared = self.get(Order, number).shipments
            if len(prepared) != 1:
                raise WhichShipment(verb=step.verb, order=number, shipments=prepared)
            number = prepared[0]
        return self.get(Shipment, number)

    def shipments_of(self, order: str) -> tuple[Shipment, ...]:
        """Return every shipment of an order that was not cancelled."""
        return tuple(
            one
            for one in self._book.found(Shipment, order)
            if one.order == order and one.status.value != "cancelled"
        )


def with_order_here(posting: Posting, documents: Documents) -> Posting:
    """Return a posting with the order of the thread in the place of `order:this` or `po:this`.

    Raises:
        NoThread: no thread is known, or it belongs to no order.
    """
    if not any(line.document.casefold() == THIS for line in posting.lines):
        return posting
    order = documents.here((PurchaseOrder,) if posting.verb == "receive" else (Order,))
    lines = tuple(
        line.model_copy(update={"document": order}) if line.document.casefold() == THIS else line
        for line in posting.lines
    )
    return posting.model_copy(update={"lines": lines})


def delivery_of(book: Book, posting: Posting) -> PurchaseOrder | None:
    """Return the order of ours that a receipt names and says nothing else of; None for any other.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or nothing can come for it now.
    """
    line = posting.lines[0] if len(posting.lines) == 1 else None
    number = line.document.strip().upper() if line else ""
    is_whole = line is not None and not line.item and line.amount is None
    if posting.verb != "receive" or not is_whole or not PURCHASE_NUMBER.fullmatch(number):
        return None
    return receivable(book.get(PurchaseOrder, number), number)
