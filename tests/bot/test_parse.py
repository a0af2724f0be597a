"""What a thumb types becomes one request, or a sentence about every word that is wrong."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.grammar import OPTIONS, VERBS, OptionKind
from bot.language.parse import parse_posting, parse_question, split_verb
from bot.language.requests import OfTheWhole, Posting, Question
from bot.language.usage import (
    AmbiguousNumber,
    BadDay,
    BadNumber,
    BlockErrors,
    DaysDiffer,
    EmptyOption,
    OptionNotTaken,
    PartRepeated,
    QuoteNotClosed,
    StrayWords,
    UnknownOption,
    UnknownVerb,
)
from bot.language.written import written
from inventory.commands import Line
from inventory.quantity import Amount

TODAY = date(2026, 11, 22)


def read(text, verb="receive"):
    return parse_posting(verb, text, today=TODAY)


def the_line(text, verb="receive"):
    posting = read(text, verb)
    assert len(posting.lines) == 1
    return posting.lines[0]


def the_error(text, verb="receive"):
    with pytest.raises(BlockErrors) as refused:
        read(text, verb)
    assert len(refused.value.faults) == 1
    return refused.value.faults[0].error


def amount(number, unit=""):
    return Amount(number=Decimal(number), unit=unit)


def test_a_full_line_is_read_part_by_part():
    line = the_line('24 MUG-BLU @A-01 lot:L7 exp:2027-03-01 po:PO-12 note:"two boxes wet"')

    assert line == Line(
        item="MUG-BLU",
        amount=amount(24),
        location="A-01",
        lot="L7",
        expires_on=date(2027, 3, 1),
        document="PO-12",
        note="two boxes wet",
    )


def test_the_order_of_the_parts_is_free():
    assert the_line("lot:L7 @A-01 MUG-BLU 24") == the_line("24 MUG-BLU @A-01 lot:L7")


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("24 MUG-BLU", "24", ""),
        ("1,200 MUG-BLU", "1200", ""),
        ("2.5 MUG-BLU", "2.5", ""),
        ("0.125 MUG-BLU", "0.125", ""),
        ("1/2 case MUG-BLU", "0.5", "case"),
        ("½ case MUG-BLU", "0.5", "case"),
        ("1 1/2 case MUG-BLU", "1.5", "case"),
        ("3 case MUG-BLU", "3", "case"),
        ("MUG-BLU 3 case", "3", "case"),
        ("2 dozen MUG-BLU", "2", "dozen"),
        ("x12 MUG-BLU", "12", ""),
        ("MUG-BLU 12x", "12", ""),
        ("-5 MUG-BLU", "-5", ""),
        ("−5 MUG-BLU", "-5", ""),  # noqa: RUF001
        ("２４ MUG-BLU", "24", ""),  # noqa: RUF001
        ("٢٤ MUG-BLU", "24", ""),
        ("24\u00a0MUG-BLU", "24", ""),
        ("\u200f24 MUG-BLU", "24", ""),
    ],
)
def test_quantities_are_read_as_phones_type_them(typed, number, unit):
    line = the_line(typed)

    assert (line.item, line.amount) == ("MUG-BLU", amount(number, unit))


@pytest.mark.parametrize(
    "typed",
    [
        "6 MUG-BLU A-01 > B-02",
        "6 MUG-BLU @A-01 >B-02",
        "6 MUG-BLU A-01->B-02",
        "A-01 → B-02 6 MUG-BLU",
        "6 MUG-BLU A-01>B-02",
        "6 MUG-BLU @A-01>@B-02",
    ],
)
def test_a_move_names_its_bins_with_an_arrow(typed):
    line = the_line(typed, "move")

    assert (line.location, line.target, line.item) == ("A-01", "B-02", "MUG-BLU")


def test_the_only_item_before_an_arrow_stays_the_item():
    line = the_line("6 MUG-BLU > B-02", "move")

    assert (line.item, line.location, line.target) == ("MUG-BLU", "", "B-02")


@pytest.mark.parametrize("typed", ["24 22423", "22423 x24", "4006381333931 24", '24 "22423"'])
def test_an_item_may_be_all_digits(typed):
    line = the_line(typed)

    assert line.amount == amount(24)
    assert line.item in ("22423", "4006381333931")


def test_smart_quotes_quote_and_spaces_after_a_colon_are_forgiven():
    line = the_line("24 MUG-BLU note: “two — boxes” lot: L7")

    assert (line.note, line.lot) == ("two — boxes", "L7")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("today", date(2026, 11, 22)),
        ("Tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("+10d", date(2026, 12, 2)),
        ("+2w", date(2026, 12, 6)),
        ("eom", date(2026, 11, 30)),
        ("7d", date(2026, 11, 29)),
        ("-7d", date(2026, 11, 15)),
        ("Friday", date(2026, 11, 27)),
        ("sun", date(2026, 11, 22)),
    ],
)
def test_days_are_read_as_people_say_them(typed, day):
    assert the_line(f"24 MUG-BLU exp:{typed}").expires_on == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7d", date(2026, 11, 15)),
        ("2w", date(2026, 11, 8)),
        ("+7d", date(2026, 11, 29)),
        ("friday", date(2026, 11, 20)),
        ("Mon", date(2026, 11, 16)),
        ("sunday", date(2026, 11, 22)),
    ],
)
def test_what_has_been_was_the_last_such_day(typed, day):
    assert the_line(f"24 MUG-BLU made:{typed}").made_on == day


def test_twelve_hundred_or_one_and_a_fifth_is_for_the_person_to_say():
    with pytest.raises(BlockErrors) as refused:
        read("1.200 MUG-BLU @A-01")

    (fault,) = refused.value.faults
    assert fault.error == AmbiguousNumber(text="1.200", fixes=("1,200", "1.2"))
    assert fault.corrections == ("1,200 MUG-BLU @A-01", "1.2 MUG-BLU @A-01")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("1,5 MUG-BLU", BadNumber(text="1,5", fixes=("1.5",))),
        ("1/3 MUG-BLU", BadNumber(text="1/3", problem="not_exact")),
        ("1/0 MUG-BLU", BadNumber(text="1/0")),
        (
            "1 MUG-BLU cost:-5",
            BadNumber(text="-5", problem="negative", fixes=("cost:5",)),
        ),
        ("1,23,4 MUG-BLU", BadNumber(text="1,23,4", fixes=())),
        ("9999999999999999 MUG-BLU", BadNumber(text="9999999999999999", problem="too_long")),
        ("24 MUG-BLU two boxes wet", StrayWords(words=("MUG-BLU", "two", "boxes", "wet"))),
        ("24 MUG-BLU @A-01 @A-02", PartRepeated(part="place")),
        ("24 MUG-BLU lot:L7 lot:L8", PartRepeated(part="lot")),
        ('24 MUG-BLU note:"two', QuoteNotClosed(text="two")),
        ("24 MUG-BLU lot:", EmptyOption(name="lot")),
        ("24 MUG-BLU @", EmptyOption(name="@")),
        ("24 MUG-BLU exp:soon", BadDay(text="soon")),
        (
            "24 MUG-BLU exp:03/04/2027",
            BadDay(text="03/04/2027", fixes=("exp:2027-04-03", "exp:2027-03-04")),
        ),
    ],
)
def test_what_cannot_be_read_is_named(typed, error):
    assert the_error(typed) == error


def test_a_misspelt_option_is_told_its_neighbours():
    with pytest.raises(BlockErrors) as refused:
        read("24 MUG-BLU lott:L7")

    (fault,) = refused.value.faults
    assert isinstance(fault.error, UnknownOption)
    assert fault.corrections[0] == "24 MUG-BLU lot:L7"


def test_an_option_the_verb_has_no_use_for_is_refused():
    error = the_error("24 MUG-BLU @A-01 carrier:DHL", "pick")

    assert error == OptionNotTaken(
        verb="pick", name="carrier", takes=("lot", "sn", "order", "date", "note")
    )


def test_every_bad_line_of_a_block_is_named_at_once_by_its_number():
    with pytest.raises(BlockErrors) as refused:
        read("24 MUG-BLU @A-01\n\n1.200 TEA @A-02\n5 CUP lot:")

    faults = [(fault.number, type(fault.error)) for fault in refused.value.faults]
    assert faults == [(3, AmbiguousNumber), (4, EmptyOption)]
    assert refused.value.lines == 3


def test_one_command_is_one_day():
    assert the_error("1 MUG date:yesterday\n2 TEA date:2026-11-01") == DaysDiffer(
        days=("2026-11-01", "2026-11-21")
    )


def test_what_is_left_out_is_missing_not_wrong():
    assert read("MUG-BLU", "pick").missing == ("quantity", "location")
    assert read("", "pick").missing == ("quantity", "item", "location")
    assert read("1 MUG-BLU", "return").missing == ("condition",)


def test_a_verb_is_found_by_its_names_and_neighbours_are_told():
    assert split_verb("Recv 24 MUG-BLU") == ("receive", "24 MUG-BLU")
    assert split_verb("help") == ("help", "")
    with pytest.raises(UnknownVerb) as refused:
        split_verb("recieve 24 MUG-BLU")
    assert refused.value.near[0] == "receive"


def test_a_question_is_words_and_perhaps_a_place():
    assert parse_question("find", "blue  mug") == Question(verb="find", words="blue mug")
    assert parse_question("find", "@A-01") == Question(verb="find", location="A-01")
    assert parse_question("history", "MUG-BLU @ A-01") == Question(
        verb="history", words="MUG-BLU", location="A-01"
    )


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"“”>@:- x1.,'), min_size=1
).filter(lambda text: len(text.splitlines()) == 1)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
NUMBERS = st.decimals(-99_999, 999_999, places=4, allow_nan=False, allow_infinity=False)
PRICES = st.decimals(0, 999_999, places=4, allow_nan=False, allow_infinity=False)

AMOUNTS = st.builds(amount, NUMBERS, st.just("") | TEXTS)


@st.composite
def postings(draw):
    verb = draw(st.sampled_from([verb for verb in VERBS.values() if verb.command]))
    lines = tuple(draw(lines_of(verb)) for _ in range(draw(st.integers(1, 3))))
    return Posting(
        verb=verb.name,
        lines=lines,
        occurred_on=draw(st.none() | DAYS) if "date" in verb.takes else None,
        override=draw(st.just("") | TEXTS) if "override" in verb.takes else "",
        numbers=tuple(range(1, len(lines) + 1)),
    )


@st.composite
def lines_of(draw, verb):
    number = draw(st.none() | NUMBERS)
    parts = {
        "item": draw(TEXTS),
        "amount": (number is not None and amount(number, draw(st.just("") | TEXTS))) or None,
    }
    for place in ("location", "target"):
        parts[place] = draw(st.just("") | TEXTS) if place in verb.parts else ""
    kinds = {OptionKind.DAY: DAYS, OptionKind.NUMBER: PRICES, OptionKind.AMOUNT: AMOUNTS}
    for option in verb.options:
        if option.field not in OfTheWhole._fields and draw(st.booleans()):
            parts[option.field] = draw(kinds.get(option.kind, TEXTS))
    return Line(**parts)


@given(postings())
def test_what_is_written_down_reads_the_same(posting):
    assert parse_posting(posting.verb, written(posting), today=TODAY) == posting


@given(
    st.text() | st.text(st.sampled_from('24 MUG@>:"“lotexp.,/-+\n')), st.sampled_from(sorted(VERBS))
)
def test_whatever_is_typed_is_read_or_refused_in_words(text, verb):
    """Any other error than the one about words would fail here."""
    with suppress(BlockErrors):
        parse_posting(verb, text, today=TODAY) if VERBS[verb].command else parse_question(
            verb, text
        )


def test_every_option_belongs_to_some_verb():
    taken = {
        option.name for verb in VERBS.values() for option in (*verb.options, *verb.further_options)
    }

    assert taken == set(OPTIONS)
