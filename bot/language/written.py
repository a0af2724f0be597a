"""Writes a posting down as somebody could have typed it: for buttons, echoes and tests."""

from datetime import date
from decimal import Decimal

from bot.language.grammar import VERBS, OptionKind
from bot.language.numbers import is_number_like
from bot.language.requests import OfTheWhole, Posting
from bot.language.words import quoted, spelled
from inventory.commands import Line
from inventory.quantity import Amount


def written(posting: Posting) -> str:
    """Return a posting as text, one line a posting, in one spelling."""
    return "\n".join(_line(posting, line) for line in posting.lines)


def at_place(location: str) -> str:
    """Return a place as it is typed, or nothing for none."""
    return f"@{spelled(location)}" if location else ""


def _line(posting: Posting, line: Line) -> str:
    parts: list[str] = []
    if line.amount:
        parts.append(decimal(line.amount.number))
        if line.amount.unit:
            parts.append(bare(line.amount.unit))
    if line.item:
        parts.append(bare(line.item))
    if line.location:
        parts.append(at_place(line.location))
    if line.target:  # without a place before it, the word there would be read as one
        parts.insert(len(parts) if line.location else 0, f">{spelled(line.target)}")
    parts += _options(posting, line)
    return " ".join(parts)


def _options(posting: Posting, line: Line) -> list[str]:
    parts = []
    for option in VERBS[posting.verb].options:
        owner = posting if option.field in OfTheWhole._fields else line
        value = getattr(owner, option.field)
        if value in (None, ""):
            continue
        parts.append(f"{option.name}:{_value(option.kind, value)}")
    return parts


def _value(kind: OptionKind, value: str | date | Decimal | Amount) -> str:
    if isinstance(value, Amount):
        unit = f" {bare(value.unit)}" if value.unit else ""
        return spelled(f"{decimal(value.number)}{unit}")
    if isinstance(value, Decimal):
        return decimal(value)
    return str(value) if kind is OptionKind.DAY else spelled(str(value))


def bare(text: str) -> str:
    """Return a bare word: one that reads as a number, or as an option, needs quotes."""
    return quoted(text) if is_number_like(text) else spelled(text)


def decimal(value: Decimal) -> str:
    """Write a number so that it has one reading: `1,200`, `1.2`, `1.2000` for nothing at all."""
    text = f"{value:,f}"
    whole, point, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if point and len(decimals) == 3 else text
