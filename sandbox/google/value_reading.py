"""spreadsheets.values, outwards: rectangles of plain values without the blanks at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.ranges import a1_text, locate
from sandbox.google.request_fields import snake_case
from sandbox.google.value_bodies import DIMENSIONS, enum_of
from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet, Workbook

RENDER_OPTIONS: Final = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
DATE_OPTIONS: Final = ("SERIAL_NUMBER", "FORMATTED_STRING")


@dataclass(frozen=True, slots=True)
class Rendering:
    """How values are wanted: their look or their worth, dates as numbers or text, by row or column."""

    render: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    major: str = "ROWS"

    @classmethod
    def asked(cls, query: Any, prefix: str = "") -> "Rendering":  # noqa: ANN401  body or query
        """The options of a request; `prefix` is `response` where they are about its answer."""

        def option(name: str, kind: str, allowed: tuple[str, ...]) -> str:
            full = f"{prefix}{name}" if prefix else name[0].lower() + name[1:]
            return enum_of(query.get(full), snake_case(full), kind, allowed)

        return cls(
            option("ValueRenderOption", "ValueRenderOption", RENDER_OPTIONS),
            option("DateTimeRenderOption", "DateTimeRenderOption", DATE_OPTIONS),
            "ROWS" if prefix else option("MajorDimension", "Dimension", DIMENSIONS),
        )


def read_range(cells: CellValues, sheet: Sheet, bounds: Bounds, how: Rendering) -> Json:
    """A rectangle as a ValueRange; `values` is absent where all of it is blank."""
    rows = [
        cells.shown_row(sheet, row, bounds, how.render, how.dates)
        for row in range(bounds.start_row, min(bounds.end_row, cells.last_row(sheet) + 1))
    ]
    if how.major == "COLUMNS":
        rows = [_without_tail(each) for each in zip_longest(*rows, fillvalue="")]
    while rows and not rows[-1]:
        rows.pop()
    answer: Json = {"range": a1_text(sheet, bounds), "majorDimension": how.major}
    return answer | ({"values": rows} if rows else {})


def read_text(workbook: Workbook, cells: CellValues, text: str, how: Rendering) -> Json:
    """What an A1 text names, as a ValueRange."""
    sheet, bounds, _ = locate(workbook, text)
    return read_range(cells, sheet, bounds, how)


def _without_tail(values: Sequence[Any]) -> list[Any]:
    kept = list(values)
    while kept and kept[-1] == "":
        kept.pop()
    return kept
