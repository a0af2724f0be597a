"""Goods go from receiving to their bins, and every unit of them is open, done or gone."""

from decimal import Decimal

import pytest

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.errors import MissingPart, NothingChanged, UndoRefused, UnknownDocument, WrongPlace
from inventory.inbound_commands import ClaimPutaway, PlacePurchase, PutAway, WantedLine
from inventory.inbound_errors import AlreadyPutAway, OtherSite, WrongBin
from inventory.location import LocationKind
from inventory.notices import Audience, DocumentNotice
from inventory.order_errors import AlreadyClaimed, QuantityOutOfRange, UnknownLine
from inventory.transaction import Crowded
from tests.builders import (
    a_customer,
    a_desk,
    a_line,
    a_location,
    adjust,
    an_amount,
    an_item,
    count_stock,
    edit,
    move,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    reply_lines,
    undo,
)


@pytest.fixture
def desk():
    """Mugs at home in A-01, which holds 30; tees in B-01."""
    return a_desk(
        an_item("MUG-BLU", home="A-01"),
        an_item("TEE-BLK-M", home="B-01"),
        a_location("A-01", capacity=Decimal(30)),
    )


def the_line(desk, number=1, putaway="PA-1"):
    line = desk.book.get(Putaway, putaway).line(number)
    return (line.done, line.gone, line.outstanding)


def put(line=0, target="", amount=None, **facts):
    return ordered(
        PutAway,
        facts.pop("number", "PA-1"),
        line=line,
        target=target,
        amount=an_amount(amount),
        **facts,
    )


# -- making one -----------------------------------------------------------------------------------


def test_a_receipt_into_receiving_makes_one_putaway_of_all_its_lines(desk):
    desk.handle(
        receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M"), a_line(3, "MUG-BLU")])
    )

    (putaway,) = desk.book.open(Putaway)
    assert [(one.item, one.quantity, one.proposed) for one in putaway.lines] == [
        ("MUG-BLU", 27, "A-01"),
        ("TEE-BLK-M", 6, "B-01"),
    ]
    assert (putaway.number, putaway.planned_by) == ("PA-1", "U0ANA")


@pytest.mark.parametrize("place", ["A-01", "HOLD"])
def test_what_is_received_into_its_bin_needs_none(desk, place):
    desk.handle(receive(4, "MUG-BLU", at=place))

    assert list(desk.book.all(Putaway)) == []


def test_what_is_moved_or_counted_into_receiving_is_no_arrival(desk):
    desk.handle(receive(4, "MUG-BLU", at="A-01"))
    desk.handle(move(2, "MUG-BLU", at="A-01", to="IN"))
    desk.handle(count_stock(5, "MUG-BLU", at="IN"))

    assert list(desk.book.all(Putaway)) == []


def test_a_putaway_is_told_in_the_thread_of_its_purchase_order(desk):
    wanted = WantedLine(item="MUG-BLU", amount=an_amount(24))
    desk.handle(
        ordered(PlacePurchase, supplier="", lines=(wanted,), ordered_on="2026-11-20", by="U0MIA")
    )
    assert desk.book.get(PurchaseOrder, "PO-1")

    told = desk.handle(receive(24, "MUG-BLU", document="PO-1")).transaction.notices

    assert desk.book.get(Putaway, "PA-1").purchase_order == "PO-1"
    assert DocumentNotice(number="PA-1", thread="PO-1", audience=Audience.PURCHASING) in told


# -- putting away ---------------------------------------------------------------------------------


def test_a_line_goes_to_its_proposed_bin(desk):
    desk.handle(receive(24, "MUG-BLU"))

    posted = desk.handle(put(1, by="U0BEN"))

    assert reply_lines(posted) == ["MUG-BLU IN 24 -> 0", "MUG-BLU A-01 0 -> 24"]
    line = desk.book.get(Putaway, "PA-1").line(1)
    assert (line.done, line.bins, line.done_by) == (24, ("A-01",), "U0BEN")
    assert not desk.book.get(Putaway, "PA-1").is_open


def test_all_that_wait_go_at_once(desk):
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))

    desk.handle(put())

    assert desk.book.on_hand("MUG-BLU", "A-01") == 24
    assert desk.book.on_hand("TEE-BLK-M", "B-01") == 6
    assert list(desk.book.open(Putaway)) == []


def test_a_line_goes_to_several_bins_bit_by_bit(desk):
    desk.handle(receive(24, "MUG-BLU"))

    desk.handle(put(1, "B-01", 4))
    desk.handle(put(1))

    assert desk.book.get(Putaway, "PA-1").line(1).bins == ("B-01", "A-01")
    assert desk.book.on_hand("MUG-BLU", "A-01") == 20


