"""What a person means by the text they put into a field, which depends on the kind of field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_SEVERAL = ("checkboxes", "multi_")


@dataclass(frozen=True, slots=True)
class Known:
    """What names and numbers can stand for: people, channels, and what a menu offered last."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    offered: Sequence[str] = ()


def meant(kind: str, text: str, known: Known) -> str | list[str] | None:
    """The value for a field: a choice, several separated by commas, or nothing at all.

    Examples:
        >>> meant("external_select", "2", Known(offered=["MUG-BLU", "MUG-RED"]))
        'MUG-RED'
        >>> meant("plain_text_input", "2", Known(offered=["MUG-BLU", "MUG-RED"]))
        '2'
        >>> meant("checkboxes", "damaged, wet", Known())
        ['damaged', 'wet']
    """
    if not text:
        return None
    if kind.startswith(_SEVERAL):
        return [_one(kind, part.strip(), known) for part in text.split(",")]
    return _one(kind, text, known)


def _one(kind: str, text: str, known: Known) -> str:
    if "users" in kind:
        return known.people.get(text.lower().removeprefix("@"), text)
    if "channels" in kind or "conversations" in kind:
        return known.channels.get(text.removeprefix("#"), text)
    if "select" in kind and text.isdigit() and 0 < int(text) <= len(known.offered):
        return known.offered[int(text) - 1]
    return text


def labels_with(element: Mapping[str, Any], text: str) -> list[str]:
    """The choices a menu carries with it whose label contains a text, in any case."""
    groups = element.get("option_groups", [])
    grouped = [option for group in groups for option in group["options"]]
    labels = [str(option["text"]["text"]) for option in [*element.get("options", []), *grouped]]
    return [label for label in labels if text.lower() in label.lower()]
