"""Ending a sheet, saying why lines were off, and taking back what was counted."""

import pytest

from inventory.count_commands import CancelCount, CloseCount, SetCause
from inventory.count_errors import CountPosted
from inventory.documents.approval import ApprovalStatus
from inventory.documents.cycle_count import CountStatus
from inventory.errors import NotAllowed, NothingChanged, SelfApproval, UndoRefused, UnknownReason
from inventory.order_errors import UnknownLine, WrongStep
from inventory.reasons import CAUSES
from tests.builders import approve, count_stock, ordered, pick, refusal_of, reject, undo
from tests.inventory.counting.sheets import (
    a_count,
    a_stockroom,
    approval,
    claim,
    enter,
    last,
    line,
    plan,
    said,
    sheet,
    states,
)
from tests.memory_desk import START

MUGS = {"bins": ("A-01",), "items": ("MUG-BLU",)}


def close(*, by="U0MIA", reason=""):
    return ordered(CloseCount, "CC-1", by=by, reason=reason)


def cancel(*, by="U0MIA", reason=""):
    return ordered(CancelCount, "CC-1", by=by, reason=reason)


def explain(cause, number=1, *, by="U0ANA", note="", on="CC-1"):
    return ordered(SetCause, on, by=by, line=number, cause=cause, note=note)


def an_approval():
    desk = a_count(scope=MUGS)
    desk.handle(enter((2, "MUG-BLU", "A-01")))
    desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0BEN"))
    return desk


def test_a_closed_sheet_leaves_out_what_nobody_has_counted():
    desk = a_count()
    desk.handle(enter((11, "MUG-BLU", "A-01")))
    assert isinstance(refusal_of(desk, close(by="U0ANA")), NotAllowed)
    posted = desk.handle(close(reason="closing time"))
    assert states(desk) == ["posted", "skipped", "skipped", "skipped", "skipped"]
    assert (sheet(desk).status, sheet(desk).done_on, sheet(desk).reason) == (
        CountStatus.DONE,
        START.date(),
        "closing time",
    )
    (remark,) = said(posted)
    assert (remark.kind.value, remark.quantity, remark.words) == ("count_closed", 4, "closing time")
    assert isinstance(refusal_of(desk, close()), WrongStep)
    assert last(desk, "A-02", "MUG-BLU") is None


