"""Every option that gspread's own enumerations offer is understood by the stand-in."""

import gspread
import pytest
from gspread import utils

CONDITION_VALUES = {
    "BLANK": [], "NOT_BLANK": [], "BOOLEAN": [], "TEXT_IS_EMAIL": [], "TEXT_IS_URL": [],
    "DATE_IS_VALID": [], "DATE_NOT_BETWEEN": ["2026-01-01", "2026-12-31"],
    "DATE_BETWEEN": ["2026-01-01", "2026-12-31"], "DATE_BEFORE": ["2026-01-01"],
    "DATE_AFTER": ["2026-01-01"], "DATE_ON_OR_BEFORE": ["2026-01-01"],
    "DATE_ON_OR_AFTER": ["2026-01-01"], "DATE_EQ": ["2026-01-01"], "DATE_NOT_EQ": ["2026-01-01"],
    "NUMBER_BETWEEN": ["1", "5"], "NUMBER_NOT_BETWEEN": ["1", "5"], "ONE_OF_RANGE": ["=A1:A3"],
    "CUSTOM_FORMULA": ["=A1>0"],
}  # fmt: skip


@pytest.mark.parametrize("condition", utils.ValidationConditionType, ids=lambda each: each.value)
def test_a_validation_may_have_any_condition(book, tab, condition):
    tab.add_validation("B2", condition, CONDITION_VALUES.get(condition.value, ["1"]))

    cells = book.fetch_sheet_metadata(
        {"ranges": "B2", "fields": "sheets.data.rowData.values.dataValidation.condition.type"}
    )
    assert cells["sheets"][0]["data"][0]["rowData"][0]["values"] == [
        {"dataValidation": {"condition": {"type": condition.value}}}
    ]


@pytest.mark.parametrize(
    ("merge_type", "merged"),
    [
        (utils.MergeType.merge_all, [(1, 3, 0, 2)]),
        (utils.MergeType.merge_columns, [(1, 3, 0, 1), (1, 3, 1, 2)]),
        (utils.MergeType.merge_rows, [(1, 2, 0, 2), (2, 3, 0, 2)]),
    ],
)
def test_cells_merge_as_a_block_by_columns_or_by_rows(book, tab, merge_type, merged):
    tab.merge_cells("A2:B3", merge_type)

    merges = book.fetch_sheet_metadata()["sheets"][0]["merges"]
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    assert [tuple(each[name] for name in names) for each in merges] == merged


@pytest.mark.parametrize(
    ("paste_type", "shown"),
    [
        (utils.PasteType.normal, "5.00"),
        (utils.PasteType.values, "5"),
        (utils.PasteType.format, None),
        (utils.PasteType.no_borders, "5.00"),
        (utils.PasteType.data_validation, None),
        (utils.PasteType.conditional_formating, None),
    ],
)
def test_a_paste_takes_what_its_type_says(tab, paste_type, shown):
    tab.update([[5]], "A1")
    tab.format("A1", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})

    tab.copy_range("A1", "C3", paste_type)

    assert tab.acell("C3").value == shown


def test_a_paste_can_turn_rows_into_columns(tab):
    tab.update([["a", "b", "c"]], "A1")

    tab.copy_range("A1:C1", "E1:E3", paste_orientation=utils.PasteOrientation.transpose)

    assert tab.get("E1:E3") == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("render", "row"),
    [
        (utils.ValueRenderOption.formatted, ["3", "2026-03-01", "TRUE", "#DIV/0!", "x"]),
        (utils.ValueRenderOption.unformatted, [3, 46082, True, "#DIV/0!", "x"]),
        (utils.ValueRenderOption.formula, ["=1+2", 46082, True, "=1/0", "x"]),
    ],
)
def test_values_are_read_in_three_ways(tab, render, row):
    tab.update([["=1+2", "2026-03-01", "TRUE", "=1/0", "x"]], "A1", raw=False)

    assert tab.get("A1:E1", value_render_option=render) == [row]


def test_dates_are_read_as_serials_or_as_text(tab):
    tab.update([["2026-03-01", 5]], "A1", raw=False)

    def read(dates):
        unformatted = utils.ValueRenderOption.unformatted
        return tab.get("A1:B1", value_render_option=unformatted, date_time_render_option=dates)

    assert read(utils.DateTimeOption.serial_number) == [[46082, 5]]
    assert read(utils.DateTimeOption.formatted_string) == [["2026-03-01", 5]]


def test_appended_rows_overwrite_or_push_down_what_lies_below(tab):
    tab.update([["a"], ["b"], [""], ["note"]], "A1")

    tab.append_row(["c"], insert_data_option=utils.InsertDataOption.insert_rows, table_range="A1")
    assert tab.col_values(1) == ["a", "b", "c", "", "note"]

    tab.append_rows(
        [["d"], ["e"]], insert_data_option=utils.InsertDataOption.overwrite, table_range="A1"
    )
    assert tab.col_values(1) == ["a", "b", "c", "d", "e"]


def test_what_gspread_calls_a_paste_of_formulas_is_one_without_borders():
    assert utils.PasteType.formula is utils.PasteType.no_borders


@pytest.mark.parametrize("file_format", utils.ExportFormat, ids=lambda each: each.name)
def test_an_export_is_a_file_or_says_that_it_is_beyond_the_stand_in(book, tab, file_format):
    tab.update([["MUG-BLU"]], "A1")
    served = {utils.ExportFormat.CSV, utils.ExportFormat.TSV, utils.ExportFormat.EXCEL}

    if file_format in served:
        assert len(book.export(file_format)) > 0
    else:
        with pytest.raises(gspread.exceptions.APIError) as refusal:
            book.export(file_format)
        assert refusal.value.code == 501


def test_a_spilled_array_is_read_like_any_cells(tab):
    tab.update([["=SEQUENCE(3)", "=SUM(A1:A3)"]], "A1", raw=False)

    assert tab.get("A1:B3") == [["1", "6"], ["2"], ["3"]]


def test_a_formula_reads_other_tabs_and_named_ranges(book, tab):
    other = book.add_worksheet("Bin cards", rows=5, cols=5)
    other.update([[24], [12]], "A1")
    other.define_named_range("A1:A2", "on_hand")

    tab.update([["=SUM('Bin cards'!A1:A2)", "=MAX(on_hand)", "=Gone!A1"]], "A1", raw=False)

    assert tab.get("A1:C1") == [["36", "24", "#REF!"]]


def test_the_locale_of_the_file_decides_what_typing_means(book, tab):
    book.update_locale("de_DE")

    tab.update([["1,5", "1.200", "1.2.2026", "=SUM(1,5;2)"]], "A1", raw=False)

    assert tab.get("A1:D1") == [["1,5", "1.200", "1.2.2026", "3,5"]]


def test_a_cell_formatted_as_text_keeps_what_is_typed(tab):
    tab.format("A:A", {"numberFormat": {"type": "TEXT"}})

    tab.update([["00123"], ["1-2"], ["=1+1"]], "A1", raw=False)

    assert tab.get("A1:A3") == [["00123"], ["1-2"], ["=1+1"]]
