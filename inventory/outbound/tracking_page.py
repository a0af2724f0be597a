"""Where anybody can follow a parcel: the page a service names on Carriers, else the carrier's own."""

from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.carriage.tracking import read_tracking
from inventory.carriage.tracking_links import link_for
from inventory.documents.shipment import Shipment
from inventory.parcel_errors import TrackingRefused


def page_of(book: Book, shipment: Shipment) -> str:
    """Return the page of a shipment; empty where nobody knows one."""
    if not shipment.tracking:
        return ""
    service = book.get(CarrierService, shipment.service)
    if service is not None and service.link:
        return link_for(shipment.tracking, service.link)
    return known_page(shipment.tracking, shipment.carrier)


def known_page(number: str, carrier: str) -> str:
    """Return the page a number of that carrier leads to; empty where its shape is unknown."""
    try:
        return read_tracking(number, carrier=carrier).link
    except TrackingRefused:  # a carrier may number as it likes
        return ""
