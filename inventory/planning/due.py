"""Which forecasts are computed today: where a period has ended, or a row that they rest on was changed."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from inventory.book import Book
from inventory.demand.calendar import start_of
from inventory.documents.forecast import DAYS_OF, Forecast, Period
from inventory.entries import EntryType
from inventory.planning.subjects import Subject

RULES: Final = frozenset(
    {
        "default_policy",
        "service",
        "service_level",
        "shared_floor",
        "review_days",
        "ordering_cost",
        "holding_percent",
        "max_cover_days",
    }
)
"""Settings that parameters follow from."""


def due(book: Book, subjects: Iterable[Subject], on: date) -> list[Subject]:
    """Return the subjects to be computed on a day.

    Those without a forecast; those whose planning period, or review, has ended since the last one;
    and those whose policy, item, supplier, or a house rule has been changed since.
    """
    rules = max((book.version_of("setting", name) for name in RULES), default=0)
    return [one for one in subjects if _is_due(book, one, on, rules)]


def has_turned(known: Forecast, on: date) -> bool:
    """Tell whether a period has ended since a forecast was computed.

    That is the planning period; a week where stock is looked at once a week, though the item is so
    young that its demand is counted by days; a month where nobody has asked for it so far.
    """
    step = known.period
    if not known.history:
        step = Period.MONTH
    elif step is Period.DAY and known.review_days >= DAYS_OF[Period.WEEK]:
        step = Period.WEEK
    return start_of(step, known.computed_on) < start_of(step, on)


def _is_due(book: Book, subject: Subject, on: date, rules: int) -> bool:
    known = book.get(Forecast, subject.key)
    if known is None or has_turned(known, on):
        return True
    if not known.history and subject.history.values.any():
        return True  # asked for, for the first time
    rests_on: tuple[tuple[EntryType, str], ...] = (
        ("stock_policy", subject.key),
        ("stock_policy", subject.item.sku),
        ("item", subject.item.sku),
        ("supplier", subject.item.supplier),
    )
    changed = max(rules, *(book.version_of(kind, key) for kind, key in rests_on))
    return changed > book.version_of("forecast", subject.key)


def gone(book: Book, subjects: Iterable[Subject]) -> tuple[str, ...]:
    """Return the keys of forecasts of what is not planned any more."""
    planned = {one.key for one in subjects}
    known = [key for key, row in list(book.entries["forecast"].items()) if row.is_there]
    return tuple(sorted(key for key in known if key not in planned))
