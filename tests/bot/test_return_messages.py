"""A return's message says what comes back, what state it is in, what is owed, and what can be done."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.messages.return_answers import returns_listed, to_inspect
from bot.messages.returns import return_message
from bot.messages.telling import Telling
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import (
    CustomerReturn,
    Inspection,
    Remedy,
    ReturnLine,
    ReturnStatus,
)
from sandbox.slack.blocks.payload import validate_message
from tests.builders import a_customer, a_desk

TODAY = date(2026, 12, 24)


@pytest.fixture(scope="module")
def telling():
    return Telling(book=a_desk(a_customer()).book)


def an_inspection(quantity=1, condition="damaged", disposition="scrap", target="SCRAP", **facts):
    return Inspection(
        quantity=Decimal(quantity),
        condition=Condition(condition),
        disposition=Disposition(disposition),
        proposed=Disposition(disposition),
        target=target,
        transaction="TX-9",
        by="U0ANA",
        at=datetime(2026, 11, 26, 9, tzinfo=UTC),
        **facts,
    )


def a_return(*lines, **facts):
    facts.setdefault("customer", "CAFE-SOL")
    return CustomerReturn(
        number="RMA-3",
        lines=tuple(lines),
        asked_by="U0ANA",
        asked_on=date(2026, 11, 26),
        **facts,
    )


def a_return_line(expected=2, **facts):
    facts.setdefault("order", "SO-7")
    return ReturnLine(number=1, item="MUG-BLU", expected=Decimal(expected), **facts)


def told(found, telling):
    message = return_message(found, telling)
    validate_message({"text": message.text, "blocks": message.blocks})
    return message.text.splitlines(), [button.label for button in message.buttons]


def test_what_is_announced_waits_for_the_goods(telling):
    found = a_return(
        a_return_line(remedy=Remedy.REFUND),
        reason="arrived broken",
        expected_on=date(2026, 11, 30),
        override="goodwill",
        override_by="U0MIA",
    )
    assert told(found, telling) == (
        [
            "*Return RMA-3* of CAFE-SOL: waiting for the goods",
            "1. 2 pieces of MUG-BLU Blue mug of SO-7, refund wanted: all to come",
            "*Why:* arrived broken",
            "*Taken all the same:* “goodwill”, says <@U0MIA>",
            "*Expected:* Mon 2026-11-30",
            "Announced by <@U0ANA> on Thu 2026-11-26",
        ],
        ["All arrived", "Arrived in part…", "Cancel…"],
    )


def test_what_has_come_waits_to_be_inspected(telling):
    line = a_return_line(
        3,
        received=Decimal(2),
        location="RET",
        inspections=(an_inspection(note="chipped", photo="https://example.com/p"),),
    )
    found = a_return(line, status=ReturnStatus.PART_RECEIVED)
    assert told(found, telling) == (
        [
            "*Return RMA-3* of CAFE-SOL: 2 of 3 have come, 1 to be inspected",
            (
                "1. 3 pieces of MUG-BLU Blue mug of SO-7: 1 to be inspected in RET, 1 inspected, "
                "1 to come"
            ),
            ("    1 damaged → scrapped, says <@U0ANA> “chipped” <https://example.com/p|Picture>"),
            "Announced by <@U0ANA> on Thu 2026-11-26",
        ],
        [
            "All arrived",
            "Arrived in part…",
            "As new → IN",
            "Inspect…",
            "Refund…",
            "Replace…",
            "Close…",
        ],
    )


def test_what_never_came_is_not_to_come_once_nothing_more_is_expected(telling):
    came = a_return_line(3, received=Decimal(1), inspections=(an_inspection(),))
    found = a_return(came, status=ReturnStatus.CLOSED, is_ended=True)
    assert told(found, telling)[0][1].endswith(": 1 inspected, 2 never came")
    nothing = a_return(a_return_line(), status=ReturnStatus.CLOSED, is_ended=True)
    assert told(nothing, telling)[0][1].endswith(": nothing has come")


def test_what_is_inspected_is_to_be_made_good(telling):
    inspections = (
        an_inspection(1, "new", "restock", "A-01"),
        an_inspection(1, "defective", "return_to_vendor", "HOLD", rejection="RJ-4"),
    )
    line = a_return_line(
        received=Decimal(2), inspections=inspections, remedy=Remedy.REFUND, refunded=Decimal(1)
    )
    found = a_return(line, status=ReturnStatus.INSPECTED, credits=("CN-1",), is_announced=False)
    assert told(found, telling) == (
        [
            ("*Return RMA-3* of CAFE-SOL, which nobody had announced: inspected, to be refunded"),
            ("1. 2 pieces of MUG-BLU Blue mug of SO-7, refund wanted: 2 inspected, 1 refunded"),
            "    1 new → restocked in A-01, says <@U0ANA>",
            "    1 defective → to go back to the supplier, at HOLD (RJ-4), says <@U0ANA>",
            "*Refunded by:* CN-1",
            "Taken in by <@U0ANA> on Thu 2026-11-26",
        ],
        ["Refund…", "Replace…", "Close…"],
    )


def test_of_several_lines_each_has_its_button(telling):
    lines = [
        a_return_line(1, received=Decimal(1), location="RET").model_copy(update={"number": n})
        for n in (1, 2)
    ]
    message = return_message(a_return(*lines, status=ReturnStatus.RECEIVED), telling)
    assert [button.label for button in message.beside.values()] == ["Inspect 1…", "Inspect 2…"]


def test_what_is_closed_asks_for_nothing_more(telling):
    found = a_return(a_return_line(), status=ReturnStatus.CANCELLED)
    lines, buttons = told(found, telling)
    assert lines[0] == "*Return RMA-3* of CAFE-SOL: cancelled"
    assert buttons == []


HOSTILE = (
    "<!channel> & <b>",
    "*bold* `code` https://example.com/>|<!channel>",
    "https://example.com/" + "x" * 9_000,
    "x" * 9_000,
    "line\nbreak\ttab",
)


@pytest.mark.parametrize("many", [12, 13, 60])
def test_many_lines_that_wait_fit_into_one_message(telling, many):
    lines = [
        a_return_line(
            9,
            received=Decimal(9),
            location="RET",
            photo="https://x.y",
            inspections=(an_inspection(),),
        ).model_copy(update={"number": number})
        for number in range(1, many + 1)
    ]
    message = return_message(a_return(*lines, status=ReturnStatus.RECEIVED), telling)
    validate_message({"text": message.text, "blocks": message.blocks})
    assert len(message.blocks) <= 50
    assert len(message.beside) == (12 if many == 12 else 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_is_said_as_it_is_and_calls_nobody(telling, text):
    inspections = tuple(an_inspection(note=text, photo=text) for _ in range(9))
    lines = [
        a_return_line(
            20,
            received=Decimal(12),
            location="RET",
            order=text,
            reason=text,
            photo=text,
            lot=text,
            inspections=inspections,
            remedy=Remedy.REFUND,
        ).model_copy(update={"number": number})
        for number in range(1, 61)
    ]
    found = a_return(
        *lines,
        customer=text,
        status=ReturnStatus.PART_RECEIVED,
        override=text,
        override_by="U0MIA",
        carrier=text,
        tracking=text,
        reason=text,
        note=text,
    )
    message = return_message(found, telling)
    validate_message({"text": message.text, "blocks": message.blocks})
    assert "<!channel>" not in message.text
    listed = returns_listed([found] * 40, telling, customer=text, today=TODAY)
    validate_message({"text": listed.text, "blocks": listed.blocks})
    home = to_inspect([found] * 9, telling, TODAY)
    assert home is not None
    validate_message({"text": home.text, "blocks": home.blocks})
