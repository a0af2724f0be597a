"""What is typed of counts: scopes, what was found, empty bins, causes, and who is meant."""

from datetime import date

import pytest

from bot.answering.naming import person_named
from bot.language.cause_lines import read_cause
from bot.language.codes import Codes
from bot.language.count_lines import AskedCount, empty_bin, is_scope, read_found, read_scope
from bot.language.step_lines import read_step
from bot.language.usage import (
    BlockErrors,
    NotACount,
    OptionNotTaken,
    PartRepeated,
    StrayWords,
    UnknownChoice,
    UnknownPerson,
)
from inventory.commands import Line
from inventory.documents.count_scope import CountScope
from inventory.errors import MissingPart, UnknownReason
from inventory.people import Person, Role
from outside.codes.scanning import BarcodeScanner
from tests.builders import a_desk, an_amount, edit

TODAY = date(2026, 11, 23)


@pytest.fixture
def codes():
    return Codes(a_desk().book, BarcodeScanner())


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("zone:A", CountScope(zone="A")),
        ("bin:A-01", CountScope(bins=("A-01",))),
        ("bin:A-01,A-02 bins:A-01", CountScope(bins=("A-01", "A-02"))),
        ("class:a", CountScope(abc_class="A")),
        ("sample:20", CountScope(sample=20)),
        ("since:2026-11-01", CountScope(touched_since=date(2026, 11, 1))),
        ("since:7d", CountScope(touched_since=date(2026, 11, 16))),
        ("since:friday", CountScope(touched_since=date(2026, 11, 20))),
        ("suspect", CountScope(is_suspect=True)),
        ("site:NORTH due", CountScope(site="NORTH", is_due=True)),
        ("item:MUG-BLU", CountScope(items=("MUG-BLU",))),
        ("all", CountScope()),
    ],
)
def test_a_scope_is_read(codes, text, scope):
    assert is_scope(text)
    assert read_scope(text, codes, TODAY) == AskedCount(scope=scope)


def test_who_counts_until_when_and_whether_blind_is_said_besides(codes):
    assert read_scope('all for:@U0ANA by:+2d blind:no note:"audit"', codes, TODAY) == AskedCount(
        counter="@U0ANA", due_on=date(2026, 11, 25), is_blind=False, note="audit"
    )


@pytest.mark.parametrize(
    "text",
    ["22 MUG-BLU @A-01", "@A-01", "MUG-BLU", "", "12 MUG-BLU @A-01 note:x", "zone:A\nzone:B", '"'],
)
def test_a_line_that_says_what_lies_where_is_no_scope(text):
    assert not is_scope(text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("zone:A 12", StrayWords),
        ("zone:A zone:B", PartRepeated),
        ("sample:0", NotACount),
        ("sample:1.5", NotACount),
        ("class:D", UnknownChoice),
        ("blind:maybe", UnknownChoice),
        ("zone:A lot:L7", OptionNotTaken),
    ],
)
def test_a_scope_that_cannot_be_read_is_refused(codes, text, error):
    with pytest.raises(error):
        read_scope(text, codes, TODAY)


def test_what_was_found_is_read_line_by_line(codes):
    found = read_found("12 MUG-BLU @A-01; empty @B-01\n\n3 green-thing @A-01", codes, TODAY)

    assert found.lines == (
        Line(item="MUG-BLU", amount=an_amount(12), location="A-01"),
        Line(item="", amount=an_amount(0), location="B-01"),
        Line(item="green-thing", amount=an_amount(3), location="A-01"),
    )
    assert found.numbers == (1, 2, 4)
    assert found.number_of(3) == 4


def test_a_barcode_that_nobody_knows_is_something_found(codes):
    found = read_found("3 04012345678901 @A-01", codes, TODAY)

    assert found.lines[0].item == "04012345678901"


def test_everything_that_cannot_be_read_is_named_at_once(codes):
    with pytest.raises(BlockErrors) as refused:
        read_found("12 @A-01; 5 MUG-BLU @A-01; x y z @A-01", codes, TODAY)

    assert [fault.number for fault in refused.value.faults] == [1, 3]
    assert refused.value.readable == ((2, "5 MUG-BLU @A-01"),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("empty @A-01", "A-01"),
        ("A-01 empty", "A-01"),
        ("EMPTY BC:B:A-01", "A-01"),
        ("empty", ""),
        ("empty @A-01 @B-01", ""),
        ("empty glass", ""),
        ('empty "', ""),
    ],
)
def test_a_bin_is_said_to_be_empty(codes, text, place):
    assert empty_bin(text, codes) == place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CC-3 line:2 misplaced in the next bay", (2, "misplaced", "in the next bay")),
        ("CC-3 data entry error", (0, "data_entry_error", "")),
        ('CC-3 Stolen line:1 note:"seen"', (1, "stolen", "seen")),
    ],
)
def test_a_cause_is_read_with_its_note(text, said):
    assert read_cause(read_step("cause", text), TODAY) == said


def test_a_cause_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UnknownReason) as refused:
        read_cause(read_step("cause", "CC-3 bewitched"), TODAY)
    assert len(refused.value.known) == 24
    with pytest.raises(MissingPart):
        read_cause(read_step("cause", "CC-3 line:2"), TODAY)


@pytest.mark.parametrize("text", ["@U0ANA", "<@U0ANA|ana>", "ana", "ANA", "Ana Lopez", "me"])
def test_a_person_is_named_by_id_or_by_name(text):
    desk = a_desk(Person(user="U0ANA", name="Ana Lopez", role=Role.OPERATOR))

    assert person_named(desk.book, text, "U0ANA") == "U0ANA"


def test_nobody_is_guessed():
    desk = a_desk()
    for user, name in (("U0ANA", "Ana Lopez"), ("U0ANB", "Ana Blum")):
        desk.handle(edit(Person(user=user, name=name, role=Role.OPERATOR)))

    with pytest.raises(UnknownPerson) as several:
        person_named(desk.book, "ana", "U0CLEO")
    assert several.value.known == ("Ana Lopez", "Ana Blum")
    with pytest.raises(UnknownPerson):
        person_named(desk.book, "zoe", "U0CLEO")
