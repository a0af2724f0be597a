"""What is asked of carriers for a packed shipment, and what their answers come to for all of it.

Our own address stands on the tab Settings as it is printed, its parts separated by semicolons; of the
last two parts one is the city. A customer's stands in the rows that can be erased. Both may name a
region the way Americans do, behind the city: `Troy, NY`.
"""

import re
from collections.abc import Sequence
from typing import Final

from inventory.book import Book
from inventory.carriage.live_rates import Parcel, PostalAddress, Quote, Quoted, RateRequest
from inventory.customer import Contact
from inventory.documents.order import Order
from inventory.documents.package_label import Offer, OfferedLabel, in_use
from inventory.documents.shipment import Package, Shipment, ShipmentStatus
from inventory.errors import MissingPart
from inventory.order_errors import WrongStep
from inventory.outbound.proposing import country_of
from inventory.quantity import ZERO
from inventory.rules import Rules

VERB: Final = "quote"
REGION: Final = re.compile(r"(?P<city>.+?),\s*(?P<region>[A-Z]{2,3})(?:\s+(?P<code>[0-9-]+))?")
POSTCODE_FIRST: Final = re.compile(r"(?P<code>(?=[A-Z0-9 -]*[0-9])[A-Z0-9-]{3,10})\s+(?P<city>.+)")


def rate_requests(
    book: Book, shipment: Shipment, contact: Contact
) -> tuple[tuple[int, RateRequest], ...]:
    """Return (package, what to ask) for every package that has no label.

    Raises:
        WrongStep: the shipment is not packed, or every package has a label.
        MissingPart: an address or a weight is missing; it says which.
    """
    if shipment.status is not ShipmentStatus.PACKED:
        raise WrongStep(number=shipment.number, action=VERB, status=shipment.status)
    bare = [one for one in shipment.packages if in_use(shipment.labels, one.number) is None]
    if not bare:
        raise WrongStep(number=shipment.number, action=VERB, status="label_bought")
    order = book.get(Order, shipment.order)
    country = country_of(book, order) if order else book.rules.home_country
    sender = sender_address(book.rules)
    recipient = recipient_address(contact, country)
    return tuple(
        (
            package.number,
            RateRequest(
                reference=f"{shipment.number}/{package.number}",
                sender=sender,
                recipient=recipient,
                parcel=_parcel(package),
            ),
        )
        for package in bare
    )


def offers_of(quoted: Sequence[tuple[int, Quoted]]) -> tuple[Offer, ...]:
    """Return the services that would carry every package, the cheapest first."""
    by_service: dict[tuple[str, str, str], list[tuple[int, str, Quote]]] = {}
    for package, answer in quoted:
        for quote in {(q.carrier, q.service): q for q in reversed(answer.quotes)}.values():
            name = (quote.carrier, quote.service, quote.currency)
            by_service.setdefault(name, []).append((package, answer.shipment_id, quote))
    whole = (_offer(parts) for parts in by_service.values() if len(parts) == len(quoted))
    return tuple(sorted(whole, key=lambda offer: (offer.price, offer.carrier, offer.service)))


def sender_address(rules: Rules) -> PostalAddress:
    """Read our own address: `1 Dock St; Reno, NV 89501` or `Calle Mayor 3; 28013 Madrid`.

    Raises:
        MissingPart: street, city or country are not set.
    """
    if len(rules.address_lines) < 2 or not rules.home_country:
        part = "our own address and country (Address, Home country on Settings)"
        raise MissingPart(verb=VERB, part=part)
    *streets, last = rules.address_lines
    city, region, code = _city(last)
    return PostalAddress(
        company=rules.company,
        street=streets[0],
        street2=", ".join(streets[1:]),
        city=city,
        region=region,
        postal_code=code,
        country=rules.home_country,
    )


def recipient_address(contact: Contact, country: str) -> PostalAddress:
    """Return where a customer lives, as carriers want it.

    Raises:
        MissingPart: nobody knows where that is.
    """
    where = contact.country or country
    if not (contact.lines and contact.city and re.fullmatch("[A-Z]{2}", where)):
        raise MissingPart(verb=VERB, part="the customer's street, city and country (two letters)")
    city, region, _ = _city(contact.city)
    return PostalAddress(
        name=contact.name,
        street=contact.lines[0],
        street2=", ".join(contact.lines[1:]),
        city=city,
        region=region,
        postal_code=contact.postcode,
        country=where,
        phone=contact.phone,
        email=contact.email,
    )


def _city(text: str) -> tuple[str, str, str]:
    """Return city, region and postcode of one line.

    Examples:
        >>> _city("Reno, NV 89501"), _city("28013 Madrid"), _city("Troy, NY")
        (('Reno', 'NV', '89501'), ('Madrid', '', '28013'), ('Troy', 'NY', ''))
    """
    if american := REGION.fullmatch(text):
        return american["city"], american["region"], american["code"] or ""
    if first := POSTCODE_FIRST.fullmatch(text):
        return first["city"], "", first["code"]
    return text, "", ""


def _parcel(package: Package) -> Parcel:
    if not package.weight or package.weight <= ZERO:
        raise MissingPart(verb=VERB, part=f"the weight of package {package.number}")
    return Parcel(
        weight=package.weight,
        length=package.length or None,
        width=package.width or None,
        height=package.height or None,
    )


def _offer(parts: Sequence[tuple[int, str, Quote]]) -> Offer:
    first = parts[0][2]
    days = [quote.days for _, _, quote in parts]
    known = [one for one in days if one is not None]
    return Offer(
        carrier=first.carrier,
        service=first.service,
        price=sum((quote.price for _, _, quote in parts), ZERO),
        currency=first.currency,
        days=max(known) if len(known) == len(days) else None,
        labels=tuple(
            OfferedLabel(package=package, shipment_id=shipment_id, rate_id=q.rate_id, price=q.price)
            for package, shipment_id, q in parts
        ),
    )
