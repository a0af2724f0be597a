"""Goods travel between sites: sent, in transit, received, and nothing of them is lost in silence."""

from decimal import Decimal

import pytest

from inventory.documents.putaway import Putaway
from inventory.documents.transfer import Transfer, TransferStatus
from inventory.errors import (
    FractionRefused,
    MissingPart,
    NotAllowed,
    NotEnough,
    UndoRefused,
    UnknownReason,
)
from inventory.inbound_commands import PutAway, ReceiveTransfer, TransferStock
from inventory.inbound_errors import OtherSite
from inventory.location import DIFFERENCE, SCRAP, LocationKind
from inventory.order_errors import QuantityOutOfRange, UnknownLine, WrongStep
from inventory.settings.orders import ValuationMethod
from inventory.valuation.stock_value import value_of_item
from tests.builders import (
    _posting,
    a_desk,
    a_line,
    a_location,
    adjust,
    count_stock,
    edit,
    move,
    ordered,
    receive,
    refusal_of,
    reply_lines,
    undo,
)

SOUTH = [a_location(code, site="SOUTH") for code in ("A-01", "A-02", "B-01")]
NORTH = [
    a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
    a_location("N-01", site="NORTH"),
    a_location("TRUCK", LocationKind.TRANSIT, site="NORTH"),
]


