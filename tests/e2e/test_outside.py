"""From a web shop's order to the customer's door: the real program, with every door open."""

import json
from decimal import Decimal

import pytest
from pydantic import SecretStr

from bincard.carriers.label_desk import BrokerLabelDesk
from bincard.clock import utc_now
from bincard.shop.signature import signature_of
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.item import Item
from inventory.journey_commands import WantLabel
from inventory.order_commands import (
    PackShipment,
    PlanPick,
    RecordPick,
    ShipShipment,
)
from outside.carriers.easypost import EasyPostCarrier
from sandbox.easypost.state import API_KEY
from tests.builders import edit, ordered, set_rule
from tests.e2e.house import House
from tests.easypost_stand_in import easypost_api, easypost_url
from tests.journeys import the_order
from tests.outside.conftest import Postmaster, mail_house
from tests.served import post
from tests.waiting import wait_until

__all__ = ["easypost_api", "easypost_url", "mail_house"]

SECRET = "open sesame, web shop"
HOOK = "open sesame, carriers"
RULES = {
    "writes_to_customers": "yes",
    "address": "1 Dock St; Reno, NV 89501",
    "home_country": "US",
    "is_checked": "no",
}
ANA = {
    "id": "8812",
    "name": "Ana Ruiz",
    "address": ["7 Quay Rd"],
    "postcode": "12180",
    "city": "Troy, NY",
    "country": "US",
    "email": "ana@example.org",
}


@pytest.mark.e2e
def test_an_order_of_a_web_shop_reaches_the_door(tmp_path, easypost_api, mail_house):
    postmaster = Postmaster()
    environment = {
        "SHOP_SECRET": SECRET,
        "EASYPOST_API_KEY": API_KEY,
        "EASYPOST_WEBHOOK_SECRET": HOOK,
        "EASYPOST_API_URL": f"{easypost_api.base_url}/v2",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mail_house(postmaster).port),
        "SMTP_TLS": "none",
        "SMTP_SENDER": "stock@example.com",
    }
    with House(tmp_path) as house:
        house.start("serve", **environment)
        journal = house.journal()
        try:
            desk = journal.desk
            mug = desk.book.get(Item, "MUG-BLU").model_copy(update={"weight": Decimal("0.4")})
            for command in (edit(mug), *(set_rule(n, v) for n, v in RULES.items())):
                desk.handle(command.model_copy(update={"at": utc_now()}))
            assert sent(house, {"id": "4711", "customer": ANA}) == (201, "SO-3")
            assert sent(house, {"id": "4711", "customer": ANA}) == (200, "SO-3")
            desk.catch_up()

            do(desk, PlanPick, orders=("SO-3",))
            for stop in desk.book.get(PickList, "PK-1").lines:
                do(desk, RecordPick, "PK-1", line=stop.number)
            number = the_order(desk, "SO-3").shipments[0]
            do(desk, PackShipment, number)
            carrier = EasyPostCarrier(SecretStr(API_KEY), api_base=f"{easypost_api.base_url}/v2")
            offers = BrokerLabelDesk(carrier, desk, journal.contacts).offers(number)
            do(desk, WantLabel, number, offer=offers[0])

            def shipment():
                return desk.catch_up().get(Shipment, number)

            wait_until(lambda: shipment().tracking, "the label is bought")
            do(desk, ShipShipment, number)
            wait_until(lambda: len(postmaster.letters) == 1, "the customer is told")
            hook = f"{house.url}/carriers/easypost"
            easypost_api.client().webhook.create(url=hook, webhook_secret=HOOK)
            path = f"/trackers/{shipment().tracking}/progress"
            easypost_api.control("POST", path, status="delivered")
            wait_until(lambda: shipment().status is ShipmentStatus.DELIVERED, "it has arrived")
            wait_until(lambda: len(postmaster.letters) == 2, "the customer is told again")
            wait_until(
                lambda: [one.state.value for one in shipment().letters] == ["sent", "sent"],
                "both letters are noted",
            )
            assert len(easypost_api.sold) == 1
        finally:
            journal.close()


def do(desk, kind, number="", **parts):
    return desk.handle(ordered(kind, number, when=utc_now(), by="U0ANA", **parts))


def sent(house, facts):
    body = json.dumps(facts | {"lines": [{"sku": "MUG-BLU", "quantity": 2}]}).encode()
    stamp = str(int(utc_now().timestamp()))
    headers = {
        "Bincard-Timestamp": stamp,
        "Bincard-Signature": signature_of(SECRET, stamp, body),
    }
    response = post(f"{house.url}/shop/orders", body, headers)
    return response.status_code, response.json()["order"]
