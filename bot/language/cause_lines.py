"""Reads why a line of a count was off: `CC-3 line:2 misplaced "was in the next bay"`."""

from datetime import date
from typing import NamedTuple

from bot.language.step_lines import Step, read_spoken
from bot.language.words import spelled, words_of
from inventory.errors import MissingPart, UnknownReason
from inventory.reasons import CAUSES

VERB = "cause"


class SaidCause(NamedTuple):
    """Why a line was off; `line` is 0 where it is not said which."""

    line: int
    cause: str
    note: str


def read_cause(step: Step, today: date) -> SaidCause:
    """Read a cause, written with spaces or not, and what else is said as a note.

    Raises:
        UsageError: a word that cannot be read.
        MissingPart, UnknownReason: no cause is said, or none that is known.
    """
    words = words_of(step.rest)
    bare = [word.text for word in words if not word.marker]
    named = " ".join(f"{word.marker}:{spelled(word.text)}" for word in words if word.marker)
    spoken = read_spoken(step.model_copy(update={"rest": named}), today=today)
    if not bare:
        raise MissingPart(verb=VERB, part="cause")
    cause, left = _cause(bare)
    note = spoken.texts.get("note", "") or " ".join(left)
    return SaidCause(int(spoken.numbers.get("line", 0)), cause, note)


def _cause(words: list[str]) -> tuple[str, list[str]]:
    """Return the longest cause that words begin with, and the words behind it."""
    for size in range(len(words), 0, -1):
        code = "_".join(words[:size]).casefold().replace("-", "_")
        if code in CAUSES:
            return code, words[size:]
    raise UnknownReason(reason=words[0], known=CAUSES)
