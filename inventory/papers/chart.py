"""Charts: what a picture of figures over time shows, in words and exact numbers, and who draws it.

A chart is a value like any other paper. How it looks is the business of `outside/charts/`; here
stands what there is to see, so that the same chart gives the same picture.
"""

from datetime import date
from enum import StrEnum
from typing import Final, Literal, Protocol, Self

from pydantic import Field, model_validator

from inventory.documents.forecast import Period
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

CHARTS_MAX: Final = 12
"""Charts on one sheet; more cannot be read on a phone."""

LEVELS_MAX: Final = 2
"""Levels of a gauge: one is written above it, one below."""


class Tone(StrEnum):
    """What a mark stands for; it has the same colour on every chart."""

    PAST = "past"
    EXPECTED = "expected"
    STOCK = "stock"
    GOAL = "goal"


class Shape(StrEnum):
    """How values over time are drawn."""

    BARS = "bars"
    LINE = "line"


class Series(Record):
    """Values over time.

    Attributes:
        label: what they are, in a word or two.
        values: one for every day of the chart; None draws nothing there.
        is_told: whether the last value is written beside its mark.
    """

    label: str
    shape: Shape = Shape.BARS
    tone: Tone = Tone.PAST
    values: tuple[Quantity | None, ...]
    is_told: bool = False


class Band(Record):
    """An interval over time, shaded; None on both sides draws nothing there."""

    label: str
    tone: Tone = Tone.EXPECTED
    low: tuple[Quantity | None, ...]
    high: tuple[Quantity | None, ...]


class Level(Record):
    """A value that stays: a target, a reorder point; its name tells it with its number."""

    label: str
    value: Quantity
    tone: Tone = Tone.GOAL


class Gauge(Record):
    """Where stock stands against its levels: a bar of its own scale beneath a chart.

    Attributes:
        label: what the bar is, with its number (`Available 14 pieces`).
        coming: what is to be added to it; None for nothing.
        coming_label: what that is.
        levels: from the lower to the higher one.
    """

    label: str
    value: Quantity
    coming: Quantity | None = None
    coming_label: str = ""
    levels: tuple[Level, ...] = Field((), max_length=LEVELS_MAX)


class Chart(Record):
    """One picture of figures over time.

    Attributes:
        subtitle: one line under the title; longer ones are broken.
        unit: of the upright axis (`pieces a week`, `%`).
        days: on which each place of the flat axis begins, oldest first.
        period: how far they are apart.
        unknown: places, from 0, where nobody knows what would have been; they are hatched.
        unknown_label: why.
        bottom: where the upright axis begins; above 0 only where there are no bars.
        top: what it reaches at least; None for what the values need.
    """

    type: Literal["chart"] = "chart"
    title: str
    subtitle: str = ""
    unit: str = ""
    days: tuple[date, ...] = Field(min_length=1)
    period: Period = Period.WEEK
    series: tuple[Series, ...] = ()
    band: Band | None = None
    levels: tuple[Level, ...] = ()
    unknown: tuple[int, ...] = ()
    unknown_label: str = ""
    gauge: Gauge | None = None
    bottom: Quantity = ZERO
    top: Quantity | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is not one value to draw; levels alone say nothing."""
        return all(value is None for one in self.series for value in one.values)

    @model_validator(mode="after")
    def _has_one_value_a_day(self) -> Self:
        rows = [one.values for one in self.series]
        rows += [self.band.low, self.band.high] if self.band else []
        if any(len(row) != len(self.days) for row in rows):
            raise ValueError("a chart needs one value for each of its days")
        if any(not 0 <= place < len(self.days) for place in self.unknown):
            raise ValueError("an unknown place lies outside the chart")
        return self


class ChartSheet(Record):
    """Several charts in one picture, read row by row.

    Attributes:
        left_out: what is said of charts there was no room for.
    """

    type: Literal["chart_sheet"] = "chart_sheet"
    title: str
    subtitle: str = ""
    charts: tuple[Chart, ...] = Field(min_length=1, max_length=CHARTS_MAX)
    left_out: str = ""


class Plotter(Protocol):
    """Draws charts. Blocks for some tenths of a second; safe to call from any thread."""

    def draw(self, shown: Chart | ChartSheet) -> bytes:
        """Return a PNG that can be read on a phone; the same chart gives the same bytes."""
        ...
