"""What is found wrong with stock on a day, and how grave it is, before anybody is told."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.documents.stock_alert import AlertFigures
from inventory.quantity import ONE, ZERO
from inventory.stock_policy import AlertKind

KINDS: Final = tuple(AlertKind)
"""Gravest first."""

SHORTAGES: Final = (AlertKind.OUT, AlertKind.STOCKOUT_AHEAD, AlertKind.LOW)
"""Of these an item has one at a time: the gravest."""

SLIGHT: Final = Decimal("0.1")
"""A figure that is off by a smaller share is not worth an edit."""


class Finding(NamedTuple):
    """One thing that is wrong.

    Attributes:
        subject: what makes it one: item and site, a lot of it, or a purchase order.
        item: empty where several are concerned.
    """

    about: AlertKind
    subject: str
    figures: AlertFigures
    item: str = ""
    site: str = ""
    supplier: str = ""

    @property
    def identity(self) -> str:
        """What is wrong with what, as `StockAlert.identity` has it."""
        return f"{self.about}:{self.subject}"


def gravity(about: AlertKind, figures: AlertFigures) -> tuple[int, Decimal]:
    """Return what alerts are sorted by: the gravest kind first, and within it the gravest figures.

    Low is graver the less there is of what there should be; what costs money, the more it is worth.
    """
    return KINDS.index(about), WITHIN[about](figures)


def is_material(before: AlertFigures, after: AlertFigures) -> bool:
    """Tell whether figures differ so much that people should see the new ones."""
    for name in AlertFigures.model_fields:
        was, now = getattr(before, name), getattr(after, name)
        if isinstance(was, Decimal) and isinstance(now, Decimal):
            if _differ(was, now):
                return True
        elif was != now:
            return True
    return False


def _differ(was: Decimal, now: Decimal) -> bool:
    if bool(was) != bool(now) or (was < 0) != (now < 0):
        return True
    return abs(was - now) > SLIGHT * max(abs(was), abs(now))


def _share_left(figures: AlertFigures) -> Decimal:
    return (figures.available or ZERO) / (figures.limit or ONE)


def _days_left(figures: AlertFigures) -> Decimal:
    return figures.days or ZERO


def _days_late(figures: AlertFigures) -> Decimal:
    return -(figures.days or ZERO)


def _change(figures: AlertFigures) -> Decimal:
    return -abs((figures.after or ZERO) - (figures.before or ZERO))


def _bias(figures: AlertFigures) -> Decimal:
    return -abs(figures.after or ZERO)


def _worth(figures: AlertFigures) -> Decimal:
    return -(figures.value or ZERO)


WITHIN: Final[Mapping[AlertKind, Callable[[AlertFigures], Decimal]]] = {
    AlertKind.OUT: lambda figures: -(figures.limit or ZERO),
    AlertKind.STOCKOUT_AHEAD: _days_left,
    AlertKind.LOW: _share_left,
    AlertKind.SUPPLIER_LATE: _days_late,
    AlertKind.EXPIRING: _days_left,
    AlertKind.DEMAND_JUMP: _change,
    AlertKind.DEMAND_STOP: _change,
    AlertKind.FORECAST_BAD: _bias,
    AlertKind.OVERSTOCK: _worth,
    AlertKind.DEAD: _worth,
}
"""Kind -> what its alerts are sorted by, upwards."""