@pytest.fixture
def desk():
    """24 mugs and 9 tees in the south; a house in the north."""
    stock = [(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")]
    return a_desk(*SOUTH, *NORTH, stock=stock)


def transfer(quantity=1, item="MUG-BLU", at="A-01", to="NORTH", **parts):
    return _posting(TransferStock, quantity, item, at=at, to=to, **parts)


def arrive(number="TR-1", **facts):
    quantities = {n: Decimal(q) for n, q in facts.pop("quantities", {}).items()}
    return ordered(ReceiveTransfer, number, quantities=quantities, **facts)


def test_goods_leave_one_site_and_are_nowhere_available_until_they_arrive(desk):
    posted = desk.handle(transfer(6))

    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 18", "MUG-BLU TRUCK 0 -> 6"]
    assert desk.book.available("MUG-BLU") == 18
    sent = desk.book.get(Transfer, "TR-1")
    assert (sent.from_site, sent.to_site, sent.transit) == ("SOUTH", "NORTH", "TRUCK")
    assert (sent.status, sent.line(1).outstanding) == (TransferStatus.SENT, 6)


def test_what_arrives_lies_in_receiving_and_is_put_away_there(desk):
    desk.handle(transfer(6))

    posted = desk.handle(arrive(by="U0BEN"))

    assert reply_lines(posted) == ["MUG-BLU TRUCK 6 -> 0", "MUG-BLU N-IN 0 -> 6"]
    arrived = desk.book.get(Transfer, "TR-1")
    assert (arrived.status, arrived.received_by) == (TransferStatus.RECEIVED, "U0BEN")
    assert desk.book.get(Putaway, "PA-1").line(1).proposed == "N-01"


def test_goods_sent_to_a_bin_arrive_in_it(desk):
    desk.handle(transfer(6, to="n-01"))
    desk.handle(arrive())

    assert desk.book.on_hand("MUG-BLU", "N-01") == 6
    assert list(desk.book.all(Putaway)) == []


def test_lines_to_one_site_are_one_transfer_and_to_two_sites_two(desk):
    desk.handle(edit(a_location("W-IN", LocationKind.RECEIVING, site="WEST")))
    lines = [
        a_line(6, "MUG-BLU", at="A-01", to="NORTH"),
        a_line(2, "MUG-BLU", at="A-01", to="WEST"),
        a_line(3, "TEE-BLK-M", at="A-02", to="north"),
    ]

    posted = desk.handle(_posting(TransferStock, 1, "", lines=lines))

    assert [(one.to_site, len(one.lines)) for one in desk.book.all(Transfer)] == [
        ("NORTH", 2),
        ("WEST", 1),
    ]
    assert [one.document for one in posted.transaction.moves] == ["TR-1", "TR-2", "TR-1"]


def test_a_transfer_arrives_in_parts(desk):
    desk.handle(
        transfer(lines=[a_line(6, at="A-01", to="NORTH"), a_line(4, at="A-01", to="NORTH")])
    )

    desk.handle(arrive(quantities={1: 5}, target="N-01"))
    part = desk.book.get(Transfer, "TR-1")
    assert part.status is TransferStatus.PART_RECEIVED
    assert [one.outstanding for one in part.lines] == [1, 4]
    desk.handle(arrive())

    assert not desk.book.get(Transfer, "TR-1").is_open
    assert desk.book.on_hand("MUG-BLU", "TRUCK") == 0


def test_what_will_not_come_is_written_off(desk):
    desk.handle(transfer(6))

    desk.handle(arrive(quantities={1: 5}, is_rest_lost=True, by="U0MIA"))

    line = desk.book.get(Transfer, "TR-1").line(1)
    assert (line.received, line.lost, line.outstanding) == (5, 1, 0)
    assert desk.book.on_hand("MUG-BLU", DIFFERENCE) == 1
    assert not desk.book.get(Transfer, "TR-1").is_open


def test_broken_on_the_way_is_scrap(desk):
    desk.handle(transfer(6))
    desk.handle(arrive(quantities={1: 5}, is_rest_lost=True, reason="damaged", by="U0MIA"))

    assert desk.book.on_hand("MUG-BLU", SCRAP) == 1


def test_more_than_a_trifle_is_lost_by_managers_only():
    desk = a_desk(*SOUTH, *NORTH, stock=[(24, "MUG-BLU", "A-01")], count_tolerance=1)
    desk.handle(transfer(6))

    assert isinstance(refusal_of(desk, arrive(quantities={1: 4}, is_rest_lost=True)), NotAllowed)
    desk.handle(arrive(quantities={1: 5}, is_rest_lost=True))


def test_arriving_is_judged_line_by_line(desk):
    desk.handle(transfer(6))

    assert refusal_of(desk, arrive(quantities={3: 1})) == UnknownLine(number="TR-1", line=3)
    assert isinstance(refusal_of(desk, arrive(quantities={1: 7})), QuantityOutOfRange)
    assert isinstance(refusal_of(desk, arrive(quantities={1: 0})), MissingPart)
    lost = arrive(quantities={1: 5}, is_rest_lost=True, reason="gremlins")
    assert isinstance(refusal_of(desk, lost), UnknownReason)
    assert refusal_of(desk, arrive(target="A-01")) == OtherSite(
        problem="another_site", location="TR-1", target="A-01", sites=("NORTH",)
    )


def test_what_has_arrived_arrives_once(desk):
    desk.handle(transfer(6))
    desk.handle(arrive())

    assert refusal_of(desk, arrive(by="U0BEN")) == WrongStep(
        number="TR-1", action="receive_transfer", status=TransferStatus.RECEIVED
    )


@pytest.mark.parametrize(
    ("to", "problem", "sites"),
    [
        ("EAST", "unknown_site", ("NORTH", "SOUTH")),
        ("SOUTH", "same_site", ("NORTH",)),
        ("B-01", "same_site", ("NORTH",)),
    ],
)
def test_a_transfer_goes_to_another_site_that_is_there(desk, to, problem, sites):
    assert refusal_of(desk, transfer(6, to=to)) == OtherSite(
        problem=problem, location="A-01", target=to, sites=sites
    )


def test_a_transfer_needs_a_place_to_be_in_meanwhile():
    desk = a_desk(*SOUTH, a_location("VAN"), *NORTH[:2], stock=[(24, "MUG-BLU", "A-01")])

    assert refusal_of(desk, transfer(6)) == OtherSite(
        problem="no_transit", location="A-01", target="NORTH"
    )


def test_a_site_without_its_own_transit_place_takes_any():
    desk = a_desk(*SOUTH, *NORTH[:2], stock=[(24, "MUG-BLU", "A-01")])
    desk.handle(transfer(6))

    assert desk.book.on_hand("MUG-BLU", "VAN") == 6


def test_a_site_without_receiving_wants_a_bin_named():
    desk = a_desk(*SOUTH, *NORTH[1:], stock=[(24, "MUG-BLU", "A-01")])
    desk.handle(transfer(6))

    assert isinstance(refusal_of(desk, arrive()), MissingPart)
    desk.handle(arrive(target="N-01"))


def test_no_more_is_sent_than_lies_there_and_a_line_needs_a_target(desk):
    assert isinstance(refusal_of(desk, transfer(25)), NotEnough)
    assert isinstance(refusal_of(desk, transfer(6, to="")), MissingPart)


def test_a_move_to_another_site_is_a_transfer(desk):
    assert refusal_of(desk, move(6, "MUG-BLU", at="A-01", to="N-01")) == OtherSite(
        problem="transfer_needed", location="A-01", target="N-01"
    )


def test_bins_without_a_site_are_one_and_a_dock_without_one_serves_all(desk):
    desk.handle(edit(a_location("S-01")))
    desk.handle(move(6, "MUG-BLU", at="A-01", to="IN"))
    desk.handle(move(6, "MUG-BLU", at="IN", to="A-01"))
    assert refusal_of(desk, move(6, "MUG-BLU", at="A-01", to="S-01")) == OtherSite(
        problem="transfer_needed", location="A-01", target="S-01"
    )


def test_a_transfer_is_taken_back_while_nothing_has_arrived(desk):
    sent = desk.handle(transfer(6)).transaction.id
    came = desk.handle(arrive(quantities={1: 2})).transaction.id

    refused = refusal_of(desk, undo(sent))
    assert (type(refused), refused.by) == (UndoRefused, "TR-1")
    desk.handle(undo(came))
    assert desk.book.get(Transfer, "TR-1").status is TransferStatus.SENT
    desk.handle(undo(sent))

    assert desk.book.get(Transfer, "TR-1") is None
    assert desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_an_arrival_stands_once_some_of_it_was_put_away(desk):
    desk.handle(transfer(6))
    came = desk.handle(arrive()).transaction.id
    desk.handle(ordered(PutAway, "PA-1", line=1))

    assert refusal_of(desk, undo(came)).by == "PA-1"


def test_what_has_arrived_whole_is_not_lost_and_the_note_is_kept(desk):
    lines = [a_line(6, at="A-01", to="NORTH"), a_line(4, at="A-01", to="NORTH")]
    desk.handle(transfer(lines=lines))

    desk.handle(arrive(quantities={1: 6, 2: 3}, is_rest_lost=True, note="one fell off", by="U0MIA"))

    came = desk.book.get(Transfer, "TR-1")
    assert [(one.received, one.lost) for one in came.lines] == [(6, 0), (3, 1)]
    assert came.note == "one fell off"


def test_a_transfer_changes_nothing_of_what_stock_is_worth_until_some_is_lost(desk):
    def worth():
        return value_of_item(desk.book, desk, "ROPE-8").values[ValuationMethod.FIFO]

    desk.handle(receive(10, "ROPE-8", at="A-01", unit_cost=Decimal(2)))
    desk.handle(transfer(6, "ROPE-8"))
    assert worth() == 20

    desk.handle(arrive())
    assert worth() == 20

    desk.handle(transfer(4, "ROPE-8"))
    desk.handle(arrive("TR-2", quantities={1: 3}, is_rest_lost=True, by="U0MIA"))
    assert worth() == 18


@pytest.mark.parametrize(
    "gone",
    [move(2, at="VAN", to="A-02"), adjust(-2, at="VAN"), count_stock(2, at="VAN")],
    ids=["moved", "adjusted", "counted"],
)
def test_what_leaves_the_van_otherwise_is_not_waited_for(gone):
    desk = a_desk(
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
        stock=[(9, "MUG-BLU", "A-01")],
        count_tolerance=9,
    )
    desk.handle(_posting(TransferStock, 4, "MUG-BLU", at="A-01", to="NORTH"))
    taken = desk.handle(gone).transaction
    assert [line.lost for line in desk.book.get(Transfer, "TR-1").lines] == [2]
    desk.handle(undo(taken.id))
    assert [line.outstanding for line in desk.book.get(Transfer, "TR-1").lines] == [4]
    desk.handle(ordered(ReceiveTransfer, "TR-1"))
    assert desk.book.on_hand("MUG-BLU", "N-IN") == 4


def test_no_part_of_a_piece_arrives(desk):
    desk.handle(transfer(6))

    assert isinstance(refusal_of(desk, arrive(quantities={1: "0.5"})), FractionRefused)
    assert desk.book.on_hand("MUG-BLU", "TRUCK") == 6
