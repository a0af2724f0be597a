"""Serial numbers as people write them: ranges are read and told again, doubts are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.inbound_errors import SerialsRefused
from inventory.lots.serials import (
    LENGTH_MAX,
    SERIALS_MAX,
    folded,
    in_sequence,
    serials_of,
    written_as_is,
)

SERIALS = st.text("0123456789AB-+=Éx./", min_size=1, max_size=12).filter(lambda s: "=" not in s)


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("1,2,4-7", ("1", "2", "4", "5", "6", "7")),
        ("98-101", ("98", "99", "100", "101")),
        ("SN0099-SN0101", ("SN0099", "SN0100", "SN0101")),
        ("SN-09-SN-10", ("SN-09", "SN-10")),
        ("10+3", ("10", "11", "12", "13")),
        ("A09+1", ("A09", "A10")),
        (" A7 , A9 ,", ("A7", "A9")),
        ("AB-1", ("AB-1",)),
        ("=2024-0001", ("2024-0001",)),
        ("", ()),
    ],
)
def test_numbers_and_ranges_are_read(text: str, serials: tuple[str, ...]) -> None:
    assert serials_of(text) == serials


@pytest.mark.parametrize(
    ("text", "problem", "named"),
    [
        ("7-4", "unreadable", ("7-4",)),
        ("1-010", "unreadable", ("1-010",)),
        ("AB12-34", "unreadable", ("AB12-34",)),
        ("A 1", "unreadable", ("A 1",)),
        ("A=1", "unreadable", ("A=1",)),
        ("=", "unreadable", ("=",)),
        ("9" * (LENGTH_MAX + 1), "unreadable", ("9" * (LENGTH_MAX + 1),)),
        ("9" * 200, "unreadable", ("9" * 81,)),
        ("1-3,2", "repeated", ("2",)),
        ("1-201", "too_many", ()),
        ("1-150,200-280", "too_many", ()),
    ],
)
def test_what_is_doubtful_is_refused(text: str, problem: str, named: tuple[str, ...]) -> None:
    with pytest.raises(SerialsRefused) as refused:
        serials_of(text, "LAPTOP")

    assert refused.value == SerialsRefused(problem=problem, item="LAPTOP", serials=named)


def test_numbers_are_told_short() -> None:
    assert folded(["100", "101", "102", "7"]) == "100-102, 7"
    assert folded(["1-1", "1-2", "2024-0001"]) == "1-1-1-2, =2024-0001"
    assert folded([]) == ""


@given(st.lists(SERIALS, unique=True, max_size=30))
def test_what_is_told_is_read_as_it_was(serials: list[str]) -> None:
    assert serials_of(folded(serials)) == tuple(serials)


@given(st.integers(0, 10**6), st.integers(1, 200), st.integers(1, 9), st.sampled_from(["", "SN-"]))
def test_a_run_is_told_as_one_range(first: int, pieces: int, width: int, prefix: str) -> None:
    run = [f"{prefix}{number:0{width}d}" for number in range(first, first + pieces)]

    assert "," not in folded(run)
    assert serials_of(folded(run)) == tuple(run)


@given(SERIALS)
def test_one_number_can_always_be_named(serial: str) -> None:
    assert serials_of(written_as_is(serial)) == (serial,)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        serials = serials_of(text)
    except SerialsRefused:
        return
    assert len(set(serials)) == len(serials) <= SERIALS_MAX


def test_numbers_sort_as_people_count() -> None:
    assert sorted(["A10", "A9", "B1", "x"], key=in_sequence) == ["A9", "A10", "B1", "x"]
