"""Proposing a carrier for a packed shipment, by the tab Carriers and the customer's own wish."""

from datetime import datetime

from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.carriage.choosing import Choice, Preference, choose_service
from inventory.carriage.countries import country_code
from inventory.carriage.quoting import Consignment
from inventory.customer import Customer
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.parcel_errors import NoService
from inventory.quantity import ZERO


def propose_service(
    book: Book, shipment: Shipment, order: Order, *, at: datetime, postcode: str = ""
) -> Choice:
    """Return what every service asks and promises for a packed shipment, and the best of them.

    Args:
        book: whose carriers and customers count.
        shipment: with its packages.
        order: what it is for.
        at: when it is ready to be collected.
        postcode: where it goes, empty where nobody knows.

    Raises:
        NoService: none can do it, or nobody has said to which country it goes.
    """
    goods = consignment_of(book, shipment, order, ready_at=at, postcode=postcode)
    wanted = book.get(CarrierService, shipment.service)
    wish = Preference(carrier=wanted.carrier, is_binding=True) if wanted else None
    return choose_service(
        book.all(CarrierService), goods, preference=wish, holidays=book.rules.holidays
    )


def consignment_of(
    book: Book, shipment: Shipment, order: Order, *, ready_at: datetime, postcode: str = ""
) -> Consignment:
    """Return a packed shipment as carriers see it.

    Raises:
        NoService: nobody has said to which country it goes.
    """
    try:
        country = country_code(country_of(book, order))
    except ValueError:
        raise NoService(problem="no_country", country="") from None
    return Consignment(
        weights_kg=tuple(package.weight or ZERO for package in shipment.packages),
        country=country,
        postcode=postcode,
        ready_at=ready_at.astimezone(book.rules.zone),
        requested_on=order.requested_on,
    )


def country_of(book: Book, order: Order) -> str:
    """Return the two letters of where an order goes, empty where nobody has said."""
    customer = book.get(Customer, order.customer)
    return (customer.country if customer else "") or book.rules.home_country
