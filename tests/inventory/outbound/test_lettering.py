"""What became of a letter is noted once; a person may have one sent again that did not arrive."""

import pytest

from inventory.correspondence_commands import RecordLetter, ResendLetter
from inventory.documents.letter import LetterKind, LetterState
from inventory.errors import NothingChanged, UnknownDocument
from inventory.order_errors import NobodyToWriteTo, WrongStep
from tests.builders import a_customer, a_desk, edit, ordered, refusal_of, set_rule
from tests.journeys import shipped, the_shipment


def a_sent_order():
    desk = a_desk(
        a_customer(contact="mark"), stock=[(24, "MUG-BLU", "A-01")], writes_to_customers="yes"
    )
    shipped(desk, (4, "MUG-BLU"))
    return desk


def became(desk, state, said=""):
    key = the_shipment(desk).letters[-1].key
    facts = {"letter": key, "state": LetterState(state), "said": said, "by": "job:letters"}
    return ordered(RecordLetter, "SH-1", **facts)


def states_of(desk):
    return [letter.state.value for letter in the_shipment(desk).letters]


@pytest.mark.parametrize("known", ["sent", "refused"])
def test_what_is_certain_does_not_become_doubtful(known):
    desk = a_sent_order()
    desk.handle(became(desk, known))
    assert isinstance(refusal_of(desk, became(desk, "unknown")), NothingChanged)
    assert states_of(desk) == [known]


def test_what_became_of_a_letter_about_nothing_is_refused():
    desk = a_sent_order()
    facts = {"letter": "SH-9#shipped", "state": LetterState("sent"), "by": "job:letters"}

    assert isinstance(refusal_of(desk, ordered(RecordLetter, "SH-9", **facts)), UnknownDocument)


def test_what_was_in_doubt_may_turn_out_to_be_sent():
    desk = a_sent_order()
    desk.handle(became(desk, "unknown"))
    assert isinstance(refusal_of(desk, became(desk, "unknown")), NothingChanged)
    desk.handle(became(desk, "sent"))
    assert states_of(desk) == ["sent"]


def test_a_letter_in_doubt_is_sent_again_as_another_letter():
    desk = a_sent_order()
    again = ordered(ResendLetter, "SH-1", letter=LetterKind.SHIPPED)
    assert isinstance(refusal_of(desk, again), WrongStep)  # it is about to be sent
    desk.handle(became(desk, "unknown"))
    desk.handle(again)
    assert states_of(desk) == ["unknown", "waiting"]
    assert len({letter.key for letter in the_shipment(desk).letters}) == 2
    never = ordered(ResendLetter, "SH-1", letter=LetterKind.DELIVERED)
    assert isinstance(refusal_of(desk, never), WrongStep)


def test_nobody_is_told_that_a_letter_leaves_which_has_nobody_to_go_to():
    desk = a_sent_order()
    desk.handle(became(desk, "unknown"))
    again = ordered(ResendLetter, "SH-1", letter=LetterKind.SHIPPED)
    desk.handle(edit(a_customer(contact="")))
    assert refusal_of(desk, again) == NobodyToWriteTo(number="SH-1", customer="CAFE-SOL")
    desk.handle(set_rule("writes_to_customers", "no"))
    assert refusal_of(desk, again) == NobodyToWriteTo(number="SH-1")
