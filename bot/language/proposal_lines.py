"""Reads what is decided about a proposal: with which quantities, or until when it is put off.

MUG-BLU=24 BOWL-1=0 less for now       24 MUG-BLU; 6 BOWL-1
7      +2w      2026-12-01 we count first
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.language.days import read_day
from bot.language.numbers import read_number
from bot.language.usage import PartRepeated, StrayWords
from bot.language.words import folded
from inventory.record import Record

WEEK_DAYS: Final = 7
DAYS_MAX: Final = 4
"""Digits of a number of days."""

_ITEM: Final = r'(?P<item>"[^"]+"|[^\s=;,"]+)'
_END: Final = r"[;,]?(?:\s+|$)"
_NAMED: Final = re.compile(rf"{_ITEM}\s*=\s*(?P<number>[^\s;]*?){_END}")
_COUNTED: Final = re.compile(rf"(?P<number>[x\u00d7]?[-+]?\d\S*)\s+{_ITEM}{_END}")

FILLERS: Final = frozenset({"until", "till", "for"})
"""Words that people may put before the day."""


class PutOff(Record):
    """Until when, and why."""

    until: date
    note: str = ""


class Decided(Record):
    """With which quantities something is approved, by the item as typed, and why."""

    quantities: Mapping[str, Decimal] = {}
    note: str = ""


def read_decided(text: str) -> Decided:
    """Read quantities that are not as proposed, and the note that follows.

    What begins with a number is a quantity, and so is what holds an equals sign: taken for a note, it
    would order another. A note with either stands in quotes.

    Args:
        text: as typed after the document.

    Raises:
        BadNumber, AmbiguousNumber: a quantity is none.
        PartRepeated: an item has two.
        StrayWords: a quantity stands behind other words.

    Examples:
        >>> found = read_decided("MUG-BLU=24, BOWL-1=0 less for now")
        >>> found.quantities, found.note
        ({'MUG-BLU': Decimal('24'), 'BOWL-1': Decimal('0')}, 'less for now')
    """
    rest = folded(text)
    quantities: dict[str, Decimal] = {}
    while found := _NAMED.match(rest) or _COUNTED.match(rest):
        item = found["item"].strip('"')
        if item in quantities:
            raise PartRepeated(part=f"quantity of {item}")
        quantities[item] = read_number(found["number"] or found[0].strip())
        rest = rest[found.end() :]
    if not rest.startswith('"') and (stray := _NAMED.search(rest)):
        raise StrayWords(words=(rest[: stray.start()].strip(),))
    return Decided(quantities=quantities, note=rest.strip().strip('"'))


def read_put_off(text: str, today: date) -> PutOff:
    """Read a number of days or a day, and what follows; nothing is a week.

    Args:
        text: as typed after the document.
        today: the warehouse's own.

    Raises:
        BadDay: it begins with neither.

    Examples:
        >>> read_put_off("7 we count", date(2026, 11, 23))
        PutOff(until=datetime.date(2026, 11, 30), note='we count')
        >>> read_put_off("until tomorrow", date(2026, 11, 23)).until
        datetime.date(2026, 11, 24)
    """
    words = text.split(maxsplit=1)
    if len(words) > 1 and words[0].casefold() in FILLERS:
        words = words[1].split(maxsplit=1)
    first, *rest = words or [str(WEEK_DAYS)]
    note = rest[0].strip().strip('"') if rest else ""
    if first.isascii() and first.isdigit() and len(first) <= DAYS_MAX:
        return PutOff(until=today + timedelta(days=int(first)), note=note)
    return PutOff(until=read_day(first, today=today), note=note)
