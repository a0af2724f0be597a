"""Reads what is typed of counts: what is to be counted, and what was found.

    zone:A class:A sample:20            what is to be counted: a scope
    CC-3                                a sheet
    CC-3 12 MUG-BLU @A-01; empty @B-02  what was found of it
    CC-3 close why                      its end

A line that says how much lies where is none of these: it is counted at once, as it always was.
"""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from bot.language.code_errors import UnknownBarcode
from bot.language.code_form import is_bin_label
from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS, Option
from bot.language.line_reader import LineReader, WrongWord
from bot.language.option_reader import read_option, read_value
from bot.language.order_pieces import pieces_of
from bot.language.usage import (
    BlockErrors,
    DaysDiffer,
    Fault,
    NotACount,
    PartRepeated,
    QuantityAlone,
    StrayWords,
    UnknownChoice,
    UsageError,
)
from bot.language.words import PLACE, Word, folded, words_of
from inventory.commands import Line
from inventory.documents.count_scope import CountScope
from inventory.quantity import ZERO, Amount
from inventory.record import Record

VERB: Final = "count"
EVERYTHING: Final = frozenset({"all", "everything"})
SUSPECT: Final = frozenset({"suspect", "suspects"})
DUE: Final = "due"
EMPTY: Final = "empty"
SAMPLE_MAX: Final = 10_000

SCOPE_TAKES: Final[tuple[Option, ...]] = (*VERBS[VERB].further_options, OPTIONS["note"])
_OF_SCOPE: Final = frozenset(
    spelling
    for option in VERBS[VERB].further_options
    for spelling in (option.name, *option.spellings)
)
_LISTS: Final = ("bins", "items")


class AskedCount(Record):
    """What is to be counted, as typed.

    Attributes:
        is_blind: None for the house rule.
        counter: as written, empty for whoever takes it.
    """

    scope: CountScope = CountScope()
    is_blind: bool | None = None
    counter: str = ""
    due_on: date | None = None
    note: str = ""


class Found(NamedTuple):
    """What was found, line by line; `numbers` are those of the lines as typed."""

    lines: tuple[Line, ...]
    numbers: tuple[int, ...]
    occurred_on: date | None = None

    def number_of(self, index: int) -> int:
        """Return the typed number of a line, counted from 1 among those that were read."""
        return self.numbers[index - 1]


def is_scope(text: str) -> bool:
    """Tell whether a line says what is to be counted, rather than how much lies where."""
    if "\n" in text.strip():
        return False
    try:
        words = words_of(text)
    except UsageError:
        return False
    bare = [word.text.casefold() for word in words if not word.marker]
    return any(word.marker in _OF_SCOPE for word in words) or (
        bool(bare) and all(word in (*EVERYTHING, *SUSPECT, DUE) for word in bare)
    )


def read_scope(text: str, codes: Codes, today: date) -> AskedCount:
    """Read what is to be counted.

    Raises:
        UsageError: a word that cannot be read.
    """
    facts: dict[str, object] = {}
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    for word in words_of(text):
        if not word.marker:
            _take_bare(word, facts)
            continue
        option = read_option(word, VERB, SCOPE_TAKES)
        if option.field in lists:
            lists[option.field] += _named(option, word.text, codes)
            continue
        if option.field in facts:
            raise PartRepeated(part=option.name)
        facts[option.field] = _value(option, word, today)
    of_plan = {"is_blind": facts.pop("is_blind", None), "due_on": facts.pop("requested_on", None)}
    of_plan |= {name: facts.pop(name, "") for name in ("counter", "note")}
    named = {name: tuple(dict.fromkeys(found)) for name, found in lists.items()}
    return AskedCount.model_validate({**of_plan, "scope": {**facts, **named}})


def read_found(text: str, codes: Codes, today: date) -> Found:
    """Read what was found: a line an item, cut at line breaks and at `;`.

    A barcode that no item has is kept as it is: something unknown was found.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    faults: list[Fault] = []
    read: list[tuple[int, Line, date | None]] = []
    readable: list[tuple[int, str]] = []
    for piece in pieces_of(text):
        try:
            read.append((piece.number, *_read_line(piece.text, codes, today)))
            readable.append((piece.number, piece.text))
        except WrongWord as wrong:
            faults.append(wrong.as_fault(piece.number, piece.text))
    days = sorted({day for _, _, day in read if day})
    if len(days) > 1:
        differ = DaysDiffer(days=tuple(map(str, days)))
        faults.append(Fault(number=read[-1][0], line=text, error=differ))
    if faults:
        raise BlockErrors(
            faults=tuple(faults), lines=len(read) + len(faults), readable=tuple(readable)
        )
    return Found(
        lines=tuple(line for _, line, _ in read),
        numbers=tuple(number for number, _, _ in read),
        occurred_on=days[0] if days else None,
    )


def is_unknown(error: UsageError) -> bool:
    """Tell whether a barcode was read that no item has: something unknown was found."""
    return isinstance(error, UnknownBarcode) and not error.owners


def empty_bin(text: str, codes: Codes) -> str:
    """Return the bin that a line says is empty, empty for any other line."""
    try:
        words = words_of(text)
    except UsageError:
        return ""
    said = [word for word in words if folded(word.text).casefold() == EMPTY and not word.marker]
    places = [word for word in words if word not in said]
    if len(said) != 1 or len(places) != 1:
        return ""
    place = places[0]
    is_place = place.marker == PLACE or (not place.marker and _is_bin(place, codes))
    return codes.place(place.text) if is_place else ""


def _read_line(text: str, codes: Codes, today: date) -> tuple[Line, date | None]:
    try:
        place = empty_bin(text, codes)
    except UsageError as error:
        raise WrongWord(error, None) from None
    if place:
        return Line(item="", amount=Amount(number=ZERO), location=place), None
    try:
        line, whole = LineReader(VERBS[VERB], text, today, codes).read()
    except WrongWord as wrong:
        if not is_unknown(wrong.error):
            raise
        line, whole = LineReader(VERBS[VERB], text, today).read()
    if not line.item:
        raise WrongWord(QuantityAlone(), None)
    return line, whole.occurred_on


def _is_bin(word: Word, codes: Codes) -> bool:
    return is_bin_label(word.text) or codes.is_place(word.text)


def _take_bare(word: Word, facts: dict[str, object]) -> None:
    """Take a word without a name; `all` narrows nothing down."""
    text = word.text.casefold()
    if text in SUSPECT:
        facts["is_suspect"] = True
    elif text == DUE:
        facts["is_due"] = True
    elif text not in EVERYTHING:
        raise StrayWords(words=(word.text,))


def _named(option: Option, text: str, codes: Codes) -> list[str]:
    """Return the bins or items of a list as their own names."""
    each = filter(None, (one.strip() for one in text.split(",")))
    return [codes.place(one) if option.field == "bins" else codes.item(one) for one in each]


def _value(option: Option, word: Word, today: date) -> object:
    value = read_value(option, word, today=today)
    if isinstance(value, Decimal):
        if value != int(value) or not 1 <= value <= SAMPLE_MAX:
            raise NotACount(name=option.name, text=word.text, most=SAMPLE_MAX)
        return int(value)
    if not option.choices or not isinstance(value, str):
        return value
    chosen = next((one for one in option.choices if one.casefold() == value.casefold()), None)
    if chosen is None:
        raise UnknownChoice(name=option.name, text=value, known=option.choices)
    return chosen == "yes" if option.field == "is_blind" else chosen
