"""Writing to customers: asked for when a shipment leaves or arrives, and once more by a person."""

from inventory.customer import Customer
from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.notices import LetterNotice
from inventory.order_commands import RecordLetter, ResendLetter
from inventory.order_errors import NobodyToWriteTo, WrongStep
from inventory.outbound.stepping import put_shipment
from inventory.stepping import the

OPEN_TO_RESEND = (LetterState.REFUSED, LetterState.UNKNOWN, LetterState.NO_ADDRESS)


def with_letter(draft: Draft, shipment: Shipment, kind: LetterKind) -> Shipment:
    """Have a letter sent, where the house writes to its customers and knows somebody to write to."""
    order = draft.current(Order, shipment.order)
    customer = draft.current(Customer, order.customer) if order else None
    if not draft.book.rules.writes_to_customers or customer is None or not customer.contact:
        return shipment
    letter = SentLetter(kind=kind, key=f"{draft.id}:{shipment.number}:{kind.value}")
    draft.tell(LetterNotice(shipment=shipment.number, customer=customer.code, letter=letter))
    return shipment.model_copy(update={"letters": (*shipment.letters, letter)})


def plan_record_letter(draft: Draft, command: RecordLetter) -> None:
    """Note what became of a letter; what is known for certain does not become doubtful again.

    Raises:
        UnknownDocument: no such shipment.
        NothingChanged: it is known already, or there is no such letter.
    """
    shipment = the(draft, Shipment, command.number)
    before = next((one for one in shipment.letters if one.key == command.letter), None)
    is_known = before is not None and before.state in (LetterState.SENT, LetterState.REFUSED)
    if is_known and command.state is not LetterState.SENT:
        raise NothingChanged(what=command.letter)
    told = {"state": command.state, "said": command.said}
    letters = tuple(
        one.model_copy(update=told) if one.key == command.letter else one
        for one in shipment.letters
    )
    if letters == shipment.letters:
        raise NothingChanged(what=command.letter)
    put_shipment(draft, shipment.model_copy(update={"letters": letters}))


def plan_resend(draft: Draft, command: ResendLetter) -> None:
    """Send a letter once more, under a key of its own.

    Raises:
        WrongStep: it was sent, or is about to be.
        NobodyToWriteTo: the customer was forgotten, or the house writes to nobody any more.
    """
    shipment = the(draft, Shipment, command.number)
    last = next((one for one in reversed(shipment.letters) if one.kind is command.letter), None)
    if last is None or last.state not in OPEN_TO_RESEND:
        status = last.state if last else shipment.status
        raise WrongStep(number=shipment.number, action="resend", status=status)
    again = with_letter(draft, shipment, command.letter)
    if again == shipment:
        is_off = not draft.book.rules.writes_to_customers
        raise NobodyToWriteTo(number=shipment.number, customer="" if is_off else shipment.to)
    put_shipment(draft, again)
