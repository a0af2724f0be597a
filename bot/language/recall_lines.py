"""Reads lines about recalls: `JAM-STR lot:L7 glass in one jar`, `RC-1 destroyed 3 CAFE-SOL`.

The first word without a name is the item where the book knows it as one, and part of the reason
otherwise: a notice quotes a lot, and often nobody has said yet of what. `now` at the end asks no more.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.language.amounts import read_amount
from bot.language.codes import Codes
from bot.language.grammar import OPTIONS
from bot.language.numbers import is_number_like
from bot.language.option_reader import read_option
from bot.language.recall_scopes import VERB, read_parts, scope_of, written_scope
from bot.language.step_lines import LINE, Step
from bot.language.usage import BadNumber, PartRepeated, StrayWords, UnknownChoice
from bot.language.words import Word, quoted, words_of
from inventory.documents.recall import HeldOutcome, RecallScope
from inventory.quantity import Amount
from inventory.record import Record

NOW: Final = "now"
ALL: Final = "all"

ACTIONS: Final = (
    "notify",
    "told",
    "remind",
    "ack",
    "destroyed",
    "from",
    "add",
    "decide",
    "close",
    "lift",
)
"""What can be said of a recall after its number."""


OUTCOMES: Final = {
    "scrap": HeldOutcome.SCRAP,
    "return": HeldOutcome.RETURN_TO_VENDOR,
    "destroy": HeldOutcome.DESTROY,
    "refurbish": HeldOutcome.REFURBISH,
}
"""How it is typed what becomes of held goods -> what does."""

ALSO: Final = {"rework": "refurbish"}
"""What people say instead."""


class RecallAsked(Record):
    """Which lots are to be recalled, why, and what customers are to do.

    Attributes:
        is_expected: none of them are here by now; they are held when they come.
    """

    scope: RecallScope = RecallScope()
    reason: str = ""
    instructions: str = ""
    is_now: bool = False
    is_expected: bool = False


class RecallSaid(Record):
    """What is said of a recall after its number.

    Attributes:
        action: one of `ACTIONS`; empty where nothing is said.
        customer: a code, or to whom goods were shipped as people wrote it.
        line: its number; 0 for none.
        amount: how much was destroyed, or came back without a name; `is_all` for the rest.
        text: a note, or the reason; `outcome` is what becomes of held goods.
        scope: further lots.
    """

    action: str = ""
    customer: str = ""
    line: int = 0
    amount: Amount | None = None
    is_all: bool = False
    text: str = ""
    scope: RecallScope = RecallScope()
    is_now: bool = False
    outcome: HeldOutcome | None = None


def read_recall(text: str, codes: Codes, today: date) -> RecallAsked:
    """Read which lots are to be recalled.

    Args:
        text: as typed after the verb.
        codes: which words name items, and what scanned ones mean.
        today: the warehouse's own.

    Raises:
        UsageError: a word that cannot be read.
        SerialsRefused: serial numbers that cannot be read.
    """
    words, is_now = _without_now(words_of(text))
    bare = [word for word in words if not word.marker]
    item, lot = codes.item_and_lot(bare[0].text) if bare else ("", "")
    marked = [word for word in words if word.marker]
    lots, said = read_parts(marked, codes, today)
    reason = " ".join(word.text for word in bare[1 if item else 0 :])
    return RecallAsked(
        scope=scope_of(item, lot, lots, said),
        reason=reason or str(said.get("reason", "")),
        instructions=str(said.get("tell", "")),
        is_now=is_now,
    )


def read_recall_step(step: Step, codes: Codes, today: date) -> RecallSaid:
    """Read what follows the number of a recall.

    Raises:
        UsageError: a word that cannot be read.
        SerialsRefused: serial numbers that cannot be read.
    """
    action, _, rest = step.rest.strip().partition(" ")
    action = action.casefold()
    if not action:
        return RecallSaid()
    if action not in ACTIONS:
        raise UnknownChoice(name="step of a recall", text=action, known=ACTIONS)
    if action == "add":
        asked = read_recall(rest, codes, today)
        if asked.reason:
            raise StrayWords(words=tuple(asked.reason.split()))
        return RecallSaid(action=action, scope=asked.scope, is_now=asked.is_now)
    if action == "decide":
        return _decided(rest)
    if action in ("close", "lift"):
        return RecallSaid(action=action, text=rest.strip().strip('"'))
    words, is_now = _without_now(words_of(rest))
    line = _line_of([word for word in words if word.marker])
    bare = [word for word in words if not word.marker]
    if reader := {"destroyed": _destroyed, "from": _named}.get(action):
        return reader(bare, line)
    customer, text = (bare[:1], bare[1:]) if not line else ([], bare)
    if text and action != "ack":
        raise StrayWords(words=tuple(word.text for word in text))
    return RecallSaid(
        action=action,
        customer=customer[0].text if customer else "",
        line=line,
        text=" ".join(word.text for word in text),
        is_now=is_now,
    )


def written_recall(asked: RecallAsked) -> str:
    """Return the line that asks for the same, but for `now`."""
    return " ".join(filter(None, (written_scope(asked.scope), *_why(asked))))


def _why(asked: RecallAsked) -> list[str]:
    parts = [f"reason:{quoted(asked.reason)}"] if asked.reason else []
    return parts + ([f"tell:{quoted(asked.instructions)}"] if asked.instructions else [])


def _without_now(words: list[Word]) -> tuple[list[Word], bool]:
    last = words[-1] if words else None
    is_now = last is not None and not last.marker and not last.is_quoted
    if last is None or not is_now or last.text.casefold() != NOW:
        return words, False
    return words[:-1], True


def _destroyed(bare: Sequence[Word], line: int) -> RecallSaid:
    """Read `3 CAFE-SOL`, `2 case CAFE-SOL`, `all CAFE-SOL`; with `line:` no customer is needed."""
    if bare and bare[0].text.casefold() == ALL:
        customer = " ".join(word.text for word in bare[1:])
        return RecallSaid(action="destroyed", customer=customer, line=line, is_all=True)
    much, whose = _much(bare, is_named=bool(line))
    return RecallSaid(
        action="destroyed",
        customer=" ".join(word.text for word in whose),
        line=line,
        amount=read_amount(" ".join(word.text for word in much)),
    )


def _named(bare: Sequence[Word], line: int) -> RecallSaid:
    """Read `CAFE-SOL`, `CAFE-SOL 2`, `2 case CAFE-SOL`: without a quantity all that can be theirs."""
    has_amount = len(bare) > 1 and any(is_number_like(one.text) for one in bare)
    much, whose = _much(bare, is_named=False) if has_amount else ((), bare)
    return RecallSaid(
        action="from",
        customer=" ".join(word.text for word in whose),
        line=line,
        amount=read_amount(" ".join(word.text for word in much)) if much else None,
    )


def _decided(rest: str) -> RecallSaid:
    """Read `scrap`, `return to ACME`, `destroy "burned on Friday"`: what, and how or by whom."""
    word, _, note = rest.strip().partition(" ")
    meant = ALSO.get(word.casefold(), word.casefold())
    outcome = OUTCOMES.get(meant)
    if outcome is None:
        raise UnknownChoice(name="end of held goods", text=word, known=tuple(OUTCOMES))
    return RecallSaid(action="decide", outcome=outcome, text=note.strip().strip('"'))


def _much(bare: Sequence[Word], *, is_named: bool) -> tuple[Sequence[Word], Sequence[Word]]:
    """Part the quantity, with its unit if it has one, from the words that name the customer."""
    at = next((n for n, one in enumerate(bare) if is_number_like(one.text)), None)
    if at is None:
        raise BadNumber(text=" ".join(word.text for word in bare) or ALL)
    if at:
        return bare[at:], bare[:at]
    has_unit = len(bare) > (1 if is_named else 2)
    end = 2 if has_unit else 1
    return bare[:end], bare[end:]


def _line_of(words: Sequence[Word]) -> int:
    number = 0
    for word in words:
        option = read_option(word, VERB, (OPTIONS[LINE],))
        if number:
            raise PartRepeated(part=option.name)
        if not (word.text.isascii() and word.text.isdigit()) or not int(word.text):
            raise BadNumber(text=word.text, problem="no_line")
        number = int(word.text)
    return number
