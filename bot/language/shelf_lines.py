"""Reads what is typed of putaways and transfers: a document, a line of it, a bin; or goods and a bin."""

from datetime import date
from typing import Final

from bot.language.code_form import is_bin_label
from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.line_reader import LineReader, WrongWord
from bot.language.line_shape import shape_of
from bot.language.step_lines import Spoken, Step, read_spoken
from bot.language.usage import BlockErrors, PartRepeated, UsageError
from bot.language.words import PLACE, Word, words_of
from inventory.commands import Line

ARRIVED: Final = "arrived"
LOST: Final = "lost"


def is_move(text: str) -> bool:
    """Tell whether a line says from where to where: it is a move, as it always was."""
    try:
        return shape_of(words_of(text)).target is not None
    except UsageError:
        return False


def read_at_bin(step: Step, codes: Codes, today: date) -> tuple[Spoken, str]:
    """Read what follows a document: options, words, and the bin after `@` or on a label.

    Raises:
        UsageError: a word that cannot be read.
    """
    bins = [word for word in words_of(step.rest) if _is_bin(word)]
    if len(bins) > 1:
        raise PartRepeated(part="place")
    rest = step.rest
    for word in bins:
        rest = f"{rest[: word.start]} {rest[word.end :]}"
    spoken = read_spoken(step.model_copy(update={"rest": rest}), words=(ARRIVED, LOST), today=today)
    return spoken, codes.place(bins[0].text) if bins else ""


def read_goods(text: str, codes: Codes, today: date) -> Line:
    """Read goods and a bin, typed or scanned one after the other.

    Raises:
        BlockErrors: a word that cannot be read.
    """
    line = " ".join(text.split())
    try:
        return LineReader(VERBS["putaway"], line, today, codes).read()[0]
    except WrongWord as wrong:
        raise BlockErrors(faults=(wrong.as_fault(1, line),), lines=1) from None


def _is_bin(word: Word) -> bool:
    return word.marker == PLACE or (not word.marker and word.is_code and is_bin_label(word.text))
