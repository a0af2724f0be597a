"""Somebody takes an alert, puts it off, or has seen to it; each is known wherever it was told."""

from datetime import date

import pytest

from inventory import errors
from inventory.documents.stock_alert import StockAlert
from inventory.order_errors import WrongStep
from inventory.planning_errors import RestRefused
from tests.builders import pick, receive, refusal_of, undo
from tests.inventory.replenishing.alerting.house import (
    a_forecast,
    a_house,
    acknowledge,
    alerts,
    check,
    days,
    digests,
    handle,
    keep,
    snooze,
    told,
)


@pytest.fixture
def desk():
    house = a_house()
    house.handle(check())
    return house


def the_alert(desk, number="AL-1"):
    return desk.book.get(StockAlert, number)


def test_whoever_takes_an_alert_owns_it_and_its_message_says_so(desk):
    desk.handle(acknowledge())
    alert = the_alert(desk)
    assert (alert.status, alert.owner, alert.acknowledged_by) == ("acknowledged", "U0ANA", "U0ANA")
    assert told(desk) == ["DG-1", "DG-1"]
    assert isinstance(refusal_of(desk, check(1)), errors.NothingChanged)


def test_of_two_people_the_first_has_it_and_the_second_is_told_who(desk):
    desk.handle(acknowledge())
    refusal = refusal_of(desk, acknowledge(by="U0BEN"))
    assert (refusal.status, refusal.by) == ("acknowledged", "U0ANA")
    assert isinstance(refusal_of(desk, acknowledge()), errors.NothingChanged)


def test_it_is_handed_to_somebody_by_name(desk):
    desk.handle(acknowledge())
    desk.handle(acknowledge(by="U0MIA", owner="U0BEN"))
    alert = the_alert(desk)
    assert (alert.owner, alert.acknowledged_by) == ("U0BEN", "U0ANA")


def test_who_may_only_look_takes_nothing(desk):
    assert isinstance(refusal_of(desk, acknowledge(by="U0VIC")), errors.NotAllowed)


def test_nothing_is_said_of_what_is_put_off_until_that_day_when_it_is_news_again(desk):
    desk.handle(snooze(until=date(2026, 11, 30)))
    assert isinstance(refusal_of(desk, check(6)), errors.NothingChanged)
    desk.handle(check(7))
    alert = the_alert(desk)
    assert (alert.status, alert.snoozed_until, alert.digest) == ("open", None, "DG-1")
    assert [d[2] for d in digests(desk)] == [("AL-1",), ("AL-1",)]
    assert isinstance(refusal_of(desk, check(8)), errors.NothingChanged)


def test_what_gets_worse_is_told_though_it_was_put_off(desk):
    desk.handle(snooze())
    desk.handle(pick(4, at="A-01"))
    desk.handle(check(1))
    assert alerts(desk) == [("AL-1", "low", "resolved"), ("AL-2", "out", "open")]
    assert told(desk)[-2:] == ["DG-2", "DG-1"]


def test_what_gets_better_stays_put_off():
    desk = a_house(stock=[])
    desk.handle(check())
    desk.handle(snooze())
    desk.handle(receive(3, at="A-01"))
    desk.handle(check(1))
    assert the_alert(desk, "AL-2").snoozed_until == days(7).date()
    assert alerts(desk) == [("AL-1", "out", "resolved"), ("AL-2", "low", "snoozed")]


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2026, 11, 1), date(2037, 1, 1)])
def test_a_day_that_is_not_ahead_or_too_far_is_refused(desk, until):
    assert isinstance(refusal_of(desk, snooze(until=until)), RestRefused)


def test_what_is_seen_to_comes_back_where_it_still_holds_after_the_lead_time(desk):
    keep(desk, a_forecast(daily=0, lead=3))
    desk.handle(handle(note="ordered by phone"))
    alert = the_alert(desk)
    assert (alert.status, alert.handled_by, alert.owner) == ("handled", "U0ANA", "U0ANA")
    assert (alert.note, alert.snoozed_until) == ("ordered by phone", date(2026, 11, 26))
    assert isinstance(refusal_of(desk, check(2)), errors.NothingChanged)
    desk.handle(check(3))
    assert the_alert(desk).status == "open"
    assert len(digests(desk)) == 2


def test_what_is_seen_to_ends_by_itself_when_the_goods_are_there(desk):
    desk.handle(handle())
    desk.handle(receive(24, at="A-01"))
    desk.handle(check(1))
    assert alerts(desk) == [("AL-1", "low", "resolved")]
    assert isinstance(refusal_of(desk, handle()), WrongStep)


def test_an_unknown_alert_is_refused(desk):
    assert isinstance(refusal_of(desk, handle("AL-9")), errors.UnknownDocument)


def test_a_repeated_click_is_one(desk):
    command = acknowledge()
    desk.handle(command)
    assert desk.handle(command).is_repeat
    assert told(desk) == ["DG-1", "DG-1"]


def test_what_was_said_of_an_alert_is_taken_back(desk):
    done = desk.handle(snooze()).transaction.id
    desk.handle(undo(done))
    assert (the_alert(desk).status, the_alert(desk).snoozed_until) == ("open", None)
    assert told(desk) == ["DG-1", "DG-1", "DG-1"]


def test_a_run_meanwhile_stands_in_nobodys_way(desk):
    done = desk.handle(acknowledge()).transaction.id
    desk.handle(pick(2, at="A-01"))
    desk.handle(check())
    desk.handle(undo(done))
    assert (the_alert(desk).status, the_alert(desk).figures.available) == ("open", 2)


def test_an_undo_can_be_undone(desk):
    done = desk.handle(acknowledge()).transaction.id
    back = desk.handle(undo(done)).transaction.id
    desk.handle(undo(back))
    assert the_alert(desk).owner == "U0ANA"


def test_what_is_over_is_not_taken_back(desk):
    done = desk.handle(acknowledge()).transaction.id
    desk.handle(receive(24, at="A-01"))
    over = desk.handle(check()).transaction.id
    refusal = refusal_of(desk, undo(done))
    assert (refusal.problem, refusal.by, refusal.since) == ("changed_since", "AL-1", over)


def test_a_run_is_not_taken_back():
    desk = a_house()
    run = desk.handle(check()).transaction.id
    assert isinstance(refusal_of(desk, undo(run, by="U0MIA")), errors.UnknownTransaction)
