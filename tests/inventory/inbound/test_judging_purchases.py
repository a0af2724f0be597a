"""Late purchase orders: said once in the thread, and to the managers until it is over."""

from datetime import date, timedelta

import pytest

from inventory.documents.purchase_order import PurchaseStatus
from inventory.documents.remark import RemarkKind
from inventory.errors import NothingChanged
from inventory.inbound_commands import JudgePurchases
from inventory.warning import ManagersWarning
from tests.builders import ordered, refusal_of
from tests.memory_desk import START
from tests.purchases import a_buyer, change, place, sent, stands, wanted

TUESDAY = date(2026, 11, 24)


def judge(days=0):
    when = START + timedelta(days=days)
    return ordered(JudgePurchases, on=when.date(), by="job:purchases", when=when)


@pytest.fixture
def desk():
    """24 mugs expected on Tuesday; twelve tees of the same order on Thursday."""
    desk = a_buyer()
    tees = wanted(12, "TEE-BLK-M", 5, expected_on=date(2026, 11, 26))
    desk.handle(place(wanted(24), tees, expected_on=TUESDAY))
    sent(desk)
    return desk


def told(desk):
    return [
        (one.notice.thread, str(one.notice.remark.day), one.notice.remark.words)
        for one in desk.pending(1000)
        if one.notice.type == "remark" and one.notice.remark.kind is RemarkKind.OVERDUE
    ]


def warning(desk):
    (found,) = [one for one in desk.book.all(ManagersWarning) if one.topic == "purchases"]
    return found


def test_an_order_is_late_the_day_after_it_was_expected(desk):
    assert isinstance(refusal_of(desk, judge(days=1)), NothingChanged)

    desk.handle(judge(days=2))

    assert told(desk) == [("PO-1", "2026-11-24", "24 of MUG-BLU")]
    assert (warning(desk).headline, warning(desk).lines) == (
        "1 purchase order is late.",
        ("PO-1, Acme Potters: expected 2026-11-24, 1 day late: 24 of MUG-BLU",),
    )


def test_the_same_morning_says_nothing_twice_and_the_next_only_edits_the_warning(desk):
    desk.handle(judge(days=2))
    assert isinstance(refusal_of(desk, judge(days=2)), NothingChanged)
    desk.handle(judge(days=3))
    assert len(told(desk)) == 1
    assert "2 days late" in warning(desk).lines[0]


def test_the_day_of_another_line_is_told_when_it_passes(desk):
    desk.handle(judge(days=2))
    desk.handle(judge(days=4))
    assert told(desk)[1:] == [("PO-1", "2026-11-26", "24 of MUG-BLU, 12 of TEE-BLK-M")]


def test_a_new_day_ends_the_warning_and_is_told_when_it_passes_too(desk):
    desk.handle(judge(days=2))
    later = date(2026, 11, 30)
    desk.handle(change(expected_on=later, expected_lines={2: later}))
    desk.handle(judge(days=3))
    assert (warning(desk).is_open, warning(desk).headline) == (
        False,
        "No purchase order is late any more.",
    )
    desk.handle(judge(days=8))
    assert [day for _, day, _ in told(desk)] == ["2026-11-24", "2026-11-30"]


def test_what_has_come_is_late_no_more(desk):
    desk.handle(judge(days=4))
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 24})
    desk.handle(judge(days=4))
    assert warning(desk).lines == (
        "PO-1, Acme Potters: expected 2026-11-26, 1 day late: 12 of TEE-BLK-M",
    )
    stands(desk, status=PurchaseStatus.RECEIVED, received={2: 12})
    desk.handle(judge(days=4))
    assert not warning(desk).is_open


@pytest.mark.parametrize("status", [PurchaseStatus.CLOSED, PurchaseStatus.CANCELLED])
def test_an_ended_order_is_not_late(desk, status):
    stands(desk, status=status)
    assert isinstance(refusal_of(desk, judge(days=9)), NothingChanged)


def test_an_order_that_nobody_has_sent_says_so():
    desk = a_buyer()
    desk.handle(place(expected_on=TUESDAY, supplier=""))
    desk.handle(judge(days=2))
    assert warning(desk).lines == (
        "PO-1: expected 2026-11-24, 1 day late, not sent yet: 24 of MUG-BLU",
    )


def test_an_order_without_a_day_is_never_late():
    desk = a_buyer()
    desk.handle(place(supplier="ZETA"))
    assert isinstance(refusal_of(desk, judge(days=400)), NothingChanged)


def test_many_late_orders_and_lines_are_cut_with_a_count():
    desk = a_buyer()
    for _ in range(25):
        desk.handle(place(*(wanted(1) for _ in range(5)), expected_on=TUESDAY))
    desk.handle(judge(days=2))
    lines = warning(desk).lines
    assert warning(desk).headline == "25 purchase orders are late."
    assert (len(lines), lines[-1]) == (20, "and 6 more, on the tab Purchase orders")
    assert lines[0].endswith("1 of MUG-BLU, 1 of MUG-BLU, 1 of MUG-BLU and 2 more")


def test_what_was_told_before_an_undo_of_a_receipt_is_not_told_again(desk):
    desk.handle(judge(days=2))
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 24})
    stands(desk, status=PurchaseStatus.SENT, received={1: 0})
    assert isinstance(refusal_of(desk, judge(days=2)), NothingChanged)
    assert len(told(desk)) == 1
