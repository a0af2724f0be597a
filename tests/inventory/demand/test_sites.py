from inventory.demand.sites import Sites
from inventory.documents.forecast import Period
from inventory.inbound_commands import SetLotStatus
from inventory.location import LocationKind
from inventory.lot import LotStatus
from tests.builders import a_book_with, a_desk, a_location, edit, ordered, pick, receive, ship
from tests.demand_days import day, today

NORTH = a_location("N-01", site="North")
SOUTH = a_location("S-01", site="South")


def test_a_house_that_names_one_site_is_one_without_a_name():
    book = a_book_with(NORTH, stock=[(3, "MUG-BLU", "N-01"), (4, "MUG-BLU", "A-01")])
    sites = Sites(book)

    assert sites.names == ("",)
    assert sites.of("N-01") == ""
    assert sites.available("MUG-BLU") == {"": 7}


def test_places_that_are_not_used_or_not_real_name_no_site():
    gone = a_location("S-01", site="South", is_active=False)

    assert Sites(a_book_with(NORTH, gone)).names == ("",)


def test_bins_without_a_site_are_a_site_of_their_own():
    book = a_book_with(
        NORTH, SOUTH, stock=[(3, "MUG-BLU", "N-01"), (4, "MUG-BLU", "A-01"), (5, "MUG-BLU", "HOLD")]
    )
    sites = Sites(book)

    assert sites.names == ("", "North", "South")
    assert [sites.of(place) for place in ("N-01", "A-01", "nowhere")] == ["North", "", ""]
    assert sites.available("MUG-BLU") == {"": 4, "North": 3}


def test_demand_belongs_to_the_site_that_goods_left(days):
    packing = a_location("N-PACK", LocationKind.PACKING, site="North")
    for place in (NORTH, SOUTH, packing):
        days.desk.handle(edit(place))
    days.receive(9, at="N-01")
    days.receive(9, at="S-01")
    for quantity, at in ((2, "N-01"), (3, "S-01")):
        days.desk.handle(pick(quantity, at=at, when=day(1)))
        days.desk.handle(ship(quantity, at="PACK" if at == "S-01" else "", when=day(1)))

    found = days.demand().histories(on=today(2), period=Period.DAY)
    assert {key: one.values.tolist() for key, one in found.items()} == {
        "MUG-BLU @ North": [0, 2],
        "MUG-BLU @ South": [0, 3],
    }


def test_a_place_that_changes_its_site_takes_its_history_along(days):
    for place in (NORTH, SOUTH):
        days.desk.handle(edit(place))
    days.desk.handle(receive(9, at="N-01"))
    days.desk.handle(pick(2, at="N-01", when=day(1)))
    days.desk.handle(ship(2, when=day(1)))
    days.desk.handle(edit(a_location("N-01", site="South")))
    days.desk.handle(edit(a_location("S-01", site="North")))

    found = days.demand().histories(on=today(2), period=Period.DAY)
    assert list(found) == ["MUG-BLU @ South"]
    assert found["MUG-BLU @ South"].values.tolist() == [0, 2]


def test_held_lots_are_there_and_not_available():
    desk = a_desk(stock=[(6, "JAM-STR", "A-02", "L7"), (2, "JAM-STR", "A-02", "L8")])
    held = {"item": "JAM-STR", "lot": "L7", "status": LotStatus.HOLD, "reason": "cloudy"}
    desk.handle(ordered(SetLotStatus, by="U0MIA", **held))
    sites = Sites(desk.book)

    assert sites.available("JAM-STR") == {"": 2}
    assert sites.stocked("JAM-STR") == {"": 8}
