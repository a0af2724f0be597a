"""Trackers move, and whoever asked to hear of it is told: signed, at least once."""

import json

import easypost.errors
import pytest
from easypost.util import validate_webhook

SECRET = "sésame, ouvre-toi"


def a_parcel(easypost_api, code="EZ1000000001"):
    return easypost_api.client().tracker.create(tracking_code=code, carrier="USPS")


def listens(easypost_api, mailslot, secret=SECRET):
    return easypost_api.client().webhook.create(url=mailslot.url, webhook_secret=secret)


def moves(easypost_api, code="EZ1000000001", **told):
    told = {"status": "in_transit", "city": "RENO", "state": "NV", "country": "US"} | told
    return easypost_api.control("POST", f"/trackers/{code}/progress", **told)["event_id"]


def test_the_same_number_is_the_same_tracker(easypost_api):
    first, again = a_parcel(easypost_api), a_parcel(easypost_api)

    assert first.id == again.id
    assert first.status == "unknown"


def test_a_step_is_told_with_a_signature_the_sdk_accepts(easypost_api, mailslot):
    a_parcel(easypost_api)
    hook = listens(easypost_api, mailslot)
    event_id = moves(easypost_api)

    ((body, headers),) = mailslot.wait_for(1)
    event = validate_webhook(body, headers, SECRET)
    assert event["id"] == event_id
    assert event["description"] == "tracker.updated"
    assert event["previous_attributes"] == {"status": "unknown"}
    assert event["result"]["status"] == "in_transit"
    assert event["result"]["tracking_details"][-1]["tracking_location"]["city"] == "RENO"
    assert easypost_api.client().event.retrieve(event_id).id == event_id
    assert [each["id"] for each in easypost_api.control("GET", "/state")["webhooks"]] == [hook.id]


def test_a_bought_label_is_followed_from_the_start(easypost_api, mailslot):
    listens(easypost_api, mailslot)
    shipment = easypost_api.a_shipment()
    bought = easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])

    ((body, _),) = mailslot.wait_for(1)
    event = json.loads(body)
    assert event["description"] == "tracker.created"
    assert event["result"]["tracking_code"] == bought.tracking_code


def test_what_was_not_taken_comes_again(easypost_api, mailslot):
    a_parcel(easypost_api)
    listens(easypost_api, mailslot)
    mailslot.statuses = [500, 503]
    event_id = moves(easypost_api)

    taken = mailslot.wait_for(3)
    assert {json.loads(body)["id"] for body, _ in taken} == {event_id}


def test_deliveries_go_astray_on_request(easypost_api, mailslot):
    a_parcel(easypost_api)
    listens(easypost_api, mailslot)
    for kind in ("webhook_twice", "webhook_lost", "webhook_unsigned", "webhook_forged"):
        easypost_api.fault(kind)

    twice, lost = moves(easypost_api), moves(easypost_api)
    mailslot.wait_for(2)
    unsigned = moves(easypost_api)
    mailslot.wait_for(3)
    forged = moves(easypost_api)

    taken = mailslot.wait_for(4)
    assert [json.loads(body)["id"] for body, _ in taken] == [twice, twice, unsigned, forged]
    assert "X-Hmac-Signature" not in taken[2][1]
    with pytest.raises(easypost.errors.SignatureVerificationError):
        validate_webhook(*taken[3], SECRET)
    easypost_api.control("POST", f"/events/{lost}/deliver")
    assert json.loads(mailslot.wait_for(5)[4][0])["id"] == lost


def test_a_late_delivery_is_overtaken(easypost_api, mailslot):
    a_parcel(easypost_api)
    listens(easypost_api, mailslot)
    easypost_api.fault("webhook_late", seconds=2)

    late, early = moves(easypost_api), moves(easypost_api, status="delivered")

    assert [json.loads(body)["id"] for body, _ in mailslot.wait_for(2)] == [early, late]


def test_a_webhook_can_be_listed_and_taken_away(easypost_api, mailslot):
    hook = listens(easypost_api, mailslot)
    client = easypost_api.client()
    assert [each.url for each in client.webhook.all()["webhooks"]] == [mailslot.url]

    client.webhook.delete(hook.id)

    assert client.webhook.all()["webhooks"] == []
    with pytest.raises(easypost.errors.NotFoundError):
        client.webhook.delete(hook.id)


def test_odd_requests_are_refused(easypost_api):
    client = easypost_api.client()
    with pytest.raises(easypost.errors.InvalidRequestError):
        client.webhook.create(url="mail.example.com")
    with pytest.raises(easypost.errors.InvalidRequestError):
        client.tracker.create(carrier="USPS")
    for path in ("/trackers/NONE/progress", "/events/evt_0/deliver"):
        url = f"{easypost_api.base_url}/_sandbox/easypost{path}"
        assert easypost_api.session.post(url, json={}).status_code == 404


def test_the_clock_can_be_put_forward(easypost_api):
    before = a_parcel(easypost_api).created_at
    easypost_api.control("POST", "/clock", advance_seconds=86_400)

    assert a_parcel(easypost_api, "EZ2000000002").created_at > before
