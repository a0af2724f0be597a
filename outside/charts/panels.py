"""The chart itself: bars, lines, an interval and levels over time."""

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from inventory.papers.chart import Band, Chart, Series, Shape
from inventory.quantity import Quantity
from outside.charts.lettering import font_for, legible
from outside.charts.scales import date_texts, dated_places, number_text, round_ticks, tick_texts
from outside.charts.style import COLOURS, DASHES, GRID, PAPER, QUIET, SHADE, TICK, UNKNOWN

Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels from the upper left corner."""

BAR_WIDTH: Final = 0.74
PLACES_MIN: Final = 5
"""Places of the flat axis, so that a lonely bar is no wall."""
ROOM_BELOW: Final = 0.2
"""As much of the axis has to lie below a mark for its number to stand there."""

HEADROOM: Final = 1.12
"""Of a mark that a number stands on."""


def draw_panel(figure: Figure, chart: Chart, box: Box) -> None:
    """Draw what a chart shows into a box; dates stand beneath it, numbers to its left."""
    axes = axes_in(figure, box)
    ticks = round_ticks(_top_of(chart), start=float(chart.bottom))
    axes.set_xlim(-0.6, max(len(chart.days), PLACES_MIN) - 0.4)
    axes.set_ylim(ticks[0], ticks[-1])
    _dress(axes, chart, ticks)
    for place in chart.unknown:
        axes.axvspan(
            place - 0.5, place + 0.5, facecolor="none", edgecolor=UNKNOWN, hatch="////", linewidth=0
        )
    if chart.band:
        _band(axes, chart.band)
    for series in chart.series:
        _bars(axes, series) if series.shape is Shape.BARS else _line(axes, series)
    for level in chart.levels:
        axes.axhline(float(level.value), color=COLOURS[level.tone], linewidth=2, linestyle=DASHES)


def axes_in(figure: Figure, box: Box) -> Axes:
    """Return bare axes that fill a box."""
    left, top, width, height = box
    whole = figure.bbox
    axes = figure.add_axes(
        (
            left / whole.width,
            1 - (top + height) / whole.height,
            width / whole.width,
            height / whole.height,
        )
    )
    axes.set_facecolor(PAPER)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, colors=QUIET, labelsize=TICK, pad=8)
    return axes


def _dress(axes: Axes, chart: Chart, ticks: list[float]) -> None:
    axes.set_axisbelow(True)
    axes.yaxis.grid(visible=True, color=GRID, linewidth=1)
    axes.set_yticks([], []) if chart.is_empty else axes.set_yticks(ticks, tick_texts(ticks))
    places = dated_places(chart.days)
    axes.set_xticks(places, date_texts([chart.days[one] for one in places], chart.period))
    axes.spines["bottom"].set(visible=True, color=QUIET, linewidth=1)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font_for("0", size=TICK))
    unit = legible(chart.unit)
    axes.text(
        0,
        1.015,
        unit,
        transform=axes.transAxes,
        va="bottom",
        color=QUIET,
        fontproperties=font_for(unit, size=TICK),
        parse_math=False,
    )


def _top_of(chart: Chart) -> float:
    values = [value for one in chart.series for value in one.values]
    values += chart.band.high if chart.band else ()
    values += [one.value for one in chart.levels]
    told = [one for series in chart.series if series.is_told for one in _drawn(series.values)[-1:]]
    highest = max((float(value) for value in values if value is not None), default=0.0)
    if chart.top:
        return max(highest, float(chart.top))
    return max(highest, *(value * HEADROOM for _, value in told), 0.0)


def _bars(axes: Axes, series: Series) -> None:
    drawn = _drawn(series.values)
    heights = [value for _, value in drawn]
    places = [place for place, _ in drawn]
    axes.bar(places, heights, width=BAR_WIDTH, color=COLOURS[series.tone], linewidth=0)
    _tell_last(axes, series, drawn)


def _line(axes: Axes, series: Series) -> None:
    drawn = _drawn(series.values)
    values = [float("nan") if one is None else float(one) for one in series.values]
    strokes = axes.plot(range(len(values)), values, linewidth=3, solid_capstyle="round")
    for place, value in _lonely(drawn):
        strokes += axes.plot([place], [value], marker="o", markersize=5)
    for place, value in drawn[-1:]:
        strokes += axes.plot([place], [value], marker="o", markersize=8)
    for stroke in strokes:
        stroke.set(color=COLOURS[series.tone], clip_on=False)  # whole, also at the edge
    _tell_last(axes, series, drawn)


def _lonely(drawn: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return values without a neighbour, to which no line leads."""
    places = {place for place, _ in drawn}
    return [one for one in drawn if not places & {one[0] - 1, one[0] + 1}]


def _tell_last(axes: Axes, series: Series, drawn: list[tuple[int, float]]) -> None:
    """Write the last value above its mark, or below it where a line comes down from above."""
    if not (series.is_told and drawn):
        return
    place, value = drawn[-1]
    low, high = axes.get_ylim()
    comes_down = series.shape is Shape.LINE and len(drawn) > 1 and drawn[-2][1] > value
    is_below = comes_down and value - low > (high - low) * ROOM_BELOW
    axes.annotate(
        number_text(value),
        (place, value),
        xytext=(0, -8 if is_below else 8),
        textcoords="offset points",
        ha="center",
        va="top" if is_below else "bottom",
        color=COLOURS[series.tone],
        fontproperties=font_for("0", size=TICK, is_bold=True),
        parse_math=False,
    )


def _band(axes: Axes, band: Band) -> None:
    drawn = [
        (place, float(low), float(high))
        for place, (low, high) in enumerate(zip(band.low, band.high, strict=True))
        if low is not None and high is not None
    ]
    if not drawn:
        return
    first, last = drawn[0], drawn[-1]
    edges = [(first[0] - 0.5, *first[1:]), *drawn, (last[0] + 0.5, *last[1:])]
    places, lows, highs = zip(*edges, strict=True)
    axes.fill_between(places, lows, highs, color=COLOURS[band.tone], alpha=SHADE, linewidth=0)


def _drawn(values: tuple[Quantity | None, ...]) -> list[tuple[int, float]]:
    return [(place, float(one)) for place, one in enumerate(values) if one is not None]
