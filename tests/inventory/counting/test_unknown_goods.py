"""Goods nobody knows are kept with the sheet until somebody says what they are."""

from decimal import Decimal

import pytest

from inventory.count_commands import SettleUnknown
from inventory.count_errors import CountedAlready
from inventory.documents.cycle_count import CountLineStatus, CountStatus
from inventory.errors import NotAllowed, UndoRefused, UnknownItem, UnknownUnit
from inventory.order_errors import UnknownLine
from inventory.people import SHEET
from tests.builders import a_line, an_item, approve, ordered, refusal_of, undo
from tests.inventory.counting.sheets import (
    a_count,
    approval,
    enter,
    kinds_said,
    line,
    said,
    sheet,
    states,
)


def settle(unknown=1, item="", *, by="U0MIA", **parts):
    return ordered(SettleUnknown, "CC-1", by=by, unknown=unknown, item=item, **parts)


def a_riddle(quantity=3, unit="", **facts):
    desk = a_count(scope={"bins": ("A-01",)}, **facts)
    odd = a_line(quantity, "green thing", unit=unit, at="a-01", note="on top", photo="https://p/1")
    entered = enter((12, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01"))
    posted = desk.handle(entered.model_copy(update={"lines": (*entered.lines, odd)}))
    return desk, posted


def test_what_no_item_is_called_is_kept_and_told():
    desk, posted = a_riddle()
    (goods,) = sheet(desk).unknown
    assert (goods.number, goods.words, goods.quantity, goods.location) == (
        1,
        "green thing",
        3,
        "A-01",
    )
    assert (goods.by, goods.note, goods.photo) == ("U0ANA", "on top", "https://p/1")
    assert sheet(desk).status is CountStatus.APPROVAL
    (remark,) = said(posted)
    assert (remark.kind.value, remark.words, remark.line) == ("unknown_goods", "green thing", 1)


def test_a_manager_says_what_it_is_and_it_is_counted_as_found():
    desk, _ = a_riddle(2)
    assert isinstance(refusal_of(desk, settle(item="ROPE-8", by="U0ANA")), NotAllowed)
    posted = desk.handle(settle(item="rope-8"))
    found = line(desk, "A-01", "ROPE-8")

    assert [(one.item, one.quantity) for one in posted.transaction.moves] == [("ROPE-8", 2)]
    assert (found.status, found.is_found, found.counters) == (
        CountLineStatus.POSTED,
        True,
        ("U0ANA",),
    )
    assert (sheet(desk).unknown[0].settled_as, sheet(desk).unknown[0].settled_by) == (
        "ROPE-8",
        "U0MIA",
    )
    assert (sheet(desk).status, kinds_said(posted)) == (CountStatus.DONE, ["unknown_settled"])


def test_it_comes_on_top_of_what_is_known_to_lie_there():
    desk, _ = a_riddle()
    desk.handle(settle(item="MUG-BLU"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 15
    assert [one.counted for one in sheet(desk).lines] == [12, 30, 15]


def test_what_is_still_asked_there_is_handed_out_anew():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((3, "green thing", "A-01")))
    desk.handle(settle(item="MUG-BLU"))
    assert sheet(desk).lines[0].expected == 15
    desk.handle(enter((15, "MUG-BLU", "A-01")))
    assert states(desk) == ["posted", "waiting", "posted"]


def test_much_of_it_waits_for_somebody_else():
    desk, _ = a_riddle(40)
    desk.handle(settle(item="ROPE-8"))
    assert (approval(desk).requested_by, approval(desk).counted_by) == ("U0MIA", ("U0ANA",))
    desk.handle(approve(by="U0ADA"))
    assert desk.book.on_hand("ROPE-8", "A-01") == 40


def test_a_shortage_that_waits_for_approval_there_is_not_dropped():
    desk = a_count(scope={"bins": ("A-01",)}, is_recounted=False)
    desk.handle(enter((0, "MUG-BLU", "A-01"), (2, "green thing", "A-01")))
    desk.handle(settle(item="MUG-BLU"))
    assert (approval(desk).number, approval(desk).is_open) == ("AP-1", True)
    assert states(desk) == ["approval", "waiting", "posted"]
    desk.handle(approve(by="U0ADA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 2


def test_a_count_of_the_bin_ends_what_waits_there():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((40, "green thing", "A-01")))
    desk.handle(settle(item="MUG-BLU"))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert states(desk) == ["posted", "waiting", "skipped"]


def test_it_may_be_none_of_ours():
    desk, _ = a_riddle()
    posted = desk.handle(settle())
    assert sheet(desk).unknown[0].settled_as == "dismissed"
    assert (sheet(desk).status, said(posted)[0].item) == (CountStatus.DONE, "")


def test_a_case_of_it_is_a_case():
    desk, _ = a_riddle(2, "case", count_tolerance=50)
    assert isinstance(refusal_of(desk, settle(item="TEE-BLK-M")), UnknownUnit)
    desk.handle(settle(item="MUG-BLU"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 36


def test_what_was_typed_in_the_workbook_is_of_whoever_has_the_sheet():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((40, "green thing", "A-01"), by=SHEET))
    desk.handle(settle(item="ROPE-8"))
    assert (approval(desk).requested_by, approval(desk).counted_by) == ("U0MIA", ("U0ANA",))


def test_lots_and_pieces_are_named():
    camera = an_item("CAM-1", name="Camera", is_serial=True, packs=())
    desk = a_count(camera, scope={"bins": ("A-02",)})
    desk.handle(enter((1, "jam?", "A-02"), (1, "camera?", "A-02")))
    desk.handle(settle(1, "JAM-STR", lot="L7"))
    assert desk.book.on_hand("JAM-STR", "A-02", "L7") == 7
    refused = refusal_of(desk, settle(2, "CAM-1", lot="SN1"))
    assert (refused.problem, refused.serials) == ("unknown", ("SN1",))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (settle(9), UnknownLine(number="CC-1", line=9)),
        (settle(1, "NOPE"), UnknownItem(item="NOPE")),
    ],
)
def test_what_is_not_there_is_not_settled(command, refusal):
    desk, _ = a_riddle()
    assert refusal_of(desk, command) == refusal


def test_it_is_settled_once():
    desk, _ = a_riddle()
    desk.handle(enter((1, "blue thing", "A-01")))
    desk.handle(settle())
    refused = refusal_of(desk, settle(item="MUG-BLU"))
    assert isinstance(refused, CountedAlready)
    assert refused.status == "settled as dismissed"


def test_what_was_said_of_it_can_be_taken_back():
    desk, posted = a_riddle()
    settled = desk.handle(settle(item="MUG-BLU"))
    undone = desk.handle(undo(settled.transaction.id, by="U0MIA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(12)
    assert (states(desk), sheet(desk).open_unknown[0].number) == (
        ["posted", "posted", "skipped"],
        1,
    )
    desk.handle(undo(undone.transaction.id, by="U0MIA"))
    assert (states(desk), sheet(desk).open_unknown) == (["posted", "posted", "posted"], ())
    del posted


def test_an_entry_that_is_taken_back_takes_its_unknown_goods_along():
    desk, posted = a_riddle()
    undone = desk.handle(undo(posted.transaction.id))
    assert (states(desk), sheet(desk).unknown) == (["waiting", "waiting"], ())
    desk.handle(undo(undone.transaction.id))
    assert [one.words for one in sheet(desk).open_unknown] == ["green thing"]


def test_an_entry_of_which_somebody_has_said_what_it_was_stands():
    desk, posted = a_riddle()
    settled = desk.handle(settle()).transaction.id
    assert refusal_of(desk, undo(posted.transaction.id)) == UndoRefused(
        problem="changed_since", transaction=posted.transaction.id, by="CC-1", since=settled
    )
