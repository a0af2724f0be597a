"""The picture as a whole: where title, key, chart and gauge stand, in pixels from the top."""

import io
from dataclasses import dataclass
from typing import Final

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from inventory.papers.chart import Chart, ChartSheet
from outside.charts.gauges import GAUGE_HEIGHT, draw_gauge
from outside.charts.keys import KEY_LINE, Mark, draw_key, key_rows, marks_of, shared_marks
from outside.charts.lettering import broken, cut, write
from outside.charts.panels import draw_panel
from outside.charts.style import (
    COLUMN_WIDTH,
    DPI,
    INK,
    PAPER,
    QUIET,
    SHEET_TITLE,
    TEXT,
    TITLE,
    WIDTH,
)

MARGIN: Final = 44
TITLE_LINE: Final = 46
TEXT_LINE: Final = 36
UNIT_LINE: Final = 44
PLOT_HEIGHT: Final = 430
SMALL_PLOT_HEIGHT: Final = 230
EMPTY_HEIGHT: Final = 40
AXIS_LEFT: Final = 96
AXIS_RIGHT: Final = 44
AXIS_BOTTOM: Final = 92
GAP: Final = 24
COLUMNS: Final = 2


@dataclass(frozen=True, slots=True)
class Room:
    """What a chart gets of the picture.

    Attributes:
        width: margins included.
        has_key: whether the key above it is its own.
    """

    width: float
    plot_height: float
    has_key: bool = True

    @property
    def inner(self) -> float:
        return self.width - 2 * MARGIN

    def notes(self, chart: Chart) -> list[str]:
        return broken(chart.subtitle, self.inner, TEXT)

    def key(self, chart: Chart) -> list[list[Mark]]:
        return key_rows(marks_of(chart), self.inner) if self.has_key else []

    def height(self, chart: Chart) -> float:
        head = TITLE_LINE + TEXT_LINE * len(self.notes(chart)) + KEY_LINE * len(self.key(chart))
        gauge = GAUGE_HEIGHT if chart.gauge else 0
        return head + UNIT_LINE + self.plot(chart) + AXIS_BOTTOM + gauge

    def plot(self, chart: Chart) -> float:
        """Return how tall a chart's plot is; where there is nothing to see it is a strip."""
        return EMPTY_HEIGHT if chart.is_empty else self.plot_height


def picture_of(shown: Chart | ChartSheet) -> bytes:
    """Return a PNG, by matplotlib's own settings whatever those of the machine are."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        canvas = _sheet(shown) if isinstance(shown, ChartSheet) else _single(shown)
        out = io.BytesIO()
        canvas.print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return out.getvalue()


def _single(chart: Chart) -> FigureCanvasAgg:
    room = Room(WIDTH, PLOT_HEIGHT)
    canvas = _canvas(WIDTH, MARGIN / 2 + room.height(chart))
    _draw(canvas.figure, chart, room, left=0, top=MARGIN / 2)
    return canvas


def _sheet(sheet: ChartSheet) -> FigureCanvasAgg:
    columns = min(COLUMNS, len(sheet.charts))
    width = COLUMN_WIDTH * columns
    rows = [sheet.charts[at : at + columns] for at in range(0, len(sheet.charts), columns)]
    notes = broken(sheet.subtitle, width - 2 * MARGIN, TEXT)
    key = key_rows(shared_marks(sheet.charts), width - 2 * MARGIN)
    room = Room(COLUMN_WIDTH, SMALL_PLOT_HEIGHT, has_key=not key)
    heights = [max(room.height(one) for one in row) + GAP for row in rows]
    head = MARGIN / 2 + TITLE_LINE + TEXT_LINE * len(notes) + KEY_LINE * len(key) + GAP
    foot = TEXT_LINE + GAP if sheet.left_out else 0
    canvas = _canvas(width, head + sum(heights) + foot)
    figure = canvas.figure
    title = cut(sheet.title, width - 2 * MARGIN, SHEET_TITLE, is_bold=True)
    below = _head(figure, title, notes, left=MARGIN, top=MARGIN / 2, size=SHEET_TITLE)
    draw_key(figure, key, MARGIN, below)
    top = head
    for row, height in zip(rows, heights, strict=True):
        for column, chart in enumerate(row):
            _draw(figure, chart, room, left=column * COLUMN_WIDTH, top=top)
        top += height
    write(figure, sheet.left_out, MARGIN, top, size=TEXT, colour=QUIET)
    return canvas


def _canvas(width: float, height: float) -> FigureCanvasAgg:
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    return FigureCanvasAgg(figure)


def _head(
    figure: Figure, title: str, notes: list[str], *, left: float, top: float, size: float
) -> float:
    write(figure, title, left, top, size=size, colour=INK, is_bold=True)
    top += TITLE_LINE
    for note in notes:
        write(figure, note, left, top, size=TEXT, colour=QUIET)
        top += TEXT_LINE
    return top


def _draw(figure: Figure, chart: Chart, room: Room, *, left: float, top: float) -> None:
    inner = left + MARGIN
    title = cut(chart.title, room.inner, TITLE, is_bold=True)
    top = _head(figure, title, room.notes(chart), left=inner, top=top, size=TITLE)
    top = draw_key(figure, room.key(chart), inner, top) + UNIT_LINE
    width = room.width - AXIS_LEFT - AXIS_RIGHT
    draw_panel(figure, chart, (left + AXIS_LEFT, top, width, room.plot(chart)))
    if chart.gauge:
        top += room.plot(chart) + AXIS_BOTTOM
        draw_gauge(figure, chart.gauge, (inner, top, room.inner, GAUGE_HEIGHT))
