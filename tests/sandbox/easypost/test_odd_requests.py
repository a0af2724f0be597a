"""Requests that make no sense are answered, not dropped."""

import pytest

from tests.free_port import free_port
from tests.waiting import wait_until

KEY = {"Authorization": "Bearer EZTK-sandbox"}


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[]", 422), (b'{"shipment": []}', 422), (b"\xff", 400)]
)
def test_a_body_that_is_no_object_is_refused(easypost_api, body, status):
    url = f"{easypost_api.base_url}/v2/shipments"
    answer = easypost_api.session.post(url, data=body, headers=KEY)

    assert answer.status_code == status
    assert answer.json()["error"]["code"]


@pytest.mark.parametrize("authorization", ["Basic ???", "Basic /w==", "Digest x", "Bearer "])
def test_a_key_that_cannot_be_read_is_no_key(easypost_api, authorization):
    url = f"{easypost_api.base_url}/v2/shipments/shp_1"
    answer = easypost_api.session.get(url, headers={"Authorization": authorization})
    assert answer.status_code == 401


def test_a_path_that_is_not_stood_in_for_is_not_found(easypost_api):
    answer = easypost_api.session.get(f"{easypost_api.base_url}/v2/batches", headers=KEY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/settings", b'{"balance": "much"}', 422),
        ("/clock", b"{", 400),
        ("/clock", b"[]", 422),
        ("/trackers/EZ1/progress", b'{"status": "teleported"}', 422),
    ],
)
def test_a_lever_pulled_wrongly_says_so(easypost_api, path, body, status):
    easypost_api.client().tracker.create(tracking_code="EZ1")
    url = f"{easypost_api.base_url}/_sandbox/easypost{path}"

    assert easypost_api.session.post(url, data=body).status_code == status


def test_a_webhook_where_nobody_listens_is_tried_three_times(easypost_api):
    client = easypost_api.client()
    client.webhook.create(url=f"http://127.0.0.1:{free_port()}/hook")
    client.tracker.create(tracking_code="EZ1")

    def deliveries():
        return easypost_api.control("GET", "/state")["deliveries"]

    wait_until(lambda: len(deliveries()) == 3, "three attempts")
    assert {each["status"] for each in deliveries()} == {0}
