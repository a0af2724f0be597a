from tests.builders import a_customer, edit, undo
from tests.demand_days import day
from tests.journeys import shipped
from tests.returns import announce, back, receive_back


def test_a_return_lessens_the_sale_not_the_day_it_came(days):
    days.receive(20)
    days.sell(5, on=1, to="Acme")
    days.take_back(2, on=4, to="Acme")

    assert days.values(on=6) == [0, 3, 0, 0, 0, 0]


def test_a_return_belongs_to_the_customers_latest_sale(days):
    days.receive(20)
    days.sell(5, on=1, to="Acme")
    days.sell(4, on=2, to="ACME ")
    days.sell(6, on=3, to="Other")
    days.take_back(2, on=4, to="acme")

    assert days.values(on=5) == [0, 5, 2, 6, 0]


def test_a_sale_of_exactly_what_comes_back_goes_first(days):
    days.receive(20)
    days.sell(5, on=1, to="Acme")
    days.sell(7, on=2, to="Acme")
    days.take_back(5, on=3, to="Acme")

    assert days.values(on=4) == [0, 0, 7, 0]
    assert days.demand().matching.pairs == 1


def test_a_return_spreads_over_several_sales_the_latest_first(days):
    days.receive(20)
    days.sell(2, on=1, to="Acme")
    days.sell(3, on=2, to="Acme")
    days.take_back(4, on=3, to="Acme")

    assert days.values(on=4) == [0, 1, 0, 0]


def test_the_order_that_a_return_names_goes_before_everything(days):
    days.desk.handle(edit(a_customer()))
    days.receive(20)
    shipped(days.desk, (3, "MUG-BLU"))
    days.sell(3, on=2, to="CAFE-SOL")
    days.desk.handle(announce(back(2), when=day(3)))
    days.desk.handle(receive_back(when=day(3)))

    assert days.values(on=4) == [1, 0, 3, 0]


def test_goods_nobody_sold_change_nothing_and_are_counted(days):
    days.receive(20)
    days.sell(2, on=1, to="Acme")
    days.take_back(2, on=2, to="Other")
    days.take_back(5, on=3, to="Acme")

    matching = days.demand().matching
    assert days.values(on=4) == [0, 0, 0, 0]
    assert (matching.returns, matching.matched, matching.partly, matching.unmatched) == (2, 0, 1, 1)
    assert matching.unmatched_quantity == 5_000_000


def test_a_return_does_not_take_back_what_is_sold_later(days):
    days.receive(20)
    days.take_back(2, on=1, to="Acme")
    days.sell(2, on=2, to="Acme")

    assert days.values(on=3) == [0, 0, 2]


def test_an_undone_return_took_nothing_back(days):
    days.receive(20)
    days.sell(5, on=1, to="Acme")
    came = days.take_back(2, on=2, to="Acme")
    days.desk.handle(undo(came.transaction.id, by="U0MIA", when=day(2)))

    assert days.values(on=3) == [0, 5, 0]


def test_sales_and_returns_of_nobody_in_particular_belong_together(days):
    days.receive(20)
    days.sell(5, on=1)
    days.sell(3, on=1, to="Acme")
    days.take_back(5, on=2)

    assert days.values(on=3) == [0, 3, 0]


def test_a_return_that_names_an_order_finds_what_is_left_of_it_after_others(days):
    days.desk.handle(edit(a_customer()))
    days.receive(20)
    shipped(days.desk, (3, "MUG-BLU"))
    days.sell(4, on=1, to="CAFE-SOL")
    days.take_back(7, on=2, to="CAFE-SOL")
    days.desk.handle(announce(back(2), when=day(3)))
    days.desk.handle(receive_back("RMA-2", when=day(3)))

    matching = days.demand().matching
    assert days.values(on=4) == [0, 0, 0, 0]
    assert (matching.matched, matching.unmatched) == (1, 1)


def test_sales_that_orders_took_back_are_not_offered_to_their_customers_again(days):
    days.desk.handle(edit(a_customer()))
    days.receive(20)
    shipped(days.desk, (3, "MUG-BLU"))
    days.desk.handle(announce(back(3), when=day(1)))
    days.desk.handle(receive_back(when=day(1)))
    days.sell(4, on=2, to="CAFE-SOL")
    days.take_back(5, on=3, to="CAFE-SOL")

    assert days.values(on=4) == [0, 0, 0, 0]
    assert days.demand().matching.partly == 1