def test_the_second_person_hears_who_was_there_first(desk):
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    desk.handle(put(1, by="U0ANA"))

    assert refusal_of(desk, put(1, by="U0BEN")) == AlreadyPutAway(
        number="PA-1", line=1, item="MUG-BLU", by="U0ANA", bins=("A-01",)
    )


def test_nothing_is_left_of_a_putaway_that_is_done(desk):
    desk.handle(receive(24, "MUG-BLU"))
    desk.handle(put())

    refused = refusal_of(desk, put(by="U0BEN"))

    assert refused == AlreadyPutAway(number="PA-1", line=0, by="U0ANA", bins=("A-01",))


def test_a_double_click_is_one_request(desk):
    desk.handle(receive(24, "MUG-BLU"))
    click = put(1, "", 10)

    first, second = desk.handle(click), desk.handle(click)

    assert (first.reply, second.is_repeat) == (second.reply, True)
    assert the_line(desk) == (10, 0, 14)


@pytest.mark.parametrize("amount", [0, 25])
def test_no_more_than_waits_is_put_away(desk, amount):
    desk.handle(receive(24, "MUG-BLU"))

    refused = refusal_of(desk, put(1, "", amount))

    assert (type(refused), refused.most) == (QuantityOutOfRange, 24)


def test_what_does_not_exist_is_refused_by_name(desk):
    desk.handle(receive(24, "MUG-BLU"))

    assert refusal_of(desk, put(7)) == UnknownLine(number="PA-1", line=7)
    assert refusal_of(desk, put(0, "", 3)) == UnknownLine(number="PA-1", line=0)
    assert refusal_of(desk, put(number="PA-9")) == UnknownDocument(number="PA-9")
    assert isinstance(refusal_of(desk, put(1, "PACK")), WrongPlace)


# -- bins that are none for it --------------------------------------------------------------------


def test_a_bin_without_room_is_refused_to_an_operator(desk):
    desk.handle(receive(24, "MUG-BLU", at="A-01"))
    desk.handle(receive(24, "MUG-BLU"))

    refused = refusal_of(desk, put(2, "A-01"))

    assert refused == WrongBin(problem="full", item="MUG-BLU", location="A-01", room=Decimal(6))


def test_a_manager_may_overfill_a_named_bin_and_the_answer_says_so(desk):
    desk.handle(receive(24, "MUG-BLU", at="A-01"))
    desk.handle(receive(24, "TEE-BLK-M"))

    posted = desk.handle(put(1, "A-01", by="U0MIA"))

    assert posted.reply.crowded == (
        Crowded(location="A-01", holds=Decimal(48), capacity=Decimal(30)),
    )


def test_receiving_straight_into_a_full_bin_is_only_remarked():
    desk = a_desk(
        an_item("MUG-BLU", weight=Decimal("0.5")),
        a_location("A-01", capacity=Decimal(10), capacity_kg=Decimal(4)),
    )

    posted = desk.handle(receive(12, "MUG-BLU", at="A-01"))

    assert posted.reply.crowded == (
        Crowded(location="A-01", holds=Decimal(12), capacity=Decimal(10)),
        Crowded(location="A-01", holds=Decimal(6), capacity=Decimal(4), unit="kg"),
    )


def test_a_bin_that_is_kept_for_others_or_too_weak_is_refused():
    desk = a_desk(
        an_item("MUG-BLU", weight=Decimal(2)),
        a_location("A-02", takes=("raw",)),
        a_location("B-01", capacity_kg=Decimal(5)),
    )
    desk.handle(receive(3, "MUG-BLU"))

    assert refusal_of(desk, put(1, "A-02")) == WrongBin(
        problem="kind", item="MUG-BLU", location="A-02", takes=("raw",)
    )
    assert refusal_of(desk, put(1, "B-01")) == WrongBin(
        problem="too_heavy", item="MUG-BLU", location="B-01", room=Decimal(2)
    )


def test_a_bin_of_another_site_takes_a_transfer():
    desk = a_desk(
        a_location("IN", LocationKind.RECEIVING, site="SOUTH"),
        a_location("A-01", site="SOUTH"),
        a_location("N-01", site="NORTH"),
    )
    desk.handle(receive(3, "MUG-BLU", at="IN"))

    assert refusal_of(desk, put(1, "N-01", by="U0MIA")) == OtherSite(
        problem="transfer_needed", location="IN", target="N-01"
    )


