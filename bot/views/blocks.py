"""The inputs forms are made of."""

from collections.abc import Sequence
from typing import Final

from bot.messages.text import Block, clipped
from bot.suggesting.typeahead import plain_option

TITLE_MAX: Final = 24
PLACEHOLDER_MAX: Final = 150


def modal(callback_id: str, title: str, submit: str, metadata: str, blocks: list[Block]) -> Block:
    """Return a form."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(clipped(title, TITLE_MAX)),
        "submit": plain(clipped(submit, TITLE_MAX)),
        "close": plain("Cancel"),
        "private_metadata": metadata,
        "blocks": blocks,
    }


def plain(text: str) -> Block:
    """Return a text object that is never read as markup."""
    return {"type": "plain_text", "text": text}


def field(
    block_id: str, label: str, element: Block, *, optional: bool, dispatches: bool = False
) -> Block:
    """Return one field; its element is known by the same name as its block."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {**element, "action_id": block_id},
        "optional": optional,
        "dispatch_action": dispatches,
    }


def hinted(block: Block, hint: str) -> Block:
    """Return a field with another hint; what was filled in stays."""
    placeholder = plain(clipped(hint, PLACEHOLDER_MAX))
    return {**block, "element": {**block["element"], "placeholder": placeholder}}


def text_input(*, hint: str, initial: str = "", is_long: bool = False, longest: int = 200) -> Block:
    """Return a field to type in."""
    element: Block = {
        "type": "plain_text_input",
        "multiline": is_long,
        "max_length": longest,
        "placeholder": plain(clipped(hint, PLACEHOLDER_MAX)),
    }
    return element | ({"initial_value": initial[:longest]} if initial else {})


def search_select(*, hint: str, initial: Block | None = None) -> Block:
    """Return a select whose options come while one types."""
    element: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(clipped(hint, PLACEHOLDER_MAX)),
    }
    return element | ({"initial_option": initial} if initial else {})


def choice(*, choices: Sequence[str], initial: str = "") -> Block:
    """Return a select of fixed codes."""
    options = [{**plain_option(code), "text": plain(code.replace("_", " "))} for code in choices]
    element: Block = {"type": "static_select", "options": options}
    chosen = [option for option in options if option["value"] == initial]
    return element | ({"initial_option": chosen[0]} if chosen else {})


def day_input(*, initial: str = "") -> Block:
    """Return a calendar."""
    element: Block = {"type": "datepicker"}
    return element | ({"initial_date": initial} if initial else {})


def words(block_id: str, text: str) -> Block:
    """Return a paragraph that shows text as it is, markup and all."""
    return {"type": "section", "block_id": block_id, "text": plain(clipped(text, 2900))}