def test_what_waits_when_a_sheet_is_closed_is_not_posted_and_stays_as_it_was_found():
    desk = an_approval()
    desk.handle(close())
    assert (states(desk), line(desk, "A-01", "MUG-BLU").counted) == (["skipped"], 3)
    assert (approval(desk).status, approval(desk).note) == (
        ApprovalStatus.REJECTED,
        "CC-1 was ended",
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12


def test_closing_dismisses_what_nobody_knew():
    desk = a_count(scope=MUGS)
    desk.handle(enter((1, "green thing", "A-01")))
    desk.handle(close())
    assert sheet(desk).unknown[0].settled_as == "dismissed"


def test_closing_can_be_taken_back():
    desk = an_approval()
    closed = desk.handle(close())
    desk.handle(undo(closed.transaction.id, by="U0MIA"))
    assert (states(desk), sheet(desk).status, sheet(desk).done_on) == (
        ["approval"],
        CountStatus.APPROVAL,
        None,
    )
    desk.handle(approve())
    assert desk.book.on_hand("MUG-BLU", "A-01") == 3


def test_a_sheet_of_which_nothing_was_posted_is_let_go():
    desk = a_count(scope=MUGS)
    desk.handle(enter((2, "MUG-BLU", "A-01")))
    posted = desk.handle(cancel(reason="wrong zone"))
    assert (states(desk), sheet(desk).status) == (["skipped"], CountStatus.CANCELLED)
    assert [one.kind.value for one in said(posted)] == ["count_cancelled"]
    desk.handle(plan(**MUGS))
    assert sheet(desk, "CC-2").status is CountStatus.PLANNED


def test_letting_go_can_be_taken_back_too_and_done_again():
    desk = an_approval()
    gone = desk.handle(cancel()).transaction.id
    back = desk.handle(undo(gone, by="U0MIA")).transaction.id
    assert (states(desk), sheet(desk).status) == (["approval"], CountStatus.APPROVAL)
    desk.handle(undo(back, by="U0MIA"))
    assert (states(desk), sheet(desk).status) == (["skipped"], CountStatus.CANCELLED)


def test_nothing_is_taken_back_on_a_sheet_that_was_let_go():
    desk = a_count(scope={"bins": ("A-01",)})
    entered = desk.handle(enter((12, "MUG-BLU", "A-01"))).transaction.id
    gone = desk.handle(cancel()).transaction.id
    assert refusal_of(desk, undo(entered)) == UndoRefused(
        problem="changed_since", transaction=entered, by="CC-1", since=gone
    )


def test_an_entry_that_is_taken_back_opens_a_closed_sheet_again():
    desk = a_count(scope={"bins": ("A-01",)})
    entered = desk.handle(enter((11, "MUG-BLU", "A-01"))).transaction.id
    desk.handle(close())
    desk.handle(undo(entered))
    assert (states(desk), sheet(desk).status) == (["waiting", "skipped"], CountStatus.COUNTING)


def test_a_sheet_in_the_ledger_is_not_let_go():
    desk = a_count(scope={"bins": ("A-01",)})
    entered = desk.handle(enter((11, "MUG-BLU", "A-01"))).transaction.id
    assert refusal_of(desk, cancel()) == CountPosted(number="CC-1", transactions=(entered,))


def test_why_a_line_was_off_is_said_at_any_time():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((11, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01")))
    posted = desk.handle(explain("Data entry error", note="typed twice"))
    assert (sheet(desk).lines[0].cause, sheet(desk).lines[0].note) == (
        "data_entry_error",
        "typed twice",
    )
    assert [(one.kind.value, one.other) for one in said(posted)] == [
        ("cause_set", "data_entry_error")
    ]
    assert isinstance(refusal_of(desk, explain("data_entry_error")), NothingChanged)
    assert refusal_of(desk, explain("gremlins")) == UnknownReason(reason="gremlins", known=CAUSES)
    assert isinstance(refusal_of(desk, explain("stolen", 2)), WrongStep)
    assert refusal_of(desk, explain("stolen", 7)) == UnknownLine(number="CC-1", line=7)


def test_what_was_found_out_before_it_was_approved_says_where_the_goods_went():
    desk = an_approval()
    desk.handle(explain("damaged"))
    desk.handle(approve())
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 9
    assert line(desk, "A-01", "MUG-BLU").cause == "damaged"


def test_the_cause_of_a_quick_count_is_kept_too():
    desk = a_stockroom()
    desk.handle(count_stock(11, at="A-01"))
    posted = desk.handle(explain("stolen"))
    assert (sheet(desk).lines[0].cause, posted.transaction.notices) == ("stolen", ())


def test_taking_an_entry_back_asks_for_its_lines_anew_and_leaves_the_others():
    desk = a_count(scope={"bins": ("A-01",)})
    first = desk.handle(enter((11, "MUG-BLU", "A-01"))).transaction.id
    desk.handle(enter((30, "TEE-BLK-M", "A-01")))
    undone = desk.handle(undo(first))
    assert (states(desk), sheet(desk).status) == (["waiting", "posted"], CountStatus.COUNTING)
    assert (sheet(desk).lines[0].expected, sheet(desk).lines[0].tallies) == (12, ())
    assert sheet(desk).lines[0].asked_at == undone.transaction.sequence
    assert last(desk, "A-01", "MUG-BLU") is None
    desk.handle(undo(undone.transaction.id))
    assert (states(desk), desk.book.on_hand("MUG-BLU", "A-01")) == (["posted", "posted"], 11)


def test_a_one_line_count_that_moved_nothing_is_not_taken_back():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",), items=("MUG-BLU",)))
    on_sheet = desk.handle(count_stock(12, at="A-01")).transaction.id
    apart = desk.handle(count_stock(8, at="A-02")).transaction.id
    for counted, number in ((on_sheet, "CC-1"), (apart, "CC-2")):
        assert refusal_of(desk, undo(counted)) == UndoRefused(
            problem="only_counted", transaction=counted, by=number
        )


def test_a_count_that_moved_nothing_can_be_taken_back():
    desk = a_count(scope=MUGS)
    entered = desk.handle(enter((2, "MUG-BLU", "A-01"))).transaction.id
    undone = desk.handle(undo(entered, by="U0MIA")).transaction.id
    assert states(desk) == ["waiting"]
    desk.handle(undo(undone, by="U0MIA"))
    assert states(desk) == ["recount"]


@pytest.mark.parametrize("counter", ["U0ANA", "U0MIA"])
def test_who_was_told_that_it_differs_does_not_take_it_back_to_count_until_it_fits(counter):
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",), items=("MUG-BLU",)))
    desk.handle(claim(by=counter))
    entered = desk.handle(enter((2, "MUG-BLU", "A-01"), by=counter)).transaction.id
    assert refusal_of(desk, undo(entered, by=counter)) == UndoRefused(
        problem="recount", transaction=entered, by="MUG-BLU at A-01 (CC-1 line 1)"
    )
    assert states(desk) == ["recount"]


def test_who_planned_a_sheet_lets_it_go_until_somebody_counts():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",), by="U0ANA"))
    assert isinstance(refusal_of(desk, ordered(CancelCount, "CC-1", by="U0BEN")), NotAllowed)
    desk.handle(ordered(CancelCount, "CC-1", by="U0ANA"))
    assert sheet(desk).status is CountStatus.CANCELLED
    desk.handle(plan(bins=("A-01",), by="U0ANA"))
    desk.handle(enter((2, "MUG-BLU", "A-01"), number="CC-2"))
    assert isinstance(refusal_of(desk, ordered(CancelCount, "CC-2", by="U0ANA")), NotAllowed)


def test_what_has_gone_on_since_is_not_taken_back():
    desk = a_count(scope=MUGS)
    first = desk.handle(enter((2, "MUG-BLU", "A-01"))).transaction.id
    second = desk.handle(enter((2, "MUG-BLU", "A-01"), by="U0BEN")).transaction.id
    assert refusal_of(desk, undo(first)) == UndoRefused(
        problem="changed_since", transaction=first, by="CC-1", since=second
    )


def test_a_later_count_of_the_balance_stands_in_the_way():
    desk = a_stockroom()
    first = desk.handle(count_stock(11, at="A-01")).transaction.id
    later = desk.handle(count_stock(11, at="A-01")).transaction.id
    assert refusal_of(desk, undo(first)) == UndoRefused(
        problem="changed_since", transaction=first, by="CC-2", since=later
    )


def test_why_it_was_off_does_not_stand_in_the_way():
    desk = a_count(scope=MUGS)
    entered = desk.handle(enter((11, "MUG-BLU", "A-01"))).transaction.id
    desk.handle(explain("stolen"))
    desk.handle(undo(entered))
    assert (states(desk), desk.book.on_hand("MUG-BLU", "A-01")) == (["waiting"], 12)


def test_an_approval_that_is_taken_back_waits_again():
    desk = an_approval()
    approved = desk.handle(approve()).transaction.id
    desk.handle(undo(approved, by="U0MIA"))
    assert (states(desk), approval(desk).status) == (["approval"], ApprovalStatus.WAITING)
    assert (desk.book.on_hand("MUG-BLU", "A-01"), last(desk, "A-01", "MUG-BLU")) == (12, None)
    desk.handle(approve(by="U0ADA"))
    assert states(desk) == ["posted"]


def test_who_counted_does_not_approve_by_taking_back_what_took_the_approval_back():
    desk = a_count(scope=MUGS)
    desk.handle(enter((2, "MUG-BLU", "A-01"), by="U0MIA"))
    desk.handle(enter((2, "MUG-BLU", "A-01"), by="U0BEN"))
    approved = desk.handle(approve(by="U0ADA")).transaction.id
    taken_back = desk.handle(undo(approved, by="U0ADA")).transaction.id
    assert isinstance(refusal_of(desk, undo(taken_back, by="U0MIA")), SelfApproval)


def test_a_rejection_that_is_taken_back_waits_again():
    desk = an_approval()
    rejected = desk.handle(reject()).transaction.id
    desk.handle(undo(rejected, by="U0MIA"))
    assert (states(desk), approval(desk).status) == (["approval"], ApprovalStatus.WAITING)


def test_a_quick_count_that_is_taken_back_stays_as_evidence():
    desk = a_stockroom()
    counted = desk.handle(count_stock(11, at="A-01")).transaction.id
    desk.handle(undo(counted))
    assert (states(desk), sheet(desk).status) == (["skipped"], CountStatus.DONE)
    assert sheet(desk).lines[0].note == f"undo of {counted}"
    desk.handle(plan(bins=("A-01",)))
    assert sheet(desk, "CC-2").lines[0].item == "MUG-BLU"


def test_goods_that_were_found_by_mistake_are_skipped():
    desk = a_count(scope=MUGS)
    entered = desk.handle(enter((2, "ROPE-8", "A-01"))).transaction.id
    desk.handle(undo(entered))
    assert states(desk) == ["waiting", "skipped"]
    assert desk.book.on_hand("ROPE-8", "A-01") == 0


@pytest.mark.parametrize("is_overtaken", [False, True])
def test_what_is_handed_out_anew_by_an_undo_is_not_overtaken_by_it(is_overtaken):
    desk = a_count(scope=MUGS)
    entered = desk.handle(enter((10, "MUG-BLU", "A-01"))).transaction.id
    desk.handle(undo(entered))
    if is_overtaken:
        desk.handle(pick(1, at="A-01"))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert states(desk) == (["again"] if is_overtaken else ["posted"])


def test_a_sheet_that_is_done_is_not_taken():
    desk = a_count(scope=MUGS)
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert isinstance(refusal_of(desk, claim(by="U0BEN")), WrongStep)
