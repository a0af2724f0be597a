"""Where values.append writes: Google's own example, and what people have run into."""

import pytest

TWO_TABLES = [
    ["x", "y", "z"],
    ["x", "y", "z"],
    [],
    ["", "x", "y", "z"],
    ["", "x", "y", "z"],
    ["", "x", "y", "z"],
]


def append(book, where, **options):
    return book.values_append(where, {"valueInputOption": "RAW"} | options, {"values": [["new"]]})


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("Sheet1", "Sheet1!B7"),
        ("B4", "Sheet1!B7"),
        ("C5:D5", "Sheet1!B7"),
        ("B2:D4", "Sheet1!B7"),
        ("A3:G10", "Sheet1!B7"),
        ("A1", "Sheet1!A3"),
        ("E4", "Sheet1!E4"),
        ("A4", "Sheet1!A4"),
    ],
)
def test_rows_go_under_the_last_table_that_is_touched(book, tab, told, written):
    tab.update(TWO_TABLES, "A1")

    assert append(book, told)["updates"]["updatedRange"] == written


def test_a_blank_column_ends_the_table(book, tab):
    tab.update([["x", "", "y"]], "A1")

    answer = append(book, "A1")

    assert answer["tableRange"] == "Sheet1!A1"
    assert answer["updates"]["updatedRange"] == "Sheet1!A2"


def test_a_blank_row_is_in_no_table(book, tab):
    tab.update([["a", "b"], [], ["c", "d"]], "A1")

    answer = append(book, "A2")

    assert "tableRange" not in answer
    assert answer["updates"]["updatedRange"] == "Sheet1!A2"


def test_an_empty_tab_is_filled_from_its_corner(tab):
    tab.append_row(["a", 1])

    assert tab.get_all_values() == [["a", "1"]]


def test_a_blank_first_cell_shifts_the_next_row_to_the_right(tab):
    tab.append_row(["", "b", "c"])
    tab.append_row(["x", "y", "z"])

    assert tab.get_all_values() == [["", "b", "c", ""], ["", "x", "y", "z"]]


def test_overwriting_swallows_what_stands_under_the_table(book, tab):
    tab.update([["a"], [""], ["a manager's note"]], "A1")

    append(book, "A1")
    append(book, "A1")

    assert tab.get_all_values() == [["a"], ["new"], ["a manager's note"], ["new"]]


def test_inserting_pushes_it_down(book, tab):
    tab.update([["a"], [""], ["a manager's note"]], "A1")

    append(book, "A1", insertDataOption="INSERT_ROWS")

    assert tab.get_all_values() == [["a"], ["new"], [""], ["a manager's note"]]
    assert book.sheet1.row_count == 1001


def test_the_grid_grows_for_an_appended_row(book, tab):
    tab.resize(2, 2)
    tab.update([["a", "b"], ["c", "d"]], "A1")

    tab.append_rows([["e", "f"], ["g", "h"]])

    assert book.sheet1.row_count == 4
    assert tab.get_all_values()[-1] == ["g", "h"]
