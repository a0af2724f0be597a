"""Telling customers, their answers, reminders and the end of a recall."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inventory.customer import Customer
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.recall import RecallStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.errors import MissingPart, NothingChanged, NotPositive, UndoRefused
from inventory.notices import Audience, LetterNotice, PaperKind, PaperNotice
from inventory.order_commands import PrintPaper, RecordLetter
from inventory.order_errors import NobodyToWriteTo, UnknownLine, WrongStep
from inventory.quantity import Amount
from inventory.recall_commands import (
    CloseRecall,
    NotifyRecall,
    RecordRecallReply,
    RemindRecalls,
    WidenRecall,
)
from inventory.recall_errors import BeyondOutstanding, NotOnRecall, StillOutside
from inventory.warning import ManagersWarning
from tests.builders import edit, fresh_key, refusal_of, return_stock, undo
from tests.inventory.recalling.recalls import (
    JAM,
    SET,
    a_jam_house,
    asked,
    figures,
    lift,
    said_last,
    sell,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


@pytest.fixture
def desk() -> MemoryDesk:
    """CAFE-SOL and BISTRO can be written to; the kiosk is nobody of ours."""
    desk = a_jam_house(recall_reminder_days=2)
    for code in ("CAFE-SOL", "BISTRO"):
        desk.handle(edit(Customer(code=code, contact=f"mark-{code}")))
    sell(desk, 1, JAM, "L7", "the kiosk", "A-01")
    desk.handle(start("L7"))
    return desk


def notify(customer: str = "", **parts: Any) -> NotifyRecall:
    return asked(NotifyRecall, "RC-1", customer=customer, **parts)


def reply(customer: str = "", destroyed: Any = None, **parts: Any) -> RecordRecallReply:
    amount = None if destroyed is None else Amount(number=Decimal(destroyed))
    parts.setdefault("by", "U0ANA")
    return asked(RecordRecallReply, "RC-1", customer=customer, destroyed=amount, **parts)


def close(reason: str = "") -> CloseRecall:
    return asked(CloseRecall, "RC-1", reason=reason)


def remind(day: int = 0) -> RemindRecalls:
    at = START + timedelta(days=day)
    return RemindRecalls(key=fresh_key(), actor="job:recalls", at=at, on=at.date())


def fate(desk: MemoryDesk, state: LetterState, said: str = "", number: int = -1) -> RecordLetter:
    letter = the_recall(desk).letters[number].key
    return RecordLetter(
        key=fresh_key(),
        actor="job:letters",
        at=START,
        number="RC-1",
        letter=letter,
        state=state,
        said=said,
    )


def told_on(desk: MemoryDesk) -> dict[str, date | None]:
    return {line.customer: line.notified_on for line in the_recall(desk).lines}


def letters_in(posted: Any) -> list[tuple[str, LetterKind]]:
    notices = posted.transaction.notices
    return [(one.reader, one.letter.kind) for one in notices if isinstance(one, LetterNotice)]


# -- telling -----------------------------------------------------------------------------------


def test_everybody_with_an_address_is_written_to_and_the_others_are_named(desk):
    posted = desk.handle(notify())

    assert letters_in(posted) == [("CAFE-SOL", LetterKind.RECALL), ("BISTRO", LetterKind.RECALL)]
    assert told_on(desk) == {"CAFE-SOL": TODAY, "BISTRO": TODAY, "the kiosk": None}
    assert [one.reader for one in the_recall(desk).letters] == ["CAFE-SOL", "BISTRO"]
    [(thread, said)] = said_last(desk)
    assert (thread, said.kind, said.quantity) == ("RC-1", RemarkKind.RECALL_WRITTEN, 2)
    assert said.words == "the kiosk"


def test_nobody_is_written_to_twice(desk):
    desk.handle(notify("cafe-sol"))
    assert refusal_of(desk, notify("CAFE-SOL")) == NothingChanged("CAFE-SOL", "told")
    assert letters_in(desk.handle(notify())) == [("BISTRO", LetterKind.RECALL)]

    assert refusal_of(desk, notify()) == NobodyToWriteTo("RC-1", "the kiosk")
    desk.handle(notify("the kiosk", how="told"))
    assert refusal_of(desk, notify()) == NothingChanged("all of RC-1", "told")


def test_whom_nobody_can_write_to_is_told_by_a_person(desk):
    assert refusal_of(desk, notify("the kiosk")) == NobodyToWriteTo("RC-1", "the kiosk")
    desk.handle(notify("The Kiosk", how="told"))

    assert told_on(desk)["the kiosk"] == TODAY
    assert said_last(desk)[0][1].kind is RemarkKind.RECALL_TOLD
    assert isinstance(refusal_of(desk, notify("the kiosk", how="told")), NothingChanged)
    assert refusal_of(desk, notify(how="told")) == MissingPart("recall", "customer")


def test_who_got_none_of_it_is_not_told(desk):
    known = ("CAFE-SOL", "BISTRO", "the kiosk")

    assert refusal_of(desk, notify("HOTEL")) == NotOnRecall("RC-1", "HOTEL", known)


def test_a_letter_that_has_not_left_is_said_and_can_be_sent_anew(desk):
    desk.handle(notify("CAFE-SOL"))
    desk.handle(fate(desk, LetterState.REFUSED, "no such mailbox"))

    assert told_on(desk)["CAFE-SOL"] is None
    [(thread, said)] = said_last(desk)
    assert (thread, said.kind, said.other, said.words) == (
        "RC-1",
        RemarkKind.RECALL_NOT_SENT,
        "CAFE-SOL",
        "no such mailbox",
    )
    assert letters_in(desk.handle(notify("CAFE-SOL"))) == [("CAFE-SOL", LetterKind.RECALL)]
    desk.handle(fate(desk, LetterState.SENT))
    assert told_on(desk)["CAFE-SOL"] == TODAY


def test_a_letter_whose_fate_is_unknown_is_sent_again_by_a_person_only(desk):
    desk.handle(notify("CAFE-SOL"))
    desk.handle(fate(desk, LetterState.UNKNOWN))

    assert [said.kind for _, said in said_last(desk)] == [RemarkKind.RECALL_UNSURE]
    assert letters_in(desk.handle(notify())) == [("BISTRO", LetterKind.RECALL)]
    assert letters_in(desk.handle(notify("CAFE-SOL"))) == [("CAFE-SOL", LetterKind.RECALL)]


def test_what_has_left_is_said_once_for_all_that_was_asked_for_together(desk):
    desk.handle(notify())
    desk.handle(fate(desk, LetterState.SENT, number=0))
    assert said_last(desk) == []

    desk.handle(fate(desk, LetterState.REFUSED, "no such mailbox", number=1))
    said = [said for _, said in said_last(desk)]
    assert [one.kind for one in said] == [RemarkKind.RECALL_NOT_SENT, RemarkKind.RECALL_SENT]
    assert said[1].quantity == 1
    desk.handle(fate(desk, LetterState.SENT, number=1))
    assert said_last(desk) == []


def test_who_was_told_is_asked_again_once_a_day(desk):
    desk.handle(notify())
    again = desk.handle(notify(is_reminder=True))
    kind = LetterKind.RECALL_REMINDER

    assert letters_in(again) == [("CAFE-SOL", kind), ("BISTRO", kind)]
    assert the_recall(desk).lines[0].reminded_on == TODAY
    assert isinstance(refusal_of(desk, notify(is_reminder=True)), NothingChanged)
    assert isinstance(refusal_of(desk, notify("the kiosk", is_reminder=True)), NothingChanged)
    tomorrow = START + timedelta(days=1)
    assert len(letters_in(desk.handle(notify(is_reminder=True, when=tomorrow)))) == 2


def test_a_notice_that_was_written_is_not_undone(desk):
    written = desk.handle(notify())
    called = desk.handle(notify("the kiosk", how="told"))
    desk.handle(undo(called.transaction.id, by="U0MIA"))

    assert told_on(desk)["the kiosk"] is None
    refused = refusal_of(desk, undo(written.transaction.id, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
    assert refused.problem == "written"


# -- answers -----------------------------------------------------------------------------------


def test_a_customer_knows(desk):
    desk.handle(notify())
    desk.handle(reply("bistro", note="they look for it"))
    line = the_recall(desk).lines[2]

    assert (line.acknowledged_on, line.acknowledged_by, line.note) == (
        TODAY,
        "U0ANA",
        "they look for it",
    )
    [(_, said)] = said_last(desk)
    assert (said.kind, said.other, said.quantity, said.words) == (
        RemarkKind.RECALL_REPLIED,
        "BISTRO",
        0,
        "they look for it",
    )
    assert isinstance(refusal_of(desk, reply("BISTRO")), NothingChanged)


def test_a_customer_has_thrown_some_away(desk):
    desk.handle(reply("BISTRO", 1))
    desk.handle(reply("BISTRO", 1, by="U0BEN"))

    assert figures(the_recall(desk))[2] == "BISTRO JAM-STR L7 3: 0 back, 2 destroyed"
    assert the_recall(desk).lines[2].notified_on == TODAY
    error = BeyondOutstanding("RC-1", "BISTRO", JAM, Decimal(2), Decimal(1))
    assert refusal_of(desk, reply("BISTRO", 2)) == error
    assert refusal_of(desk, reply("BISTRO", 0)) == NotPositive("recall", JAM, Decimal(0))


def test_a_customer_has_thrown_all_of_it_away(desk):
    desk.handle(reply("CAFE-SOL", is_all_destroyed=True))

    assert figures(the_recall(desk))[:2] == [
        "CAFE-SOL JAM-STR L7 4: 0 back, 4 destroyed",
        "CAFE-SOL GIFT-SET S1 2: 0 back, 2 destroyed",
    ]
    assert [(said.item, said.quantity) for _, said in said_last(desk)] == [(JAM, 4), (SET, 2)]
    assert the_recall(desk).recovered_percent == 60


def test_of_several_items_it_is_said_which(desk):
    assert refusal_of(desk, reply("CAFE-SOL", 1)) == MissingPart("recall", "line")
    desk.handle(reply("CAFE-SOL", 1, line=2))

    assert figures(the_recall(desk))[1] == "CAFE-SOL GIFT-SET S1 2: 0 back, 1 destroyed"


@pytest.mark.parametrize(
    ("asked_for", "error"),
    [
        ({}, MissingPart("recall", "customer")),
        ({"line": 9}, UnknownLine("RC-1", 9)),
        ({"line": 3, "customer": "CAFE-SOL"}, UnknownLine("RC-1", 3)),
        ({"customer": "HOTEL"}, NotOnRecall("RC-1", "HOTEL", ("CAFE-SOL", "BISTRO", "the kiosk"))),
    ],
)
def test_an_answer_has_to_be_somebodys(desk, asked_for, error):
    assert refusal_of(desk, reply(**asked_for)) == error


def test_an_answer_can_be_taken_back(desk):
    answered = desk.handle(reply("BISTRO", 2))
    desk.handle(undo(answered.transaction.id))

    assert figures(the_recall(desk))[2] == "BISTRO JAM-STR L7 3: 0 back, 0 destroyed"


# -- reminders ---------------------------------------------------------------------------------


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


# -- the end -----------------------------------------------------------------------------------


def test_a_recall_ends_when_all_is_accounted_for(desk):
    desk.handle(return_stock(3, JAM, lot="L7", document="SH-3"))
    for customer in ("CAFE-SOL", "the kiosk"):
        desk.handle(reply(customer, is_all_destroyed=True))
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
