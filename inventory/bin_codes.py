"""Codes of bins: in the order in which people count them, and several at once by a pattern or a range."""

import re
from fnmatch import translate
from typing import Final, TypeAlias

from inventory.book import Book
from inventory.bookkeeping.walk import walk_of
from inventory.location import Location

RANGE: Final = ".."
WILD: Final = "*?["
_DIGITS: Final = re.compile(r"(\d+)")

Order: TypeAlias = tuple[tuple[int, int | str], ...]
"""What codes are sorted by."""


def order_of(code: str) -> Order:
    """Return what sorts codes as people count them, their letters in any case.

    Examples:
        >>> sorted(["A-10", "a-2", "A-1"], key=order_of)
        ['A-1', 'a-2', 'A-10']
    """
    parts = filter(None, _DIGITS.split(code.casefold()))
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def is_pattern(text: str) -> bool:
    """Tell whether a text names several bins: `B-*`, `A-01..A-12`."""
    return RANGE in text or any(mark in text for mark in WILD)


def bins_like(book: Book, pattern: str) -> list[Location]:
    """Return the real bins in use that a pattern or a range names, in the order of the walk.

    A range goes from one code to another as people count them: `A-2` comes before `A-10`.
    """
    bins = (one for one in book.all(Location) if one.is_active and one.kind.is_real)
    first, is_range, last = pattern.partition(RANGE)
    if is_range:
        low, high = sorted((order_of(first.strip()), order_of(last.strip())))
        found = [one for one in bins if low <= order_of(one.code) <= high]
    else:
        fits = re.compile(translate(pattern.casefold()))
        found = [one for one in bins if fits.fullmatch(one.code.casefold())]
    return sorted(found, key=lambda one: (walk_of(one), order_of(one.code)))
