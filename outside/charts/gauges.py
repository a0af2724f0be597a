"""The gauge beneath a chart: one bar of stock against its levels, on a scale of its own."""

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from inventory.papers.chart import Gauge, Level, Tone
from outside.charts.lettering import font_for, legible, width_of, write
from outside.charts.panels import Box, axes_in
from outside.charts.style import COLOURS, INK, QUIET, TEXT, TICK, TROUGH

GAUGE_HEIGHT: Final = 156
BAR_TOP: Final = 54
BAR_HEIGHT: Final = 34
OVERHANG: Final = 9
TEXT_GAP: Final = 16
BETWEEN: Final = 24
HEADROOM: Final = 1.04


def draw_gauge(figure: Figure, gauge: Gauge, box: Box) -> None:
    """Draw a gauge into a box."""
    left, top, width, _ = box
    write(figure, gauge.label, left, top, size=TEXT, colour=COLOURS[Tone.STOCK], is_bold=True)
    at = left + width_of(gauge.label, TEXT, is_bold=True) + TEXT_GAP
    write(figure, gauge.coming_label, at, top, size=TEXT, colour=QUIET)
    axes = axes_in(figure, (left, top + BAR_TOP, width, BAR_HEIGHT))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, _top_of(gauge))
    axes.set_ylim(0, 1)
    axes.set_facecolor(TROUGH)
    _bar(axes, gauge)
    for level in gauge.levels:
        _tick(axes, float(level.value))
    for place, text in _labels(gauge.levels, width / _top_of(gauge), width):
        _label(axes, text, place / width)


def _top_of(gauge: Gauge) -> float:
    values = [gauge.value, gauge.value + (gauge.coming or 0), *(one.value for one in gauge.levels)]
    return max(1.0, *map(float, values)) * HEADROOM


def _bar(axes: Axes, gauge: Gauge) -> None:
    value, colour = max(float(gauge.value), 0.0), COLOURS[Tone.STOCK]
    axes.barh([0.5], [value], height=1, color=colour, linewidth=0)
    if gauge.coming:
        reached = max(float(gauge.value + gauge.coming), value)
        axes.barh(
            [0.5], [reached - value], left=[value], height=1, color=colour, alpha=0.4, linewidth=0
        )


def _tick(axes: Axes, value: float) -> None:
    reach = OVERHANG / BAR_HEIGHT
    axes.plot([value, value], [-reach, 1 + reach], color=INK, linewidth=2.5, clip_on=False)


def _labels(levels: tuple[Level, ...], scale: float, width: float) -> list[tuple[float, str]]:
    """Return where the names of levels stand, in pixels; those that would touch become one."""
    placed = [_placed(float(one.value) * scale, one.label, width) for one in levels]
    if len(placed) < 2:
        return placed
    (first, lower), (second, upper) = placed
    needed = (width_of(lower, TICK) + width_of(upper, TICK)) / 2 + BETWEEN
    if second - first >= needed:
        return placed
    return [_placed((first + second) / 2, f"{lower}, {upper}", width)]


def _placed(place: float, text: str, width: float) -> tuple[float, str]:
    half = width_of(text, TICK) / 2
    return min(max(place, half), width - half), text


def _label(axes: Axes, text: str, place: float) -> None:
    said = legible(text)
    axes.text(
        place,
        -2 * OVERHANG / BAR_HEIGHT,
        said,
        transform=axes.transAxes,
        ha="center",
        va="top",
        color=INK,
        fontproperties=font_for(said, size=TICK),
        parse_math=False,
    )
