"""Whatever brings goods to a dock has them put away: deliveries, kits, goods taken in after all."""

from inventory.documents.putaway import Putaway
from inventory.inbound_commands import PutAway
from tests.builders import a_desk, a_kit, an_amount, build, ordered, receive, undo
from tests.inventory.inbound.arriving import a_waiting_desk, settle

STOCK = [(20, "MUG-BLU", "A-01"), (5, "TEE-BLK-M", "A-02")]


def the_lines(desk, number="PA-1"):
    lines = desk.book.get(Putaway, number).lines
    return [(one.item, one.quantity, one.lot, one.proposed) for one in lines]


def test_a_kit_without_a_home_is_put_away():
    desk = a_desk(a_kit(home=""), stock=STOCK)

    built = desk.handle(build(3))
    assert the_lines(desk) == [("GIFT-SET", 3, "", "B-01")]

    desk.handle(undo(built.transaction.id))
    assert desk.book.get(Putaway, "PA-1") is None


def test_a_kit_that_goes_home_needs_nobody_to_put_it_away():
    desk = a_desk(a_kit(home="B-01"), stock=STOCK)

    desk.handle(build(3))

    assert list(desk.book.all(Putaway)) == []


def test_only_what_is_accepted_is_put_away_and_the_rest_once_it_is_taken_in_after_all():
    desk = a_waiting_desk((36, "MUG-BLU"))

    desk.handle(receive(34, document="PO-1", rejected=an_amount(2), reason="damaged"))
    assert the_lines(desk) == [("MUG-BLU", 34, "", "A-01")]
    assert desk.book.get(Putaway, "PA-1").purchase_order == "PO-1"

    desk.handle(settle("refurbish"))
    assert the_lines(desk, "PA-2") == [("MUG-BLU", 2, "", "A-01")]


def test_several_deliveries_are_put_away_by_two_people():
    desk = a_waiting_desk((36, "MUG-BLU"))
    desk.handle(receive(12, document="PO-1"))
    desk.handle(receive(24, document="PO-1"))

    desk.handle(ordered(PutAway, "PA-1", by="U0ANA"))
    desk.handle(ordered(PutAway, "PA-2", by="U0BEN"))

    assert list(desk.book.open(Putaway)) == []
    assert desk.book.on_hand("MUG-BLU", "A-01") == 36
    assert [one.done_by for each in desk.book.all(Putaway) for one in each.lines] == [
        "U0ANA",
        "U0BEN",
    ]
