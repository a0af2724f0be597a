"""What becomes of recalled goods in the house is decided, and a recall does not end without it."""

from decimal import Decimal

import pytest

from inventory.documents.recall import HeldDecision, HeldOutcome, RecallStatus
from inventory.documents.remark import RemarkKind
from inventory.errors import NotAllowed, NothingChanged
from inventory.order_errors import WrongStep
from inventory.recall_commands import CloseRecall, DecideHeld
from inventory.recall_errors import StillHeld
from tests.builders import refusal_of, undo
from tests.inventory.recalling.recalls import (
    a_jam_house,
    asked,
    lift,
    said_last,
    scrap_all,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """Ten jars of L8, of which nobody has got any, are held by RC-1."""
    desk = a_jam_house()
    desk.handle(start("L8"))
    return desk


def decide(outcome=HeldOutcome.SCRAP, note="", **parts):
    return asked(DecideHeld, "RC-1", outcome=outcome, note=note, **parts)


def close(reason=""):
    return asked(CloseRecall, "RC-1", reason=reason)


def test_a_recall_of_goods_that_never_left_does_not_end_before_it_is_said_what_becomes_of_them(
    desk,
):
    assert refusal_of(desk, close()) == StillHeld(number="RC-1", held=Decimal(10))
    desk.handle(close("burned on Friday"))

    assert the_recall(desk).ending == "burned on Friday"


def test_what_was_decided_stands_on_the_recall_and_in_its_thread(desk):
    desk.handle(decide(HeldOutcome.DESTROY, "by ACME"))

    assert the_recall(desk).decided == HeldDecision(
        outcome=HeldOutcome.DESTROY, note="by ACME", by="U0MIA", on=START.date()
    )
    [(thread, said)] = said_last(desk, RemarkKind.RECALL_DECIDED)
    assert (thread, said.other, said.quantity, said.words) == ("RC-1", "destroy", 10, "by ACME")


def test_a_decision_has_to_be_carried_out_before_the_end(desk):
    desk.handle(decide())
    assert refusal_of(desk, close()) == StillHeld("RC-1", Decimal(10), outcome="scrap")
    scrap_all(desk)
    desk.handle(close())

    assert (the_recall(desk).status, the_recall(desk).scrapped) == (RecallStatus.CLOSED, 10)


def test_it_may_be_decided_anew_and_taken_back(desk):
    desk.handle(decide())
    assert isinstance(refusal_of(desk, decide()), NothingChanged)
    again = desk.handle(decide(HeldOutcome.RETURN_TO_VENDOR))
    desk.handle(undo(again.transaction.id, by="U0MIA"))

    decided = the_recall(desk).decided
    assert decided is not None
    assert decided.outcome is HeldOutcome.SCRAP


def test_it_is_decided_by_managers_while_a_recall_is_open(desk):
    assert isinstance(refusal_of(desk, decide(by="U0ANA")), NotAllowed)
    desk.handle(lift())
    assert isinstance(refusal_of(desk, decide()), WrongStep)
