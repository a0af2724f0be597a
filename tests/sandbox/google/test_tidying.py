"""Requests that put an area in order, part texts into cells, or carry cells on."""

import gspread
import pytest


def area(rows, columns, *, at=(0, 0)):
    return {
        "startRowIndex": at[0],
        "endRowIndex": at[0] + rows,
        "startColumnIndex": at[1],
        "endColumnIndex": at[1] + columns,
    }


def sent(book, kind, **content):
    """One request of a batch; its reply."""
    return book.batch_update({"requests": [{kind: content}]})["replies"][0].get(kind)


def test_of_rows_that_read_the_same_the_first_is_kept(book, tab):
    tab.update([["MUG", 1], ["TEE", 2], ["mug", 1], ["MUG", 3]], "A1")

    reply = sent(book, "deleteDuplicates", range=area(4, 2))

    assert reply == {"duplicatesRemovedCount": 1}
    assert tab.get("A1:B4") == [["MUG", "1"], ["TEE", "2"], ["MUG", "3"]]


def test_rows_can_be_compared_by_some_columns_and_the_rest_stays_in_place(book, tab):
    tab.update([["MUG", 1, "a"], ["MUG", 2, "b"], ["TEE", 3, "c"]], "A1")
    by_sku = [{"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}]

    sent(book, "deleteDuplicates", range=area(3, 2), comparisonColumns=by_sku)

    assert tab.get("A1:C3") == [["MUG", "1", "a"], ["TEE", "3", "b"], ["", "", "c"]]


def test_blanks_around_and_between_words_are_trimmed(book, tab):
    tab.update([["  blue \t mug ", "mug", 24], [" =1+1 ", "   ", ""]], "A1")

    reply = sent(book, "trimWhitespace", range=area(2, 3))

    assert reply == {"cellsChangedCount": 3}
    assert tab.get("A1:C2") == [["blue mug", "mug", "24"], ["=1+1"]]


def test_a_shuffle_loses_no_row(book, tab):
    tab.update([[number, f"row {number}"] for number in range(9)], "A1")

    sent(book, "randomizeRange", range=area(9, 2))

    assert sorted(tab.get("A1:B9")) == [[str(number), f"row {number}"] for number in range(9)]


def test_pasted_text_is_typed_into_cells(book, tab):
    data = 'MUG-BLU,24,=B2*2\n"Mug, blue",00123'

    sent(book, "pasteData", coordinate={"rowIndex": 1}, data=data, delimiter=",")

    assert tab.get("A2:C3", value_render_option="UNFORMATTED_VALUE") == [
        ["MUG-BLU", 24, 48],
        ["Mug, blue", 123],
    ]


@pytest.mark.parametrize("how", [{"delimiterType": "SEMICOLON"}, {"delimiterType": "AUTODETECT"}])
def test_a_column_of_texts_falls_apart(book, tab, how):
    tab.update([["MUG-BLU;24"], ["TEE;3;M"]], "A1")

    sent(book, "textToColumns", source=area(2, 1), **how)

    assert tab.get("A1:C2") == [["MUG-BLU", "24"], ["TEE", "3", "M"]]


def test_only_one_column_falls_apart_at_once(book):
    with pytest.raises(gspread.exceptions.APIError, match="must span exactly one column"):
        sent(book, "textToColumns", source=area(1, 2), delimiterType="COMMA")


def filled_down(length, source):
    return {"dimension": "ROWS", "fillLength": length, "source": source}


def test_numbers_in_equal_steps_go_on_and_formulas_follow_their_row(book, tab):
    tab.update([[10, "=A1*2", "x"], [20, "=A2*2", "y"]], "A1", raw=False)

    sent(book, "autoFill", sourceAndDestination=filled_down(3, area(2, 3)))

    assert tab.get("A3:C5") == [["30", "60", "x"], ["40", "80", "y"], ["50", "100", "x"]]


def test_a_series_goes_backwards_and_the_alternate_repeats(book, tab):
    tab.update([[5], [6]], "A4")
    sent(book, "autoFill", sourceAndDestination=filled_down(-2, area(2, 1, at=(3, 0))))
    assert tab.get("A2:A5") == [["3"], ["4"], ["5"], ["6"]]

    alternate = {"useAlternateSeries": True}
    sent(book, "autoFill", sourceAndDestination=filled_down(1, area(2, 1, at=(3, 0))), **alternate)
    assert tab.acell("A6").value == "5"


def test_cells_go_on_to_the_right_and_where_a_range_is_still_blank(book, tab):
    tab.update([[1, 2]], "A1")
    right = {"dimension": "COLUMNS", "fillLength": 2, "source": area(1, 2)}

    sent(book, "autoFill", sourceAndDestination=right)
    sent(book, "autoFill", range=area(3, 4))

    assert tab.get("A1:D3") == [["1", "2", "3", "4"]] * 3
