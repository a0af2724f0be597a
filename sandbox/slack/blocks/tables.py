"""Blocks that show figures: tables, data tables and charts.

Their limits span cells, so they are checked on the whole: rows of one length, a header without rich
text, a number of characters over all cells, series that cover every category.
"""

from collections.abc import Iterator

from sandbox.slack.blocks.composition import block_id
from sandbox.slack.blocks.rich_text import rich_text_fields
from sandbox.slack.json_fault import Fault, Json, failed
from sandbox.slack.rules import (
    Rule,
    array,
    boolean,
    integer,
    nullable,
    number,
    one_of,
    shape,
    string,
    union,
)

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000

_raw_text = shape({"text": string(minimum=1)})
# The reference calls the text of a number optional; the live service refuses a cell without it.
_raw_number = shape({"value": number(), "text": string(minimum=1)})
_table_cell = union(
    {
        "raw_text": shape({"text": string()}),
        "raw_number": _raw_number,
        "rich_text": rich_text_fields,
    }
)
_data_cell = union(
    {"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": rich_text_fields}
)
_column = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def characters(block: Json) -> int:
    """How many characters the cells of a table show."""
    return sum(_cell_characters(cell) for row in _rows(block) for cell in row)


def _cell_characters(cell: Json) -> int:
    if not isinstance(cell, dict):
        return 0
    own = cell.get("text")
    nested = cell.get("elements")
    inner = sum(map(_cell_characters, nested)) if isinstance(nested, list) else 0
    return inner + (len(own) if isinstance(own, str) else 0)


def _rows(block: Json) -> list[list[Json]]:
    rows = block.get("rows")
    return [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


def _at_most_characters(maximum: int) -> Rule:
    def check(block: Json, pointer: str) -> Iterator[Fault]:
        count = characters(block)
        if count > maximum:
            message = f"must be less than {maximum + 1} characters over all cells"
            yield failed(f"{pointer}/rows", message, "max_length", expected=maximum, got=count)

    return check


def _rows_of_one_length(block: Json, pointer: str) -> Iterator[Fault]:
    rows = _rows(block)
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            message = "every row must have the same number of cells"
            where = f"{pointer}/rows/{index}"
            yield failed(where, message, "items", expected=len(rows[0]), got=len(row))


def _header_is_plain(block: Json, pointer: str) -> Iterator[Fault]:
    for index, cell in enumerate(next(iter(_rows(block)), [])):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            where = f"{pointer}/rows/0/{index}/type"
            message = "must be a valid enum value"
            yield failed(
                where, message, "enum", expected=["raw_text", "raw_number"], got="rich_text"
            )


def _row_header_exists(block: Json, pointer: str) -> Iterator[Fault]:
    index = block.get("row_header_column_index", 0)
    width = len(next(iter(_rows(block)), []))
    if isinstance(index, int) and width and index >= width:
        where = f"{pointer}/row_header_column_index"
        message = f"must be less than or equal to {width - 1}"
        yield failed(where, message, "maximum", expected=width - 1, got=index)


table = shape(
    {"rows": array(array(_table_cell, 20, minimum=1), 100, minimum=1)},
    {"block_id": block_id, "column_settings": array(nullable(_column), 20)},
    _rows_of_one_length,
    _at_most_characters(TABLE_CHARACTERS),
)

data_table = shape(
    {"rows": array(array(_data_cell, 20, minimum=1), 201, minimum=2), "caption": string(minimum=1)},
    {"block_id": block_id, "page_size": integer(1, 100), "row_header_column_index": integer(0)},
    _rows_of_one_length,
    _header_is_plain,
    _row_header_exists,
    _at_most_characters(DATA_TABLE_CHARACTERS),
)


def _names(items: Json, key: str) -> list[Json]:
    return (
        [entry.get(key) for entry in items if isinstance(entry, dict)]
        if isinstance(items, list)
        else []
    )


def _series_are_distinct(chart: Json, pointer: str) -> Iterator[Fault]:
    names = _names(chart.get("series"), "name")
    for index, name in enumerate(names):
        if name in names[:index]:
            where = f"{pointer}/series/{index}/name"
            yield failed(where, f'`name` "{name}" already exists', "unique_items", got=name)


def _series_cover_categories(chart: Json, pointer: str) -> Iterator[Fault]:
    axis = chart.get("axis_config")
    wanted = axis.get("categories") if isinstance(axis, dict) else None
    series = chart.get("series")
    if not isinstance(wanted, list) or not isinstance(series, list):
        return
    for index, entry in enumerate(series):
        labels = _names(entry.get("data") if isinstance(entry, dict) else None, "label")
        if sorted(map(str, labels)) != sorted(map(str, wanted)):
            where = f"{pointer}/series/{index}/data"
            message = "data points must match the categories of the axis"
            yield failed(where, message, "enum", expected=wanted, got=labels)


_label = string(20, minimum=1)
_series = shape(
    {
        "name": _label,
        "data": array(shape({"label": _label, "value": number()}), 20, minimum=1),
    }
)
_axes = shape(
    {"categories": array(_label, 20, minimum=1)},
    {"x_label": string(50, minimum=1), "y_label": string(50, minimum=1)},
)
_plot = shape(
    {"series": array(_series, 12, minimum=1), "axis_config": _axes},
    {},
    _series_are_distinct,
    _series_cover_categories,
)
_pie = shape({"segments": array(shape({"label": _label, "value": number(above=0)}), 12, minimum=1)})

data_visualization = shape(
    {
        "title": string(50, minimum=1),
        "chart": union({"pie": _pie, "bar": _plot, "area": _plot, "line": _plot}),
    },
    {"block_id": block_id},
)
