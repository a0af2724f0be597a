"""Reads what is to be looked back on: `by:item from:2026-10-01 to:2026-10-31`."""

from datetime import date, timedelta
from typing import Final

from bot.language.days import read_day
from bot.language.option_reader import nearest_words
from bot.language.usage import PartRepeated, StrayWords, UnknownChoice, UnknownOption
from bot.language.words import Word, words_of
from inventory.counting.accuracy import Grouping
from inventory.record import Record

NAMES: Final = {
    "by": "by",
    "from": "from",
    "since": "from",
    "to": "to",
    "until": "to",
}
"""What can be said -> what it means."""

SEASON: Final = timedelta(days=90)
YEAR: Final = timedelta(days=365)


class AccuracyAsked(Record):
    """By what is looked back, and over which days, both included."""

    by: Grouping = Grouping.ITEM
    first: date
    last: date


def read_accuracy(text: str, today: date) -> AccuracyAsked:
    """Read what is to be looked back on: the last 90 days, or a year month by month, if nothing is said.

    Raises:
        UsageError: a word that cannot be read.

    Examples:
        >>> read_accuracy("by:bin to:2026-10-31", date(2026, 11, 26)).last
        datetime.date(2026, 10, 31)
    """
    said: dict[str, str] = {}
    for word in words_of(text):
        name = _name_of(word)
        if name in said:
            raise PartRepeated(part=name)
        said[name] = word.text
    by = _grouping(said.get("by", Grouping.ITEM))
    last = _past_day(said["to"], today) if "to" in said else today
    before = last - (YEAR if by is Grouping.MONTH else SEASON)
    first = _past_day(said["from"], today) if "from" in said else before
    return AccuracyAsked(by=by, first=min(first, last), last=max(first, last))


def written_accuracy(asked: AccuracyAsked) -> str:
    """Return the line that asks for the same."""
    return f"by:{asked.by} from:{asked.first} to:{asked.last}"


def _name_of(word: Word) -> str:
    """Return what a word says something of; a bare one says by what is looked back."""
    if not word.marker and word.text.casefold() in list(Grouping):
        return "by"
    if not word.marker:
        raise StrayWords(words=(word.text,))
    name = NAMES.get(word.marker)
    if name is None:
        fixes = tuple(f"{near}:{word.text}" for near in nearest_words(word.marker, NAMES))
        raise UnknownOption(name=word.marker, known=("by", "from", "to"), fixes=fixes)
    return name


def _past_day(text: str, today: date) -> date:
    return read_day(text, today=today, looks_back=True)


def _grouping(text: str) -> Grouping:
    word = text.casefold()
    if word not in list(Grouping):
        raise UnknownChoice(name="grouping", text=text, known=tuple(Grouping))
    return Grouping(word)
