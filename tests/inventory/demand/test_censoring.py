from inventory.documents.forecast import Period
from tests.builders import adjust, count_stock, move
from tests.demand_days import day


def censored(days, on, period=Period.DAY):
    return days.history(on, period=period).censored.tolist()


def test_a_day_that_ends_with_nothing_left_tells_no_demand(days):
    days.receive(5)
    days.sell(2, on=1)
    days.sell(3, on=2)
    days.receive(4, on=4)

    assert censored(days, on=6) == [False, False, True, True, False, False]


def test_a_week_is_censored_from_a_quarter_of_its_days_on(days):
    days.receive(5)
    days.sell(5, on=5)
    days.receive(9, on=7)
    days.sell(9, on=12)
    days.receive(9, on=13)

    assert censored(days, on=14, period=Period.WEEK) == [True, False]


def test_days_before_the_first_goods_came_do_not_count(days):
    days.receive(5, on=5)

    assert censored(days, on=7, period=Period.WEEK) == [False]
    assert censored(days, on=7) == [False, False]


def test_what_lies_where_nobody_picks_is_not_there(days):
    days.receive(5)
    days.desk.handle(move(5, at="A-01", to="HOLD", when=day(1)))
    days.desk.handle(move(5, at="HOLD", to="A-02", when=day(2), by="U0MIA"))

    assert censored(days, on=4) == [False, True, False, False]


def test_goods_that_never_lie_over_night_are_not_censored(days):
    for on in (0, 2, 4):
        days.receive(3, on=on)
        days.sell(3, on=on)

    assert censored(days, on=5) == [False] * 5


def test_balances_are_rebuilt_from_what_is_there_now(days):
    days.receive(5)
    days.sell(5, on=1)
    days.receive(6, on=3)

    found = days.demand(since=day(1)).histories(on=day(5).date(), period=Period.DAY)
    assert found["MUG-BLU"].censored.tolist() == [True, True, False, False]


def test_what_a_count_finds_or_misses_is_stock_all_the_same(days):
    days.receive(5)
    days.desk.handle(adjust(-5, at="A-01", when=day(1)))
    days.desk.handle(count_stock(2, at="A-01", when=day(3)))

    assert censored(days, on=5) == [False, True, True, False, False]


def test_an_empty_history_knows_of_no_stockout(days):
    days.receive(5)

    assert censored(days, on=3, period=Period.WEEK) == []


def test_where_every_period_is_censored_all_are_told(days):
    days.receive(5)
    days.sell(5, on=1)

    week = days.history(on=7, period=Period.WEEK)
    assert (week.censored.tolist(), week.known.tolist()) == ([True], [5])
