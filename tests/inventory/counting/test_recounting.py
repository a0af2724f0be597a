"""Beyond the tolerance: another person counts, and somebody who has not counted agrees."""

import pytest

from inventory.count_commands import AssignRecount, CancelCount
from inventory.count_errors import CountTaken, OtherCounterNeeded
from inventory.documents.approval import ApprovalStatus
from inventory.documents.cycle_count import CountLineStatus, CountStatus
from inventory.errors import (
    AlreadyDecided,
    NotAllowed,
    NothingChanged,
    SelfApproval,
    UndoRefused,
    UnknownDocument,
)
from inventory.order_errors import UnknownLine, WrongStep
from inventory.people import IMPORT, SHEET
from tests.builders import (
    a_line,
    adjust,
    approve,
    count_stock,
    ordered,
    pick,
    refusal_of,
    reject,
    set_rule,
    undo,
)
from tests.inventory.counting.sheets import (
    CAT,
    a_count,
    a_stockroom,
    approval,
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

MUGS = {"bins": ("A-01",), "items": ("MUG-BLU",)}


def a_shortage(**facts):
    """Ana has counted 2 of 12 mugs: CC-1 wants somebody else to count them."""
    desk = a_count(scope=MUGS, **facts)
    desk.handle(enter((2, "MUG-BLU", "A-01")))
    return desk


def cancel(by="U0ANA"):
    return ordered(CancelCount, "CC-1", by=by)


def an_approval(**facts):
    """Ben has counted 3 of them: AP-1 waits for a manager."""
    desk = a_shortage(**facts)
    desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0BEN"))
    return desk


def test_of_what_was_counted_in_the_sheet_an_admin_decides_for_it_may_have_been_any_manager():
    desk = a_stockroom(is_recounted="no")
    desk.handle(plan(**MUGS))
    desk.handle(enter((3, "MUG-BLU", "A-01"), by=SHEET))
    assert approval(desk).is_unsigned
    assert isinstance(refusal_of(desk, approve()), NotAllowed)
    desk.handle(approve(by="U0ADA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 3


def recount(*lines, counter="", by="U0MIA", number="CC-1"):
    return ordered(AssignRecount, number, by=by, lines=lines, counter=counter)


def test_a_big_difference_is_counted_again_by_another_person_before_anything_is_posted():
    desk = a_count(scope=MUGS)
    posted = desk.handle(enter((2, "MUG-BLU", "A-01")))
    counted = line(desk, "A-01", "MUG-BLU")

    assert posted.transaction.moves == ()
    assert (sheet(desk).status, counted.status) == (CountStatus.RECOUNT, CountLineStatus.RECOUNT)
    assert (counted.counted, counted.variance, counted.expected) == (2, -10, 12)
    assert kinds_said(posted) == ["count_another"]
    assert refusal_of(desk, enter((2, "MUG-BLU", "A-01"))) == OtherCounterNeeded(
        number="CC-1",
        line=1,
        item="MUG-BLU",
        location="A-01",
        counters=("U0ANA",),
        who=("U0ADA", "U0BEN", "U0CAT", "U0MIA"),
    )


def test_a_recount_that_agrees_with_the_book_settles_the_line_and_both_counts_stay():
    desk = a_shortage()
    posted = desk.handle(enter((11, "MUG-BLU", "A-01"), by="U0BEN"))
    counted = line(desk, "A-01", "MUG-BLU")
    assert [one.quantity for one in posted.transaction.moves] == [1]
    assert counted.status is CountLineStatus.POSTED
    assert [(one.by, one.quantity) for one in counted.tallies] == [("U0ANA", 2), ("U0BEN", 11)]
    assert (last(desk, "A-01", "MUG-BLU").by, last(desk, "A-01", "MUG-BLU").counted) == (
        "U0BEN",
        11,
    )


def test_many_lines_that_are_far_off_are_told_in_one_sentence():
    desk = a_count(scope={"bins": ("A-01",)})
    posted = desk.handle(enter((2, "MUG-BLU", "A-01"), (2, "TEE-BLK-M", "A-01")))
    (remark,) = said(posted)
    assert (remark.kind.value, remark.line, remark.quantity) == ("count_another", 0, 2)


def test_a_second_count_that_is_far_off_too_waits_for_somebody_who_has_not_counted():
    desk = an_approval()
    waits = approval(desk)
    assert (sheet(desk).status, states(desk)) == (CountStatus.APPROVAL, ["approval"])
    assert (waits.count, waits.requested_by, waits.counted_by) == (
        "CC-1",
        "U0BEN",
        ("U0ANA", "U0BEN"),
    )
    assert [(one.expected, one.counted) for one in waits.variances] == [(12, 3)]
    assert line(desk, "A-01", "MUG-BLU").approval == "AP-1"


def test_a_house_without_recounts_asks_a_manager_at_once():
    desk = a_shortage(is_recounted="no")
    assert approval(desk).counted_by == ("U0ANA",)
    assert states(desk) == ["approval"]


def test_an_approval_posts_what_was_counted_last_and_settles_the_line():
    desk = an_approval()
    posted = desk.handle(approve())
    counted = line(desk, "A-01", "MUG-BLU")

    assert [(one.quantity, one.document) for one in posted.transaction.moves] == [(9, "CC-1")]
    assert desk.book.on_hand("MUG-BLU", "A-01") == 3
    assert (counted.status, counted.transaction) == (
        CountLineStatus.POSTED,
        posted.transaction.id,
    )
    assert sheet(desk).status is CountStatus.DONE
    (remark,) = said(posted)
    assert (remark.kind.value, remark.other, remark.actor, remark.item) == (
        "count_approved",
        "AP-1",
        "U0MIA",
        "MUG-BLU",
    )


def test_nobody_agrees_to_what_he_has_counted_himself():
    desk = a_shortage()
    desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0MIA"))
    assert refusal_of(desk, approve(by="U0MIA")) == SelfApproval(
        actor="U0MIA", number="AP-1", who=("U0ADA",)
    )
    assert isinstance(refusal_of(desk, approve(by="U0ANA")), NotAllowed)
    desk.handle(approve(by="U0ADA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 3


def test_who_counted_first_does_not_agree_either():
    desk = a_count(scope=MUGS)
    desk.handle(enter((2, "MUG-BLU", "A-01"), by="U0MIA"))
    desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0BEN"))
    assert isinstance(refusal_of(desk, approve(by="U0MIA")), SelfApproval)


def test_what_moved_while_somebody_thinks_about_it_is_not_counted_twice():
    desk = an_approval()
    desk.handle(pick(2, at="A-01"))
    desk.handle(approve())
    assert desk.book.on_hand("MUG-BLU", "A-01") == 1


def test_what_is_not_approved_is_counted_again_by_anybody():
    desk = an_approval()
    posted = desk.handle(reject())
    assert (states(desk), approval(desk).status) == (["recount"], ApprovalStatus.REJECTED)
    assert kinds_said(posted) == ["count_rejected"]
    desk.handle(enter((4, "MUG-BLU", "A-01")))
    assert states(desk) == ["approval"]
    assert approval(desk, "AP-2").counted_by == ("U0ANA", "U0BEN")
    assert isinstance(refusal_of(desk, approve("AP-1")), AlreadyDecided)
    desk.handle(approve("AP-2"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 4


@pytest.mark.parametrize("is_recounted", ["yes", "no"])
def test_who_withdraws_does_not_count_until_it_fits(is_recounted):
    desk = an_approval()
    desk.handle(set_rule("is_recounted", is_recounted))
    posted = desk.handle(reject(by="U0BEN"))
    assert (states(desk), kinds_said(posted)) == (["recount"], ["count_withdrawn"])
    for counter in ("U0ANA", "U0BEN"):
        assert refusal_of(desk, enter((12, "MUG-BLU", "A-01"), by=counter)) == OtherCounterNeeded(
            number="CC-1",
            line=1,
            item="MUG-BLU",
            location="A-01",
            counters=("U0ANA", "U0BEN"),
            who=("U0ADA", "U0CAT", "U0MIA"),
        )
    assert isinstance(refusal_of(desk, claim(by="U0BEN")), OtherCounterNeeded)
    desk.handle(enter((3, "MUG-BLU", "A-01"), by=CAT.user))
    assert approval(desk, "AP-2").counted_by == ("U0ANA", "U0BEN", "U0CAT")


def test_a_manager_who_counted_withdraws_too_by_rejecting_or_sending_back():
    for step in (reject(by="U0MIA"), recount(1)):
        desk = a_shortage()
        desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0MIA"))
        desk.handle(step)
        assert isinstance(
            refusal_of(desk, enter((12, "MUG-BLU", "A-01"), by="U0MIA")), OtherCounterNeeded
        )


def test_a_manager_who_has_not_counted_may_let_anybody_count_what_was_withdrawn():
    desk = an_approval()
    desk.handle(reject(by="U0BEN"))
    desk.handle(recount(1, counter="U0BEN"))
    desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0BEN"))
    assert states(desk) == ["posted"]


def test_what_a_manager_rejects_after_a_withdrawal_is_counted_by_anybody():
    desk = an_approval()
    desk.handle(reject(by="U0BEN"))
    desk.handle(enter((3, "MUG-BLU", "A-01"), by=CAT.user))
    desk.handle(reject("AP-2"))
    desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0BEN"))
    assert states(desk) == ["posted"]


def test_a_withdrawal_that_is_taken_back_waits_again():
    desk = an_approval()
    withdrawn = desk.handle(reject(by="U0BEN")).transaction.id
    desk.handle(undo(withdrawn, by="U0BEN"))
    assert (states(desk), approval(desk).status) == (["approval"], ApprovalStatus.WAITING)


def test_who_counted_what_waits_for_approval_neither_takes_it_back_nor_counts_it_in_one_line():
    desk = a_shortage()
    entered = desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0BEN")).transaction.id
    assert refusal_of(desk, undo(entered, by="U0BEN")) == UndoRefused(
        problem="recount", transaction=entered, by="MUG-BLU at A-01 (CC-1 line 1)"
    )
    assert isinstance(refusal_of(desk, count_stock(12, at="A-01", by="U0BEN")), OtherCounterNeeded)


def test_without_recounts_by_another_what_waits_for_one_is_counted_by_anybody():
    desk = a_shortage()
    desk.handle(set_rule("is_recounted", "no"))
    desk.handle(enter((3, "MUG-BLU", "A-01")))
    assert (states(desk), approval(desk).counted_by) == (["approval"], ("U0ANA",))


def test_a_recount_that_is_overtaken_stays_a_recount():
    desk = a_shortage()
    desk.handle(pick(2, at="A-01"))
    desk.handle(enter((10, "MUG-BLU", "A-01"), by="U0BEN"))
    counted = line(desk, "A-01", "MUG-BLU")
    assert (counted.status, counted.counted, counted.expected) == (
        CountLineStatus.RECOUNT,
        None,
        10,
    )
    desk.handle(enter((10, "MUG-BLU", "A-01"), by=CAT.user))
    assert states(desk) == ["posted"]


def test_a_recount_is_taken_by_somebody_who_has_not_counted():
    desk = a_shortage()
    assert isinstance(refusal_of(desk, claim(by="U0ANA")), OtherCounterNeeded)
    desk.handle(claim(by="U0BEN"))
    assert line(desk, "A-01", "MUG-BLU").counter == "U0BEN"
    assert isinstance(refusal_of(desk, claim(by="U0BEN")), NothingChanged)
    assert refusal_of(desk, claim(by=CAT.user)) == CountTaken(number="CC-1", by="U0BEN")
    assert refusal_of(desk, enter((3, "MUG-BLU", "A-01"), by=CAT.user)) == CountTaken(
        number="CC-1", by="U0BEN"
    )
    desk.handle(claim(by="U0BEN", is_claimed=False))
    desk.handle(enter((12, "MUG-BLU", "A-01"), by=CAT.user))
    assert sheet(desk).status is CountStatus.DONE


def test_a_manager_says_who_counts_once_more():
    desk = a_shortage()
    assert isinstance(refusal_of(desk, recount(by="U0ANA")), NotAllowed)
    assert isinstance(refusal_of(desk, recount(counter="U0VIC")), NotAllowed)
    assert isinstance(refusal_of(desk, recount(counter="U0ANA")), OtherCounterNeeded)
    posted = desk.handle(recount(counter=CAT.user))
    assert [(one.kind.value, one.other) for one in said(posted)] == [("count_another", "U0CAT")]
    assert isinstance(refusal_of(desk, enter((3, "MUG-BLU", "A-01"), by="U0BEN")), CountTaken)
    desk.handle(enter((12, "MUG-BLU", "A-01"), by=CAT.user))
    assert states(desk) == ["posted"]


def test_what_waits_for_approval_can_be_sent_back_first():
    desk = an_approval()
    desk.handle(recount(1))
    assert (states(desk), approval(desk).status) == (["recount"], ApprovalStatus.REJECTED)


def test_of_two_who_send_an_approval_back_the_second_hears_who_did():
    desk = an_approval()
    back = {"approval": "AP-1", "by": "U0MIA"}
    desk.handle(ordered(AssignRecount, "CC-1", **back))
    assert states(desk) == ["recount"]

    again = ordered(AssignRecount, "CC-1", **(back | {"by": "U0ADA"}))
    assert refusal_of(desk, again) == AlreadyDecided(number="AP-1", status="rejected", by="U0MIA")
    unknown = ordered(AssignRecount, "CC-1", **(back | {"approval": "AP-9"}))
    assert refusal_of(desk, unknown) == UnknownDocument(number="AP-9")


def test_what_was_posted_can_be_counted_again_while_the_sheet_is_open():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((10, "MUG-BLU", "A-01")))
    desk.handle(recount(1))
    assert isinstance(refusal_of(desk, enter((12, "MUG-BLU", "A-01"))), OtherCounterNeeded)
    posted = desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0BEN"))
    assert [one.quantity for one in posted.transaction.moves] == [2]
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12


@pytest.mark.parametrize("lines", [(), (2,)])
def test_what_nobody_has_counted_is_not_counted_once_more(lines):
    desk = a_count(scope={"bins": ("A-01",)})
    assert isinstance(refusal_of(desk, recount(*lines)), WrongStep)
    assert refusal_of(desk, recount(9)) == UnknownLine(number="CC-1", line=9)


def test_a_quick_count_leaves_a_sheet_of_its_own_and_no_message():
    desk = a_stockroom()
    posted = desk.handle(count_stock(11, at="A-01"))
    count = sheet(desk)
    assert (count.source, count.status, states(desk)) == ("quick", CountStatus.DONE, ["posted"])
    assert (count.counter, count.scope.bins, count.run) == ("U0ANA", ("A-01",), "CC-1")
    assert posted.transaction.notices == ()
    assert last(desk, "A-01", "MUG-BLU").count == "CC-1"


def test_a_quick_count_that_is_rejected_ends_there():
    desk = a_stockroom()
    desk.handle(count_stock(2, at="A-01"))
    assert (approval(desk).count, approval(desk).counted_by) == ("CC-1", ("U0ANA",))
    desk.handle(reject())
    assert (states(desk), sheet(desk).status) == (["skipped"], CountStatus.DONE)
    assert sheet(desk).lines[0].counted == 2


def test_a_quick_count_is_put_down_on_the_sheet_that_asks_for_it():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(pick(2, at="A-01"))
    desk.handle(count_stock(9, at="A-01", by="U0BEN"))
    assert states(desk) == ["posted", "waiting"]
    assert line(desk, "A-01", "MUG-BLU").counters == ("U0BEN",)
    assert desk.book.get(type(sheet(desk)), "CC-2") is None
    desk.handle(count_stock(lines=[a_line(2, "TEE-BLK-M", at="A-01"), a_line(8, at="A-02")]))
    assert (states(desk), states(desk, "CC-2")) == (["posted", "recount"], ["posted"])


def test_a_quick_count_is_no_way_round_the_second_person():
    desk = a_shortage()
    assert isinstance(refusal_of(desk, count_stock(2, at="A-01")), OtherCounterNeeded)
    desk.handle(count_stock(3, at="A-01", by="U0BEN"))
    assert approval(desk).counted_by == ("U0ANA", "U0BEN")


def test_a_quick_count_settles_what_waits_for_approval_on_a_sheet():
    desk = an_approval()
    desk.handle(count_stock(12, at="A-01", by=CAT.user))
    assert (states(desk), approval(desk).status) == (["posted"], ApprovalStatus.REJECTED)
    assert sheet(desk).status is CountStatus.DONE


def test_a_quick_count_settles_an_earlier_quick_one_that_waits():
    desk = a_stockroom()
    desk.handle(count_stock(2, at="A-01"))
    desk.handle(count_stock(12, at="A-01", by="U0BEN"))
    assert (states(desk), states(desk, "CC-2")) == (["skipped"], ["posted"])
    assert approval(desk).note == "counted again"


def test_who_counted_in_one_line_does_not_count_anew_nor_take_back_what_waits_for_approval():
    desk = a_stockroom()
    counted = desk.handle(count_stock(2, at="A-01")).transaction.id
    assert refusal_of(desk, count_stock(12, at="A-01")) == OtherCounterNeeded(
        number="CC-1",
        line=1,
        item="MUG-BLU",
        location="A-01",
        counters=("U0ANA",),
        who=("U0ADA", "U0BEN", "U0MIA"),
    )
    assert refusal_of(desk, undo(counted)) == UndoRefused(
        problem="recount", transaction=counted, by="MUG-BLU at A-01 (CC-1 line 1)"
    )
    desk.handle(reject(by="U0MIA"))
    desk.handle(count_stock(12, at="A-01"))
    assert states(desk, "CC-2") == ["posted"]


def test_a_count_in_one_line_that_is_withdrawn_becomes_a_sheet_for_somebody_else():
    desk = a_stockroom()
    desk.handle(count_stock(2, at="A-01"))
    withdrawn = desk.handle(reject(by="U0ANA"))
    assert (sheet(desk).source, states(desk)) == ("withdrawn", ["recount"])
    assert kinds_said(withdrawn) == ["count_withdrawn"]
    assert isinstance(refusal_of(desk, count_stock(12, at="A-01")), OtherCounterNeeded)
    assert isinstance(refusal_of(desk, cancel()), NotAllowed)
    desk.handle(count_stock(12, at="A-01", by="U0BEN"))
    assert (states(desk), sheet(desk).status) == (["posted"], CountStatus.DONE)


def test_a_withdrawal_of_a_count_in_one_line_that_is_taken_back_waits_again():
    desk = a_stockroom()
    desk.handle(count_stock(2, at="A-01"))
    withdrawn = desk.handle(reject(by="U0ANA")).transaction.id
    desk.handle(undo(withdrawn))
    assert (states(desk), approval(desk).status) == (["approval"], ApprovalStatus.WAITING)
    desk.handle(approve())
    assert desk.book.on_hand("MUG-BLU", "A-01") == 2


def test_an_import_tells_of_several_counts_of_one_bin():
    desk = a_stockroom()
    desk.handle(count_stock(2, at="A-01", by=IMPORT))
    desk.handle(count_stock(12, at="A-01", by=IMPORT))
    assert (states(desk), states(desk, "CC-2")) == (["skipped"], ["posted"])


def test_a_count_settles_what_somebody_wanted_to_correct_there():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(adjust(-8, at="A-01", reason="damaged"))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert approval(desk).status is ApprovalStatus.REJECTED


def test_a_correction_that_is_approved_is_on_no_sheet():
    desk = a_stockroom()
    desk.handle(adjust(-8, at="A-01", reason="damaged"))
    posted = desk.handle(approve())
    assert (posted.transaction.moves[0].document, desk.book.on_hand("MUG-BLU", "A-01")) == (
        "AP-1",
        4,
    )


def test_goods_found_on_another_sheet_end_what_waits_for_the_same_balance():
    desk = an_approval()
    desk.handle(plan(bins=("A-02",)))
    desk.handle(claim("CC-2"))
    desk.handle(enter((12, "MUG-BLU", "A-01"), number="CC-2"))
    assert (states(desk), sheet(desk).lines[0].note) == (["skipped"], "counted again")
