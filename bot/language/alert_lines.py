"""Reads lines about alerts: `low mine`, `kind:low,out category:Mugs`."""

from collections.abc import Mapping
from typing import Final

from bot.language.grammar import VERBS
from bot.language.option_reader import read_option
from bot.language.usage import PartRepeated, StrayWords, UnknownChoice
from bot.language.words import words_of
from inventory.record import Record
from inventory.stock_policy import AlertKind

MINE: Final = "mine"
ALL: Final = "all"
KIND: Final = "kind"

SPELLINGS: Final[Mapping[str, AlertKind]] = {
    **{kind.value: kind for kind in AlertKind},
    "ahead": AlertKind.STOCKOUT_AHEAD,
    "stockout": AlertKind.STOCKOUT_AHEAD,
    "late": AlertKind.SUPPLIER_LATE,
    "expiry": AlertKind.EXPIRING,
    "jump": AlertKind.DEMAND_JUMP,
    "stop": AlertKind.DEMAND_STOP,
    "forecast": AlertKind.FORECAST_BAD,
    "over": AlertKind.OVERSTOCK,
}
"""Every word for a kind of alert."""

KNOWN: Final = (
    "out",
    "ahead",
    "low",
    "late",
    "expiring",
    "jump",
    "stop",
    "forecast",
    "overstock",
    "dead",
)
"""The word for each kind that is offered."""


class AlertsAsked(Record):
    """Which alerts are asked for; `kinds` is empty for all."""

    kinds: tuple[AlertKind, ...] = ()
    is_mine: bool = False


class SubscriptionAsked(Record):
    """Of what a channel is to hear; what is empty does not restrict.

    Attributes:
        is_all: of everything, said in so many words.
    """

    kinds: tuple[AlertKind, ...] = ()
    category: str = ""
    supplier: str = ""
    site: str = ""
    is_all: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said."""
        return self == SubscriptionAsked()


def read_alerts(text: str) -> AlertsAsked:
    """Read which alerts somebody asks for.

    Raises:
        UsageError: a word that is neither a kind nor `mine`.

    Examples:
        >>> read_alerts("late mine")
        AlertsAsked(kinds=(<AlertKind.SUPPLIER_LATE: 'supplier_late'>,), is_mine=True)
    """
    kinds: list[AlertKind] = []
    is_mine = False
    for word in words_of(text):
        if not word.marker and word.text.casefold() == MINE:
            is_mine = True
        else:
            kinds += _kinds(word.text)
    return AlertsAsked(kinds=tuple(dict.fromkeys(kinds)), is_mine=is_mine)


def read_subscription(text: str) -> SubscriptionAsked:
    """Read of what a channel is to hear.

    Raises:
        UsageError: a word that cannot be read.
    """
    said: dict[str, object] = {}
    for word in words_of(text):
        if not word.marker and word.text.casefold() == ALL:
            said["is_all"] = True
            continue
        if not word.marker:
            raise StrayWords(words=(word.text,), is_question=True)
        option = read_option(word, "subscribe", VERBS["subscribe"].options)
        field = "kinds" if option.name == KIND else option.field
        if field in said:
            raise PartRepeated(part=option.name)
        said[field] = _kinds(word.text) if option.name == KIND else word.text
    return SubscriptionAsked.model_validate(said)


def _kinds(text: str) -> tuple[AlertKind, ...]:
    names = [name.strip().casefold().replace(" ", "_") for name in text.split(",")]
    for name in filter(None, names):
        if name not in SPELLINGS:
            raise UnknownChoice(name=KIND, text=name, known=KNOWN)
    return tuple(dict.fromkeys(SPELLINGS[name] for name in names if name))
