"""Reads what is announced to come back: `SO-7 2 MUG-BLU; 1 CANDLE-PLR SO-9 want:refund`.

A line is goods and the order they left with. An order holds from where it is named until another one is;
a reason, and what the customer wants, hold for every line that has none of its own. Everything wrong is
named at once, by line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, Option
from bot.language.line_reader import WrongWord, within
from bot.language.line_shape import shape_of
from bot.language.numbers import read_number
from bot.language.option_reader import read_option, read_value
from bot.language.order_pieces import Piece, pieces_of
from bot.language.return_draft import ReturnDraft, ReturnDraftLine
from bot.language.usage import BlockErrors, Fault, OptionNotTaken, PartRepeated
from bot.language.words import Word, words_of
from inventory.quantity import Amount

ORDER: Final = re.compile(r"SO-\d+", re.IGNORECASE)
NEW: Final = "new"
VERB: Final = "return"
TAKES: Final[tuple[Option, ...]] = tuple(
    OPTIONS[name]
    for name in (
        *("order", "to", "lot", "reason", "want", "photo", "by"),
        *("carrier", "track", "override", "note"),
    )
)
OF_A_LINE: Final = ("lot", "photo", "reason", "remedy")
"""Options that say something of their line; all others are about the whole."""

SHARED: Final = ("reason", "remedy")
"""Those that lines without one of their own take from another."""

FACTS: Final = {"to": "customer", "requested_on": "expected_on"}
"""What is read under another name than the draft has for it."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `order` is the one named last."""

    codes: Codes | None
    today: date
    order: str = ""
    lines: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    loose: dict[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    readable: list[tuple[int, str]] = field(default_factory=list)


def is_announcement(text: str) -> bool:
    """Tell whether a line announces a return: it begins with `new` or with an order."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and (first[0].casefold() == NEW or _is_order(first[0]))


def parse_return(text: str, *, today: date, codes: Codes | None = None) -> ReturnDraft:
    """Read what is announced.

    Args:
        text: as typed or pasted, with or without `new`.
        today: the warehouse's own, for `tomorrow` and the like.
        codes: what scanned codes mean; without it they stay as they are.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    text = _without_new(text.replace("\r\n", "\n").replace("\r", "\n"))
    reading = _Reading(codes, today)
    pieces = pieces_of(text)
    for piece in pieces:
        try:
            _read_piece(reading, piece)
            reading.readable.append((piece.number, piece.text))
        except WrongWord as wrong:
            reading.faults.append(_fault(wrong, piece, text))
    if reading.faults:
        raise BlockErrors(
            faults=tuple(reading.faults), lines=len(pieces), readable=tuple(reading.readable)
        )
    return _draft(reading)


def _read_piece(reading: _Reading, piece: Piece) -> None:
    words = within(None, lambda: words_of(piece.text))
    orders = [word for word in words if not word.marker and _is_order(word.text)]
    if len(orders) > 1:
        raise WrongWord(PartRepeated(part="order"), orders[1])
    shape = within(None, lambda: shape_of([word for word in words if word not in orders]))
    for word, name in ((shape.place, "@"), (shape.target, ">")):
        if word is not None:
            takes = tuple(option.name for option in TAKES)
            raise WrongWord(OptionNotTaken(verb=VERB, name=name, takes=takes), word)
    own = _options(reading, shape.options)
    if orders:
        reading.order = orders[0].text.upper()
    if not (shape.item or shape.quantity):
        reading.loose |= own
        return
    amount = None
    if shape.quantity:
        number = within(shape.quantity, partial(read_number, shape.quantity.text))
        amount = Amount(number=number, unit=shape.unit.text if shape.unit else "")
    item = _item(reading, shape.item)
    line = {"item": item, "amount": amount, "order": reading.order, **own}
    reading.lines.append((piece.number, line))


def _item(reading: _Reading, word: Word | None) -> str:
    if word is None:
        return ""
    if reading.codes is None or word.is_quoted:
        return word.text
    return within(word, partial(reading.codes.item, word.text))


def _options(reading: _Reading, words: Sequence[Word]) -> dict[str, object]:
    """Read the options of a line: those about the whole go where they belong."""
    own: dict[str, object] = {}
    for word in words:
        option = within(word, partial(read_option, word, VERB, TAKES))
        value = within(word, partial(read_value, option, word, today=reading.today))
        if option.name == "order":
            reading.order = str(value)
            continue
        name = FACTS.get(option.field, option.field)
        into = own if name in OF_A_LINE else reading.facts
        if into.get(name, value) != value:
            raise WrongWord(PartRepeated(part=option.label.casefold()), word)
        into[name] = value
    return own


def _draft(reading: _Reading) -> ReturnDraft:
    lines = [line for _, line in reading.lines]
    facts = dict(reading.facts)
    for name in SHARED:
        _share(lines, name, reading.loose.get(name))
    reasons = {line.get("reason") for line in lines}
    if len(reasons) == 1 and (only := reasons.pop()):
        facts["reason"] = only
        lines = [{**line, "reason": ""} for line in lines]
    read = tuple(ReturnDraftLine.model_validate(line) for line in lines)
    numbers = tuple(number for number, _ in reading.lines)
    facts |= {"order": reading.order, "lines": read, "numbers": numbers}
    if not lines:
        facts |= {name: said for name, said in reading.loose.items() if name == "reason"}
    return ReturnDraft.model_validate(facts)


def _share(lines: list[dict[str, object]], name: str, loose: object) -> None:
    """Give lines without a part what was said of it last before them, or else first after them."""
    said = [line[name] for line in lines if name in line]
    last = loose if loose is not None else said[0] if said else None
    for line in lines:
        last = line.get(name, last)
        if last is not None:
            line[name] = last


def _is_order(word: str) -> bool:
    return ORDER.fullmatch(word.rstrip(",")) is not None


def _without_new(text: str) -> str:
    first, *rest = text.lstrip().split(maxsplit=1) or [""]
    return (rest[0] if rest else "") if first.casefold() == NEW else text


def _fault(wrong: WrongWord, piece: Piece, text: str) -> Fault:
    """Return what is wrong, with the whole text as it may have been meant."""
    fault = wrong.as_fault(piece.number, piece.text)
    whole = tuple(f"new {text[: piece.start]}{one}{text[piece.end :]}" for one in fault.corrections)
    return replace(fault, corrections=whole)
