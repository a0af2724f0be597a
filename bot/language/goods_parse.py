"""Reads goods that somebody wants, as one writes them down: an order, or a purchase order.

The customer or supplier is the first word, lines follow, cut at `;` or line breaks; options stand
anywhere. The price of a line is `price:4.50`: an `@` means a bin everywhere else, and a bare number a
quantity, so that a price under either spelling could be read as something that moves goods.

Position and form decide, never what exists: a first word that is a number is a quantity, unless
another number follows, which is one then. Everything wrong is named at once, by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from bot.language.code_form import is_barcode_digits
from bot.language.codes import Codes
from bot.language.grammar import Verb
from bot.language.line_reader import WrongWord, within
from bot.language.line_shape import Shape, shape_of
from bot.language.numbers import is_number_like, read_number
from bot.language.option_reader import read_option, read_value
from bot.language.order_pieces import Piece, pieces_of
from bot.language.usage import BlockErrors, Fault, OptionNotTaken, PartRepeated
from bot.language.words import Word, words_of
from inventory.quantity import Amount

LINE_FIELDS: Final = ("unit_price", "discount_percent", "unit_cost")
"""Options that say something of their line; all others are about the whole."""

PARTY: Final = "party"


class ReadGoods(NamedTuple):
    """What was read.

    Attributes:
        facts: of the whole, by field; the customer or supplier as `party`.
        lines: of each line, by field; `numbers` where each stood in what was typed.
        requirements: what has to be done, each once.
    """

    facts: dict[str, object]
    lines: tuple[dict[str, object], ...]
    numbers: tuple[int, ...]
    requirements: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    verb: Verb
    codes: Codes | None = None
    lines: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    requirements: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    readable: list[tuple[int, str]] = field(default_factory=list)


def read_goods(
    verb: Verb, text: str, *, today: date, has_party: bool = True, codes: Codes | None = None
) -> ReadGoods:
    """Read what is wanted.

    Args:
        verb: says which options there are.
        text: as typed or pasted.
        today: the warehouse's own, for `tomorrow` and the like.
        has_party: whether the first word may name the customer or supplier; on a form a field does.
        codes: what scanned codes mean; without it they stay as they are.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = pieces_of(text)
    reading = _Reading(verb, codes=codes)
    for position, piece in enumerate(pieces):
        try:
            _read_piece(reading, piece, today, may_name=has_party and position == 0)
            reading.readable.append((piece.number, piece.text))
        except WrongWord as wrong:
            reading.faults.append(_fault(wrong, piece, text))
    if reading.faults:
        raise BlockErrors(
            faults=tuple(reading.faults), lines=len(pieces), readable=tuple(reading.readable)
        )
    return ReadGoods(
        facts=reading.facts,
        lines=tuple(line for _, line in reading.lines),
        numbers=tuple(number for number, _ in reading.lines),
        requirements=tuple(dict.fromkeys(reading.requirements)),
    )


def _read_piece(reading: _Reading, piece: Piece, today: date, *, may_name: bool) -> None:
    words = within(None, lambda: words_of(piece.text))
    if may_name and (party := _party_of(words)):
        reading.facts[PARTY] = party.text
        words = [word for word in words if word is not party]
    shape = within(None, lambda: shape_of(words))
    for word, name in ((shape.place, "@"), (shape.target, ">")):
        if word is not None:
            takes = tuple(option.name for option in reading.verb.options)
            raise WrongWord(OptionNotTaken(verb=reading.verb.name, name=name, takes=takes), word)
    own = _options(reading, shape.options, today)
    if shape.item or shape.quantity or own:
        reading.lines.append((piece.number, _line(shape, own, reading.codes)))


def _party_of(words: Sequence[Word]) -> Word | None:
    """Return the word that names customer or supplier, if the first line begins with one."""
    bare = [word for word in words if not word.marker]
    if not bare or bare[0] is not words[0]:
        return None
    first, second = bare[0], bare[1] if len(bare) > 1 else None
    if first.is_code:
        return None
    if not _is_number(first):
        return first
    is_code = first.text.isdigit() and second is not None and _is_number(second)
    is_item = second is not None and is_barcode_digits(second.text)
    return first if is_code and not is_item else None


def _is_number(word: Word) -> bool:
    return not word.is_quoted and is_number_like(word.text)


def _line(shape: Shape, own: dict[str, object], codes: Codes | None) -> dict[str, object]:
    amount = None
    if shape.quantity:
        number = within(shape.quantity, partial(read_number, shape.quantity.text))
        amount = Amount(number=number, unit=shape.unit.text if shape.unit else "")
    item = shape.item.text if shape.item else ""
    if codes and shape.item and not shape.item.is_quoted:
        item = within(shape.item, partial(codes.item, item))
    return {"item": item, "amount": amount, **own}


def _options(reading: _Reading, words: Sequence[Word], today: date) -> dict[str, object]:
    """Read the options of a line: those about the whole go where they belong."""
    own: dict[str, object] = {}
    for word in words:
        option = within(word, partial(read_option, word, reading.verb.name, reading.verb.options))
        value = within(word, partial(read_value, option, word, today=today))
        if option.name == "req":
            reading.requirements.append(str(value))
            continue
        name = PARTY if option.name == "to" else option.field
        into = own if name in LINE_FIELDS else reading.facts
        if into.get(name, value) != value:
            raise WrongWord(PartRepeated(part=option.label.casefold()), word)
        into[name] = value
    return own


def _fault(wrong: WrongWord, piece: Piece, text: str) -> Fault:
    """Return what is wrong, with the whole text as it may have been meant."""
    fault = wrong.as_fault(piece.number, piece.text)
    whole = tuple(f"{text[: piece.start]}{one}{text[piece.end :]}" for one in fault.corrections)
    return replace(fault, corrections=whole)
