"""Forms of several pages: Slack keeps what was typed under a field's name, so each page has its own."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.messages.text import Block

PAGE: Final = "@"
"""Ends the name of a field with which page it is on."""


def on_page(blocks: Iterable[Block], page: str) -> list[Block]:
    """Return blocks under names that belong to one page alone."""
    return [{**block, "block_id": f"{block['block_id']}{PAGE}{page}"} for block in blocks]


def field_of(block_id: str) -> str:
    """Return the name of a field, on whichever page it is.

    Examples:
        >>> field_of("quantity@57.25")
        'quantity'
    """
    return block_id.partition(PAGE)[0]


def off_page(values: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in a form by the names of its fields."""
    return {field_of(name): value for name, value in values.items()}
