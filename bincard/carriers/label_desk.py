"""What carriers ask for a shipment, and the labels that were bought, fetched whenever one is printed."""

from inventory.carriage.live_rates import (
    LabelBought,
    LabelOutcome,
    LiveCarrier,
    NotBought,
    Quoted,
    Refused,
    Unknown,
)
from inventory.customer import NOBODY, Contacts
from inventory.documents.order import Order
from inventory.documents.package_label import LabelState, Offer, in_use
from inventory.documents.shipment import Shipment
from inventory.known import known
from inventory.order_errors import WrongStep
from inventory.outbound.rate_requests import offers_of, rate_requests
from inventory.ports import Desk


class BrokerLabelDesk:
    """`LabelDesk` with a broker of carriers behind it."""

    def __init__(self, carrier: LiveCarrier, desk: Desk, contacts: Contacts) -> None:
        self._carrier = carrier
        self._desk = desk
        self._contacts = contacts

    def offers(self, shipment: str) -> tuple[Offer, ...] | Refused | Unknown:
        """Ask for every package; the first that gets no answer is the answer."""
        found = self._found(shipment)
        order = self._desk.book.get(Order, found.order)
        contact = self._contacts.get(order.customer) if order else None
        quoted: list[tuple[int, Quoted]] = []
        for package, request in rate_requests(self._desk.book, found, contact or NOBODY):
            answer = self._carrier.quote(request)
            if not isinstance(answer, Quoted):
                return answer
            quoted.append((package, answer))
        return offers_of(quoted)

    def label(self, shipment: str, package: int) -> LabelOutcome:
        found = self._found(shipment)
        label = in_use(found.labels, package)
        if label is None or label.state is not LabelState.BOUGHT:
            status = f"label_{label.state.value}" if label else found.status
            raise WrongStep(number=found.number, action="print_label", status=status)
        bought = self._carrier.look(label.shipment_id)
        match bought:
            case LabelBought():
                return self._carrier.label(bought)
            case NotBought():
                return Unknown(said="the broker does not know of this label")
            case Unknown():
                return bought

    def _found(self, number: str) -> Shipment:
        return known(self._desk.catch_up(), Shipment, number)
