"""Writes wanted goods down as somebody could have typed them: for buttons, forms and tests."""

from collections.abc import Mapping, Sequence

from bot.language.goods_draft import GoodsLine
from bot.language.words import spelled
from bot.language.written import bare, decimal


def written_goods(party: str, lines: Sequence[str], facts: Sequence[str]) -> str:
    """Return all of it as text, one line an item."""
    first = f"{bare(party)} " if party else ""
    told = " ".join(facts)
    if not lines:
        return f"{first}{told}".strip()
    return "\n".join(filter(None, (f"{first}{lines[0]}", *lines[1:], told)))


def written_parts(line: GoodsLine) -> list[str]:
    """Return quantity, unit and item of a line."""
    parts: list[str] = []
    if line.amount:
        parts.append(decimal(line.amount.number))
        if line.amount.unit:
            parts.append(bare(line.amount.unit))
    if line.item:
        parts.append(bare(line.item))
    return parts


def written_facts(facts: Mapping[str, str]) -> list[str]:
    """Return what is said of the whole, as options."""
    return [f"{name}:{spelled(value)}" for name, value in facts.items() if value]
