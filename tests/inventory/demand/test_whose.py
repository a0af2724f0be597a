from inventory.demand.whose import Whose
from tests.builders import a_customer, edit, pick, ship
from tests.journeys import shipped
from tests.returns import announce, back, receive_back


def test_a_parcel_and_its_order_are_its_customers(days):
    days.desk.handle(edit(a_customer()))
    days.receive(20)
    shipped(days.desk, (3, "MUG-BLU"))
    whose = Whose(days.desk.book)

    assert [whose.customer(name) for name in ("SH-1", "SO-1", "so-1", "", "X-9")] == [
        "CAFE-SOL",
        "CAFE-SOL",
        "CAFE-SOL",
        "",
        "",
    ]


def test_a_return_is_the_customers_whose_order_it_names(days):
    days.desk.handle(edit(a_customer()))
    days.receive(20)
    shipped(days.desk, (3, "MUG-BLU"))
    days.desk.handle(announce(back(2)))
    days.desk.handle(receive_back())
    whose = Whose(days.desk.book)

    assert whose.customer("RMA-1") == "CAFE-SOL"
    assert set(whose.parcels("RMA-1", "MUG-BLU")) == {"SO-1", "SH-1"}
    assert whose.parcels("RMA-1", "TEE-BLK-M") == ()


def test_a_number_of_somebody_elses_stands_for_the_parcels_that_name_it(days):
    days.receive(20)
    days.desk.handle(pick(3, at="A-01"))
    days.desk.handle(ship(3, customer="Acme", document="web-77"))
    whose = Whose(days.desk.book)

    assert whose.customer("web-77") == "acme"
    assert "SH-1" in whose.parcels("web-77", "MUG-BLU")


def test_a_return_that_names_nobody_is_nobodys(days):
    days.receive(20)
    days.take_back(2, on=1)

    assert Whose(days.desk.book).customer("RMA-1") == ""


def test_a_parcel_to_nobody_in_particular_is_its_orders_customers(days):
    days.receive(20)
    days.desk.handle(pick(3, at="A-01"))
    days.desk.handle(ship(3))

    assert Whose(days.desk.book).customer("SH-1") == ""
