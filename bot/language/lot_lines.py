"""Reads a line about a lot: `/inv hold JAM-STR lot:L7 glass in one jar`, `/inv lot JAM-STR F-1`."""

from datetime import date
from typing import Final, NamedTuple

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS
from bot.language.option_reader import read_option, read_value
from bot.language.usage import PartRepeated, StrayWords
from bot.language.words import Word, words_of
from inventory.commands import Line
from inventory.errors import UnknownReason
from inventory.inbound_errors import SerialsRefused
from inventory.lot import LotStatus
from inventory.lots.serials import serials_of
from inventory.quantity import ONE

ABOUT_ONE: Final = ("hold", "release", "lot", "trace")


class LotLine(NamedTuple):
    """What a line says of a lot.

    Attributes:
        lot: our code or the supplier's number, as typed or scanned; empty where none is named.
        reason: why it is to be held.
    """

    item: str
    lot: str = ""
    status: LotStatus = LotStatus.HOLD
    reason: str = ""


def read_lot_line(verb: str, text: str, codes: Codes, today: date) -> LotLine:
    """Read a line about a lot; codes may stand for the item, the lot, or both.

    Raises:
        UsageError: a word that cannot be read, or has no place in it.
        UnknownReason, SerialsRefused: no such status; not one serial number.
    """
    words = words_of(text)
    bare = [word for word in words if not word.marker]
    said = _options(verb, [word for word in words if word.marker], today)
    item, rest = bare[:1], bare[1:]
    named = {"lot": said.get("lot", ""), "serials": said.get("serials", "")}
    line = Line(item=item[0].text if item else "", **named)
    line = _coded(verb, line, codes, [*item, *words])
    if not (_lot_of(line) or said.get("supplier_lot")) and verb in ABOUT_ONE and rest:
        typed = rest.pop(0)
        line = _coded(verb, line.model_copy(update={"lot": typed.text}), codes, [typed])
    if rest and verb != "hold":
        raise StrayWords(words=tuple(word.text for word in rest))
    reason = said.get("reason", "") or " ".join(word.text for word in rest)
    return LotLine(
        item=line.item,
        lot=_lot_of(line) or said.get("supplier_lot", ""),
        status=_status(said.get(OPTIONS["status"].field, LotStatus.HOLD.value)),
        reason=reason,
    )


def _status(text: str) -> LotStatus:
    known = OPTIONS["status"].choices
    if text.casefold() not in known:
        raise UnknownReason(reason=text, known=known)
    return LotStatus(text.casefold())


def _options(verb: str, words: list[Word], today: date) -> dict[str, str]:
    said: dict[str, str] = {}
    for word in words:
        option = read_option(word, verb, VERBS[verb].options)
        if option.field in said:
            raise PartRepeated(part=option.name)
        said[option.field] = str(read_value(option, word, today=today))
    return said


def _coded(verb: str, line: Line, codes: Codes, words: list[Word]) -> Line:
    """Return the line with its codes read; what stands in quotes is none."""
    plain = {word.text for word in words if not word.is_quoted}
    parts = [part for part in ("item", "lot") if getattr(line, part) in plain]
    return codes.fill(VERBS[verb], line, parts)


def _lot_of(line: Line) -> str:
    """Return the lot a line names: a serial number is one, and says more than a lot beside it."""
    if not line.serials:
        return line.lot
    serials = serials_of(line.serials, line.item)
    if len(serials) != 1:
        raise SerialsRefused(problem="count", item=line.item, serials=serials, wanted=ONE)
    return serials[0]
