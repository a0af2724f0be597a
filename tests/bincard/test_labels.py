"""Labels are bought once, whatever is lost on the way, and the shipment says what is certain."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bincard.carriers.label_buyer import LabelBuyer
from bincard.carriers.label_desk import BrokerLabelDesk
from inventory.carriage.live_rates import LabelFile, Refused, Unknown
from inventory.customer import Contact
from inventory.errors import MissingPart
from inventory.journey_commands import WantLabel
from inventory.order_commands import AskedPackage, CancelOrder, ShipShipment
from inventory.order_errors import WrongStep
from outside.carriers.easypost import EasyPostCarrier
from sandbox.easypost.state import API_KEY
from tests.bincard.postman import DiedError, Fate, Mortal
from tests.builders import an_item, ordered
from tests.free_port import free_port
from tests.journeys import a_journal, packed, the_shipment
from tests.memory_desk import START, SettableClock

MUG = an_item(weight=Decimal("0.4"))
TWO = (AskedPackage(lines=((1, Decimal(6)),)), AskedPackage(lines=((1, Decimal(4)),)))
HOME = {"address": "1 Dock St; Reno, NV 89501", "home_country": "US", "currency": "USD"}
BUY = {"method": "POST", "path": "/buy$"}


@pytest.fixture
def journal(tmp_path):
    with a_journal(tmp_path, MUG, **HOME) as journal:
        yield journal


def a_carrier(base_url):
    return EasyPostCarrier(SecretStr(API_KEY), api_base=f"{base_url}/v2", timeout_s=20)


def a_desk_for(journal, base_url):
    return BrokerLabelDesk(a_carrier(base_url), journal.desk, journal.contacts)


def wanted(journal, base_url, **packing):
    """Have a shipment packed and its cheapest labels wanted."""
    number = packed(journal.desk, (10, "MUG-BLU"), **packing)
    offers = a_desk_for(journal, base_url).offers(number)
    journal.desk.handle(ordered(WantLabel, number, offer=offers[0]))
    return number


def states_of(journal, number="SH-1"):
    return [label.state.value for label in the_shipment(journal.desk, number).labels]


def test_offers_are_for_all_packages_the_cheapest_first(journal, easypost_api):
    packed(journal.desk, (10, "MUG-BLU"), packages=TWO)
    offers = a_desk_for(journal, easypost_api.base_url).offers("SH-1")

    assert [(offer.carrier, offer.service) for offer in offers] == [
        ("USPS", "GroundAdvantage"),
        ("UPSDAP", "Ground"),
        ("USPS", "Priority"),
        ("USPS", "Express"),
    ]
    first = offers[0]
    assert [label.package for label in first.labels] == [1, 2]
    assert first.price == sum(label.price for label in first.labels)
    assert (first.currency, first.days, offers[3].days) == ("USD", 3, None)


def test_a_wanted_label_is_bought_once_and_the_shipment_can_leave(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    buyer = LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock())
    for _ in range(3):
        buyer.buy_once()

    [sale] = easypost_api.sold
    shipment = the_shipment(journal.desk)
    assert states_of(journal) == ["bought"]
    assert (shipment.carrier, shipment.price) == ("USPS", Decimal(sale["price"]))
    journal.desk.handle(ordered(ShipShipment, "SH-1"))
    assert the_shipment(journal.desk).tracking.startswith("94001")


def test_every_package_has_a_label_of_its_own(journal, easypost_api):
    wanted(journal, easypost_api.base_url, packages=TWO)
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock()).buy_once()
    assert states_of(journal) == ["bought", "bought"]
    assert [sale["reference"] for sale in easypost_api.sold] == ["SH-1/1", "SH-1/2"]


def test_a_label_is_fetched_as_often_as_it_is_wanted(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    desk = a_desk_for(journal, easypost_api.base_url)
    with pytest.raises(WrongStep):
        desk.label("SH-1", 1)
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock()).buy_once()
    first, again = desk.label("SH-1", 1), desk.label("SH-1", 1)
    assert isinstance(first, LabelFile)
    assert first == again
    assert first.content.startswith(b"%PDF")


def test_who_lives_where_is_not_in_the_journal(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock()).buy_once()
    for entered in journal.reader.entered_after(0, 1000):
        told = entered.transaction.model_dump_json()
        assert "Quay" not in told
        assert "/files/" not in told


def test_a_refusal_is_told_in_the_brokers_words_and_costs_nothing(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    easypost_api.control("POST", "/settings", balance="0")
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock()).buy_once()
    [label] = the_shipment(journal.desk).labels
    assert label.state.value == "refused"
    assert label.said
    assert easypost_api.sold == []


def test_a_lost_answer_is_told_and_settled_by_looking(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    easypost_api.fault("applied_then_dropped", **BUY)
    clock = SettableClock()
    buyer = LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, clock)
    buyer.buy_once()
    assert states_of(journal) == ["unknown"]
    buyer.buy_once()  # too early: nobody is asked
    assert states_of(journal) == ["unknown"]
    clock.advance(seconds=6)
    buyer.buy_once()
    assert (states_of(journal), len(easypost_api.sold)) == (["bought"], 1)


def test_a_refusal_in_doubt_is_not_believed_before_every_request_has_landed(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    clock = SettableClock()
    easypost_api.fault("applied_late", seconds=600.0, **BUY)
    buyer = LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, clock)
    buyer.buy_once()
    easypost_api.control("POST", "/settings", declines="out of service")
    clock.advance(seconds=300)
    buyer.buy_once()
    assert states_of(journal) == ["unknown"]

    easypost_api.control("POST", "/settings", declines="")
    easypost_api.land_everything()
    clock.advance(seconds=400)
    buyer.buy_once()
    assert (states_of(journal), len(easypost_api.sold)) == (["bought"], 1)


def test_a_doubt_ends_in_a_refusal_when_nothing_can_land_any_more(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    clock = SettableClock()
    easypost_api.fault("500", **BUY)
    buyer = LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, clock)
    buyer.buy_once()
    easypost_api.control("POST", "/settings", declines="out of service")
    for _ in range(4):
        clock.advance(seconds=301)
        buyer.buy_once()
    [label] = the_shipment(journal.desk).labels
    assert (label.state.value, "out of service" in label.said) == ("refused", True)


def test_what_nobody_needs_any_more_is_not_bought(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    journal.desk.handle(ordered(CancelOrder, "SO-1"))
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, SettableClock()).buy_once()
    assert (states_of(journal), easypost_api.sold) == (["refused"], [])
    assert not the_shipment(journal.desk).is_open


def test_what_was_bought_for_nobody_is_told(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    easypost_api.fault("applied_then_dropped", **BUY)
    clock = SettableClock()
    buyer = LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, clock)
    buyer.buy_once()
    journal.desk.handle(ordered(CancelOrder, "SO-1"))
    clock.advance(seconds=6)
    buyer.buy_once()
    assert (states_of(journal), len(easypost_api.sold)) == (["unused"], 1)


def test_a_broker_that_is_away_leaves_everything_to_be_tried_again(journal, easypost_api):
    wanted(journal, easypost_api.base_url)
    clock = SettableClock()
    LabelBuyer(a_carrier(f"http://127.0.0.1:{free_port()}"), journal.desk, clock).buy_once()
    assert states_of(journal) == ["unknown"]
    LabelBuyer(a_carrier(easypost_api.base_url), journal.desk, clock).buy_once()
    assert (states_of(journal), len(easypost_api.sold)) == (["bought"], 1)


def test_without_an_answer_or_an_address_there_is_no_offer(tmp_path, journal, easypost_api):
    packed(journal.desk, (10, "MUG-BLU"))
    away = f"http://127.0.0.1:{free_port()}"
    assert isinstance(a_desk_for(journal, away).offers("SH-1"), Unknown)
    easypost_api.fault("429", method="POST", path="/shipments$")
    assert isinstance(a_desk_for(journal, easypost_api.base_url).offers("SH-1"), Refused)
    journal.contacts.put("CAFE-SOL", Contact(name="Café Sol"))
    with pytest.raises(MissingPart, match="the customer's street"):
        a_desk_for(journal, easypost_api.base_url).offers("SH-1")


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_wherever_the_program_dies_one_label_is_bought(journal, easypost_api, at, is_after):
    wanted(journal, easypost_api.base_url)
    carrier, clock, fate = (
        a_carrier(easypost_api.base_url),
        SettableClock(),
        Fate(at, is_after=is_after),
    )
    mortal = LabelBuyer(
        Mortal(carrier, fate, "look", "buy"), Mortal(journal.desk, fate, "handle"), clock
    )
    with pytest.raises(DiedError):
        mortal.buy_once()
    for _ in range(2):
        LabelBuyer(carrier, journal.desk, clock).buy_once()
    assert (states_of(journal), len(easypost_api.sold)) == (["bought"], 1)


EARLY = ["429", "500", "502", "503", "disconnect"]
AFTER = ["applied_then_dropped", "applied_then_500", "applied_late"]
CALLS = [("POST", "/buy$"), ("GET", "/shipments/")]
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
    return {n: fault[n] for n in ("kind", "skip", "seconds")} | {"method": method, "path": path}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(faults=st.lists(FAULT, max_size=5), deaths=st.lists(st.integers(1, 4), max_size=3))
@example(
    faults=[{"kind": kind, "call": CALLS[0], "skip": 0, "seconds": 0.01} for kind in AFTER],
    deaths=[3],
)
@example(
    faults=[{"kind": "applied_late", "call": c, "skip": 0, "seconds": 600.0} for c in CALLS],
    deaths=[2, 2],
)
def test_whatever_fails_at_most_one_label_a_package_is_bought(
    tmp_path_factory, easypost_api, faults, deaths
):
    easypost_api.land_everything()
    easypost_api.control("POST", "/reset")
    clock, carrier = SettableClock(START), a_carrier(easypost_api.base_url)
    with a_journal(tmp_path_factory.mktemp("labels"), MUG, **HOME) as journal:
        wanted(journal, easypost_api.base_url, packages=TWO)
        easypost_api.control("POST", "/faults", rules=[a_rule(fault) for fault in faults])
        for death in deaths:
            fate = Fate(death, is_after=death % 2 == 0)
            ports = Mortal(carrier, fate, "look", "buy"), Mortal(journal.desk, fate, "handle")
            try:
                LabelBuyer(*ports, clock).buy_once()
            except DiedError:
                clock.advance(seconds=1)
        buyer = LabelBuyer(carrier, journal.desk, clock)
        for _ in range(12):
            buyer.buy_once()
            clock.now += timedelta(seconds=301)
        easypost_api.land_everything()
        sold = {sale["shipment_id"] for sale in easypost_api.sold}
        labels = the_shipment(journal.desk).labels

        assert len(easypost_api.sold) == len(sold) <= 2
        assert {label.shipment_id for label in labels if label.state.value == "bought"} == sold
        assert states_of(journal) == ["bought", "bought"]
