"""Laws that hold whatever is in the cells: batches are atomic, moves lose nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.batch_update import apply_requests
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.protection import Actor
from sandbox.google.table_detection import table_touching
from sandbox.google.workbook import Workbook, new_workbook

OLGA = Actor("olga@example.com", owns_file=True)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CELLS = st.one_of(st.none(), st.text(min_size=1, max_size=3), st.floats(-9, 9), st.booleans())
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=6)
SPANS = st.tuples(st.integers(0, 8), st.integers(1, 4))


def filled(rows):
    workbook = new_workbook("Stock")
    sheet = workbook.edit(0)
    sheet.row_count, sheet.column_count = 12, 12
    for index, row in enumerate(rows):
        sheet.grid.set_entries(index, 0, row)
        sheet.grid.set_facets(index, 0, [{"note": f"{index}"} for _ in row])
    return workbook


def content(workbook: Workbook):
    grid = workbook.sheet(0).grid
    return grid.entries, grid.facets, workbook.sheet(0).row_count, workbook.sheet(0).column_count


def run(workbook, *requests):
    """The workbook after a batch; the one before is left as it was."""
    edit = Edit(workbook.fork(), OLGA, NOON)
    apply_requests(edit, {"requests": list(requests)})
    return edit.workbook


def span(dimension, start, count):
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": start + count}


@given(ROWS, st.sampled_from(["ROWS", "COLUMNS"]), SPANS)
def test_a_refused_batch_leaves_nothing_behind(rows, dimension, at):
    workbook = filled(rows)
    before = content(filled(rows))

    with pytest.raises(BadRequest):
        run(
            workbook,
            {"deleteDimension": {"range": span(dimension, *at)}},
            {"findReplace": {"find": "a", "replacement": "b", "allSheets": True}},
            {"sortRange": {"range": {"sheetId": 0}, "sortSpecs": [{"dimensionIndex": 0}]}},
            {"deleteSheet": {"sheetId": 0}},
        )

    assert content(workbook) == before


@given(ROWS, st.sampled_from(["ROWS", "COLUMNS"]), SPANS)
def test_what_is_inserted_can_be_deleted_again(rows, dimension, at):
    workbook = filled(rows)

    after = run(
        workbook,
        {"insertDimension": {"range": span(dimension, *at)}},
        {"deleteDimension": {"range": span(dimension, *at)}},
    )

    assert content(after) == content(workbook)


@given(ROWS, st.sampled_from(["ROWS", "COLUMNS"]), st.permutations(range(3)))
def test_moving_loses_no_cell(rows, dimension, places):
    workbook = filled(rows)
    start, end, destination = [*sorted(places[:2]), places[2] + 4]

    after = run(
        workbook,
        {
            "moveDimension": {
                "source": span(dimension, start, end - start),
                "destinationIndex": destination,
            }
        },
    )

    def cells(each):
        found = [repr(entry) for row in content(each)[0] for entry in row if entry is not None]
        return sorted(found)

    assert cells(after) == cells(workbook)


@given(ROWS, st.booleans())
def test_sorting_twice_is_sorting_once(rows, descending):
    request = {
        "sortRange": {
            "range": {"sheetId": 0},
            "sortSpecs": [
                {"dimensionIndex": 0, "sortOrder": "DESCENDING" if descending else "ASCENDING"}
            ],
        }
    }
    once = run(filled(rows), request)

    assert content(run(once, request)) == content(once)


@given(ROWS)
def test_nothing_blank_is_stored_at_the_end(rows):
    grid = filled(rows).sheet(0).grid

    assert not grid.entries or grid.entries[-1]
    assert all(row[-1] is not None for row in grid.entries if row)


@given(ROWS)
def test_a_table_is_closed_off_by_blanks(rows):
    workbook = filled(rows)
    sheet = workbook.sheet(0)
    table = table_touching(sheet.grid, sheet.bounds)

    if table is None:
        assert sheet.grid.filled_rows == 0
        return
    assert not any(
        sheet.grid.entry(table.end_row, column) is not None
        for column in range(table.start_column, table.end_column)
    )
    assert not any(
        sheet.grid.entry(row, table.end_column) is not None
        for row in range(table.start_row, table.end_row)
    )
