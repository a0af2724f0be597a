"""Lines about recalls are read the same however their parts are ordered, and written down again."""

from datetime import date
from decimal import Decimal

import pytest

from bot.language.codes import Codes
from bot.language.recall_lines import (
    RecallAsked,
    RecallSaid,
    read_recall,
    read_recall_step,
    written_recall,
)
from bot.language.step_lines import read_step
from bot.language.usage import (
    BadNumber,
    EmptyOption,
    OptionNotTaken,
    PartRepeated,
    StrayWords,
    UnknownChoice,
)
from inventory.documents.recall import RecallScope
from inventory.quantity import Amount
from tests.bot.recalls import a_jam_shop

TODAY = date(2026, 11, 23)
CODES = Codes(a_jam_shop().book)


def read(text):
    return read_recall(text, CODES, TODAY)


def said(text):
    return read_recall_step(read_step("recall", text), CODES, TODAY)


def scope(**facts):
    return RecallScope(**facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JAM-STR lot:L7 glass", scope(item="JAM-STR", lots=("L7",))),
        ("lot:L7 jam-str glass", scope(item="JAM-STR", lots=("L7",))),
        ("lot:L7 glass", scope(lots=("L7",))),
        ("slot:F-1 glass", scope(lots=("F-1",))),
        ("lot:L7 lot:L8 glass", scope(lots=("L7", "L8"))),
        ("lots:L7,L8 lot:L9 glass", scope(lots=("L7", "L8", "L9"))),
        ("lots:L100..L120 glass", scope(first="L100", last="L120")),
        ("JAM-STR sn:100-102 glass", scope(item="JAM-STR", lots=("100", "101", "102"))),
        (
            "supplier:FARM since:2026-10-01 until:2026-10-31 glass",
            scope(supplier="FARM", since=date(2026, 10, 1), until=date(2026, 10, 31)),
        ),
        ("JAM-STR glass", scope(item="JAM-STR")),
        ("glass", scope()),
    ],
)
def test_lots_are_named_in_many_ways(text, expected):
    asked = read(text)

    assert asked.scope == expected
    assert asked.reason == "glass"
    assert not asked.is_now


def test_all_words_after_the_item_are_the_reason():
    asked = read('JAM-STR lot:L7 glass in one jar tell:"do not eat it"')

    assert asked.reason == "glass in one jar"
    assert asked.instructions == "do not eat it"


def test_the_last_word_asks_no_more():
    assert read("lot:L7 glass in one jar now") == RecallAsked(
        scope=scope(lots=("L7",)), reason="glass in one jar", is_now=True
    )
    assert read('lot:L7 "glass now"').reason == "glass now"
    assert read("lot:L7 now found").is_now is False


@pytest.mark.parametrize(
    "text",
    [
        "JAM-STR lot:L7 glass in one jar",
        'lot:"L 7" slot:F-1 reason:"he said ""stop"" now" tell:"send it; back"',
        "lots:L100..L120 supplier:FARM since:2026-10-01 until:2026-10-31 reason:label",
    ],
)
def test_what_was_read_is_written_down_so_that_it_reads_the_same(text):
    asked = read(text)

    assert read(written_recall(asked)) == asked


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("lots:L7.. x", EmptyOption(name="lots")),
        ("lots:, x", EmptyOption(name="lots")),
        ("lots:L1..L2 lots:L5..L7 x", PartRepeated(part="lots")),
        ("lot:L7 reason:a reason:b", PartRepeated(part="reason")),
    ],
)
def test_what_cannot_be_read_is_refused(text, error):
    with pytest.raises(type(error)) as refused:
        read(text)
    assert refused.value == error


def test_an_option_that_recalls_do_not_take_is_named():
    with pytest.raises(OptionNotTaken):
        read("lot:L7 carrier:DHL x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RC-1", RecallSaid()),
        ("RC-1 notify", RecallSaid(action="notify")),
        ("RC-1 notify CAFE-SOL now", RecallSaid(action="notify", customer="CAFE-SOL", is_now=True)),
        ("RC-1 told CAFE-SOL", RecallSaid(action="told", customer="CAFE-SOL")),
        ('RC-1 told "Cafe Sol"', RecallSaid(action="told", customer="Cafe Sol")),
        ("RC-1 remind", RecallSaid(action="remind")),
        (
            "RC-1 ack CAFE-SOL they look for it",
            RecallSaid(action="ack", customer="CAFE-SOL", text="they look for it"),
        ),
        (
            "RC-1 destroyed 3 CAFE-SOL",
            RecallSaid(action="destroyed", customer="CAFE-SOL", amount=Amount(number=Decimal(3))),
        ),
        (
            "RC-1 destroyed CAFE-SOL 3",
            RecallSaid(action="destroyed", customer="CAFE-SOL", amount=Amount(number=Decimal(3))),
        ),
        (
            "RC-1 destroyed 2 case CAFE-SOL",
            RecallSaid(
                action="destroyed",
                customer="CAFE-SOL",
                amount=Amount(number=Decimal(2), unit="case"),
            ),
        ),
        (
            "RC-1 destroyed 2 case line:4",
            RecallSaid(action="destroyed", line=4, amount=Amount(number=Decimal(2), unit="case")),
        ),
        (
            "RC-1 destroyed all CAFE-SOL",
            RecallSaid(action="destroyed", customer="CAFE-SOL", is_all=True),
        ),
        ("RC-1 from CAFE-SOL", RecallSaid(action="from", customer="CAFE-SOL")),
        ("RC-1 from 4711", RecallSaid(action="from", customer="4711")),
        (
            "RC-1 from CAFE-SOL 2 line:4",
            RecallSaid(
                action="from", customer="CAFE-SOL", line=4, amount=Amount(number=Decimal(2))
            ),
        ),
        (
            "RC-1 from 2 case CAFE-SOL",
            RecallSaid(
                action="from", customer="CAFE-SOL", amount=Amount(number=Decimal(2), unit="case")
            ),
        ),
        ("RC-1 destroyed all line:2", RecallSaid(action="destroyed", line=2, is_all=True)),
        ("RC-1 add lot:L8", RecallSaid(action="add", scope=scope(lots=("L8",)))),
        ("RC-1 close the rest was eaten", RecallSaid(action="close", text="the rest was eaten")),
        ('RC-1 lift "wrong lot"', RecallSaid(action="lift", text="wrong lot")),
    ],
)
def test_steps_of_a_recall_are_read(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("RC-1 burn CAFE-SOL", UnknownChoice),
        ("RC-1 told CAFE-SOL by phone", StrayWords),
        ("RC-1 add lot:L8 glass", StrayWords),
        ("RC-1 destroyed CAFE-SOL", BadNumber),
        ("RC-1 ack line:0", BadNumber),
        ("RC-1 ack line:1 line:2", PartRepeated),
    ],
)
def test_steps_that_cannot_be_read_are_refused(text, error):
    with pytest.raises(error):
        said(text)
