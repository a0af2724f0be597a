"""Days on which items are looked at and suppliers take orders, and when goods would come."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING
from typing import Final

from inventory.documents.forecast import Forecast
from inventory.item import Item
from inventory.supplier import Supplier

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK: Final = 7
SATURDAY: Final = 5


def is_review_day(on: date, review_days: int, order_days: tuple[str, ...] = ()) -> bool:
    """Tell whether an item that is bought every review is looked at on a day.

    A review that falls on a weekend, when nobody proposes anything, is looked at on the Monday after.

    Args:
        on: the day.
        review_days: how often, counted from a Monday long ago: every 7 days is every Monday.
        order_days: weekdays on which its supplier takes orders (`mon`); then those are the reviews,
            as far apart as `review_days` at least where that is more than a week.

    Examples:
        >>> is_review_day(date(2026, 11, 23), 7), is_review_day(date(2026, 11, 24), 7)
        (True, False)
        >>> is_review_day(date(2026, 11, 26), 7, ("thu",))
        True
    """
    return any(_is_review(day, review_days, order_days) for day in _looked_at(on))


def days_to_review(on: date, review_days: int, order_days: tuple[str, ...] = ()) -> int:
    """Return in how many days an item is looked at next; 0 on such a day itself.

    Examples:
        >>> days_to_review(date(2026, 11, 24), 7)
        6
    """
    ahead = range(review_days + 2 * WEEK)
    due = (n for n in ahead if is_review_day(on + timedelta(days=n), review_days, order_days))
    return next(due, 0)


def days_since_review(on: date, review_days: int, order_days: tuple[str, ...] = ()) -> int:
    """Return how many days ago an item was looked at last; 0 on such a day itself.

    Examples:
        >>> days_since_review(date(2026, 11, 24), 7)
        1
    """
    past = range(review_days + 2 * WEEK)
    done = (n for n in past if is_review_day(on - timedelta(days=n), review_days, order_days))
    return next(done, 0)


def next_working_day(day: date) -> date:
    """Return a day, or the Monday after it where it falls on a weekend, when nobody proposes.

    Examples:
        >>> next_working_day(date(2026, 11, 29)), next_working_day(date(2026, 11, 30))
        (datetime.date(2026, 11, 30), datetime.date(2026, 11, 30))
    """
    return day + timedelta(days=max(0, WEEK - day.weekday()) if day.weekday() >= SATURDAY else 0)


def next_order_day(on: date, order_days: tuple[str, ...]) -> date:
    """Return the first day from a day on that a supplier takes orders.

    Examples:
        >>> next_order_day(date(2026, 11, 24), ("mon", "thu"))
        datetime.date(2026, 11, 26)
    """
    known = [day for day in order_days if day in WEEKDAYS]
    week = (on + timedelta(days=ahead) for ahead in range(WEEK))
    return next((day for day in week if not known or WEEKDAYS[day.weekday()] in known), on)


def lead_days(item: Item, supplier: Supplier | None, forecast: Forecast | None) -> int | None:
    """Return how many days the next delivery of an item takes, None where nobody knows."""
    if forecast is not None and forecast.lead_time is not None:
        return int(forecast.lead_time.days.to_integral_value(ROUND_CEILING))
    if item.lead_time_days is not None:
        return item.lead_time_days
    return supplier.lead_time_days if supplier else None


def _looked_at(on: date) -> Iterator[date]:
    """Yield a day, and the weekend that lies right before it."""
    yield on
    before = on - timedelta(days=1)
    while before.weekday() >= SATURDAY:
        yield before
        before -= timedelta(days=1)


def _is_review(day: date, review_days: int, order_days: tuple[str, ...]) -> bool:
    since = day.toordinal() - 1  # the first day of all was a Monday
    if not order_days:
        return since % review_days == 0
    weeks = max(1, review_days // WEEK)
    return WEEKDAYS[day.weekday()] in order_days and (since // WEEK) % weeks == 0
