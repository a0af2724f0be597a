"""Whose turn it is to be counted: when each balance was right last, and how long that may be ago."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.carriage.working_days import is_working_day
from inventory.counting.classes import CLASSES, class_of
from inventory.dates import local_date
from inventory.documents.last_count import LastCount, last_count_key
from inventory.rules import Rules
from inventory.stock_key import StockKey

DAYS_A_WEEK: Final = 7
WORKING_DAYS_A_WEEK: Final = 5
FIRST_MONDAY: Final = date(1970, 1, 5)


class Turn(NamedTuple):
    """When a balance is to be counted.

    Attributes:
        seen_on: the day of its last good count; before that, since when goods lie there.
        due_on: the day on which it should have been counted again.
    """

    seen_on: date
    key: StockKey
    abc_class: str
    due_on: date


def turns_of(
    book: Book, keys: Iterable[StockKey], classes: Mapping[str, str], on: date
) -> Iterator[Turn]:
    """Yield when each of some balances is to be counted; an empty bin has no turn.

    Args:
        book: which remembers counts.
        keys: the balances asked about.
        classes: sku -> A, B or C, where the item does not say itself.
        on: today, for balances that nobody has ever moved.
    """
    days = days_by_class(book.rules)
    for key in keys:
        if key.item:
            seen_on = _seen_on(book, key, on)
            name = class_of(book.item(key.item), classes)
            yield Turn(seen_on, key, name, seen_on + timedelta(days=days[name]))


def days_by_class(rules: Rules) -> dict[str, int]:
    """Return how many days may pass between two counts of an item of each class."""
    return dict(
        zip(CLASSES, (rules.count_days_a, rules.count_days_b, rules.count_days_c), strict=True)
    )


def working_days_by_class(rules: Rules) -> dict[str, int]:
    """Return in how many working days the balances of each class all have their turn."""
    return {name: working_days_in(days) for name, days in days_by_class(rules).items()}


def working_days_in(days: int) -> int:
    """Return how many working days there are in so many days at least, wherever they begin.

    Examples:
        >>> working_days_in(30), working_days_in(90), working_days_in(2)
        (20, 64, 1)
    """
    weeks, rest = divmod(days, DAYS_A_WEEK)
    weekend = DAYS_A_WEEK - WORKING_DAYS_A_WEEK
    return max(1, weeks * WORKING_DAYS_A_WEEK + max(0, rest - weekend))


def share_of(
    size: int, working_days: int, on: date, holidays: AbstractSet[date] = frozenset()
) -> int:
    """Return how many of some balances come today, so that all do in so many working days.

    Holidays are no working days: what would have come then comes on the next one. No two days
    differ by more than one, and any run of so many working days has them all.

    Examples:
        >>> [share_of(3, 5, date(2026, 11, 23 + day)) for day in range(5)]
        [0, 1, 0, 1, 1]
    """
    weeks, weekday = divmod((on - FIRST_MONDAY).days, DAYS_A_WEEK)
    passed = weeks * WORKING_DAYS_A_WEEK + min(weekday, WORKING_DAYS_A_WEEK - 1)
    off = sum(is_working_day(day) for day in holidays if FIRST_MONDAY <= day < on)
    today = (passed - off) % working_days
    return size * (today + 1) // working_days - size * today // working_days


def _seen_on(book: Book, key: StockKey, on: date) -> date:
    last = book.get(LastCount, last_count_key(key))
    if last is not None:
        return last.on
    touch = book.touches.get(key)
    return on if touch is None else local_date(book, touch.since)
