"""Reads which lots a recall means: `lot:L7`, `lots:L100..L120`, `supplier:FARM since:2026-10-01`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.grammar import VERBS, Option
from bot.language.option_reader import read_option, read_value
from bot.language.usage import EmptyOption, PartRepeated
from bot.language.words import Word, spelled
from inventory.documents.recall import RecallScope
from inventory.lots.serials import serials_of

VERB: Final = "recall"
RANGE: Final = ".."
NAMED: Final = ("lot", "slot", "lots", "sn")
"""Options that name lots: they may be said several times."""


def read_parts(
    words: Sequence[Word], codes: Codes, today: date
) -> tuple[list[RecallScope], dict[str, object]]:
    """Read the options of a recall.

    Args:
        words: each with its option's name before it.
        codes: what scanned lots mean.
        today: the warehouse's own.

    Returns:
        What each of those says that name lots, and what the others say.

    Raises:
        UsageError: a word that cannot be read, or one said twice.
        SerialsRefused: serial numbers that cannot be read.
    """
    lots: list[RecallScope] = []
    said: dict[str, object] = {}
    for word in words:
        option = read_option(word, VERB, VERBS[VERB].options)
        if option.name in NAMED:
            lots.append(_lots_of(option, word, codes))
        elif option.name in said:
            raise PartRepeated(part=option.name)
        else:
            said[option.name] = read_value(option, word, today=today)
    return lots, said


def scope_of(
    item: str, lot: str, lots: Sequence[RecallScope], said: Mapping[str, object]
) -> RecallScope:
    """Put together which lots are meant.

    Args:
        item: its sku, or empty.
        lot: of a scanned code, or empty.
        lots: what each option says that names lots.
        said: the others; supplier and days count here.

    Raises:
        PartRepeated: there are two ranges.
    """
    ranges = [{"first": one.first, "last": one.last} for one in lots if one.first]
    if len(ranges) > 1:
        raise PartRepeated(part="lots")
    ends = ranges[0] if ranges else {}
    named = [*([lot] if lot else []), *(each for one in lots for each in one.lots)]
    facts = {name: said[name] for name in ("supplier", "since", "until") if name in said}
    return RecallScope.model_validate(
        {"item": item, "lots": tuple(dict.fromkeys(named)), **ends, **facts}
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


def _lots_of(option: Option, word: Word, codes: Codes) -> RecallScope:
    match option.name:
        case "lots":
            return read_lots(word.text)
        case "sn":
            return RecallScope(lots=serials_of(word.text))
        case _:
            lot = word.text if word.is_quoted else codes.lot(word.text)
            return RecallScope(lots=(lot,))
