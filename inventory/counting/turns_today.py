"""What of a house is counted today: of each class its share, what was right longest ago first.

It looks at everything there is, so it is asked before the journal is locked; whether it still holds is
looked at again by whoever decides.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from operator import attrgetter

from inventory.book import Book
from inventory.counting.scoping import everything_in, in_walking_order, on_open_sheets
from inventory.counting.turns import (
    WORKING_DAYS_A_WEEK,
    Turn,
    share_of,
    turns_of,
    working_days_by_class,
)
from inventory.record import Record
from inventory.stock_key import StockKey


class TurnsToday(Record):
    """What of a house is counted today.

    Attributes:
        keys: the balances whose turn it is, in walking order; none of them is on a sheet.
        week: how many lines a week brings.
    """

    keys: tuple[StockKey, ...] = ()
    week: int = 0


def turns_today(book: Book, classes: Mapping[str, str], on: date) -> TurnsToday:
    """Return the balances whose turn it is: of each class its share, those seen longest ago first.

    Args:
        book: which others may add to meanwhile.
        classes: sku -> A, B or C, where the item does not say itself.
        on: today.
    """
    taken = on_open_sheets(book)
    sizes, days, chosen = Counter[str](), working_days_by_class(book.rules), set[StockKey]()
    for name, turns in _by_class(book, classes, on).items():
        sizes[name] = len(turns)
        free = [turn.key for turn in turns if turn.key not in taken]
        chosen.update(free[: share_of(len(turns), days[name], on, book.rules.holidays)])
    week = sum(-(-size * WORKING_DAYS_A_WEEK // days[name]) for name, size in sizes.items())
    return TurnsToday(keys=tuple(in_walking_order(book, chosen)), week=week)


def _by_class(book: Book, classes: Mapping[str, str], on: date) -> Mapping[str, list[Turn]]:
    """Return all turns by class, the ones seen longest ago first, in walking order where that is equal."""
    found: defaultdict[str, list[Turn]] = defaultdict(list)
    keys = in_walking_order(book, everything_in(book))
    for turn in sorted(turns_of(book, keys, classes, on), key=attrgetter("seen_on")):
        found[turn.abc_class].append(turn)
    return found
