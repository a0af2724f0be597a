"""Finding a person's way in blocks: which button is meant, which field, which option.

A person points at what they see (a label); an app knows what it named (an action_id). Both
work here, and a name that fits twice is refused rather than guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from sandbox.slack.identifiers import Identifiers
from sandbox.slack.wire import JsonObject

NOT_INTERACTIVE = frozenset({"image", "plain_text", "mrkdwn"})


class NotOnScreenError(Exception):
    """Nobody could click that: it is not there, or the name fits several things."""

    def __init__(self, wanted: str, seen: list[str]) -> None:
        super().__init__(f"nothing unique to use as {wanted!r} among {seen}")
        self.wanted = wanted
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Spot:
    """An interactive element and the block it stands in."""

    block: JsonObject
    element: JsonObject

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def label(self) -> str:
        """What is written on a button, above a field, or in an empty select."""
        element, block = self.element, self.block
        for text in (element.get("text"), block.get("label"), element.get("placeholder")):
            if isinstance(text, dict):
                return str(text.get("text", ""))
        return self.action_id

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"


def spots(blocks: list[JsonObject]) -> Iterator[Spot]:
    """Every interactive element, in reading order, also inside cards and containers."""
    for block in blocks:
        own = [block.get("accessory"), block.get("element"), *_listed(block, "elements")]
        own += [*_listed(block, "actions"), *_listed(block, "feedback_buttons")]
        for element in own:
            if _is_interactive(element):
                yield Spot(block, element)
        yield from spots([*_listed(block, "child_blocks"), *_listed(block, "cards")])
        yield from spots(_listed(block, "blocks"))


def find_spot(blocks: list[JsonObject], wanted: str, *, block_id: str | None = None) -> Spot:
    """The one element with this action_id, label, value or block_id.

    Raises:
        NotOnScreenError: if none or several fit.
    """
    everything = [one for one in spots(blocks) if block_id in (None, one.block_id)]
    for name in (_action_id, _label, _block_id, _value):
        fitting = [one for one in everything if name(one) == wanted]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            break
    raise NotOnScreenError(wanted, [one.label for one in everything])


def name_blocks(blocks: list[JsonObject], identifiers: Identifiers) -> list[JsonObject]:
    """The same blocks with an id where the app gave none, as Slack does."""
    named = []
    for block in blocks:
        named.append({**block, "block_id": block.get("block_id") or identifiers.short()})
    for spot in spots(named):
        if not spot.element.get("action_id"):
            spot.element["action_id"] = identifiers.short()
    return named


def options_of(element: JsonObject) -> list[JsonObject]:
    """All options an element offers, groups flattened."""
    groups = _listed(element, "option_groups")
    grouped = [option for group in groups for option in _listed(group, "options")]
    return [*_listed(element, "options"), *grouped]


def find_option(options: list[JsonObject], wanted: str) -> JsonObject:
    """The option with this value or this text, else the only text that contains it.

    Raises:
        NotOnScreenError: if none or several fit.
    """
    exact = [one for one in options if wanted in (one.get("value"), option_label(one))]
    close = exact or [one for one in options if wanted.lower() in option_label(one).lower()]
    if len(close) != 1:
        raise NotOnScreenError(wanted, [option_label(one) for one in options])
    return close[0]


def option_label(option: JsonObject) -> str:
    """What a person reads of an option."""
    return str(option.get("text", {}).get("text", ""))


def _listed(holder: JsonObject, key: str) -> list[JsonObject]:
    value = holder.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_interactive(element: object) -> TypeGuard[JsonObject]:
    if not isinstance(element, dict):
        return False
    kind = str(element.get("type", ""))
    is_words = kind.startswith("rich_text_") and kind != "rich_text_input"
    return bool(kind) and kind not in NOT_INTERACTIVE and not is_words


def _action_id(spot: Spot) -> str:
    return spot.action_id


def _label(spot: Spot) -> str:
    return spot.label


def _block_id(spot: Spot) -> str:
    return spot.block_id


def _value(spot: Spot) -> str:
    return str(spot.element.get("value", ""))
