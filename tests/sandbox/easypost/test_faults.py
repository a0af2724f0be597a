"""What goes wrong between a client and EasyPost, switched on by the control API."""

import easypost.errors
import pytest

from tests.waiting import wait_until

BUY = {"method": "POST", "path": "/buy$"}


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", easypost.errors.RateLimitError),
        ("500", easypost.errors.InternalServerError),
        ("503", easypost.errors.ServiceUnavailableError),
        ("502", easypost.errors.JsonError),
        ("disconnect", easypost.errors.HttpError),
    ],
)
def test_a_call_that_fails_early_sells_nothing(easypost_api, kind, error):
    shipment = easypost_api.a_shipment()
    easypost_api.fault(kind, **BUY)

    with pytest.raises(error):
        easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
    assert easypost_api.sold == []


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("applied_then_dropped", easypost.errors.HttpError),
        ("applied_then_500", easypost.errors.InternalServerError),
    ],
)
def test_a_lost_answer_leaves_the_label_sold(easypost_api, kind, error):
    shipment = easypost_api.a_shipment()
    easypost_api.fault(kind, **BUY)

    with pytest.raises(error):
        easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
    assert len(easypost_api.sold) == 1


def test_a_slow_sale_goes_through_although_nobody_waits_for_it(easypost_api):
    shipment = easypost_api.a_shipment()
    easypost_api.fault("slow", seconds=1.5, **BUY)

    with pytest.raises(easypost.errors.TimeoutError):
        easypost_api.client(timeout=1).shipment.buy(shipment.id, rate=shipment.rates[0])
    wait_until(lambda: easypost_api.sold, "the label is sold")


def test_a_sale_may_land_long_after_the_line_was_cut(easypost_api):
    shipment = easypost_api.a_shipment()
    easypost_api.fault("applied_late", seconds=0.2, **BUY)

    with pytest.raises(easypost.errors.HttpError):
        easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
    wait_until(lambda: easypost_api.sold, "the label is sold")


def test_a_rule_can_let_calls_pass_first_and_can_be_taken_back(easypost_api):
    easypost_api.fault("500", path="/shipments$", skip=1, count=None)
    easypost_api.a_shipment()
    with pytest.raises(easypost.errors.InternalServerError):
        easypost_api.a_shipment()
    (rule,) = easypost_api.control("GET", "/faults")["rules"]
    assert rule["hits"] == 1

    easypost_api.control("DELETE", "/faults")

    easypost_api.a_shipment()


@pytest.mark.parametrize("rule", [{"kind": "gremlin"}, {"path": "x"}, {"kind": "500", "path": "("}])
def test_a_rule_that_cannot_be_is_refused(easypost_api, rule):
    url = f"{easypost_api.base_url}/_sandbox/easypost/faults"
    assert easypost_api.session.post(url, json=rule).status_code == 422


def test_calls_are_noted_down_with_what_befell_them(easypost_api):
    easypost_api.fault("429", path="/shipments")
    with pytest.raises(easypost.errors.RateLimitError):
        easypost_api.a_shipment()

    (call,) = easypost_api.control("GET", "/requests")["requests"]
    assert (call["path"], call["status"], call["fault"]) == ("/shipments", 429, "429")
    easypost_api.control("DELETE", "/requests")
    assert easypost_api.control("GET", "/requests")["requests"] == []


def test_a_probability_is_drawn_the_same_way_every_time(easypost_api):
    def run():
        easypost_api.control("POST", "/reset")
        easypost_api.fault("500", path="/shipments$", probability=0.5, count=None, seed=7)
        return [fails(easypost_api) for _ in range(12)]

    first = run()
    assert set(first) == {True, False}
    assert run() == first


def fails(easypost_api):
    try:
        easypost_api.a_shipment()
    except easypost.errors.InternalServerError:
        return True
    return False
