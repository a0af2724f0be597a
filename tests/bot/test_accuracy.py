"""Managers look back on counts: how right the book was, and what was lost."""

from datetime import date
from decimal import Decimal

import pytest

from bot.language.accuracy_lines import AccuracyAsked, read_accuracy, written_accuracy
from bot.language.usage import PartRepeated, StrayWords, UnknownChoice, UnknownOption
from inventory.counting.accuracy import Grouping
from tests.bot.conftest import STOCK
from tests.inventory.counting.kept_sheets import a_count, a_settled_line, a_tally, keep

TODAY = date(2026, 11, 26)


def asked(text: str) -> AccuracyAsked:
    return read_accuracy(text, TODAY)


def with_counts(desk):
    """Three lines: one right, one off within the tolerance, one far off after a recount."""
    recounted = (a_tally(20, 4, "UANA"), a_tally(20, 8, "UBEN"))
    keep(
        desk,
        a_count(
            "CC-1",
            a_settled_line(24, 24),
            a_settled_line(12, 11, at="A-02", by="UANA"),
            a_settled_line(20, 8, "MUG-RED", at="B-01", tallies=recounted, unit_cost=Decimal(3)),
        ),
    )


def test_the_costliest_item_comes_first_after_all_of_them(cleo, desk):
    with_counts(desk)
    seen = cleo.types(STOCK, "/inv accuracy")
    assert seen.message.is_ephemeral
    assert seen.text == (
        "*Counts* from 2026-08-25 to 2026-11-23: 1 of 3 lines right (33.3 %), 66.6 % within the "
        "tolerance; off by -13 net (-38.00 EUR), 13 in all (38.00 EUR).\n"
        "MUG-RED (Red mug): 0 of 1 line right (0 %); off by -12 net (-36.00 EUR), "
        "12 in all (36.00 EUR)\n"
        "MUG-BLU (Blue mug): 1 of 2 lines right (50 %), 100 % within the tolerance; "
        "off by -1 net (-2.00 EUR), 1 in all (2.00 EUR)"
    )
    assert seen.message.buttons == ["All of it as a file"]


def test_nothing_counted_is_said_with_what_to_do(cleo):
    assert cleo.types(STOCK, "/inv accuracy by:bin from:2026-01-01 to:2026-01-31").text == (
        "Nothing was counted from 2026-01-01 to 2026-01-31. Plan a count with `/count zone:A`."
    )


def test_who_may_not_see_it_hears_what_it_is_and_whom_to_ask(ana):
    assert ana.types(STOCK, "/inv accuracy").text == (
        "To see how right the book was, and what was lost takes the role manager; you have the role "
        "operator. Ask <@U0CLEO>."
    )


def test_people_are_named_with_what_was_off(cleo, desk):
    with_counts(desk)
    lines = cleo.types(STOCK, "/inv accuracy by:person").text.splitlines()
    assert [line.partition(":")[0] for line in lines[1:4]] == ["<@UBEN>", "<@UANA>", "<@U0ANA>"]
    assert lines[2].endswith("1 line a recount saw otherwise")
    assert lines[-1] == (
        "By person: whoever counted a line, so that one counted twice is told twice."
    )


def test_money_and_names_are_for_those_who_may_see_them(ana, desk):
    with_counts(desk)
    seen = ana.types(STOCK, "/inv accuracy")
    assert "MUG-RED" not in seen.text
    assert "manager" in seen.text


def test_the_button_brings_all_of_it_as_a_file(cleo, desk, workspace):
    with_counts(desk)
    message = cleo.types(STOCK, "/inv accuracy by:bin").message
    cleo.clicks(message, "All of it as a file")
    (file,) = workspace.state()["files"]
    rows = workspace.file(file["id"]).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("bin,lines counted,right,right (percent)")
    assert rows[1] == "B-01,1,0,0,0,0,-12,12,-36,36,EUR,0"
    assert rows[-1].startswith("all,3,1,33.3,2,66.6")


@pytest.mark.parametrize(
    ("text", "by", "first", "last"),
    [
        ("", Grouping.ITEM, "2026-08-28", "2026-11-26"),
        ("by:month", Grouping.MONTH, "2025-11-26", "2026-11-26"),
        ("BIN since:2026-10-01", Grouping.BIN, "2026-10-01", "2026-11-26"),
        ("since:4w until:monday", Grouping.ITEM, "2026-10-29", "2026-11-23"),
        ("by:person from:2026-10-01 to:2026-10-31", Grouping.PERSON, "2026-10-01", "2026-10-31"),
        ("from:2026-10-31 until:2026-10-01", Grouping.ITEM, "2026-10-01", "2026-10-31"),
    ],
)
def test_a_line_says_by_what_and_over_which_days(text, by, first, last):
    found = asked(text)
    assert (found.by, str(found.first), str(found.last)) == (by, first, last)
    assert asked(written_accuracy(found)) == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("by:zone", UnknownChoice("grouping", "zone", ("item", "bin", "person", "month"))),
        ("mugs", StrayWords(("mugs",))),
        ("by:item bin", PartRepeated("by")),
        ("frm:2026-10-01", UnknownOption("frm", ("by", "from", "to"), ("from:2026-10-01",))),
    ],
)
def test_what_cannot_be_read_is_named(text, error):
    with pytest.raises(type(error)) as refused:
        asked(text)
    assert refused.value == error
