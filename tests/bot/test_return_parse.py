"""What is typed of a return: what is announced, what has come, what was found, what is given for it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.codes import Codes
from bot.language.return_draft import ReturnDraft, ReturnDraftLine
from bot.language.return_parse import is_announcement, parse_return
from bot.language.return_steps import ArrivedGoods, ReturnStep, read_return_step
from bot.language.return_written import written_return
from bot.language.step_lines import read_step
from bot.language.usage import BlockErrors, OptionNotTaken, PartRepeated, UnknownChoice
from inventory.condition import Condition, Disposition
from tests.builders import a_desk, an_amount

TODAY = date(2026, 11, 26)


def announced(text):
    return parse_return(text, today=TODAY)


def goods(quantity, item, **facts):
    return ReturnDraftLine(item=item, amount=an_amount(quantity), **facts)


def test_goods_of_several_orders_come_back_together():
    draft = announced('new SO-7 2 MUG-BLU; 1 CANDLE-PLR SO-9 reason:"arrived broken" want:refund')
    assert draft.lines == (
        goods(2, "MUG-BLU", order="SO-7", remedy="refund"),
        goods(1, "CANDLE-PLR", order="SO-9", remedy="refund"),
    )
    assert draft.reason == "arrived broken"


def test_an_order_holds_until_another_is_named():
    draft = announced("so-7\n2 MUG-BLU\n1 MUG-RED\nSO-9 3 case MUG-BLU")
    assert [line.order for line in draft.lines] == ["SO-7", "SO-7", "SO-9"]
    assert draft.lines[2].amount == an_amount(3, "case")


def test_a_reason_of_its_own_goes_before_that_of_others():
    draft = announced("new 1 MUG-BLU reason:broken; 1 MUG-RED; 2 TEE reason:late want:replacement")
    assert [line.reason for line in draft.lines] == ["broken", "broken", "late"]
    assert [line.remedy for line in draft.lines] == ["replacement"] * 3
    assert draft.reason == ""


def test_a_return_without_an_order_names_its_customer():
    draft = announced('new 2 JAM-STR lot:L7 customer:CAFE-SOL by:2026-12-01 override:"goodwill"')
    assert (draft.customer, draft.expected_on, draft.override) == (
        "CAFE-SOL",
        date(2026, 12, 1),
        "goodwill",
    )
    assert draft.lines == (goods(2, "JAM-STR", lot="L7"),)


def test_an_order_of_somebody_elses_is_named_by_its_option():
    assert announced("new 2 MUG-BLU order:4711").lines[0].order == "4711"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("new 2 MUG-BLU", True),
        ("SO-7", True),
        ("so-7 2 MUG-BLU", True),
        ("RMA-3", False),
        ("1 MUG-BLU condition:opened order:SO-7", False),
        ("", False),
    ],
)
def test_what_announces_a_return(text, is_one):
    assert is_announcement(text) is is_one


def test_everything_wrong_is_named_at_once():
    with pytest.raises(BlockErrors) as caught:
        announced("new 2 MUG-BLU @A-01; 1.200 MUG-RED; SO-7 SO-8 1 TEE")
    faults = caught.value.faults
    assert [fault.number for fault in faults] == [1, 2, 3]
    assert isinstance(faults[0].error, OptionNotTaken)
    assert faults[1].corrections[0].startswith("new ")
    assert isinstance(faults[2].error, PartRepeated)


NAMES = st.sampled_from(["MUG-BLU", "TEE", "two words", "12", "a:b"])
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12).map(
    str.strip
)
LINES = st.builds(
    goods,
    st.integers(1, 999),
    NAMES,
    order=st.sampled_from(["SO-7", "SO-9", "4711"]),
    lot=st.sampled_from(["", "L7"]),
    remedy=st.just("refund"),
    photo=st.sampled_from(["", "https://example.com/p"]),
)


@given(st.lists(LINES, min_size=1, max_size=4), WORDS, WORDS)
def test_what_is_written_is_read_again(lines, reason, override):
    draft = ReturnDraft(customer="CAFE-SOL", lines=tuple(lines), reason=reason, override=override)
    again = announced(written_return(draft))
    assert again.model_copy(update={"numbers": (), "order": ""}) == draft


# -- about a return -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def codes():
    return Codes(a_desk().book, None)


def said(text, codes):
    return read_return_step(read_step("return", text), codes, TODAY)


def test_nothing_after_the_number_shows_it(codes):
    assert said("RMA-3", codes) == ReturnStep()


def test_all_has_arrived_in_a_place(codes):
    assert said("rma-3 arrived @RET", codes) == ReturnStep(action="arrived", target="RET")


def test_what_has_arrived_is_named_by_line_or_as_goods(codes):
    step = said("RMA-3 arrived line:1 good:2 lot:L7; 3 case MUG-BLU override:goodwill", codes)
    assert step.override == "goodwill"
    assert step.arrived == (
        ArrivedGoods(line=1, amount=an_amount(2), lot="L7"),
        ArrivedGoods(item="MUG-BLU", amount=an_amount(3, "case")),
    )


def test_an_inspection_says_how_much_in_which_condition_and_what_becomes_of_it(codes):
    step = said(
        'RMA-3 inspect line:1 2 damaged scrap @A-01 photo:https://example.com note:"chipped"', codes
    )
    assert step == ReturnStep(
        action="inspect",
        line=1,
        amount=an_amount(2),
        condition=Condition.DAMAGED,
        disposition=Disposition.SCRAP,
        target="A-01",
        note="chipped",
        photo="https://example.com",
    )


@pytest.mark.parametrize(
    ("words", "condition", "disposition"),
    [
        ("new", Condition.NEW, None),
        ("wrong item", Condition.WRONG_ITEM, None),
        ("vendor defective", Condition.DEFECTIVE, Disposition.RETURN_TO_VENDOR),
        ("wrong_item quarantine", Condition.WRONG_ITEM, Disposition.QUARANTINE),
        ("opened return to vendor", Condition.OPENED, Disposition.RETURN_TO_VENDOR),
        ("Opened Refurb", Condition.OPENED, Disposition.REFURBISH),
    ],
)
def test_conditions_as_people_type_them(codes, words, condition, disposition):
    step = said(f"RMA-3 inspect {words}", codes)
    assert (step.condition, step.disposition) == (condition, disposition)


def test_a_part_in_packs_is_inspected(codes):
    assert said("RMA-3 inspect 1 case new", codes).amount == an_amount(1, "case")


def test_what_is_given_for_it(codes):
    assert said("RMA-3 refund line:2 3", codes) == ReturnStep(
        action="refund", line=2, amount=an_amount(3)
    )
    assert said("RMA-3 replace", codes) == ReturnStep(action="replace")


def test_why_it_ends_is_taken_as_typed(codes):
    step = said("RMA-3 close they keep it: all fine", codes)
    assert (step.action, step.reason) == ("close", "they keep it: all fine")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("RMA-3 lost", UnknownChoice),
        ("RMA-3 inspect shiny", UnknownChoice),
        ("RMA-3 inspect new damaged", PartRepeated),
        ("RMA-3 inspect scrap refurbish", PartRepeated),
        ("RMA-3 arrived override:a; 1 MUG-BLU override:b", PartRepeated),
        ("RMA-3 refund photo:x", OptionNotTaken),
    ],
)
def test_what_cannot_be_read_is_named(codes, text, error):
    with pytest.raises(error):
        said(text, codes)


def test_decimals_stay_exact(codes):
    assert said("RMA-3 arrived line:1 good:2.5", codes).arrived[0].amount.number == Decimal("2.5")
