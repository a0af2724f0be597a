"""Reads what is typed about a return: `RMA-3 inspect line:1 2 damaged scrap`, `RMA-3 refund line:2`.

What has arrived is named by line (`line:1 good:2`) or as goods (`2 MUG-BLU lot:L7`), several cut at `;`.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.amounts import read_amount
from bot.language.code_form import is_bin_label
from bot.language.codes import Codes
from bot.language.grammar import OPTIONS
from bot.language.line_shape import Shape, shape_of
from bot.language.numbers import is_number_like, read_number
from bot.language.option_reader import read_option, read_value
from bot.language.order_pieces import pieces_of
from bot.language.step_lines import Step, require_line_number
from bot.language.usage import PartRepeated, StrayWords, UnknownChoice
from bot.language.words import PLACE, TARGET, Word, words_of
from inventory.condition import Condition, Disposition
from inventory.quantity import Amount
from inventory.record import Record

VERB: Final = "return"
ARRIVED: Final = "arrived"
INSPECT: Final = "inspect"
ENDS: Final = ("close", "cancel")
REMEDIES: Final = {"refund": "refund", "replace": "replacement"}
ACTIONS: Final = (ARRIVED, INSPECT, *REMEDIES, *ENDS)
TAKES: Final = {
    ARRIVED: ("line", "good", "lot", "override"),
    INSPECT: ("line", "lot", "photo", "note"),
    **dict.fromkeys(REMEDIES, ("line", "note")),
}
"""Action -> the options it takes."""

DISPOSITIONS: Final = {
    **{one.value: one for one in Disposition},
    "refurb": Disposition.REFURBISH,
    "rework": Disposition.REFURBISH,
    "vendor": Disposition.RETURN_TO_VENDOR,
    "supplier": Disposition.RETURN_TO_VENDOR,
}
"""How what becomes of goods is typed."""

CONDITIONS: Final = {one.value: one for one in Condition} | {"wrong": Condition.WRONG_ITEM}


class ArrivedGoods(Record):
    """What one piece of a line says has come: a line of the return, or goods."""

    line: int = 0
    item: str = ""
    amount: Amount | None = None
    lot: str = ""


class ReturnStep(Record):
    """What is asked of a return.

    Attributes:
        action: one of `ACTIONS`; empty to show it.
        line: 0 where none is named.
        disposition: None for what is proposed.
        arrived: what has come; empty for all of it.
        reason: why it is closed or cancelled.
    """

    action: str = ""
    line: int = 0
    amount: Amount | None = None
    condition: Condition | None = None
    disposition: Disposition | None = None
    target: str = ""
    lot: str = ""
    note: str = ""
    photo: str = ""
    override: str = ""
    arrived: tuple[ArrivedGoods, ...] = ()
    reason: str = ""


def read_return_step(step: Step, codes: Codes, today: date) -> ReturnStep:
    """Read what follows the number of a return.

    Raises:
        UsageError: a word that cannot be read.
    """
    word, _, rest = step.rest.partition(" ")
    if not word:
        return ReturnStep()
    action = word.casefold().rstrip(",:")
    if action not in ACTIONS:
        raise UnknownChoice(name="step", text=word, known=ACTIONS)
    if action in ENDS:
        return ReturnStep(action=action, reason=rest.strip())
    if action == ARRIVED:
        return _arrived(rest, codes, today)
    return _about_line(action, rest, codes, today)


def _about_line(action: str, rest: str, codes: Codes, today: date) -> ReturnStep:
    words = words_of(rest)
    facts = _options(action, words, codes, today)
    bare = [word.text for word in words if not word.marker and not _is_bin(word)]
    if action == INSPECT:
        facts |= _found(bare)
    elif bare:
        facts["amount"] = read_amount(" ".join(bare))
    return ReturnStep.model_validate({"action": action, **facts})


def _found(bare: list[str]) -> dict[str, object]:
    """Read `2 damaged scrap`: how much, in which condition, and what becomes of it, in any order."""
    facts: dict[str, object] = {}
    much: list[str] = []
    for word in _joined(bare):
        folded = word.casefold().replace("-", "_")
        if condition := CONDITIONS.get(folded):
            _once(facts, "condition", condition)
        elif disposition := DISPOSITIONS.get(folded):
            _once(facts, "disposition", disposition)
        elif is_number_like(word) or len(much) == 1:
            much.append(word)
        else:
            known = tuple(one.value.replace("_", " ") for one in Condition)
            raise UnknownChoice(name="condition", text=word, known=known)
    if much:
        facts["amount"] = read_amount(" ".join(much))
    return facts


def _joined(bare: list[str]) -> list[str]:
    """Return the words with those of a condition or disposition that are two as one."""
    said = " ".join(bare)
    for name in (Condition.WRONG_ITEM, Disposition.RETURN_TO_VENDOR):
        said = _replaced(said, name.value.replace("_", " "), name.value)
    return said.split()


def _replaced(text: str, words: str, word: str) -> str:
    at = text.casefold().find(words)
    return text if at < 0 else f"{text[:at]}{word}{text[at + len(words) :]}"


def _once(facts: dict[str, object], name: str, value: object) -> None:
    if name in facts:
        raise PartRepeated(part=name)
    facts[name] = value


def _arrived(rest: str, codes: Codes, today: date) -> ReturnStep:
    whole: dict[str, object] = {}
    arrived: list[ArrivedGoods] = []
    for piece in pieces_of(rest):
        words = words_of(piece.text)
        facts = _options(ARRIVED, words, codes, today)
        for name in ("target", "override"):
            if name in facts:
                _once(whole, name, facts.pop(name))
        goods = _goods(facts, shape_of(_unplaced(words)), codes)
        if goods is not None:
            arrived.append(goods)
    return ReturnStep.model_validate({"action": ARRIVED, **whole, "arrived": tuple(arrived)})


def _goods(facts: dict[str, object], shape: Shape, codes: Codes) -> ArrivedGoods | None:
    good = facts.pop("good", None)
    amount = Amount(number=good) if isinstance(good, Decimal) else None
    if shape.quantity:
        if amount:
            raise PartRepeated(part="quantity")
        number = read_number(shape.quantity.text)
        amount = Amount(number=number, unit=shape.unit.text if shape.unit else "")
    item = shape.item
    if item and not item.is_quoted:
        facts["item"] = codes.item(item.text)
    elif item:
        facts["item"] = item.text
    if not (facts or amount):
        return None
    return ArrivedGoods.model_validate({**facts, "amount": amount})


def _unplaced(words: list[Word]) -> list[Word]:
    return [word for word in words if not _is_bin(word)]


def _options(action: str, words: list[Word], codes: Codes, today: date) -> dict[str, object]:
    """Read the options and the bin of a line, by field."""
    taken = tuple(OPTIONS[name] for name in TAKES[action])
    facts: dict[str, object] = {}
    for word in words:
        if _is_bin(word):
            _once(facts, "target", codes.place(word.text))
        elif word.marker == TARGET:
            raise StrayWords(words=(word.text,))
        elif word.marker:
            option = read_option(word, VERB, taken)
            value = read_value(option, word, today=today)
            if option.field == "line" and isinstance(value, Decimal):
                require_line_number(word, value)
            _once(facts, option.field, value)
    return facts


def _is_bin(word: Word) -> bool:
    return word.marker == PLACE or (not word.marker and word.is_code and is_bin_label(word.text))
