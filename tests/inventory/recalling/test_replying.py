"""What customers answer about a recall, and how much of it they have thrown away."""

from decimal import Decimal

import pytest

from inventory.documents.remark import RemarkKind
from inventory.errors import MissingPart, NothingChanged, NotPositive
from inventory.order_errors import UnknownLine
from inventory.recall_errors import BeyondOutstanding, NotOnRecall
from tests.builders import refusal_of, undo
from tests.inventory.recalling.campaign import a_house_that_recalls, notify, reply
from tests.inventory.recalling.recalls import JAM, SET, figures, said_last, the_recall
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


@pytest.fixture
def desk() -> MemoryDesk:
    return a_house_that_recalls()


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
