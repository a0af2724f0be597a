"""Reads lines about recalls: `JAM-STR lot:L7 glass in one jar`, `RC-1 destroyed 3 CAFE-SOL`.

The first word without a name is the item where the book knows it as one, and part of the reason
otherwise: a notice quotes a lot, and often nobody has said yet of what. `now` at the end asks no more.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.language.amounts import read_amount
from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS, Option
from bot.language.numbers import is_number_like
from bot.language.option_reader import read_option, read_value
from bot.language.step_lines import LINE, Step
from bot.language.usage import BadNumber, EmptyOption, PartRepeated, StrayWords, UnknownChoice
from bot.language.words import Word, quoted, spelled, words_of
from inventory.documents.recall import RecallScope
from inventory.lots.serials import serials_of
from inventory.quantity import Amount
from inventory.record import Record

VERB: Final = "recall"
NOW: Final = "now"
ALL: Final = "all"
RANGE: Final = ".."
NAMED: Final = ("lot", "slot", "lots", "sn")
"""Options that name lots: they may be said several times."""

ACTIONS: Final = (
    "notify",
    "told",
    "remind",
    "ack",
    "destroyed",
    "add",
    "close",
    "lift",
)
"""What can be said of a recall after its number."""


class RecallAsked(Record):
    """Which lots are to be recalled, why, and what customers are to do."""

    scope: RecallScope = RecallScope()
    reason: str = ""
    instructions: str = ""
    is_now: bool = False


class RecallSaid(Record):
    """What is said of a recall after its number.

    Attributes:
        action: one of `ACTIONS`; empty where nothing is said.
        customer: a code, or to whom goods were shipped as people wrote it.
        line: its number; 0 for none.
        amount: how much was destroyed; `is_all` for the rest.
        text: a note, or the reason.
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
    said = _said([word for word in words if word.marker], codes, today)
    reason = " ".join(word.text for word in bare[1 if item else 0 :])
    return RecallAsked(
        scope=_scope(item, lot, said),
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
    if action in ("close", "lift"):
        return RecallSaid(action=action, text=rest.strip().strip('"'))
    words, is_now = _without_now(words_of(rest))
    line = _line_of([word for word in words if word.marker])
    bare = [word for word in words if not word.marker]
    if action == "destroyed":
        return _destroyed(bare, line)
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


def read_lots(text: str) -> RecallScope:
    """Read what `lots:` says: a range with two dots, or lots with commas between them.

    Raises:
        EmptyOption: it names none, or only one end of a range.

    Examples:
        >>> read_lots("L100..L120").last
        'L120'
        >>> read_lots("L7, L8").lots
        ('L7', 'L8')
    """
    first, dots, last = (part.strip() for part in text.partition(RANGE))
    if dots:
        if not (first and last):
            raise EmptyOption(name="lots")
        return RecallScope(first=first, last=last)
    lots = tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
    if not lots:
        raise EmptyOption(name="lots")
    return RecallScope(lots=lots)


def written_recall(asked: RecallAsked) -> str:
    """Return the line that asks for the same, but for `now`."""
    return " ".join(filter(None, (written_scope(asked.scope), *_why(asked))))


def written_scope(scope: RecallScope) -> str:
    """Return a scope as it is typed."""
    parts = [spelled(scope.item)] if scope.item else []
    parts += [f"lot:{spelled(lot)}" for lot in scope.lots]
    if scope.first or scope.last:
        parts.append(f"lots:{spelled(f'{scope.first}{RANGE}{scope.last}')}")
    if scope.supplier:
        parts.append(f"supplier:{spelled(scope.supplier)}")
    parts += [f"since:{scope.since}"] if scope.since else []
    parts += [f"until:{scope.until}"] if scope.until else []
    return " ".join(parts)


def _why(asked: RecallAsked) -> list[str]:
    parts = [f"reason:{quoted(asked.reason)}"] if asked.reason else []
    return parts + ([f"tell:{quoted(asked.instructions)}"] if asked.instructions else [])


def _without_now(words: list[Word]) -> tuple[list[Word], bool]:
    last = words[-1] if words else None
    is_now = last is not None and not last.marker and not last.is_quoted
    if last is None or not is_now or last.text.casefold() != NOW:
        return words, False
    return words[:-1], True


def _said(words: Sequence[Word], codes: Codes, today: date) -> dict[str, object]:
    """Return what the options say; those that name lots gather under `scopes`."""
    said: dict[str, object] = {}
    scopes: list[RecallScope] = []
    for word in words:
        option = read_option(word, VERB, VERBS[VERB].options)
        if option.name in NAMED:
            scopes.append(_lots_of(option, word, codes))
        elif option.name in said:
            raise PartRepeated(part=option.name)
        else:
            said[option.name] = read_value(option, word, today=today)
    return said | {"scopes": scopes}


def _lots_of(option: Option, word: Word, codes: Codes) -> RecallScope:
    match option.name:
        case "lots":
            return read_lots(word.text)
        case "sn":
            return RecallScope(lots=serials_of(word.text))
        case _:
            lot = word.text if word.is_quoted else codes.lot(word.text)
            return RecallScope(lots=(lot,))


def _scope(item: str, lot: str, said: dict[str, object]) -> RecallScope:
    scopes = said["scopes"]
    lots = [lot] if lot else []
    ends: dict[str, str] = {}
    for one in scopes if isinstance(scopes, list) else ():
        lots += one.lots
        if one.first:
            if ends:
                raise PartRepeated(part="lots")
            ends = {"first": one.first, "last": one.last}
    facts = {name: said[name] for name in ("supplier", "since", "until") if name in said}
    return RecallScope.model_validate(
        {"item": item, "lots": tuple(dict.fromkeys(lots)), **ends, **facts}
    )


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
