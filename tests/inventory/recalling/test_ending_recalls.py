"""A recall is reminded of until it ends: accounted for, or written off by somebody."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.correspondence_commands import PrintPaper
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.recall import RecallStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.errors import NothingChanged
from inventory.notices import Audience, PaperKind, PaperNotice
from inventory.order_errors import WrongStep
from inventory.recall_commands import WidenRecall
from inventory.recall_errors import StillOutside
from inventory.warning import ManagersWarning
from tests.builders import refusal_of, return_stock, undo
from tests.inventory.recalling.campaign import (
    a_house_that_recalls,
    close,
    fate,
    letters_in,
    notify,
    remind,
    reply,
)
from tests.inventory.recalling.recalls import JAM, asked, lift, said_last, scrap_all, the_recall
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


@pytest.fixture
def desk() -> MemoryDesk:
    return a_house_that_recalls()


def named_on(desk: MemoryDesk, day: date) -> list[str]:
    return [f"{one.customer} {one.item}" for one in the_recall(desk).lines if one.named_on == day]


def test_who_is_not_told_is_named_at_once_and_the_managers_hear_of_it(desk):
    desk.handle(remind())

    assert len(named_on(desk, TODAY)) == 4
    assert [said.kind for _, said in said_last(desk)] == [RemarkKind.RECALL_WAITS]
    [warning] = desk.book.open(ManagersWarning)
    assert warning.headline == "1 recall is not over."
    assert warning.lines == (
        "RC-1 (glass): 3 not told, 10 of 10 still with customers, 0 per cent back",
    )


def test_nobody_is_named_again_before_the_days_are_over(desk):
    desk.handle(remind())
    assert isinstance(refusal_of(desk, remind()), NothingChanged)
    assert isinstance(refusal_of(desk, remind(1)), NothingChanged)
    desk.handle(remind(2))

    assert len(named_on(desk, TODAY + timedelta(days=2))) == 4


def test_who_has_just_been_told_or_answered_is_left_in_peace(desk):
    desk.handle(notify())
    desk.handle(remind())
    assert named_on(desk, TODAY) == ["the kiosk JAM-STR"]
    desk.handle(reply("BISTRO", when=START + timedelta(days=1)))
    desk.handle(remind(2))

    assert named_on(desk, TODAY + timedelta(days=2)) == [
        "CAFE-SOL JAM-STR",
        "CAFE-SOL GIFT-SET",
        "the kiosk JAM-STR",
    ]
    [warning] = desk.book.open(ManagersWarning)
    [line] = warning.lines
    assert "1 not told, 1 without an answer, 10 of 10 still with customers" in line


def test_the_warning_ends_when_nobody_has_any(desk):
    desk.handle(remind())
    for customer in the_recall(desk).customers:
        desk.handle(reply(customer, is_all_destroyed=True))
    desk.handle(remind(2))

    assert not list(desk.book.open(ManagersWarning))
    assert isinstance(refusal_of(desk, remind(4)), NothingChanged)


def test_a_recall_ends_when_all_is_accounted_for(desk):
    desk.handle(return_stock(3, JAM, lot="L7", document="SH-3"))
    for customer in ("CAFE-SOL", "the kiosk"):
        desk.handle(reply(customer, is_all_destroyed=True))
    scrap_all(desk)
    posted = desk.handle(close())
    recall = the_recall(desk)

    assert (recall.status, recall.recovered_percent, recall.outstanding) == (
        RecallStatus.CLOSED,
        100,
        0,
    )
    assert (recall.ended_by, recall.ended_on) == ("U0MIA", TODAY)
    [paper] = [one for one in posted.transaction.notices if isinstance(one, PaperNotice)]
    assert (paper.paper, paper.subject, paper.thread, paper.audience) == (
        PaperKind.RECALL_REPORT,
        "RC-1",
        "RC-1",
        Audience.STOCK,
    )


def test_what_is_missing_is_written_off_by_somebody_who_says_why(desk):
    known = ("CAFE-SOL", "BISTRO", "the kiosk")
    assert refusal_of(desk, close(" ")) == StillOutside("RC-1", Decimal(10), known)
    desk.handle(reply("BISTRO", is_all_destroyed=True))
    desk.handle(close("the rest was eaten"))
    recall = the_recall(desk)

    assert [line.written_off for line in recall.lines] == [4, 2, 0, 1]
    assert (recall.ending, recall.recovered_percent, recall.outstanding) == (
        "the rest was eaten",
        30,
        0,
    )


def test_a_recall_that_was_closed_by_mistake_goes_on(desk):
    ended = desk.handle(close("the rest was eaten"))
    desk.handle(undo(ended.transaction.id, by="U0MIA"))

    assert the_recall(desk).is_open
    assert the_recall(desk).outstanding == 10


@pytest.mark.parametrize(
    ("command", "action"),
    [
        (notify(), "notify"),
        (reply("BISTRO"), "reply"),
        (close(), "close"),
        (lift(), "lift"),
        (asked(WidenRecall, "RC-1", scope={"lots": ["L8"]}), "widen"),
    ],
)
def test_what_has_ended_takes_no_further_step(desk, command, action):
    desk.handle(close("eaten"))

    assert refusal_of(desk, command) == WrongStep("RC-1", action, "closed")


def test_a_report_can_be_printed_at_any_time(desk):
    printed = desk.handle(asked(PrintPaper, "rc-1", paper=PaperKind.RECALL_REPORT, by="U0ANA"))

    papers = [one.subject for one in printed.transaction.notices if isinstance(one, PaperNotice)]
    assert papers == ["RC-1"]


def test_who_was_written_to_is_written_that_it_is_over(desk):
    desk.handle(notify())
    desk.handle(fate(desk, LetterState.SENT, number=0))
    desk.handle(fate(desk, LetterState.REFUSED, number=1))
    posted = desk.handle(lift())

    assert letters_in(posted) == [("CAFE-SOL", LetterKind.RECALL_OVER)]
    assert the_recall(desk).letters[-1].kind is LetterKind.RECALL_OVER
    assert isinstance(said_last(desk)[-1][1], Remark)
    desk.handle(fate(desk, LetterState.REFUSED, "no such mailbox"))
    assert [said.kind for _, said in said_last(desk)] == [RemarkKind.RECALL_NOT_SENT]
