"""What EasyPost sends is believed if it is signed, and read as one step of one parcel."""

import hashlib
import hmac
import json
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from inventory.carriage.tracking_events import (
    EventRefusal,
    EventRefused,
    OtherEvent,
    TrackingEvent,
    TrackingStatus,
)
from outside.carriers.easypost_events import BODY_BYTES_MAX, EasyPostEvents

SECRET = "sésame, ouvre-toi"
EVENTS = EasyPostEvents(SecretStr(SECRET))
SIGNATURE = "X-Hmac-Signature"


def signed(body, secret=SECRET, name=SIGNATURE):
    key = unicodedata.normalize("NFKD", secret).encode()
    return {name: "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()}


def read(event):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return EVENTS.read(body, signed(body))


def a_step(moment="2026-03-01T12:00:00Z", message="Arrived", **place):
    return {"datetime": moment, "message": message, "tracking_location": place}


def an_event(*steps, description="tracker.updated", **tracker):
    result = {"tracking_code": "94001", "carrier": "USPS", "status": "in_transit"}
    result |= {"updated_at": "2026-03-01T13:00:00Z", "tracking_details": list(steps)} | tracker
    return {"id": "evt_1", "description": description, "result": result}


def test_a_step_is_read_with_its_place_and_moment():
    event = an_event(a_step(city="ORLANDO", state="FL", country="US"))

    assert read(event) == TrackingEvent(
        event_id="evt_1",
        tracking_number="94001",
        carrier="USPS",
        status=TrackingStatus.IN_TRANSIT,
        moment=datetime(2026, 3, 1, 12, tzinfo=UTC),
        place="Orlando, FL, US",
        message="Arrived",
    )


def test_the_last_step_counts_in_whatever_order_they_come():
    late, early = a_step("2026-03-02T08:00:00Z", "Out"), a_step("2026-03-01T08:00:00Z", "In")

    assert read(an_event(late, early)).message == "Out"


def test_a_parcel_without_steps_is_dated_by_its_tracker():
    event = read(an_event(status="pre_transit"))
    assert (event.moment, event.place) == (datetime(2026, 3, 1, 13, tzinfo=UTC), "")


def test_a_moment_without_a_zone_is_utc():
    assert read(an_event(a_step("2026-03-01T12:00:00"))).moment.tzinfo is not None


@pytest.mark.parametrize("status", ["teleported", None, ["x"], {}])
def test_a_status_invented_later_is_unknown(status):
    assert read(an_event(status=status)).status is TrackingStatus.UNKNOWN


def test_an_event_about_something_else_is_let_go():
    event = {"id": "evt_2", "description": "batch.updated", "result": {"state": "purchased"}}
    assert read(event) == OtherEvent(event_id="evt_2", description="batch.updated")


def test_the_name_of_the_header_may_come_in_any_case():
    body = json.dumps(an_event()).encode()
    assert isinstance(EVENTS.read(body, signed(body, name="x-hmac-signature")), TrackingEvent)


@pytest.mark.parametrize("headers", [{}, {"X-Hmac-Signature": ""}, {"Authorization": "x"}])
def test_an_event_without_a_signature_is_not_believed(headers):
    assert EVENTS.read(b"{}", headers) == EventRefused(reason=EventRefusal.UNSIGNED)


@pytest.mark.parametrize(
    "signature",
    [
        "x",
        "ünïcode",
        "hmac-sha256-hex=",
        "hmac-sha256-hex=00",
        signed(b"{} ")[SIGNATURE],
        signed(b"{}", "other")[SIGNATURE],
        signed(b"{}")[SIGNATURE].upper(),
    ],
)
def test_a_signature_that_does_not_hold_is_refused(signature):
    refused = EventRefused(reason=EventRefusal.BAD_SIGNATURE)
    assert EVENTS.read(b"{}", {SIGNATURE: signature}) == refused


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * (BODY_BYTES_MAX + 1),
        b'{"id": 7}',
        b'{"id": "evt_1"}',
        b'{"id": "evt_1", "description": "tracker.updated", "result": []}',
        json.dumps(an_event(tracking_code=None)).encode(),
        json.dumps(an_event(updated_at="soon")).encode(),
        json.dumps(an_event({"datetime": None})).encode(),
    ],
)
def test_a_signed_body_that_is_no_event_is_refused(body):
    assert read(body) == EventRefused(reason=EventRefusal.ODD_BODY)


@given(st.binary(max_size=300), st.text(max_size=80))
def test_nothing_from_the_net_breaks_the_reader(body, signature):
    assert isinstance(EVENTS.read(body, {SIGNATURE: signature}), EventRefused)
    assert isinstance(read(body), EventRefused)


def test_a_reader_without_a_secret_is_not_made():
    with pytest.raises(ValueError, match="believes anybody"):
        EasyPostEvents(SecretStr(""))


def test_what_the_stand_in_sends_is_believed_and_a_copy_has_the_same_id(easypost_api, mailslot):
    client = easypost_api.client()
    client.tracker.create(tracking_code="EZ1000000001", carrier="USPS")
    client.webhook.create(url=mailslot.url, webhook_secret=SECRET)
    easypost_api.fault("webhook_twice")
    easypost_api.control(
        "POST", "/trackers/EZ1000000001/progress", status="delivered", city="Troy", state="NY"
    )

    first, copy = (EVENTS.read(*taken) for taken in mailslot.wait_for(2))

    assert isinstance(first, TrackingEvent)
    assert (first.status, first.place) == (TrackingStatus.DELIVERED, "Troy, NY")
    assert first == copy
