"""The key: a row above charts that names their marks, each in its own colour."""

from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from inventory.papers.chart import Chart, Shape, Tone
from outside.charts.lettering import width_of, write
from outside.charts.style import COLOURS, DASHES, INK, SHADE, TEXT, UNKNOWN

SWATCH: Final = 26
SWATCH_HEIGHT: Final = 22
GAP: Final = 10
BETWEEN: Final = 30
KEY_LINE: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """One name of a key.

    Attributes:
        kind: bars, line, band, level or unknown.
        tone: None for what is unknown.
    """

    kind: str
    tone: Tone | None
    label: str

    @property
    def width(self) -> float:
        return SWATCH + GAP + width_of(self.label, TEXT) + BETWEEN


def marks_of(chart: Chart) -> list[Mark]:
    """Return what a chart's key names."""
    marks = [Mark(one.shape, one.tone, one.label) for one in chart.series if one.label]
    if chart.band and chart.band.label:
        marks.append(Mark("band", chart.band.tone, chart.band.label))
    marks += [Mark("level", one.tone, one.label) for one in chart.levels]
    if chart.unknown and chart.unknown_label:
        marks.append(Mark("unknown", None, chart.unknown_label))
    return marks


def shared_marks(charts: tuple[Chart, ...]) -> list[Mark]:
    """Return one key for charts of the same kind; none where each shows something of its own."""
    keys = [marks_of(one) for one in charts]
    longest = max(keys, key=len)
    is_shared = len(charts) > 1 and all(set(key) <= set(longest) for key in keys)
    return longest if is_shared else []


def key_rows(marks: list[Mark], width: float) -> list[list[Mark]]:
    """Return a key in rows that fit."""
    rows: list[list[Mark]] = []
    for mark in marks:
        if rows and sum(one.width for one in (*rows[-1], mark)) - BETWEEN <= width:
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return rows


def draw_key(figure: Figure, rows: list[list[Mark]], left: float, top: float) -> float:
    """Write the names of marks and return where the next begins."""
    for row in rows:
        at = left
        for mark in row:
            figure.add_artist(_swatch(figure, mark, at, top + KEY_LINE / 2))
            write(figure, mark.label, at + SWATCH + GAP, top, size=TEXT, colour=INK)
            at += mark.width
        top += KEY_LINE
    return top


def _swatch(figure: Figure, mark: Mark, left: float, middle: float) -> Line2D | Rectangle:
    width, height = figure.bbox.width, figure.bbox.height
    across = (left / width, (left + SWATCH) / width)
    y = 1 - middle / height
    if mark.kind in (Shape.LINE, "level") and mark.tone:
        stroke = Line2D(across, (y, y), color=COLOURS[mark.tone], linewidth=3)
        if mark.kind == "level":
            stroke.set_linestyle(DASHES)
        return stroke
    tall = SWATCH_HEIGHT / height
    box = Rectangle((across[0], y - tall / 2), SWATCH / width, tall, linewidth=0)
    if mark.tone is None:
        box.set(facecolor="none", edgecolor=UNKNOWN, hatch="////")
    else:
        box.set(facecolor=COLOURS[mark.tone], alpha=SHADE if mark.kind == "band" else 1)
    return box
