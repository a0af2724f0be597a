"""The law of labels: whatever fails, at whichever call, at most one label is bought."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inventory.carriage.live_rates import LabelBought, Quoted, Refused, Unknown, settle_purchase
from tests.outside.test_easypost import a_carrier, a_request

EARLY = ["429", "500", "502", "503", "disconnect"]
AFTER = ["applied_then_dropped", "applied_then_500", "applied_late"]
CALLS = [("POST", "/shipments$"), ("POST", "/buy$"), ("GET", "/shipments/")]

FAULT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(EARLY + AFTER),
        "call": st.sampled_from(CALLS),
        "skip": st.integers(0, 2),
        "seconds": st.sampled_from([0.0, 0.01, 600.0]),
    }
)


def a_rule(fault):
    method, path = fault["call"]
    given = {name: fault[name] for name in ("kind", "skip", "seconds")}
    return given | {"method": method, "path": path}


def ship(carrier):
    """Send a package as a careful person does: quote, note the shipment, buy, settle all doubt."""
    offer = carrier.quote(a_request())
    while not isinstance(offer, Quoted):
        offer = carrier.quote(a_request())
    shipment_id, rate_id = offer.shipment_id, offer.quotes[0].rate_id
    outcome = carrier.buy(shipment_id, rate_id)
    while isinstance(outcome, Unknown | Refused):
        outcome = settle_purchase(carrier, shipment_id, rate_id)
    return outcome


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(faults=st.lists(FAULT, max_size=6))
@example(faults=[{"kind": kind, "call": CALLS[1], "skip": 0, "seconds": 0.01} for kind in AFTER])
@example(faults=[{"kind": "applied_late", "call": c, "skip": 0, "seconds": 600.0} for c in CALLS])
def test_at_most_one_label_is_bought(easypost_api, faults):
    easypost_api.control("POST", "/reset")
    easypost_api.control("POST", "/faults", rules=[a_rule(fault) for fault in faults])

    bought = ship(a_carrier(easypost_api.base_url))
    easypost_api.land_everything()
    easypost_api.control("DELETE", "/faults")

    assert isinstance(bought, LabelBought)
    assert [sale["shipment_id"] for sale in easypost_api.sold] == [bought.shipment_id]
    kept = easypost_api.client().shipment.retrieve(bought.shipment_id)
    assert kept.tracking_code == bought.tracking_number


def test_the_law_is_no_gift_quoting_anew_in_doubt_buys_twice(easypost_api):
    carrier = a_carrier(easypost_api.base_url)
    easypost_api.fault("applied_then_dropped", method="POST", path="/buy$")
    for _ in range(2):  # what a careless person does
        offer = carrier.quote(a_request())
        carrier.buy(offer.shipment_id, offer.quotes[0].rate_id)

    assert len(easypost_api.sold) == 2
