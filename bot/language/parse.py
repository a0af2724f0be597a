"""Turns a typed block into one request, and a request back into text.

The order of the parts is free. A part that cannot be read is never skipped and never guessed:
everything wrong in a block is named at once, by line number. `parse_posting(verb, written(x))`
gives `x` again. Scanned codes are looked up here, where the book is at hand: further in, items, lots
and bins go by their own names.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.language.code_form import GS, is_bin_label
from bot.language.codes import Codes
from bot.language.grammar import VERB_SPELLINGS, VERBS
from bot.language.line_reader import LineReader, WrongWord
from bot.language.option_reader import nearest_words
from bot.language.requests import OfTheWhole, Posting, Question
from bot.language.usage import (
    BlockErrors,
    DaysDiffer,
    Fault,
    UnknownVerb,
    UsageError,
)
from bot.language.words import PLACE, Word, folded, words_of
from inventory.commands import Line

SPACES: Final = re.compile(rf"[^\S{GS}]+")
"""Python takes the separator of codes for a space."""


def split_verb(text: str) -> tuple[str, str]:
    """Split `receive 24 MUG-BLU` into its verb and the rest.

    Raises:
        UnknownVerb: with the verbs it resembles.
    """
    word, *rest = text.split(maxsplit=1)
    verb = VERB_SPELLINGS.get(word.casefold().removeprefix("/"))
    if verb is None:
        raise UnknownVerb(word=word, near=nearest_words(word, VERBS))
    return verb, rest[0] if rest else ""


def parse_posting(verb: str, text: str, *, today: date, codes: Codes | None = None) -> Posting:
    """Read every line of a block.

    Args:
        verb: a verb that posts.
        text: one posting a line; blank lines are passed over.
        today: the warehouse's own, for `tomorrow` and the like.
        codes: what scanned codes mean; without it they stay as they are.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    faults: list[Fault] = []
    read: list[tuple[int, Line, OfTheWhole]] = []
    readable: list[tuple[int, str]] = []
    for number, line in _lines_of(text):
        try:
            read.append((number, *LineReader(VERBS[verb], line, today, codes).read()))
            readable.append((number, line))
        except WrongWord as wrong:
            faults.append(wrong.as_fault(number, line))
    days = sorted({whole.occurred_on for _, _, whole in read if whole.occurred_on})
    if len(days) > 1:
        differ = DaysDiffer(days=tuple(day.isoformat() for day in days))
        faults.append(Fault(number=read[-1][0], line=text, error=differ))
        readable.clear()
    if faults:
        lines = len(_lines_of(text))
        raise BlockErrors(faults=tuple(faults), lines=lines, readable=tuple(readable))
    return Posting(
        verb=verb,
        lines=tuple(line for _, line, _ in read),
        occurred_on=days[0] if days else None,
        override="; ".join(dict.fromkeys(whole.override for *_, whole in read if whole.override)),
        numbers=tuple(number for number, _, _ in read),
    )


def parse_question(verb: str, text: str, codes: Codes | None = None) -> Question:
    """Read a question: free words, and perhaps an `@` place.

    Raises:
        BlockErrors: an open quote, an empty `@`, or a code that names nothing.
    """
    line = SPACES.sub(" ", text).strip()
    try:
        words = words_of(line)
        if codes and VERBS[verb].is_about_goods:
            words = [_decoded(word, words, codes) for word in words]
    except UsageError as error:
        raise BlockErrors(faults=(Fault(number=1, line=line, error=error),), lines=1) from None
    places = [word.text for word in words if word.marker == PLACE]
    bare = [line[word.start : word.end] if _is_odd(word) else word.text for word in words]
    spoken = [text for text, word in zip(bare, words, strict=True) if word.marker != PLACE]
    return Question(verb=verb, words=" ".join(spoken), location=places[0] if places else "")


def _decoded(word: Word, words: list[Word], codes: Codes) -> Word:
    """Return a word of a question with the code in it read; several words are a search."""
    if word.is_quoted:
        return word
    if word.marker == PLACE:
        return replace(word, text=codes.place(word.text))
    is_alone = all(one.marker for one in words if one is not word)
    if is_bin_label(word.text):
        return replace(word, text=codes.place(word.text), marker=PLACE)
    return replace(word, text=codes.sought(word.text)) if is_alone else word


def _is_odd(word: Word) -> bool:
    """Tell whether a question's word only looks like an option: it is taken as typed."""
    return bool(word.marker) and word.marker != PLACE


def _lines_of(text: str) -> list[tuple[int, str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(n, line.strip()) for n, line in enumerate(lines, start=1) if folded(line)]
