"""A tab as text, whole."""

import pytest

from sandbox.console.sheet_words import Look, UnclearError, UnknownTabError, parse_words
from sandbox.console.tab_text import LAST_PAGE, draw_tab

STOCK = [["SKU", "Bin", "On hand"], ["MUG-BLU", "A-01", "32"], ["TEE-BLK-M", "", "1,024"]]
TABS = ["Start here", "Stock", "Items"]


def text(*lines):
    return list(lines)


def test_a_tab_has_letters_above_and_numbers_beside():
    assert draw_tab("Stock", STOCK) == text(
        "Stock, 2 rows",
        "   A          B     C",
        "1  SKU        Bin   On hand",
        "   ─────────  ────  ───────",
        "2  MUG-BLU    A-01       32",
        "3  TEE-BLK-M          1,024",
    )


def test_a_long_tab_comes_in_pages_and_the_last_may_be_asked_for():
    rows = [["Line"], *([str(line)] for line in range(1, 26))]

    first, last = draw_tab("Ledger", rows), draw_tab("Ledger", rows, page=LAST_PAGE)

    assert first[0] == "Ledger, rows 2 to 21 of 26"
    assert first[-1] == "(sheet Ledger 2 for the next rows)"
    assert last == text(
        "Ledger, rows 22 to 26 of 26",
        "    A",
        " 1  Line",
        "    ────",
        "22    21",
        "23    22",
        "24    23",
        "25    24",
        "26    25",
    )
    assert draw_tab("Ledger", rows, page=99) == last


def test_a_wide_tab_says_where_it_goes_on():
    assert draw_tab("Stock", STOCK, width=22) == text(
        "Stock, 2 rows",
        "   A          B",
        "1  SKU        Bin",
        "   ─────────  ────",
        "2  MUG-BLU    A-01",
        "3  TEE-BLK-M",
        "(sheet Stock from C for more columns)",
    )
    assert draw_tab("Stock", STOCK, first_column=2)[1:3] == ["   C", "1  On hand"]


def test_a_long_cell_is_cut_and_its_lines_joined():
    assert draw_tab("Audit", [["Body"], ["x\n" * 40]])[-1] == "2  " + "x " * 15 + "x…"


def test_an_empty_tab_says_so():
    assert draw_tab("Alerts", []) == ["Alerts is empty."]


def test_a_tab_is_named_in_any_case_and_with_all_its_words():
    assert parse_words("stock", TABS) == Look("Stock")
    assert parse_words("Start here 2 from aa", TABS) == Look("Start here", 2, 26)
    assert parse_words("items last", TABS) == Look("Items", LAST_PAGE)


def test_a_cell_is_typed_into_with_everything_behind_the_sign():
    typed = parse_words("Items c5 = =A1 = 2", TABS)
    emptied = parse_words("Start here C5 =", TABS)

    assert (typed.name, typed.told) == ("types", {"range": "'Items'!C5", "value": "=A1 = 2"})
    assert emptied.told == {"range": "'Start here'!C5", "value": ""}


def test_a_manager_sorts_deletes_and_inserts():
    assert parse_words("Items sort b", TABS).done == "Items is sorted by column B."
    assert parse_words("Stock delete 5", TABS).told == {"tab": "Stock", "first": 5}
    assert parse_words("Items insert c", TABS).told == {"tab": "Items", "before": "C"}


def test_a_tab_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UnknownTabError, match="no tab Stok; there are Start here, Stock, Items"):
        parse_words("Stok", TABS)


def test_words_that_mean_nothing_are_asked_about():
    with pytest.raises(UnclearError, match='What is "C5 40"'):
        parse_words("Items C5 40", TABS)
