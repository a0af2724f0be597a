"""Who hears of what: the stock channel of all, others of what they asked for, each once."""

import pytest

from inventory import errors
from inventory.documents.replenishment import Alert, LowItem
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.inbound_errors import UnknownSupplier
from inventory.planning_errors import NothingSubscribed, UnknownCategory, UnknownSite
from inventory.stock_policy import AlertKind, Subscription
from inventory.supplier import Supplier
from tests.builders import a_location, edit, pick, refusal_of, undo
from tests.inventory.replenishing.alerting.house import (
    MONDAY,
    a_house,
    acknowledge,
    alerts,
    check,
    digests,
    keep,
    subscribe,
    told,
    unsubscribe,
    watched,
)

TEE = watched("TEE-BLK-M", category="Tees", supplier="TEECO")


@pytest.fixture
def desk():
    return a_house(TEE, Supplier(code="CLAYCO"), stock_channel="C0STOCK")


def told_in(desk):
    return {
        one.channel: [desk.book.get(StockAlert, n).item for n in one.alerts]
        for one in desk.book.all(Digest)
    }


def test_a_channel_hears_of_what_it_subscribed_to_and_the_stock_channel_of_all(desk):
    desk.handle(subscribe(category="mugs"))
    desk.handle(check())
    assert told_in(desk) == {"": ["TEE-BLK-M", "MUG-BLU"], "C0MUGS": ["MUG-BLU"]}


def test_one_run_makes_one_message_for_each_channel(desk):
    desk.handle(subscribe(category="mugs"))
    desk.handle(subscribe(kinds=(AlertKind.OUT,)))
    desk.handle(check())
    assert told_in(desk)["C0MUGS"] == ["TEE-BLK-M", "MUG-BLU"]
    assert told(desk) == ["DG-1", "DG-2"]


@pytest.mark.parametrize(
    ("wants", "heard"),
    [
        ({"kinds": (AlertKind.LOW,)}, ["MUG-BLU"]),
        ({"kinds": (AlertKind.LOW, AlertKind.OUT)}, ["TEE-BLK-M", "MUG-BLU"]),
        ({"supplier": "clayco"}, ["MUG-BLU"]),
        ({"supplier": "CLAYCO", "kinds": (AlertKind.OUT,)}, None),
    ],
)
def test_a_subscription_goes_by_kind_supplier_and_category_together(desk, wants, heard):
    desk.handle(subscribe(**wants))
    desk.handle(check())
    assert told_in(desk).get("C0MUGS") == heard


def test_a_site_hears_of_its_own_alerts():
    rows = (a_location("A-01", site="North"), a_location("A-02", site="South"))
    house = a_house(*rows, stock=[(4, "MUG-BLU", "A-01"), (20, "MUG-BLU", "A-02")])
    house.handle(subscribe("C0NORTH", site="north"))
    [row] = house.book.all(Subscription)
    assert row.site == "North"


def test_a_new_subscriber_hears_of_what_stands_once(desk):
    desk.handle(check())
    desk.handle(subscribe(category="Mugs"))
    desk.handle(check())
    assert digests(desk)[1] == ("DG-2", "C0MUGS", ("AL-2",), True)
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)


def test_what_somebody_takes_in_one_channel_is_shown_in_all(desk):
    desk.handle(subscribe(category="Mugs"))
    desk.handle(check())
    desk.handle(acknowledge("AL-2"))
    assert told(desk)[2:] == ["DG-1", "DG-2"]


def test_the_stock_channel_may_want_less(desk):
    desk.handle(subscribe("C0STOCK", kinds=(AlertKind.LOW,)))
    desk.handle(check())
    assert told_in(desk) == {"": ["MUG-BLU"]}
    assert alerts(desk) == [("AL-1", "out", "open"), ("AL-2", "low", "open")]


def test_a_channel_that_unsubscribed_hears_nothing_more_but_its_messages_are_kept_right(desk):
    desk.handle(subscribe(category="Mugs"))
    desk.handle(check())
    desk.handle(unsubscribe())
    desk.handle(pick(4, at="A-01"))
    desk.handle(check())
    assert [d[1] for d in digests(desk)] == ["", "C0MUGS", ""]
    assert digests(desk)[1][3] is False


@pytest.mark.parametrize(
    ("wants", "error"),
    [
        ({"category": "Cups"}, UnknownCategory),
        ({"supplier": "NOBODY"}, UnknownSupplier),
        ({"site": "Moon"}, UnknownSite),
    ],
)
def test_a_subscription_to_what_there_is_not_is_refused(desk, wants, error):
    assert isinstance(refusal_of(desk, subscribe(**wants)), error)


def test_the_same_subscription_twice_is_one_and_a_former_one_begins_again(desk):
    desk.handle(subscribe(category="Mugs"))
    assert isinstance(refusal_of(desk, subscribe(category="mugs")), errors.NothingChanged)
    desk.handle(unsubscribe(code="sb-1"))
    assert refusal_of(desk, unsubscribe()) == NothingSubscribed()
    assert refusal_of(desk, unsubscribe(code="SB-1")) == NothingSubscribed(code="SB-1")
    desk.handle(subscribe(category="Mugs"))
    assert [(s.code, s.is_active) for s in desk.book.all(Subscription)] == [("SB-1", True)]


def test_a_code_that_managers_have_typed_is_not_taken(desk):
    desk.handle(edit(Subscription(code="SB-2", channel="C0OTHER")))
    desk.handle(subscribe())
    assert [s.code for s in desk.book.all(Subscription)] == ["SB-2", "SB-3"]


def test_an_unknown_subscription_is_refused(desk):
    assert isinstance(refusal_of(desk, unsubscribe(code="SB-9")), errors.UnknownDocument)


def test_operators_subscribe_nobody(desk):
    assert isinstance(refusal_of(desk, subscribe(by="U0ANA")), errors.NotAllowed)


def test_a_subscription_taken_back_has_ended_and_keeps_its_row(desk):
    done = desk.handle(subscribe()).transaction.id
    taken_back = desk.handle(undo(done, by="U0MIA")).transaction.id
    assert [(s.code, s.is_active) for s in desk.book.all(Subscription)] == [("SB-1", False)]
    desk.handle(undo(taken_back, by="U0MIA"))
    assert [(s.code, s.is_active) for s in desk.book.all(Subscription)] == [("SB-1", True)]


def test_a_subscription_changed_since_is_not_taken_back(desk):
    done = desk.handle(subscribe()).transaction.id
    desk.handle(edit(Subscription(code="SB-1", channel="C0MUGS", category="Mugs")))
    assert isinstance(refusal_of(desk, undo(done, by="U0MIA")), errors.UndoRefused)


def test_the_digest_of_an_earlier_version_is_ended_by_the_first_run(desk):
    low = LowItem(item="MUG-BLU", available=4, on_order=0, minimum=10)
    keep(desk, Alert(number="AL-1", opened_on=MONDAY, items=(low,)))
    desk.handle(check())
    [old] = desk.book.all(Alert)
    assert (old.is_open, old.items) == (False, (low,))
    assert alerts(desk) == [("AL-2", "out", "open"), ("AL-3", "low", "open")]
