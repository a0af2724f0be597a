"""Entering what was counted: what is right or nearly so is settled, and moves are noticed."""

from decimal import Decimal

from inventory.count_commands import ClaimCount
from inventory.count_errors import CountedAlready, CountedTwice, CountTaken
from inventory.documents.cycle_count import CountLineStatus, CountStatus
from inventory.documents.pick_list import Doubt
from inventory.errors import (
    LineErrors,
    LotRefused,
    MissingPart,
    NotAllowed,
    NothingChanged,
    NotPositive,
    UnknownLocation,
    UnknownReason,
)
from inventory.location import LocationKind
from inventory.move import MoveKind
from inventory.order_commands import PlanPick, RecordPick
from inventory.people import SHEET
from tests.builders import (
    a_customer,
    a_line,
    a_location,
    an_item,
    move,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    undo,
)
from tests.inventory.counting.sheets import (
    a_count,
    a_stockroom,
    claim,
    enter,
    kinds_said,
    last,
    line,
    plan,
    said,
    sheet,
    states,
)
from tests.memory_desk import START


def test_what_is_right_moves_nothing_and_stays_as_evidence():
    desk = a_count(scope={"bins": ("A-01",)})
    posted = desk.handle(enter((12, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01")))
    count = sheet(desk)

    assert posted.transaction.moves == ()
    assert (count.status, count.done_on) == (CountStatus.DONE, START.date())
    assert [(one.counted, one.variance, one.transaction) for one in count.lines] == [
        (12, 0, ""),
        (30, 0, ""),
    ]
    assert last(desk, "A-01", "MUG-BLU").model_dump(exclude={"sequence", "type"}) == {
        "item": "MUG-BLU",
        "location": "A-01",
        "lot": "",
        "counted": Decimal(12),
        "on": START.date(),
        "by": "U0ANA",
        "count": "CC-1",
    }


def test_a_little_difference_is_posted_at_once_with_the_count_as_its_document():
    desk = a_count(an_item(unit_cost=Decimal("2.50")), scope={"bins": ("A-01",)})
    posted = desk.handle(enter((10, "MUG-BLU", "A-01")))
    counted = line(desk, "A-01", "MUG-BLU")
    (moved,) = posted.transaction.moves

    assert (moved.kind, moved.quantity, moved.document, moved.reason) == (
        MoveKind.COUNT,
        2,
        "CC-1",
        "counted",
    )
    assert (counted.status, counted.transaction, counted.cause, counted.value) == (
        CountLineStatus.POSTED,
        posted.transaction.id,
        "counted",
        -5,
    )
    assert sheet(desk).status is CountStatus.COUNTING


def test_who_enters_a_count_that_nobody_has_taken_has_taken_it():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",)))
    desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0BEN"))
    assert (sheet(desk).counter, sheet(desk).started_on) == ("U0BEN", START.date())
    assert [one.asked_at for one in sheet(desk).lines] == [desk.last_sequence()] * 2


def test_what_is_typed_in_the_workbook_keeps_nobody_from_taking_the_sheet():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",)))
    desk.handle(enter((12, "MUG-BLU", "A-01"), by=SHEET))
    assert (sheet(desk).counter, sheet(desk).status) == ("", CountStatus.COUNTING)
    desk.handle(claim(by="U0BEN"))
    assert sheet(desk).counter == "U0BEN"


def test_a_sheet_in_another_hand_is_not_entered_but_by_a_manager():
    desk = a_count(scope={"bins": ("A-01",)})
    refused = refusal_of(desk, enter((12, "MUG-BLU", "A-01"), by="U0BEN"))
    assert refused == CountTaken(number="CC-1", by="U0ANA")
    assert isinstance(refusal_of(desk, enter((1, "MUG-BLU", "A-01"), by="U0VIC")), NotAllowed)
    desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0MIA"))
    assert (sheet(desk).counter, line(desk, "A-01", "MUG-BLU").counters) == ("U0ANA", ("U0MIA",))


def test_the_bin_may_be_left_out_where_the_sheet_asks_for_one_only():
    desk = a_count()
    desk.handle(enter((30, "TEE-BLK-M", "")))
    assert line(desk, "A-01", "TEE-BLK-M").status is CountLineStatus.POSTED
    assert refusal_of(desk, enter((12, "MUG-BLU", ""))) == MissingPart(
        verb="count", part="location"
    )


def test_every_error_of_a_block_is_named_and_nothing_of_it_is_entered():
    desk = a_count()
    refused = refusal_of(
        desk,
        enter(
            (12, "MUG-BLU", "A-01"),
            (-1, "TEE-BLK-M", "A-01"),
            (3, "MUG-BLU", "Z-99"),
            (6, "JAM-STR", "B-01"),
            (12, "mug-blu", "a-01"),
            (4, "", "B-01"),
            (None, "MUG-BLU", "A-02"),
            (1, "", "Z-99"),
            (0, "GIZMO", "A-01"),
            (None, "GADGET", "A-01"),
        ),
    )
    assert refused == LineErrors(
        errors=(
            (2, NotPositive(verb="count", item="TEE-BLK-M", number=Decimal(-1))),
            (3, UnknownLocation(location="Z-99")),
            (4, LotRefused(problem="missing", item="JAM-STR", known=())),
            (5, CountedTwice(item="MUG-BLU", location="A-01")),
            (6, MissingPart(verb="count", part="item")),
            (7, MissingPart(verb="count", part="quantity")),
            (8, MissingPart(verb="count", part="item")),
            (9, NotPositive(verb="count", item="GIZMO", number=Decimal(0))),
            (10, MissingPart(verb="count", part="quantity")),
        ),
        lines=10,
    )
    assert line(desk, "A-01", "MUG-BLU").tallies == ()


def test_what_is_settled_is_not_counted_twice():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert refusal_of(desk, enter((11, "MUG-BLU", "A-01"))) == CountedAlready(
        number="CC-1", line=1, item="MUG-BLU", location="A-01", status="posted"
    )
    desk.handle(enter((30, "TEE-BLK-M", "A-01")))
    assert refusal_of(desk, enter((11, "MUG-BLU", "A-01"))) == CountedAlready(
        number="CC-1", line=0, item="", location="", status="done"
    )


def test_a_repeated_request_counts_once():
    desk = a_count(scope={"bins": ("A-01",)})
    once = enter((10, "MUG-BLU", "A-01"), key="click")
    desk.handle(once)
    assert desk.handle(once).is_repeat
    assert desk.book.on_hand("MUG-BLU", "A-01") == 10
    assert len(line(desk, "A-01", "MUG-BLU").tallies) == 1


def test_a_line_whose_goods_moved_meanwhile_asks_again_and_only_that_line():
    desk = a_count(scope={"bins": ("A-01",)})
    handed_out = desk.last_sequence()
    desk.handle(pick(3, at="A-01", document="SO-7"))
    posted = desk.handle(enter((12, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01")))
    again = line(desk, "A-01", "MUG-BLU")

    assert posted.transaction.moves == ()
    assert states(desk) == ["again", "posted"]
    assert (again.counted, again.variance, again.expected) == (None, None, 9)
    assert [(one.quantity, one.asked_expected, one.expected) for one in again.tallies] == [
        (12, 12, 9)
    ]
    (remark,) = said(posted)
    assert (remark.kind.value, remark.document, remark.line) == ("count_again", "CC-1", 1)
    assert (remark.was, remark.quantity, remark.since) == (12, 9, handed_out)
    desk.handle(enter((9, "MUG-BLU", "A-01")))
    assert states(desk) == ["posted", "posted"]


def test_goods_that_went_out_and_came_in_again_have_moved_too():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(move(3, at="A-01", to="B-01"))
    desk.handle(move(3, at="B-01", to="A-01"))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert states(desk) == ["again", "waiting"]


def test_an_empty_bin_is_found_empty():
    desk = a_count(scope={"bins": ("A-02", "B-01")})
    desk.handle(enter((0, "", "B-01")))
    assert states(desk) == ["waiting", "waiting", "posted"]
    assert sheet(desk).lines[2].counted == 0


def test_a_bin_that_is_empty_counts_as_nothing_of_everything_that_is_asked_there():
    desk = a_count(scope={"bins": ("A-02",)}, count_tolerance=10)
    posted = desk.handle(enter((0, "", "A-02")))
    assert [(one.item, one.quantity, one.lot) for one in posted.transaction.moves] == [
        ("JAM-STR", 6, "L7"),
        ("MUG-BLU", 8, ""),
    ]
    assert desk.book.load("A-02") == 0


def test_a_bin_the_sheet_does_not_ask_for_is_empty_too():
    desk = a_count(scope={"items": ("TEE-BLK-M",)}, count_tolerance=10)
    desk.handle(enter((0, "", "A-02"), (0, "", "B-01")))
    found = [(one.location, one.item, one.is_found, one.counted) for one in sheet(desk).lines[1:]]
    assert found == [
        ("A-02", "JAM-STR", True, 0),
        ("A-02", "MUG-BLU", True, 0),
        ("B-01", "", False, 0),
    ]


def test_a_bin_that_is_no_longer_empty_by_the_book_asks_for_what_has_come():
    desk = a_count(scope={"bins": ("B-01",)})
    desk.handle(receive(5, "TEE-BLK-M", at="B-01"))
    desk.handle(receive(2, "MUG-BLU", at="B-01"))
    posted = desk.handle(enter((0, "", "B-01")))

    assert [(one.item, one.status.value, one.expected) for one in sheet(desk).lines] == [
        ("MUG-BLU", "again", 2),
        ("TEE-BLK-M", "again", 5),
    ]
    assert sheet(desk).lines[0].counted is None
    assert kinds_said(posted) == ["count_again", "count_again"]
    desk.handle(enter((5, "TEE-BLK-M", "B-01"), (2, "MUG-BLU", "B-01")))
    assert sheet(desk).status is CountStatus.DONE


def test_goods_found_in_an_empty_bin_take_its_line():
    desk = a_count(scope={"bins": ("B-01",)}, stock=[(30, "TEE-BLK-M", "A-01")])
    posted = desk.handle(enter((2, "MUG-BLU", "B-01"), (6, "ROPE-8", "B-01")))
    assert [(one.number, one.item, one.is_found) for one in sheet(desk).lines] == [
        (1, "MUG-BLU", True),
        (2, "ROPE-8", True),
    ]
    assert [one.quantity for one in posted.transaction.moves] == [2]
    assert states(desk) == ["posted", "recount"]


def test_goods_that_are_not_on_the_sheet_are_added_to_it():
    desk = a_count(scope={"bins": ("A-01",)}, stock=[(12, "MUG-BLU", "A-01")])
    desk.handle(enter((2, "ROPE-8", "A-01")))
    added = line(desk, "A-01", "ROPE-8")
    assert (added.number, added.is_found, added.status) == (2, True, CountLineStatus.POSTED)
    assert desk.book.on_hand("ROPE-8", "A-01") == 2


def test_found_goods_that_moved_since_the_sheet_was_taken_ask_again():
    desk = a_count(scope={"bins": ("A-01",)}, stock=[(12, "MUG-BLU", "A-01")])
    desk.handle(receive(2, "ROPE-8", at="A-01"))
    posted = desk.handle(enter((2, "ROPE-8", "A-01")))
    assert [one.was for one in said(posted)] == [None]
    assert line(desk, "A-01", "ROPE-8").status is CountLineStatus.AGAIN


def test_pieces_are_counted_by_their_numbers():
    camera = an_item("CAM-1", name="Camera", is_serial=True, packs=())
    desk = a_stockroom(camera, stock=())
    desk.handle(receive(3, "CAM-1", at="A-01", serials="7-9"))
    desk.handle(plan(bins=("A-01",)))
    desk.handle(claim())
    there = a_line(2, "CAM-1", at="A-01", serials="7,9")
    gone = a_line(0, "CAM-1", at="A-01", serials="8")
    entered = enter((1, "CAM-1", "A-01")).model_copy(update={"lines": (there, gone)})
    desk.handle(entered)
    assert [(one.lot, one.counted) for one in sheet(desk).lines] == [("7", 1), ("8", 0), ("9", 1)]
    assert desk.book.lot("CAM-1", "8") is not None
    assert desk.book.on_hand("CAM-1", "A-01", "8") == 0


def test_a_reason_says_where_the_difference_goes():
    desk = a_count(scope={"bins": ("A-01",)})
    refused = refusal_of(desk, enter((10, "MUG-BLU", "A-01"), reason="gremlins"))
    assert isinstance(refused, UnknownReason)
    desk.handle(enter((10, "MUG-BLU", "A-01"), reason="damaged", note="wet", photo="https://p/1"))
    counted = line(desk, "A-01", "MUG-BLU")
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 2
    assert (counted.cause, counted.photo, counted.tallies[0].note) == (
        "damaged",
        "https://p/1",
        "wet",
    )


def test_goods_that_are_not_there_are_not_kept_for_an_order():
    desk = a_count(a_customer(), scope={"bins": ("A-01",)}, stock=[(12, "MUG-BLU", "A-01")])
    desk.handle(place_order((12, "MUG-BLU")))
    desk.handle(enter((9, "MUG-BLU", "A-01")))
    assert desk.book.reserved("MUG-BLU", "A-01") == 9


def test_a_bin_that_was_found_short_is_trusted_again_once_it_is_counted():
    desk = a_stockroom(a_customer(), stock=[(12, "MUG-BLU", "A-01")])
    desk.handle(place_order((12, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    short = {"line": 1, "picked": Decimal(10), "reason": "missing"}
    desk.handle(ordered(RecordPick, "PK-1", **short))
    assert [one.missing for one in desk.book.open(Doubt)] == [2]
    desk.handle(plan(bins=("A-01",)))
    desk.handle(enter((0, "MUG-BLU", "A-01")))
    assert list(desk.book.open(Doubt)) == []


def test_a_house_of_its_own_kind_of_place_is_counted_there():
    desk = a_count(a_location("CAGE", LocationKind.QUARANTINE), scope={"bins": ("A-01",)})
    desk.handle(enter((1, "MUG-BLU", "CAGE")))
    assert line(desk, "CAGE", "MUG-BLU").is_found


def test_an_entry_that_is_taken_back_can_be_made_anew():
    desk = a_count(scope={"bins": ("A-01",)})
    entered = desk.handle(enter((10, "MUG-BLU", "A-01")))
    desk.handle(undo(entered.transaction.id))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12
    assert states(desk) == ["waiting", "waiting"]
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert states(desk) == ["posted", "waiting"]


def test_a_sheet_is_handed_over_half_counted_and_handed_out_anew():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((30, "TEE-BLK-M", "A-01")))
    desk.handle(pick(2, at="A-01"))
    assert refusal_of(desk, ordered(ClaimCount, "CC-1", by="U0BEN", counter="U0CAT")) == CountTaken(
        number="CC-1", by="U0ANA"
    )
    desk.handle(ordered(ClaimCount, "CC-1", by="U0MIA", counter="U0BEN"))
    assert (sheet(desk).counter, line(desk, "A-01", "MUG-BLU").expected) == ("U0BEN", 10)
    assert isinstance(refusal_of(desk, enter((10, "MUG-BLU", "A-01"))), CountTaken)
    desk.handle(enter((10, "MUG-BLU", "A-01"), by="U0BEN"))
    assert states(desk) == ["posted", "posted"]


def test_a_sheet_is_handed_over_only_to_who_may_count_and_has_it_not():
    desk = a_count(scope={"bins": ("A-01",)})
    assert isinstance(refusal_of(desk, ordered(ClaimCount, "CC-1", counter="U0VIC")), NotAllowed)
    again = ordered(ClaimCount, "CC-1", by="U0MIA", counter="U0ANA")
    assert refusal_of(desk, again) == NothingChanged(what="CC-1", state="theirs")
