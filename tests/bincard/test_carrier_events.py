"""What a carrier tells is believed when it is signed, heard once, and never moves a parcel back."""

import hashlib
import hmac
import json
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bincard.carriers.event_door import event_route, take_in
from bincard.carriers.label_buyer import LabelBuyer
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import ShipmentStatus
from inventory.order_commands import ShipShipment
from outside.carriers.easypost_events import EasyPostEvents
from tests.bincard.test_labels import HOME, MUG, a_carrier, wanted
from tests.builders import ordered
from tests.journeys import a_journal, packed, shipped, the_shipment
from tests.memory_desk import START
from tests.served import post, served
from tests.waiting import wait_until

SECRET = "sésame, ouvre-toi"
NUMBER = "9400111201080805483016"


@pytest.fixture
def journal(tmp_path):
    with a_journal(tmp_path, MUG, **HOME) as journal:
        yield journal


@pytest.fixture
def door(journal):
    route = event_route(EasyPostEvents(SecretStr(SECRET)), journal.desk, lambda: START)
    with served([route]) as url:
        yield f"{url}/carriers/easypost"


def told(door, event, secret=SECRET):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    key = unicodedata.normalize("NFKD", secret).encode()
    signature = "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    response = post(door, body, {"X-Hmac-Signature": signature})
    return response.status_code, response.json().get("why", "recorded")


def an_event(status="in_transit", *, hours=1, id="", number=NUMBER):
    at = (START + timedelta(hours=hours)).isoformat()
    place = {"city": "RENO", "state": "NV", "country": "US"}
    step = {"datetime": at, "message": "Seen", "tracking_location": place}
    result = {"tracking_code": number, "carrier": "USPS", "status": status}
    result |= {"updated_at": at, "tracking_details": [step]}
    return {"id": id or f"evt_{status}_{hours}", "description": "tracker.updated", "result": result}


def status_of(journal):
    return the_shipment(journal.desk).status


def remarks_of(journal):
    return [
        (row.notice.remark.other, row.notice.remark.location, row.notice.remark.words)
        for row in journal.outbox.pending(1000)
        if row.notice.type == "remark" and row.notice.remark.kind is RemarkKind.PROGRESS
    ]


def test_an_event_moves_the_shipment_and_is_told_in_its_thread(door, journal):
    shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
    assert told(door, an_event("in_transit")) == (200, "recorded")
    assert told(door, an_event("delivered", hours=5)) == (200, "recorded")
    assert status_of(journal) is ShipmentStatus.DELIVERED
    assert remarks_of(journal) == [
        ("in_transit", "Reno, NV, US", "Seen"),
        ("delivered", "Reno, NV, US", "Seen"),
    ]


def test_an_event_is_heard_once_however_often_it_is_told(door, journal):
    shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
    for _ in range(3):
        assert told(door, an_event("in_transit"))[0] == 200
    assert len(remarks_of(journal)) == 1
    assert the_shipment(journal.desk).event_ids == ("evt_in_transit_1",)


def test_a_late_event_moves_nothing_backwards(door, journal):
    shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
    told(door, an_event("out_for_delivery", hours=5))
    told(door, an_event("in_transit", hours=2))
    assert the_shipment(journal.desk).progress.kind.value == "out_for_delivery"
    told(door, an_event("delivered", hours=6))
    assert told(door, an_event("in_transit", hours=7))[0] == 200
    assert status_of(journal) is ShipmentStatus.DELIVERED


def test_a_parcel_on_its_way_back_needs_somebody_and_is_not_back_yet(door, journal):
    shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
    told(door, an_event("return_to_sender"))
    assert status_of(journal) is ShipmentStatus.SHIPPED
    assert remarks_of(journal) == [
        ("failed_attempt", "Reno, NV, US", "on its way back to us; Seen")
    ]


def test_what_is_about_nothing_of_ours_is_heard_and_forgotten(door, journal):
    packed(journal.desk, (8, "MUG-BLU"))
    before = journal.desk.book.sequence
    assert told(door, an_event(number="1Z999")) == (200, "UnknownDocument")
    assert told(door, an_event("unknown")) == (200, "unknown says nothing")
    other = {"id": "evt_1", "description": "batch.created", "result": {}}
    assert told(door, other) == (200, "not about a parcel")
    assert journal.desk.book.sequence == before


def test_what_is_not_signed_with_our_secret_is_not_believed(door, journal):
    shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
    assert told(door, an_event("delivered"), secret="guessed") == (401, "bad_signature")
    assert post(door, b"{}", {}).status_code == 401
    assert told(door, b"[1, 2") == (400, "odd_body")
    assert told(door, b"x" * 1_000_001) == (413, "too large")
    assert status_of(journal) is ShipmentStatus.SHIPPED


def test_while_the_journal_is_away_the_broker_is_asked_to_come_back(door, journal):
    journal.desk.close()
    assert told(door, an_event()) == (503, "try again")


def test_the_brokers_own_webhook_arrives(door, journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, lambda: START).buy_once()
    journal.desk.handle(ordered(ShipShipment, "SH-1"))
    number = the_shipment(journal.desk).tracking
    easypost_api.client().webhook.create(url=door, webhook_secret=SECRET)
    for kind in ("webhook_twice", "webhook_forged", "webhook_unsigned"):
        easypost_api.fault(kind)
    for step in ("in_transit", "out_for_delivery", "in_transit", "delivered"):
        easypost_api.control("POST", f"/trackers/{number}/progress", status=step)

    wait_until(lambda: status_of(journal) is ShipmentStatus.DELIVERED, "it has arrived")
    assert [kind for kind, _, _ in remarks_of(journal)].count("delivered") == 1


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in_transit", "out_for_delivery", "failure", "delivered", "error"]),
            st.integers(1, 48),
        ),
        max_size=6,
    )
)
def test_the_order_of_arrival_makes_no_difference(tmp_path_factory, steps):
    reader = EasyPostEvents(SecretStr(SECRET))
    ends = []
    for story in (steps, steps[::-1]):
        with a_journal(tmp_path_factory.mktemp("events")) as journal:
            shipped(journal.desk, (8, "MUG-BLU"), carrier="USPS", tracking=NUMBER)
            for status, hours in story:
                body = json.dumps(an_event(status, hours=hours)).encode()
                key = unicodedata.normalize("NFKD", SECRET).encode()
                signature = "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()
                event = reader.read(body, {"X-Hmac-Signature": signature})
                assert take_in(event, journal.desk, lambda: START).status_code == 200
            shipment = the_shipment(journal.desk)
            ends.append((shipment.status, shipment.progress.event.kind))
    assert ends[0] == ends[1]
