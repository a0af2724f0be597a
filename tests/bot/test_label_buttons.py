"""Labels of carriers are bought by buttons, each once, over stand-ins of Slack and of the broker."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from pydantic import SecretStr

from bincard.carriers.label_buyer import LabelBuyer
from bincard.carriers.label_desk import BrokerLabelDesk
from inventory.customer import Contact
from inventory.documents.shipment import ShipmentStatus
from inventory.order_commands import AskedPackage, ShipShipment
from inventory.people import Person, Role
from outside.carriers.easypost import EasyPostCarrier
from sandbox.easypost.state import API_KEY
from tests.bot.conftest import PATIENCE_S
from tests.bot.counter import Counter, a_sender, a_shop
from tests.builders import a_customer, an_item, edit, ordered, set_rule
from tests.easypost_stand_in import easypost_api, easypost_url
from tests.journeys import SOL, packed, the_shipment
from tests.memory_desk import SettableClock

__all__ = ["easypost_api", "easypost_url"]

HOUSE = {"address": "1 Dock St; Reno, NV 89501", "home_country": "US", "currency": "USD"}
BUY = {"method": "POST", "path": "/buy$"}
TWO = (AskedPackage(lines=((1, Decimal(6)),)), AskedPackage(lines=((1, Decimal(4)),)))


@pytest.fixture
def desk():
    desk = a_shop()
    for row in (a_customer(), an_item(weight=Decimal("0.4"))):
        desk.handle(edit(row))
    for name, value in HOUSE.items():
        desk.handle(set_rule(name, value))
    return desk


@pytest.fixture
def contacts(contacts):
    contacts.put("CAFE-SOL", SOL)
    return contacts


@pytest.fixture
def carrier(easypost_api):
    return EasyPostCarrier(SecretStr(API_KEY), api_base=f"{easypost_api.base_url}/v2", timeout_s=20)


@pytest.fixture
def labels(carrier, desk, contacts):
    return BrokerLabelDesk(carrier, desk, contacts)


@pytest.fixture
def clock():
    return SettableClock()


@pytest.fixture
def buyer(carrier, desk, clock):
    """The worker that buys what is wanted."""
    return LabelBuyer(carrier, desk, clock)


@pytest.fixture
def counter(desk, options, contacts, labels, workspace):
    return Counter(desk, a_sender(desk, options, contacts, labels), workspace)


def label_lines(counter):
    return [one for one in counter.shipment().text.splitlines() if one.startswith("*Label")]


def files(counter):
    return [file for one in counter.thread() for file in one.raw.get("files", [])]


def last_said(counter):
    return [one.text for one in counter.thread() if not one.raw.get("files")][-1]


def wanted(counter, ana):
    """Have Ana choose the first offer."""
    form = ana.clicks(counter.shipment(), "Buy label…").views[-1]
    assert ana.submits(form).errors == {}


def test_a_label_is_bought_by_buttons_and_the_shipment_leaves_with_it(
    desk, counter, workspace, ana, buyer, easypost_api
):
    packed(desk, (10, "MUG-BLU"), requested_on=date(2026, 11, 26))
    form = ana.clicks(counter.shipment(), "Buy label…").views[-1]
    price = Decimal(form.blocks[1]["element"]["options"][0]["text"]["text"].split()[0])
    assert form.title == "Label of SH-1"
    assert form.words.splitlines()[0] == (
        "For 1 package of SH-1. Wanted by Thu 2026-11-26. Sending this form spends the money."
    )
    assert ana.submits(form).errors == {}
    assert label_lines(counter) == [
        f"*Label 1:* USPS GroundAdvantage for {price} USD, about to be bought"
    ]
    assert "Buy label…" not in counter.shipment().buttons

    buyer.buy_once()

    [sale] = easypost_api.sold
    tracking = the_shipment(desk).tracking
    assert Decimal(sale["price"]) == price
    assert label_lines(counter) == [
        f"*Label 1:* USPS GroundAdvantage for {price} USD, bought, tracking {tracking}"
    ]
    assert last_said(counter) == (
        f"Bought the label of SH-1/1: USPS GroundAdvantage for {price} USD, tracking {tracking}. "
        "It is printed here once every package has one."
    )
    assert [file["name"] for file in files(counter)][1:] == ["label SH-1-1.pdf"]
    assert workspace.file(files(counter)[1]["id"]).startswith(b"%PDF")

    shipping = ana.clicks(counter.shipment(), "Ship…").view
    filled = [shipping.values[name][name]["value"] for name in ("carrier", "tracking")]
    assert filled == ["USPS", tracking]
    assert ana.submits(shipping).errors == {}
    shipment = the_shipment(desk)
    assert (shipment.status, shipment.tracking) == (ShipmentStatus.SHIPPED, tracking)
    assert [label.state.value for label in shipment.labels] == ["bought"]


def test_offers_stand_by_price_with_their_day_and_how_late_that_is(desk, counter, ana):
    packed(desk, (10, "MUG-BLU"), requested_on=date(2026, 11, 25))

    form = ana.clicks(counter.shipment(), "Buy label…").views[-1]

    shown = [
        (one["text"]["text"].split(" ", 1)[1], one.get("description", {}).get("text"))
        for one in form.blocks[1]["element"]["options"]
    ]
    assert shown == [
        ("USD, Thu 2026-11-26, 1 d late: USPS GroundAdvantage", "The cheapest"),
        ("USD, Fri 2026-11-27, 2 d late: UPSDAP Ground", None),
        ("USD, Wed 2026-11-25: USPS Priority", "Proposed: the cheapest that arrives in time"),
        ("USD, day unknown: USPS Express", None),
    ]
    assert form.blocks[1]["element"]["initial_option"]["text"]["text"].endswith("USPS Priority")


def test_a_double_click_asks_once_and_two_forms_buy_one_label(
    desk, counter, ana, ben, buyer, easypost_api
):
    packed(desk, (10, "MUG-BLU"))
    message = counter.shipment()
    ana.double_clicks(message, "Buy label…")
    assert len(ana.views) == 1
    other = ben.clicks(message, "Buy label…").views[-1]
    ana.submits(ana.views[-1])
    late = ben.submits(other)
    buyer.buy_once()
    later = ben.submits(other)

    assert late.errors == {
        "offer": (
            "Cannot buy a label for SH-1: its label is about to be bought. Wait until its message "
            "says how that ended."
        )
    }
    assert later.errors == {
        "offer": (
            "Cannot buy a label for SH-1: its label is bought. Press Ship…, or unpack it to have "
            "another."
        )
    }
    assert len(easypost_api.sold) == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("500", "Nothing was bought; press “Buy label…” again in a minute."),
        ("429", "Nothing was bought. It is asked too often: ask again in a minute."),
    ],
)
def test_carriers_that_cannot_be_asked_are_said_in_the_form(
    desk, counter, ana, easypost_api, fault, words
):
    packed(desk, (10, "MUG-BLU"))
    easypost_api.fault(fault, method="POST", path="/shipments$")

    form = ana.clicks(counter.shipment(), "Buy label…").views[-1]

    assert form.title == "Buy a label"
    assert form.words.endswith(words)
    assert the_shipment(desk).labels == ()


def test_what_is_missing_for_an_offer_is_said_in_the_form(desk, counter, contacts, ana):
    contacts.put("CAFE-SOL", Contact(name="Café Sol"))
    packed(desk, (10, "MUG-BLU"))

    assert ana.clicks(counter.shipment(), "Buy label…").views[-1].words == (
        "Carriers cannot be asked without the customer's street, city and country (two letters). "
        "Add it, then ask again."
    )


def test_a_purchase_in_doubt_is_said_and_settles_later(
    desk, counter, ana, buyer, clock, easypost_api
):
    packed(desk, (10, "MUG-BLU"))
    wanted(counter, ana)
    easypost_api.fault("applied_then_dropped", **BUY)
    buyer.buy_once()

    assert last_said(counter).startswith(
        "Nobody can tell yet whether the label of SH-1/1 was bought: USPS GroundAdvantage"
    )
    assert "perhaps bought, perhaps not" in label_lines(counter)[0]
    assert ana.clicks(counter.shipment(), "Unpack").text == (
        "Cannot unpack SH-1: nobody can tell yet whether its label was bought. It is looked for "
        "until that is certain; its message says how it ended."
    )
    assert ana.clicks(counter.shipment(), "Ship…").view.words.startswith(
        "Its label is being bought at the moment."
    )

    clock.advance(seconds=6)
    buyer.buy_once()

    assert last_said(counter).startswith("Bought the label of SH-1/1")
    assert len(easypost_api.sold) == 1


def test_a_refused_purchase_is_said_in_the_carriers_words_and_can_be_tried_again(
    desk, counter, ana, buyer, easypost_api
):
    packed(desk, (10, "MUG-BLU"))
    wanted(counter, ana)
    easypost_api.control("POST", "/settings", balance="0")
    buyer.buy_once()

    assert last_said(counter).startswith("The label of SH-1/1 was not bought and costs nothing")
    assert label_lines(counter)[0].endswith("Press “Buy label…” again.")
    easypost_api.control("POST", "/settings", balance="100")
    wanted(counter, ana)
    buyer.buy_once()
    assert len(easypost_api.sold) == 1
    assert len(label_lines(counter)) == 1


def test_the_carriers_own_label_is_printed_again_before_and_after_it_leaves(
    desk, counter, workspace, ana, buyer
):
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    wanted(counter, ana)
    buyer.buy_once()
    ana.clicks(counter.shipment(), "Label again")
    desk.handle(ordered(ShipShipment, "SH-1"))
    ana.clicks(counter.shipment(), "Label again")

    printed = [file for file in files(counter) if file["name"].startswith("label")]
    assert [file["name"] for file in printed] == ["label SH-1-1.pdf", "label SH-1-2.pdf"] * 3
    first, second = (workspace.file(file["id"]) for file in printed[:2])
    assert (workspace.file(printed[4]["id"]), workspace.file(printed[5]["id"])) == (first, second)


def test_a_label_that_cannot_be_fetched_is_not_replaced_by_another(
    desk, counter, ana, buyer, easypost_api
):
    packed(desk, (10, "MUG-BLU"))
    wanted(counter, ana)
    buyer.buy_once()
    easypost_api.fault("500", method="GET", path="/shipments/")

    assert last_said(counter).startswith("The shipping label of SH-1 could not be printed.")
    assert [file["name"] for file in files(counter)] == ["packing-slip SH-1.pdf"]


def test_who_may_buy_and_when_is_judged_at_the_click(desk, counter, ana, ben):
    packed(desk, (10, "MUG-BLU"))
    message = counter.shipment()
    desk.handle(edit(Person(user="U0BEN", name="Ben", role=Role.VIEWER)))

    assert ben.clicks(message, "Buy label…").text.startswith("To buy a label takes the role")
    assert ben.views == []
    desk.handle(ordered(ShipShipment, "SH-1", carrier="Bike"))
    assert ana.clicks(message, "Buy label…").text == (
        "Cannot buy a label for SH-1: it is shipped. A label is bought for a packed shipment that "
        "has not left."
    )


class SlowLabels:
    """A label desk that answers once it is let go; it may fail as nobody foresaw."""

    def __init__(self, labels):
        self._labels = labels
        self.may_go_on = threading.Event()
        self.asked = 0
        self.is_broken = False

    def held(self):
        return 0 if self.may_go_on.is_set() else self.asked

    def offers(self, shipment):
        self.asked += 1
        assert self.may_go_on.wait(PATIENCE_S)
        if self.is_broken:
            raise RuntimeError(shipment)
        return self._labels.offers(shipment)


class TestWhileCarriersThinkItOver:
    @pytest.fixture
    def labels(self, labels):
        return SlowLabels(labels)

    @pytest.fixture(autouse=True)
    def is_held(self, bot, labels):
        bot.held = labels.held

    def test_the_form_is_there_at_once_and_a_second_press_asks_nobody(
        self, desk, counter, workspace, ana, labels
    ):
        packed(desk, (10, "MUG-BLU"))
        message = counter.shipment()

        form = ana.clicks(message, "Buy label…").view
        again = ana.clicks(message, "Buy label…")

        assert form.words == "Asking the carriers about SH-1…"
        assert again.text == (
            "The carriers are being asked about SH-1 already. If you have closed the form, press "
            "again in half a minute."
        )
        labels.may_go_on.set()
        workspace.wait_until(lambda: ana.views[-1].title == "Label of SH-1")
        assert labels.asked == 1

    def test_a_form_that_is_closed_meanwhile_stays_closed(
        self, desk, counter, workspace, ana, labels
    ):
        packed(desk, (10, "MUG-BLU"))
        ana.cancels(ana.clicks(counter.shipment(), "Buy label…").view)

        labels.may_go_on.set()

        workspace.wait_until(lambda: workspace.calls("views.update"))
        assert ana.views == []
        assert ana.ephemerals == []

    def test_our_own_mistake_is_said_in_the_form(self, desk, counter, workspace, ana, labels):
        packed(desk, (10, "MUG-BLU"))
        labels.is_broken = True
        labels.may_go_on.set()

        ana.clicks(counter.shipment(), "Buy label…")

        workspace.wait_until(lambda: "Something went wrong" in ana.views[-1].words)


def test_another_way_than_the_labels_is_named_in_the_form_and_the_label_is_told_as_unused(
    desk, counter, ana, buyer
):
    packed(desk, (10, "MUG-BLU"))
    wanted(counter, ana)
    buyer.buy_once()

    form = ana.clicks(counter.shipment(), "Ship…").view
    ana.fills(form, {"Carrier": "Bike", "Tracking number": ""}).submits()

    shipment = the_shipment(desk)
    assert (shipment.status, shipment.carrier) == (ShipmentStatus.SHIPPED, "Bike")
    assert [label.state.value for label in shipment.labels] == ["unused"]
    assert label_lines(counter)[0].endswith(
        "bought and not used. Ask the carrier for the money back."
    )


def test_a_cleared_number_ships_by_the_labels_all_the_same(desk, counter, ana, buyer):
    packed(desk, (10, "MUG-BLU"))
    wanted(counter, ana)
    buyer.buy_once()
    tracking = the_shipment(desk).tracking

    form = ana.clicks(counter.shipment(), "Ship…").view
    ana.fills(form, {"Tracking number": ""}).submits()

    assert (the_shipment(desk).carrier, the_shipment(desk).tracking) == ("USPS", tracking)


class TestWithoutABroker:
    @pytest.fixture
    def labels(self):
        return None

    def test_there_is_no_button(self, desk, counter):
        packed(desk, (10, "MUG-BLU"))
        assert counter.shipment().buttons == ["Ship…", "Unpack", "Packing slip again"]

    def test_an_old_button_says_so(self, desk, options, contacts, carrier, workspace, ana):
        packed(desk, (10, "MUG-BLU"))
        selling = a_sender(desk, options, contacts, BrokerLabelDesk(carrier, desk, contacts))
        message = Counter(desk, selling, workspace).shipment()

        assert ana.clicks(message, "Buy label…").text == (
            "Carriers cannot be asked from here any more. Press Ship… and name the carrier."
        )
