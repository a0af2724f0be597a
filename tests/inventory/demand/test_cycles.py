from tests.builders import undo
from tests.demand_days import day, today


def cycles(days, first=0, end=30):
    found = days.demand().cycles(today(first), today(end))
    return [((one.on - today(0)).days, one.ran_out) for one in found]


def test_a_cycle_goes_from_one_delivery_to_the_next(days):
    days.receive(5, on=0)
    days.sell(5, on=2)
    days.receive(5, on=4)
    days.sell(3, on=6)
    days.receive(5, on=9)

    assert cycles(days) == [(4, True), (9, False)]


def test_the_cycle_that_goes_on_tells_nothing_yet(days):
    days.receive(5, on=0)
    days.sell(5, on=2)

    assert cycles(days) == []


def test_only_cycles_that_ended_in_the_time_asked_about_count(days):
    for on in (0, 4, 9):
        days.receive(5, on=on)

    assert cycles(days, first=5, end=9) == []
    assert cycles(days, first=5, end=10) == [(9, False)]


def test_two_deliveries_of_a_day_are_one(days):
    days.receive(5, on=0)
    days.receive(5, on=0)
    days.receive(5, on=4)

    assert cycles(days) == [(4, False)]


def test_a_delivery_that_was_undone_ended_nothing(days):
    days.receive(5, on=0)
    came = days.receive(5, on=4)
    days.desk.handle(undo(came.transaction.id, when=day(4)))

    assert cycles(days) == []


def test_what_customers_bring_back_is_no_delivery(days):
    days.receive(5, on=0)
    days.sell(2, on=2, to="Acme")
    days.take_back(2, on=4, to="Acme")

    assert cycles(days) == []
