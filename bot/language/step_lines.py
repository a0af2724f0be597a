"""Reads a line about documents: `/pick SO-7 SO-8`, `/inv check SH-4 ok`, `/inv send PO-12 mail`.

`this` is the document of the thread one is in. Slack tells the thread of a pressed button and of a
message whose menu is used; a slash command carries none, and is told so.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.grammar import OPTIONS, VERBS, Option
from bot.language.option_reader import read_option, read_value
from bot.language.usage import BadNumber, PartRepeated, StrayWords
from bot.language.words import Word, words_of
from inventory.record import Record

THIS: Final = "this"
LINE: Final = "line"
DOCUMENT: Final = re.compile(
    r"(?:SO|PK|SH|INV|PO|RJ|PA|TR|AP|CC|RMA|RC|RV|RP|AL)-\d+|this", re.IGNORECASE
)
STEP_TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    "ship": ("carrier", "track", "service", "price"),
    "putaway": ("line", "good"),
    "transfer": ("line", "good"),
}
"""What these verbs take for a document; for loose goods their own rows say it."""


class Step(Record):
    """What is asked of some documents.

    Attributes:
        numbers: of the documents, `this` among them; `rest` is what follows, as typed.
    """

    verb: str
    numbers: tuple[str, ...] = ()
    rest: str = ""


class Spoken(Record):
    """What follows the documents: options by field, and words without a name."""

    words: tuple[str, ...] = ()
    texts: Mapping[str, str] = {}
    numbers: Mapping[str, Decimal] = {}


def is_about_documents(text: str) -> bool:
    """Tell whether a line begins with a document rather than with goods."""
    first = text.split(maxsplit=1)
    return bool(first) and DOCUMENT.fullmatch(first[0].rstrip(",")) is not None


def read_step(verb: str, text: str) -> Step:
    """Split a line into the documents it begins with and the rest."""
    numbers: list[str] = []
    rest = text.strip()
    while is_about_documents(rest):
        first, *more = rest.split(maxsplit=1)
        number = first.rstrip(",")
        numbers.append(THIS if number.casefold() == THIS else number.upper())
        rest = more[0] if more else ""
    return Step(verb=verb, numbers=tuple(dict.fromkeys(numbers)), rest=rest)


def read_spoken(step: Step, *, words: Sequence[str] = (), today: date) -> Spoken:
    """Read what follows the documents.

    Args:
        step: whose rest is read.
        words: those it may hold without a name.
        today: the warehouse's own.

    Raises:
        UsageError: a word that cannot be read.
    """
    found: list[str] = []
    values: dict[str, str | Decimal] = {}
    for word in words_of(step.rest):
        if not word.marker:
            found.append(_known(word, words))
            continue
        option = read_option(word, step.verb, _taken(step.verb))
        if option.field in values:
            raise PartRepeated(part=option.name)
        value = read_value(option, word, today=today)
        if option.field == LINE and isinstance(value, Decimal):
            require_line_number(word, value)
        values[option.field] = value if isinstance(value, Decimal) else str(value)
    return Spoken(
        words=tuple(found),
        texts={name: value for name, value in values.items() if isinstance(value, str)},
        numbers={name: value for name, value in values.items() if isinstance(value, Decimal)},
    )


def _taken(verb: str) -> tuple[Option, ...]:
    if verb in STEP_TAKES:
        return tuple(OPTIONS[name] for name in STEP_TAKES[verb])
    return VERBS[verb].options


def require_line_number(word: Word, number: Decimal) -> None:
    """Refuse what is no number of a line.

    Raises:
        BadNumber: it is not 1, 2, 3.
    """
    if number < 1 or number % 1:
        raise BadNumber(text=word.text, problem="no_line")


def _known(word: Word, words: Sequence[str]) -> str:
    if word.text.casefold() not in words:
        raise StrayWords(words=(word.text,))
    return word.text.casefold()
