from datetime import timedelta
from decimal import Decimal

import pytest

from inventory.demand.service import Service, asked_between, service_of
from inventory.documents.order import Order
from inventory.location import LocationKind
from inventory.order_commands import CancelOrder, ChangeOrder, ReserveOrders
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    edit,
    open_stock,
    ordered,
    pick,
    place_order,
    receive,
    ship,
    undo,
)
from tests.journeys import shipped, the_order
from tests.memory_desk import START

TODAY = START.date()


@pytest.fixture
def desk():
    """Ten mugs and four tees, and a customer who asks for them."""
    stock = [(10, "MUG-BLU", "A-01"), (4, "TEE-BLK-M", "A-02")]
    return a_desk(a_customer(), stock=stock)


def kept(desk, number="SO-1"):
    return [line.kept_at_once for line in the_order(desk, number).lines]


def service(desk, first=TODAY, last=TODAY):
    return service_of(asked_between(desk.book, first, last))


def test_an_order_notes_what_of_each_line_was_there(desk):
    desk.handle(place_order((12, "MUG-BLU"), (3, "TEE-BLK-M")))

    assert kept(desk) == [10, 3]
    assert service(desk) == Service(ordered=15, filled=13, lines=2, whole=1)


def test_what_comes_later_was_not_there_at_once(desk):
    desk.handle(place_order((12, "MUG-BLU")))
    desk.handle(receive(9, at="A-01"))
    desk.handle(ordered(ReserveOrders, "SO-1"))

    assert (the_order(desk, "SO-1").lines[0].missing, kept(desk)) == (0, [10])


def test_an_order_that_ships_whole_notes_what_it_could_have_had(desk):
    desk.handle(place_order((12, "MUG-BLU"), (3, "TEE-BLK-M"), ships_whole=True))

    assert the_order(desk, "SO-1").lines[0].holds == ()
    assert kept(desk) == [10, 3]


def test_what_is_asked_for_besides_is_measured_when_it_is_asked_for(desk):
    desk.handle(place_order((6, "MUG-BLU")))
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(15)}, by="U0MIA"))

    assert service(desk) == Service(ordered=15, filled=10, lines=1, whole=0)


def test_what_is_asked_for_no_more_was_asked_for_all_the_same(desk):
    desk.handle(place_order((15, "MUG-BLU")))
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(8)}, by="U0MIA"))
    desk.handle(ordered(CancelOrder, "SO-1", by="U0MIA"))

    assert service(desk) == Service(ordered=15, filled=10, lines=1, whole=0)


def test_parcels_without_an_order_left_at_once(desk):
    desk.handle(pick(3, at="A-01"))
    desk.handle(ship(3, customer="Acme"))

    assert service(desk) == Service(ordered=3, filled=3, lines=1, whole=1)


def test_a_parcel_that_was_undone_never_left(desk):
    desk.handle(pick(3, at="A-01"))
    sent = desk.handle(ship(3, customer="Acme"))
    desk.handle(undo(sent.transaction.id))

    assert service(desk).fill_rate is None


def test_only_the_days_asked_about_count(desk):
    desk.handle(place_order((1, "MUG-BLU")))
    desk.handle(place_order((2, "MUG-BLU"), when=START + timedelta(days=40)))

    later = TODAY + timedelta(days=40)
    assert service(desk, later, later).ordered == 2
    assert service(desk, TODAY, later).ordered == 3
    assert service(desk, TODAY + timedelta(days=1), later - timedelta(days=1)).lines == 0


def test_orders_of_earlier_journals_count_for_nothing(desk):
    desk.handle(place_order((12, "MUG-BLU")))
    told = the_order(desk, "SO-1").model_dump_json(exclude={"lines": {0: {"kept_at_once"}}})
    before = Order.model_validate_json(told)

    assert before.lines[0].kept_at_once is None


def test_a_line_belongs_to_the_site_it_is_served_from(desk):
    for place in (a_location("N-01", site="North"), a_location("S-01", site="South")):
        desk.handle(edit(place))
    desk.handle(open_stock(5, "ROPE-8", at="S-01"))
    desk.handle(place_order((2, "ROPE-8"), (3, "JAM-STR")))

    found = [(one.item, one.site) for one in asked_between(desk.book, TODAY, TODAY)]
    assert found == [("ROPE-8", "South"), ("JAM-STR", None)]


def test_a_line_that_has_left_belongs_to_the_site_it_left(desk):
    places = (a_location("N-01", site="North"), a_location("S-01", site="South"))
    for place in places:
        desk.handle(edit(place))
    desk.handle(open_stock(5, "ROPE-8", at="S-01"))
    shipped(desk, (2, "ROPE-8"))

    [found] = asked_between(desk.book, TODAY, TODAY)
    assert (found.item, found.site) == ("ROPE-8", "South")


def test_a_parcel_without_an_order_has_no_site_in_a_house_of_several(desk):
    for place in (a_location("N-01", site="North"), a_location("S-01", site="South")):
        desk.handle(edit(place))
    desk.handle(pick(3, at="A-01"))
    desk.handle(ship(3, customer="Acme"))

    assert [one.site for one in asked_between(desk.book, TODAY, TODAY)] == [None]


def test_a_parcel_without_an_order_is_of_the_site_whose_bench_it_left_from(desk):
    north = (
        a_location("N-01", site="North"),
        a_location("N-PACK", LocationKind.PACKING, site="North"),
    )
    for place in (*north, a_location("S-01", site="South")):
        desk.handle(edit(place))
    desk.handle(open_stock(5, "ROPE-8", at="N-PACK"))
    desk.handle(ship(2, "ROPE-8", at="N-PACK", customer="Acme"))

    [found] = asked_between(desk.book, TODAY, TODAY)
    assert (found.site, found.filled, found.is_ordered) == ("North", 2, False)
