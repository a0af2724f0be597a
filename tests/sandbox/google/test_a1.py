"""A1 and R1C1 notation, read and written as Google reads and writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.a1 import (
    MAX_COLUMNS,
    A1Error,
    A1Range,
    GridLimitError,
    cell_name,
    column_index,
    column_letters,
    format_a1,
    parse_a1,
    quote_title,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1", A1Range(None, 0, 1, 0, 1)),
        ("$B$3", A1Range(None, 2, 3, 1, 2)),
        ("A1:B2", A1Range(None, 0, 2, 0, 2)),
        ("B2:A1", A1Range(None, 0, 2, 0, 2)),
        ("$A1:B$2", A1Range(None, 0, 2, 0, 2)),
        ("A:B", A1Range(None, 0, None, 0, 2)),
        ("1:3", A1Range(None, 0, 3, 0, None)),
        ("A5:A", A1Range(None, 4, None, 0, 1)),
        ("A1:B", A1Range(None, 0, None, 0, 2)),
        ("B2:3", A1Range(None, 1, 3, 1, None)),
        ("Sheet1!A1", A1Range("Sheet1", 0, 1, 0, 1)),
        ("Sheet1!A:A", A1Range("Sheet1", 0, None, 0, 1)),
        ("'Bin cards'!A1:B2", A1Range("Bin cards", 0, 2, 0, 2)),
        ("Form Responses 1!A1:B", A1Range("Form Responses 1", 0, None, 0, 2)),
        ("'It''s'!A1:B", A1Range("It's", 0, None, 0, 2)),
        ("'Wow!'!A1", A1Range("Wow!", 0, 1, 0, 1)),
        ("Sheet1", A1Range("Sheet1")),
        ("'Bin cards'", A1Range("Bin cards")),
        ("R1C1", A1Range(None, 0, 1, 0, 1)),
        ("R2C3:R4C5", A1Range(None, 1, 4, 2, 5)),
        ("Sheet1!R[3]C[1]", A1Range("Sheet1", 3, 4, 1, 2)),
        ("ZZZ1", A1Range(None, 0, 1, MAX_COLUMNS - 1, MAX_COLUMNS)),
    ],
)
def test_a_range_is_read(text, expected):
    assert parse_a1(text) == expected


def test_a_bare_cell_name_is_the_cell_and_a_quoted_one_is_the_tab_of_that_title():
    assert parse_a1("A1") == A1Range(None, 0, 1, 0, 1)
    assert parse_a1("'A1'") == A1Range("A1")
    assert parse_a1("'A1'!B2") == A1Range("A1", 1, 2, 1, 2)


def test_only_an_unquoted_word_may_be_a_named_range():
    assert parse_a1("Stock").bare_name
    assert not parse_a1("'Stock'").bare_name
    assert not parse_a1("Stock!A1").bare_name


def test_a_word_after_a_title_can_only_be_a_named_range():
    assert parse_a1("'Bin cards'!items") == A1Range("Bin cards", name="items")
    assert format_a1(parse_a1("'Bin cards'!items")) == "'Bin cards'!items"
    assert parse_a1("'Bin cards'!items").possible_name == "items"
    assert parse_a1("Stock").possible_name == "Stock"
    assert parse_a1("Stock!A1").possible_name is None


@pytest.mark.parametrize(
    "text", ["", "  ", "!A1", "Sheet1!", "Sheet1!No pe", "'Sheet1'!A1:B2:C3", "S!1A"]
)
def test_what_is_no_range_is_refused_in_googles_words(text):
    with pytest.raises(A1Error) as refusal:
        parse_a1(text)

    assert str(refusal.value) == f"Unable to parse range: {text}"
    assert refusal.value.text == text


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (A1Range("Sheet1", 0, 2, 0, 2), "Sheet1!A1:B2"),
        (A1Range("Sheet1", 0, 1, 0, 1), "Sheet1!A1"),
        (A1Range("Bin cards", 0, 2, 0, 2), "'Bin cards'!A1:B2"),
        (A1Range("It's", 0, None, 0, 2), "'It''s'!A:B"),
        (A1Range("A1", 0, 1, 0, 1), "'A1'!A1"),
        (A1Range("2026", 0, 1, 0, 1), "'2026'!A1"),
        (A1Range("R1C1"), "'R1C1'"),
        (A1Range("Lager_2", 4, None, 0, 1), "Lager_2!A5:A"),
        (A1Range(None, 0, 3, 0, None), "1:3"),
        (A1Range(None, 1, 3, 1, None), "B2:3"),
        (A1Range("Sheet1"), "Sheet1"),
    ],
)
def test_a_range_is_written_with_quotes_only_where_needed(cells, text):
    assert format_a1(cells) == text


def test_a_range_is_clipped_to_its_grid():
    assert parse_a1("Sheet1!A:B").clipped(1000, 26) == A1Range("Sheet1", 0, 1000, 0, 2)
    assert parse_a1("Sheet1!C5:AZ2000").clipped(1000, 26) == A1Range("Sheet1", 4, 1000, 2, 26)


def test_a_range_that_starts_beyond_the_grid_is_refused_in_googles_words():
    with pytest.raises(GridLimitError) as refusal:
        parse_a1("Sheet1!A1017").clipped(1016, 26)

    assert str(refusal.value) == (
        "Range (Sheet1!A1017) exceeds grid limits. Max rows: 1016, max columns: 26"
    )


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_counted_in_letters(column, letters):
    assert column_letters(column) == letters
    assert column_index(letters.lower()) == column


def test_a_title_is_quoted_when_it_could_be_read_as_something_else():
    assert quote_title("Ledger") == "Ledger"
    assert quote_title("Start here") == "'Start here'"
    assert quote_title("Lagerplätze") == "'Lagerplätze'"


def spans(limit):
    """A start and an end after it, or an open end."""
    return st.integers(0, limit - 2).flatmap(
        lambda start: st.tuples(
            st.just(start), st.none() | st.integers(start + 1, min(start + 500, limit))
        )
    )


titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(titles, spans(1_000_000), spans(MAX_COLUMNS))
def test_whatever_range_is_written_is_read_back(title, rows, columns):
    cells = A1Range(title, *rows, *columns)
    whole_row_tail = cells.end_column is None and cells.end_row is None
    written = format_a1(cells)

    read = parse_a1(written)

    if whole_row_tail and (cells.start_row or cells.start_column):
        assert read == A1Range(title, cells.start_row, None, cells.start_column, MAX_COLUMNS)
    else:
        assert read == cells


@given(st.integers(0, 9_999_999), st.integers(0, MAX_COLUMNS - 1))
def test_every_cell_has_a_name_that_leads_back_to_it(row, column):
    assert parse_a1(cell_name(row, column)) == A1Range(None, row, row + 1, column, column + 1)


@given(st.text(max_size=40))
def test_any_text_is_a_range_or_is_refused(text):
    try:
        cells = parse_a1(text)
    except A1Error as refusal:
        assert refusal.text == text  # noqa: PT017
    else:
        assert cells.start_row >= 0
        assert cells.end_row is None or cells.end_row > cells.start_row
