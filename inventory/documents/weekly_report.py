"""The weekly report: how the week went, against what was asked for."""

from datetime import date
from typing import Literal

from inventory.quantity import Quantity
from inventory.record import Record


class Mover(Record):
    """An item and how its demand changed.

    Attributes:
        quantity: asked for in the week; `before` in a usual one.
    """

    item: str
    quantity: Quantity
    before: Quantity
    value: Quantity | None = None


class LostSale(Record):
    """What may have been missed of an item while it had run out.

    Attributes:
        days: on how many days nothing was left, its sites added up.
        quantity: expected in them; `value` in money, None where no price is known.
    """

    item: str
    days: int
    quantity: Quantity
    value: Quantity | None = None


class WeekFigures(Record):
    """The figures of a week; None where nothing was to be measured.

    Attributes:
        fill_rate: the share of what was ordered that was there at once; `fill_target` asked for.
        turns: cost of goods of the last 365 days over the mean value of the stock.
        days_of_cover: for how many days the stock lasts at the demand that is expected.
        value: of the stock; `value_before` a week earlier.
        shrinkage: lost by counts, in money.
        error, bias: of all forecasts of the week against what was asked for.
        stockouts: items that had run out on some day.
        lost_value: what may have been missed of all that had run out, in money.
        handed_over: what of `ordered` left without an order, so that it was there by definition.
    """

    fill_rate: Quantity | None = None
    fill_target: Quantity | None = None
    ordered: Quantity | None = None
    filled: Quantity | None = None
    turns: Quantity | None = None
    days_of_cover: Quantity | None = None
    value: Quantity | None = None
    value_before: Quantity | None = None
    shrinkage: Quantity | None = None
    error: Quantity | None = None
    bias: Quantity | None = None
    stockouts: int = 0
    proposals: int = 0
    alerts: int = 0
    alerts_resolved: int = 0
    handed_over: Quantity | None = None
    lost_value: Quantity | None = None


class WeeklyReport(Record):
    """One week, named by its year and number (`WR-2026-48`).

    Attributes:
        first, last: its days, Monday to Sunday.
        weeks: figures of earlier weeks that the charts show, oldest first; the last is this one.
        risers, fallers: the top movers.
        lost: what may have been missed of each item that had run out, the dearest first.
    """

    type: Literal["weekly_report"] = "weekly_report"
    number: str
    first: date
    last: date
    figures: WeekFigures
    weeks: tuple[WeekFigures, ...] = ()
    risers: tuple[Mover, ...] = ()
    fallers: tuple[Mover, ...] = ()
    best: tuple[Mover, ...] = ()
    lost: tuple[LostSale, ...] = ()

    @property
    def key(self) -> str:
        return self.number
