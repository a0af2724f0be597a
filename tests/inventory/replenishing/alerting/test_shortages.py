"""Out, out before the next delivery, low: an item has the gravest of these, and it ends by itself."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.replenishing.alerting.finders import worth_a_look
from inventory.stock_policy import PolicyKind, StockPolicy
from inventory.supplier import Supplier
from tests.builders import (
    a_kit,
    a_location,
    adjust,
    an_item,
    edit,
    pick,
    propose_reorders,
    receive,
    refusal_of,
)
from tests.inventory.replenishing.alerting.house import (
    a_forecast,
    a_house,
    alerts,
    alive,
    check,
    days,
    digests,
    keep,
    snooze,
    told,
    watched,
)
from tests.purchases import change, place, wanted


@pytest.fixture
def desk():
    return a_house()


def test_what_is_at_its_minimum_is_low_and_told_once(desk):
    desk.handle(check())
    [alert] = desk.book.all(StockAlert)
    assert (alert.number, alert.about.value, alert.item) == ("AL-1", "low", "MUG-BLU")
    assert (alert.figures.available, alert.figures.limit) == (4, 10)
    assert digests(desk) == [("DG-1", "", ("AL-1",), True)]
    assert alert.digest == "DG-1"
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    assert told(desk) == ["DG-1"]


def test_it_ends_by_itself_when_the_goods_are_there(desk):
    desk.handle(check())
    desk.handle(receive(24, at="A-01"))
    desk.handle(check())
    assert alerts(desk) == [("AL-1", "low", "resolved")]
    assert digests(desk) == [("DG-1", "", ("AL-1",), False)]
    assert told(desk) == ["DG-1", "DG-1"]


def test_what_is_low_again_later_is_a_new_alert(desk):
    desk.handle(check())
    desk.handle(receive(24, at="A-01"))
    desk.handle(check())
    desk.handle(pick(20, at="A-01"))
    desk.handle(check(1))
    assert alerts(desk) == [("AL-1", "low", "resolved"), ("AL-2", "low", "open")]
    assert [d[2] for d in digests(desk)] == [("AL-1",), ("AL-2",)]


def test_a_graver_kind_takes_the_place_of_the_lesser_and_is_news(desk):
    desk.handle(check())
    desk.handle(pick(4, at="A-01"))
    desk.handle(check())
    assert alerts(desk) == [("AL-1", "low", "resolved"), ("AL-2", "out", "open")]
    assert digests(desk) == [("DG-1", "", ("AL-1",), False), ("DG-2", "", ("AL-2",), True)]
    assert desk.book.get(StockAlert, "AL-1").followed_by == "AL-2"


def test_a_lesser_kind_is_no_news_and_stands_where_the_graver_one_was_told(desk):
    desk.handle(pick(4, at="A-01"))
    desk.handle(check())
    desk.handle(receive(3, at="A-01"))
    desk.handle(check())
    assert alerts(desk) == [("AL-1", "out", "resolved"), ("AL-2", "low", "open")]
    assert digests(desk) == [("DG-1", "", ("AL-1", "AL-2"), True)]
    assert told(desk) == ["DG-1", "DG-1"]


def test_a_lesser_kind_of_what_was_put_off_until_today_is_told_at_once(desk):
    desk.handle(pick(4, at="A-01"))
    desk.handle(check())
    desk.handle(snooze(until=days(1).date()))
    desk.handle(receive(3, at="A-01"))
    desk.handle(check(1))
    assert alerts(desk) == [("AL-1", "out", "resolved"), ("AL-2", "low", "open")]
    assert digests(desk)[-1] == ("DG-2", "", ("AL-2",), True)
    assert isinstance(refusal_of(desk, check(1)), errors.NothingChanged)


def test_figures_that_hardly_changed_are_not_told_again(desk):
    desk.handle(edit(watched(minimum=200)))
    desk.handle(receive(96, at="A-01"))
    desk.handle(check())
    desk.handle(pick(1, at="A-01"))
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(pick(20, at="A-01"))
    desk.handle(check())
    assert desk.book.get(StockAlert, "AL-1").figures.available == 79
    assert told(desk) == ["DG-1", "DG-1"]


def test_what_is_only_proposed_is_still_low(desk):
    desk.handle(propose_reorders())
    desk.handle(check())
    [alert] = desk.book.all(StockAlert)
    assert (alert.about.value, alert.figures.on_order) == ("low", 36)
    assert alert.figures.document == "RP-1"


def test_what_is_ordered_is_not_low_any_more(desk):
    desk.handle(check())
    desk.handle(edit(Supplier(code="CLAYCO")))
    desk.handle(place(wanted(36), supplier="CLAYCO"))
    desk.handle(check())
    assert alerts(desk) == [("AL-1", "low", "resolved")]
    assert desk.book.get(StockAlert, "AL-1").figures.document == "PO-1"


def test_an_order_that_comes_in_time_keeps_an_item_from_being_out():
    desk = a_house(Supplier(code="CLAYCO"), stock=[(9, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(daily=2, lead=7))
    desk.handle(place(wanted(36), supplier="CLAYCO", expected_on=date(2026, 11, 26)))
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(change(expected_on=date(2026, 12, 3)))
    desk.handle(check())
    assert alive(desk) == [("stockout_ahead", "MUG-BLU")]
    assert desk.book.get(StockAlert, "AL-1").figures.expected_on == date(2026, 12, 3)


def test_what_will_be_out_before_more_can_come_is_told_as_such():
    desk = a_house(watched(minimum=2), stock=[(9, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(daily=2, lead=7))
    desk.handle(check())
    [alert] = desk.book.all(StockAlert)
    assert alert.about.value == "stockout_ahead"
    assert (alert.figures.days, alert.figures.expected_on) == (Decimal("4.5"), None)
    desk.handle(receive(20, at="A-01"))
    desk.handle(check())
    assert alive(desk) == []


def test_the_forecast_says_when_an_item_is_low_that_has_no_minimum():
    desk = a_house(an_item("MUG-BLU"), stock=[(21, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(daily=2, lead=7, safety=6, levels=(40, 60)))
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(pick(2, at="A-01"))
    desk.handle(check())
    assert alive(desk) == [("low", "MUG-BLU")]
    assert desk.book.get(StockAlert, "AL-1").figures.limit == 20


def test_nobody_watches_what_has_neither_minimum_nor_forecast():
    desk = a_house(an_item("MUG-BLU"), stock=[])
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)


def test_keeping_at_least_one_tells_when_there_is_none():
    rows = (
        an_item("MUG-BLU"),
        StockPolicy(item="MUG-BLU", policy=PolicyKind.KEEP_AT_LEAST, keep_at_least=Decimal(1)),
    )
    desk = a_house(*rows, stock=[(1, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(pick(1, at="A-01"))
    desk.handle(check())
    assert alive(desk) == [("out", "MUG-BLU")]


def test_a_kit_tells_how_many_of_it_can_be_built():
    kit = a_kit("GIFT-SET", (2, "MUG-BLU"), minimum=Decimal(3))
    desk = a_house(kit, stock=[(12, "MUG-BLU", "A-01")])
    desk.handle(check())
    [alert] = desk.book.all(StockAlert)
    assert (alert.about.value, alert.item, alert.figures.buildable) == ("out", "GIFT-SET", 6)


def test_each_site_is_short_by_its_own_figures():
    rows = (
        a_location("A-01", site="North"),
        a_location("B-01", site="South"),
        StockPolicy(item="MUG-BLU", site="North", minimum=Decimal(5), maximum=Decimal(9)),
        StockPolicy(item="MUG-BLU", site="South", minimum=Decimal(5), maximum=Decimal(9)),
        a_location("A-02", site="North"),
    )
    desk = a_house(*rows, stock=[(4, "MUG-BLU", "A-01"), (8, "MUG-BLU", "B-01")])
    desk.handle(check())
    assert alive(desk) == [("low", "MUG-BLU @ North")]


def test_what_managers_state_for_all_sites_is_held_against_all_sites():
    rows = (a_location("A-01", site="North"), a_location("B-01", site="South"))
    moved = (a_location("A-02", site="North"),)
    desk = a_house(*rows, *moved, stock=[(6, "MUG-BLU", "A-01"), (6, "MUG-BLU", "B-01")])
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(adjust(-2, at="A-01"))
    desk.handle(check())
    assert alive(desk) == [("low", "MUG-BLU")]


def test_a_first_run_over_a_big_house_tells_the_gravest_hundred_and_how_many_wait():
    rows = [watched(f"SKU-{number:03}", minimum=number + 1) for number in range(150)]
    desk = a_house(*rows, stock=[])
    desk.handle(check())
    [digest] = desk.book.all(Digest)
    assert len(digest.alerts) == 100
    assert digest.left_out == {"out": 51}
    assert desk.book.get(StockAlert, digest.alerts[0]).item == "SKU-149"

    desk.handle(check(1))
    assert [len(one.alerts) for one in desk.book.all(Digest)] == [100, 51]
    assert isinstance(refusal_of(desk, check(1)), errors.NothingChanged)
    assert len(alive(desk)) == 151


def test_a_run_that_continues_another_raises_nothing(desk):
    assert isinstance(refusal_of(desk, check(continues=True)), errors.NothingChanged)


def test_an_item_that_is_taken_out_of_use_is_not_short_any_more(desk):
    desk.handle(check())
    desk.handle(edit(watched(is_active=False)))
    desk.handle(check())
    assert alive(desk) == []


def test_what_cannot_be_picked_does_not_count(desk):
    desk.handle(receive(50, at="HOLD"))
    desk.handle(check())
    assert alive(desk) == [("low", "MUG-BLU")]


def test_on_a_delivery_that_is_late_nobody_may_rely():
    desk = a_house(Supplier(code="CLAYCO"), stock=[(9, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(daily=2, lead=7))
    desk.handle(place(wanted(36), supplier="CLAYCO", expected_on=date(2026, 11, 26)))
    desk.handle(check(4))
    [alert] = desk.book.all(StockAlert)
    assert alert.about.value == "stockout_ahead"
    assert alert.figures.expected_on == date(2026, 11, 26)


def test_a_run_looks_at_what_it_is_told_of_and_at_what_is_alive():
    desk = a_house(watched("TEE-BLK-M"), stock=[(4, "MUG-BLU", "A-01")])
    desk.handle(check(items=("MUG-BLU",)))
    assert alive(desk) == [("low", "MUG-BLU")]
    desk.handle(receive(24, at="A-01"))
    desk.handle(check(items=("TEE-BLK-M", "GONE")))
    assert alive(desk) == [("out", "TEE-BLK-M")]


def test_worth_a_look_is_what_nobody_was_told_of():
    desk = a_house(watched("TEE-BLK-M"), stock=[(4, "MUG-BLU", "A-01")])
    assert worth_a_look(desk.book, check()) == ("TEE-BLK-M", "MUG-BLU")
    desk.handle(check())
    assert worth_a_look(desk.book, check()) == ()


def test_what_is_filled_up_at_every_review_is_short_once_it_is_out():
    policy = StockPolicy(item="MUG-BLU", policy=PolicyKind.ORDER_UP_TO, maximum=Decimal(9))
    desk = a_house(an_item("MUG-BLU"), policy, stock=[(1, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)
    desk.handle(pick(1, at="A-01"))
    desk.handle(check())
    assert alive(desk) == [("out", "MUG-BLU")]


def two_sites(*forecast_at):
    """Four mugs at North, none at South; ten of them are the minimum on Items."""
    rows = [a_location(code, site="North") for code in ("A-01", "A-02")]
    rows += [a_location(code, site="South") for code in ("B-01", "B-02")]
    desk = a_house(*rows, stock=[(4, "MUG-BLU", "A-01")])
    keep(desk, *(a_forecast(site=site, levels=(10, 40), safety=3) for site in forecast_at))
    return desk


def test_figures_of_items_are_of_the_sites_that_are_forecast_and_of_nothing_besides():
    desk = two_sites("North")
    desk.handle(pick(4, at="A-01"))
    desk.handle(check())
    assert alive(desk) == [("out", "MUG-BLU @ North")]


@pytest.mark.parametrize(
    ("item_days", "supplier_days", "about"),
    [(9, None, "stockout_ahead"), (None, 9, "stockout_ahead"), (3, 9, "low"), (None, None, "low")],
)
def test_what_managers_state_of_the_lead_time_counts_where_nothing_was_measured(
    item_days, supplier_days, about
):
    mug = watched(minimum=12, supplier="CLAYCO", lead_time_days=item_days)
    desk = a_house(Supplier(code="CLAYCO", lead_time_days=supplier_days), mug)
    desk.handle(receive(8, at="A-01"))
    keep(desk, a_forecast(daily=2).model_copy(update={"lead_time": None}))
    desk.handle(check())
    assert alive(desk) == [(about, "MUG-BLU")]
