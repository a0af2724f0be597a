"""Where a parcel can be followed: the page its service names, else the carrier's own, else nowhere."""

import pytest

from inventory.documents.shipment import Shipment
from inventory.outbound.tracking_page import page_of
from tests.builders import a_desk, edit
from tests.inventory.carriage.carriers import a_service


@pytest.mark.parametrize(
    ("facts", "page"),
    [
        ({"tracking": ""}, ""),
        ({"tracking": "VAN 7", "service": "VAN"}, "https://van.example/VAN%207"),
        ({"tracking": "VAN 7", "service": "STD"}, ""),
        (
            {"tracking": "1Z999AA10123456784", "carrier": "UPS"},
            "https://www.ups.com/track?tracknum=1Z999AA10123456784",
        ),
    ],
)
def test_a_parcel_is_followed_where_its_service_or_its_carrier_says(facts, page):
    desk = a_desk()
    desk.handle(edit(a_service("VAN", "Van", link="https://van.example/{number}")))
    desk.handle(edit(a_service("STD", "Swift")))

    assert page_of(desk.book, Shipment(number="SH-1", **facts)) == page
