"""Writing to customers: asked for when a shipment leaves or arrives, and once more by a person."""

from inventory.customer import Customer
from inventory.documents.letter import LetterKind, SentLetter
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.notices import LetterNotice
from inventory.order_errors import NobodyToWriteTo
from inventory.outbound.stepping import put_shipment


def with_letter(draft: Draft, shipment: Shipment, kind: LetterKind) -> Shipment:
    """Have a letter sent, where the house writes to its customers and knows somebody to write to."""
    order = draft.current(Order, shipment.order)
    customer = draft.current(Customer, order.customer) if order else None
    if not draft.book.rules.writes_to_customers or customer is None or not customer.contact:
        return shipment
    letter = SentLetter(kind=kind, key=f"{draft.id}:{shipment.number}:{kind.value}")
    draft.tell(LetterNotice(document=shipment.number, reader=customer.code, letter=letter))
    return shipment.model_copy(update={"letters": (*shipment.letters, letter)})


def resend_shipment(draft: Draft, shipment: Shipment, kind: LetterKind) -> None:
    """Write to the customer once more.

    Raises:
        NobodyToWriteTo: the customer was forgotten, or the house writes to nobody any more.
    """
    again = with_letter(draft, shipment, kind)
    if again == shipment:
        is_off = not draft.book.rules.writes_to_customers
        raise NobodyToWriteTo(number=shipment.number, customer="" if is_off else shipment.to)
    put_shipment(draft, again)
