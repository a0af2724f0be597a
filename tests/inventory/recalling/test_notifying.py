"""Customers are told of a recall once each, by mail or by a person."""

from datetime import timedelta

import pytest

from inventory.correspondence_commands import LetterFate
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.remark import RemarkKind
from inventory.errors import MissingPart, NothingChanged, UndoRefused
from inventory.order_errors import NobodyToWriteTo
from inventory.recall_errors import NotOnRecall
from tests.builders import refusal_of, undo
from tests.inventory.recalling.campaign import (
    a_house_that_recalls,
    fate,
    letters_in,
    notify,
    told_on,
)
from tests.inventory.recalling.recalls import said_last, the_recall
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


@pytest.fixture
def desk() -> MemoryDesk:
    return a_house_that_recalls()


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


def test_letters_that_did_not_leave_for_one_reason_are_told_together(desk):
    desk.handle(notify())
    second = the_recall(desk).letters[1].key
    refused = {"state": LetterState.REFUSED, "said": "no mail server is set"}
    desk.handle(
        fate(desk, number=0, **refused).model_copy(
            update={"further": (LetterFate(letter=second, **refused),)}
        )
    )

    assert [told_on(desk)[one] for one in ("CAFE-SOL", "BISTRO")] == [None, None]
    [(_, said)] = said_last(desk)
    assert (said.kind, said.other, said.quantity) == (
        RemarkKind.RECALL_NOT_SENT,
        "CAFE-SOL, BISTRO",
        2,
    )
    assert isinstance(refusal_of(desk, fate(desk, number=0, **refused)), NothingChanged)


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
