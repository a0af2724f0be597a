"""Reads the `name:value` parts of a line: which option a name means, and what its value says."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from rapidfuzz import fuzz, process

from bot.language.amounts import read_amount
from bot.language.days import read_day
from bot.language.grammar import SPELLINGS, Option, OptionKind
from bot.language.numbers import read_price
from bot.language.usage import OptionNotTaken, UnknownOption, UsageError
from bot.language.words import Word, spelled
from inventory.quantity import Amount

T = TypeVar("T")

NEAR: Final = 70
"""Of 100 that two words share; less is chance."""

AS_GOOD: Final = 90
BEGINS: Final = 3
"""A word of so many letters stands for those that begin with it."""


def read_option(word: Word, verb: str, taken: Sequence[Option]) -> Option:
    """Return the option a word names.

    Args:
        word: with a name before its colon.
        verb: which is named to the person if it takes no such option.
        taken: what it takes.

    Raises:
        UnknownOption, OptionNotTaken: as they say.
    """
    option = SPELLINGS.get(word.marker)
    names = tuple(one.name for one in taken)
    if option is None:
        fixes = tuple(f"{name}:{spelled(word.text)}" for name in nearest_words(word.marker, names))
        raise UnknownOption(name=word.marker, known=names, fixes=fixes)
    if option not in taken:
        raise OptionNotTaken(verb=verb, name=option.name, takes=names)
    return option


def read_value(option: Option, word: Word, *, today: date) -> str | date | Decimal | Amount:
    """Return what an option's value says.

    Raises:
        BadDay, BadNumber, AmbiguousNumber: as they say.
    """
    match option.kind:
        case OptionKind.DAY:
            reader = partial(read_day, word.text, today=today, looks_back=option.looks_back)
            return _fixed(option, reader)
        case OptionKind.NUMBER:
            return _fixed(option, partial(read_price, word.text))
        case OptionKind.AMOUNT:
            return _fixed(option, partial(read_amount, word.text))
        case OptionKind.TEXT | OptionKind.CHOICE:
            return word.text


def nearest_words(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known words that a word resembles, the nearest first.

    A slip of the finger or two is near, and so is a word that was cut short or goes on; to share
    some letters is not.

    Examples:
        >>> nearest_words("recieve", ["receive", "reject"]), nearest_words("adj", ["adjust"])
        (('receive',), ('adjust',))
        >>> nearest_words("hello", ["lot", "help"])
        ()
    """
    typed = word.casefold()
    found = process.extract(typed, list(known), scorer=_nearness, limit=3, score_cutoff=NEAR)
    return tuple(name for name, _, _ in found)


def _nearness(typed: str, name: str, **_limits: object) -> float:
    """Return how near a word is to what was typed, of 100."""
    short, long = sorted((typed, name.casefold()), key=len)
    begins = len(short) >= BEGINS and long.startswith(short)
    return max(fuzz.ratio(typed, name.casefold()), AS_GOOD if begins else 0)


def _fixed(option: Option, read: Callable[[], T]) -> T:
    """Read a value; fixes of it must name the option again."""
    try:
        return read()
    except UsageError as error:
        error.fixes = tuple(f"{option.name}:{fix}" for fix in error.fixes)
        raise
