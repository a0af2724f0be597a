from datetime import date

import numpy as np

from inventory.demand.history import Demand, histories, stacked
from inventory.documents.forecast import Period
from tests.builders import (
    a_kit,
    adjust,
    build,
    edit,
    move,
    open_stock,
    receive,
    set_rule,
    ship,
    unbuild,
    undo,
)
from tests.demand_days import day, today


def test_what_left_for_customers_is_demand_on_the_day_it_left(days):
    days.receive(20)
    days.sell(3, on=1)
    days.sell(2, on=1)
    days.sell(4, on=3)

    assert days.values(on=5) == [0, 5, 0, 4, 0]


def test_the_running_period_is_left_out(days):
    days.receive(20)
    days.sell(3, on=2)

    assert days.values(on=2) == [0, 0]
    assert days.history(on=2, period=Period.WEEK).values.tolist() == []


def test_weeks_begin_on_monday_and_months_on_the_first(days):
    days.receive(40)
    for on in (0, 6, 7, 8):  # 23 November 2026 is a Monday, day 8 the first of December
        days.sell(on + 1, on=on)

    weeks = days.history(on=14, period=Period.WEEK)
    months = days.history(on=39, period=Period.MONTH)
    assert (weeks.start, weeks.values.tolist()) == (date(2026, 11, 23), [8, 17])
    assert (months.start, months.values.tolist()) == (date(2026, 11, 1), [16, 9])
    assert months.first_on == today(0)


def test_a_day_is_the_warehouses_own(days):
    days.receive(20)
    late = day(1).replace(hour=23, minute=30)
    days.desk.handle(open_stock(2, at="PACK"))
    days.desk.handle(ship(2, when=late))
    assert days.values(on=3) == [0, 2, 0]

    days.desk.handle(set_rule("time_zone", "Europe/Madrid"))
    assert days.values(on=3) == [0, 0, 2]


def test_what_moves_inside_or_is_lost_is_no_demand(days):
    days.receive(20)
    days.desk.handle(move(4, at="A-01", to="B-01", when=day(1)))
    days.desk.handle(adjust(-2, at="A-01", when=day(1)))

    assert days.values(on=3) == [0, 0, 0]


def test_what_was_undone_never_happened_and_an_undone_undo_did(days):
    days.receive(20)
    sold = days.sell(3, on=1)
    undone = days.desk.handle(undo(sold.transaction.id, when=day(2)))
    assert days.values(on=3) == [0, 0, 0]

    days.desk.handle(undo(undone.transaction.id, when=day(2)))
    assert days.values(on=3) == [0, 3, 0]


def test_what_kits_are_built_of_is_demand_less_what_is_taken_out_again(days):
    days.desk.handle(edit(a_kit("GIFT-SET", (2, "MUG-BLU"))))
    days.receive(20)
    days.desk.handle(build(3, at="A-01", when=day(1)))
    days.desk.handle(unbuild(1, at="A-01", to="A-01", when=day(2)))

    assert days.values(on=3) == [0, 4, 0]
    assert days.values(on=3, item="GIFT-SET") == [0, 0]


def test_a_kit_that_is_sold_is_demand_for_the_kit(days):
    days.desk.handle(edit(a_kit("GIFT-SET", (2, "MUG-BLU"))))
    days.receive(20)
    days.desk.handle(build(3, at="A-01", when=day(1)))
    days.sell(2, on=2, item="GIFT-SET")

    assert days.values(on=3, item="GIFT-SET") == [0, 2]


def test_a_sale_told_late_counts_on_the_day_it_was(days):
    days.receive(20, on=3)
    days.desk.handle(receive(5, at="A-01", when=day(3), on=today(0), by="U0MIA"))
    days.desk.handle(open_stock(2, at="PACK", when=day(3)))
    days.desk.handle(ship(2, when=day(3), on=today(1), by="U0MIA"))

    assert days.values(on=4) == [0, 2, 0, 0]


def test_what_was_never_there_has_no_history(days):
    assert days.demand().histories(on=today(3)) == {}


def test_what_came_today_has_a_history_from_tomorrow_on(days):
    days.receive(20)

    assert days.demand().histories(on=today(0)) == {}
    assert days.values(on=1) == [0]


def test_fractions_add_up_exactly(days):
    days.receive(3, item="ROPE-8")
    for _ in range(10):
        days.sell(0.1, on=0, item="ROPE-8")

    assert days.values(on=1, item="ROPE-8") == [1.0]


def test_one_demand_in_a_short_life_is_counted_by_day(days):
    days.receive(20)
    days.sell(1, on=2)

    [found] = days.demand().histories(on=today(9)).values()
    assert (found.period, found.values.sum()) == (Period.DAY, 1)


def test_each_item_gets_the_period_that_suits_it(days):
    days.receive(400)
    days.receive(20, item="TEE-BLK-M")
    for week in range(60):
        days.sell(1, on=7 * week)
        if not week % 25:
            days.sell(1, on=7 * week, item="TEE-BLK-M")

    found = days.demand().histories(on=today(420))
    assert [found[item].period for item in ("MUG-BLU", "TEE-BLK-M")] == [Period.WEEK, Period.MONTH]


def test_histories_are_made_in_one_call(days):
    days.receive(20)
    days.sell(3, on=1)
    book, reader = days.desk.book, days.desk

    by_day = histories(book, reader.flows(), on=today(4), period=Period.DAY)
    chosen = histories(book, reader.flows(), on=today(4))
    assert by_day["MUG-BLU"].values.tolist() == [0, 3, 0, 0]
    assert chosen["MUG-BLU"].values.tolist() == [0, 3, 0, 0]


def test_histories_side_by_side_end_together(days):
    days.receive(20)
    days.receive(20, on=2, item="TEE-BLK-M")
    days.sell(3, on=3)

    values, censored = stacked(list(days.demand().histories(on=today(4)).values()))
    assert np.array_equal(values, [[0, 0, 0, 3], [np.nan, np.nan, 0, 0]], equal_nan=True)
    assert not censored.any()
    assert stacked([])[0].shape == (0, 0)


def test_rows_that_the_book_does_not_know_yet_are_left_for_the_next_time(days):
    days.receive(20)
    book = days.desk.book_at(days.desk.last_sequence())
    days.sell(3, on=1)

    assert Demand(book, days.desk.flows()).histories(on=today(3), period=Period.DAY)[
        "MUG-BLU"
    ].values.tolist() == [0, 0, 0]