def test_a_line_for_which_no_bin_was_found_wants_one_named():
    desk = a_desk(
        *(a_location(code, capacity=Decimal(1)) for code in ("A-01", "A-02", "B-01")),
        stock=[(1, "TEE-BLK-M", code) for code in ("A-01", "A-02", "B-01")],
    )
    desk.handle(receive(3, "MUG-BLU"))

    assert refusal_of(desk, put(1)) == MissingPart(verb="put_away", part="location")


def test_all_at_once_leaves_what_cannot_go_and_proposes_another_bin_for_it(desk):
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    desk.handle(receive(20, "MUG-BLU", at="A-01"))

    desk.handle(put())

    line = desk.book.get(Putaway, "PA-1").line(1)
    assert the_line(desk, 1) == (0, 0, 24)
    assert the_line(desk, 2) == (6, 0, 0)
    assert (line.proposed, line.why) == ("A-02", "empty, near the dock")


def test_all_at_once_is_refused_where_nothing_can_go(desk):
    desk.handle(receive(24, "MUG-BLU"))
    desk.handle(receive(20, "MUG-BLU", at="A-01"))

    assert isinstance(refusal_of(desk, put()), WrongBin)


# -- in whose hand --------------------------------------------------------------------------------


def test_who_has_said_so_does_it_alone(desk):
    desk.handle(receive(24, "MUG-BLU"))
    desk.handle(ordered(ClaimPutaway, "PA-1", by="U0ANA"))

    for step in (put(1, by="U0BEN"), ordered(ClaimPutaway, "PA-1", by="U0BEN")):
        assert refusal_of(desk, step) == AlreadyClaimed(number="PA-1", by="U0ANA")
    assert refusal_of(desk, ordered(ClaimPutaway, "PA-1", by="U0ANA")) == NothingChanged(
        what="PA-1"
    )
    desk.handle(put(1, by="U0ANA"))


def test_a_manager_may_take_it_over_and_its_holder_let_it_go(desk):
    desk.handle(receive(24, "MUG-BLU"))
    desk.handle(ordered(ClaimPutaway, "PA-1", by="U0ANA"))
    desk.handle(ordered(ClaimPutaway, "PA-1", by="U0MIA"))
    assert desk.book.get(Putaway, "PA-1").claimed_by == "U0MIA"

    desk.handle(ordered(ClaimPutaway, "PA-1", by="U0MIA", is_claimed=False))
    desk.handle(put(1, by="U0BEN"))

    assert isinstance(refusal_of(desk, ordered(ClaimPutaway, "PA-1")), AlreadyPutAway)


# -- goods that leave another way -----------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        move(5, "MUG-BLU", at="IN", to="B-01"),
        pick(5, "MUG-BLU", at="IN"),
        adjust(-5, "MUG-BLU", at="IN", reason="damaged"),
        count_stock(19, "MUG-BLU", at="IN"),
    ],
    ids=lambda step: step.kind,
)
def test_what_leaves_receiving_another_way_is_gone_from_its_line(step):
    desk = a_desk(an_item("MUG-BLU", home="A-01"), count_tolerance=99)
    desk.handle(receive(24, "MUG-BLU"))

    posted = desk.handle(step)
    assert the_line(desk) == (0, 5, 19)

    desk.handle(undo(posted.transaction.id))
    assert the_line(desk) == (0, 0, 24)


def test_the_oldest_putaway_shrinks_first(desk):
    desk.handle(receive(10, "MUG-BLU"))
    desk.handle(receive(10, "MUG-BLU"))

    desk.handle(move(14, "MUG-BLU", at="IN", to="B-01"))

    assert the_line(desk, 1, "PA-1") == (0, 10, 0)
    assert the_line(desk, 1, "PA-2") == (0, 4, 6)


def test_what_belongs_to_no_putaway_is_taken_first():
    desk = a_desk(stock=[(10, "MUG-BLU", "IN")])
    desk.handle(receive(5, "MUG-BLU"))

    desk.handle(move(12, "MUG-BLU", at="IN", to="B-01"))

    assert the_line(desk) == (0, 2, 3)


# -- taking back ----------------------------------------------------------------------------------


def test_a_receipt_taken_back_takes_its_putaway_with_it(desk):
    received = desk.handle(receive(24, "MUG-BLU"))
    desk.handle(ordered(ClaimPutaway, "PA-1", by="U0BEN"))

    back = desk.handle(undo(received.transaction.id))
    assert desk.book.get(Putaway, "PA-1") is None

    desk.handle(undo(back.transaction.id))
    assert the_line(desk) == (0, 0, 24)


