"""What carriers are asked for a packed shipment, and what is missing said before anybody is asked."""

from decimal import Decimal

import pytest

from inventory.carriage.live_rates import Parcel, PostalAddress, Quote, Quoted
from inventory.customer import Contact
from inventory.errors import MissingPart
from inventory.order_commands import AskedPackage
from inventory.order_errors import WrongStep
from inventory.outbound.rate_requests import (
    offers_of,
    rate_requests,
    recipient_address,
    sender_address,
)
from inventory.rules import Rules
from tests.builders import a_customer, a_desk
from tests.inventory.outbound.test_labelling import bought, want
from tests.journeys import SOL, packed, shipped, the_shipment

HOME = {"company": "Blue Mug House", "address": "Calle Mayor 3; 28013 Madrid", "home_country": "ES"}
BOX = AskedPackage(weight=Decimal("2.5"), length=Decimal(30), width=Decimal(20), height=Decimal(10))


def a_shop(**rules):
    return a_desk(a_customer(), stock=[(24, "MUG-BLU", "A-01")], **(HOME | rules))


def asked(desk, contact=SOL):
    return rate_requests(desk.book, the_shipment(desk), contact)


def test_every_package_is_asked_for_with_both_addresses():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=(BOX,))
    [(package, request)] = asked(desk)

    assert (package, request.reference) == (1, "SH-1/1")
    assert request.sender == PostalAddress(
        company="Blue Mug House",
        street="Calle Mayor 3",
        city="Madrid",
        postal_code="28013",
        country="ES",
    )
    assert request.recipient == PostalAddress(
        name="Café Sol",
        street="7 Quay Rd",
        city="Troy",
        region="NY",
        postal_code="12180",
        country="US",
        email="sol@example.com",
    )
    assert request.parcel == Parcel(
        weight=Decimal("2.5"), length=Decimal(30), width=Decimal(20), height=Decimal(10)
    )


def test_a_package_that_has_its_label_is_not_asked_for_again():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=(BOX,))
    desk.handle(want())
    bought(desk)
    with pytest.raises(WrongStep) as refused:
        asked(desk)
    assert refused.value.status == "label_bought"


def test_only_what_is_packed_is_asked_for():
    desk = a_shop()
    shipped(desk, (10, "MUG-BLU"))
    with pytest.raises(WrongStep):
        asked(desk)


def test_a_package_without_a_weight_is_named():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    with pytest.raises(MissingPart, match="the weight of package 1"):
        asked(desk)


@pytest.mark.parametrize("rules", [{"address": ""}, {"address": "Madrid"}, {"home_country": ""}])
def test_our_own_address_has_to_be_set(rules):
    with pytest.raises(MissingPart, match="our own address"):
        sender_address(Rules.of({**HOME, **rules}))


def test_an_address_of_our_own_may_have_two_lines_and_a_city_alone():
    rules = Rules.of({**HOME, "address": "Dock 4; 1 Dock St; Valletta"})
    sender = sender_address(rules)
    assert (sender.street, sender.street2, sender.city) == ("Dock 4", "1 Dock St", "Valletta")


@pytest.mark.parametrize("part", ["lines", "city", "country"])
def test_a_customers_address_has_to_be_known(part):
    known = SOL.model_copy(update={part: Contact.model_fields[part].default})
    with pytest.raises(MissingPart, match="the customer's street"):
        recipient_address(known, "")


def a_quote(service, price, days=2):
    return Quote(
        rate_id=f"rate_{service}",
        carrier="GLS",
        service=service,
        price=Decimal(price),
        currency="EUR",
        days=days,
    )


def test_only_a_service_that_takes_every_package_is_an_offer():
    first = Quoted(shipment_id="shp_1", quotes=(a_quote("Eco", "4"), a_quote("Fast", "9", 1)))
    second = Quoted(shipment_id="shp_2", quotes=(a_quote("Fast", "8", None),))
    [offer] = offers_of([(1, first), (2, second)])

    assert (offer.service, offer.price, offer.days) == ("Fast", Decimal(17), None)
    assert [(one.package, one.shipment_id) for one in offer.labels] == [(1, "shp_1"), (2, "shp_2")]