def test_a_receipt_stands_once_some_of_it_was_put_away(desk):
    received = desk.handle(receive(24, "MUG-BLU"))
    done = desk.handle(put(1, "", 10))

    refused = refusal_of(desk, undo(received.transaction.id))
    assert (type(refused), refused.problem, refused.by) == (UndoRefused, "put_away", "PA-1")

    desk.handle(undo(done.transaction.id))
    desk.handle(undo(received.transaction.id))
    assert desk.book.get(Putaway, "PA-1") is None


def test_a_step_is_taken_back_also_after_others_went_on(desk):
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    first = desk.handle(put(1, "", 10))
    desk.handle(put(2, by="U0BEN"))

    back = desk.handle(undo(first.transaction.id))
    line = desk.book.get(Putaway, "PA-1").line(1)
    assert (line.outstanding, line.bins, line.done_by) == (24, (), "")

    desk.handle(undo(back.transaction.id))
    assert the_line(desk, 1) == (10, 0, 14)
    assert the_line(desk, 2) == (6, 0, 0)


def test_a_step_taken_back_is_not_put_away_twice(desk):
    desk.handle(receive(24, "MUG-BLU"))
    first = desk.handle(put(1))
    back = desk.handle(undo(first.transaction.id))
    desk.handle(put(1, "B-01"))

    refused = refusal_of(desk, undo(back.transaction.id))

    assert (refused.problem, refused.by) == ("changed_since", "PA-1")


def test_a_receipt_taken_back_takes_what_is_left_from_the_next_putaway(desk):
    first = desk.handle(receive(24, "MUG-BLU"))
    desk.handle(receive(10, "MUG-BLU"))
    desk.handle(pick(5, "MUG-BLU", at="IN"))

    desk.handle(undo(first.transaction.id))

    assert desk.book.get(Putaway, "PA-1") is None
    assert (the_line(desk, 1, "PA-2"), the_line(desk, 2, "PA-2")) == ((0, 5, 1), (0, 0, 4))


def test_a_pick_is_taken_back_also_after_the_receipt_was():
    desk = a_desk(count_tolerance=99)
    received = desk.handle(receive(24, "MUG-BLU"))
    picked = desk.handle(pick(5, "MUG-BLU", at="IN"))
    desk.handle(count_stock(24, "MUG-BLU", at="IN"))
    desk.handle(undo(received.transaction.id))

    desk.handle(undo(picked.transaction.id))

    assert desk.book.on_hand("MUG-BLU", "IN") == 5
    assert list(desk.book.all(Putaway)) == []


def test_all_at_once_leaves_what_is_kept_for_orders(desk):
    desk.handle(edit(a_customer()))
    desk.handle(receive(lines=[a_line(4, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    desk.handle(place_order((4, "MUG-BLU")))

    desk.handle(put())

    assert (the_line(desk, 1), the_line(desk, 2)) == ((0, 0, 4), (6, 0, 0))
    assert desk.book.get(Putaway, "PA-1").line(1).proposed == "A-01"


def test_what_finds_no_bin_any_more_says_so():
    desk = a_desk(
        an_item("MUG-BLU", home="A-01"),
        *(a_location(code, capacity=Decimal(30)) for code in ("A-01", "A-02", "B-01")),
    )
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    for code in ("A-01", "A-02", "B-01"):
        desk.handle(receive(20, "ROPE-8", at=code))

    desk.handle(put())

    line = desk.book.get(Putaway, "PA-1").line(1)
    assert (line.proposed, line.why, line.outstanding) == ("", "no bin has room", 24)


def test_what_was_put_away_after_all_says_where_and_by_whom():
    desk = a_desk()
    desk.handle(receive(5))
    put = desk.handle(ordered(PutAway, "PA-1", line=1, target="A-02", by="U0BEN"))
    line = desk.book.get(Putaway, "PA-1").lines[0]
    back = desk.handle(undo(put.transaction.id, by="U0BEN"))
    assert desk.book.get(Putaway, "PA-1").lines[0].bins == ()
    desk.handle(undo(back.transaction.id, by="U0BEN"))
    assert desk.book.get(Putaway, "PA-1").lines[0] == line


def test_nothing_goes_back_to_wait_on_a_dock_that_is_none_any_more():
    desk = a_desk()
    desk.handle(receive(3))
    put = desk.handle(ordered(PutAway, "PA-1", target="A-01")).transaction
    changed = desk.handle(edit(a_location("IN", LocationKind.STORAGE))).transaction
    refused = refusal_of(desk, undo(put.id))
    assert (refused.problem, refused.by, refused.since) == ("changed_since", "IN", changed.id)
