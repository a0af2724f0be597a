"""Lines of text that cannot say more than they mean.

A line is made of parts. What people typed is only ever a plain string part: on blocks it becomes a
rich_text element, which Slack never reads as markup, and in the fallback text `& < >` are escaped.
So `<!channel>` in a note calls nobody.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from inventory.people import IMPORT, JOB_PREFIX, SHEET

Block: TypeAlias = dict[str, Any]
"""A plain Block Kit dict: the SDK's models lack newer blocks."""

PART_CHARACTERS_MAX: Final = 300


@dataclass(frozen=True, slots=True)
class Bold:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be typed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, by Slack user id."""

    user: str


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel, by id."""

    channel: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address with a name."""

    url: str
    text: str


Part: TypeAlias = str | Bold | Code | Mention | ChannelName | Link
Line: TypeAlias = tuple[Part, ...]


def line(*parts: "Part | Line") -> Line:
    """Return a line of parts; lines given as parts are joined in."""
    joined: list[Part] = []
    for part in parts:
        joined.extend(part if isinstance(part, tuple) else (part,))
    return tuple(joined)


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Return lines in one, with a separator between them."""
    parts: list[Part] = []
    for number, one in enumerate(lines):
        parts += [separator, *one] if number else one
    return tuple(parts)


def who(actor: str) -> Part:
    """Name an actor: a person by mention, machinery by what it is."""
    if actor == SHEET:
        return "the sheet"
    if actor == IMPORT:
        return "the import"
    if actor.startswith(JOB_PREFIX):
        return f"the {actor.removeprefix(JOB_PREFIX).replace('_', ' ')} job"
    return Mention(actor)


def clipped(text: str, most: int = PART_CHARACTERS_MAX) -> str:
    """Return text that is no longer than it may be, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def escaped(text: str) -> str:
    """Return text in which nothing is markup: Slack asks for these three only."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_text(lines: Sequence[Line]) -> str:
    """Return lines as a message's `text`, which notifications and old clients show."""
    return "\n".join("".join(map(_mrkdwn, one)) for one in lines)


def as_plain(one: Line, *, name_of: Callable[[str], str] = str) -> str:
    """Return a line for places that take plain text only, such as an error on a field.

    Args:
        one: the line.
        name_of: what to call a person there, by user id.
    """
    return "".join(name_of(p.user) if isinstance(p, Mention) else _plain(p) for p in one)


def as_rich_text(lines: Sequence[Line]) -> Block:
    """Return lines as one rich_text block."""
    elements: list[Block] = []
    for number, one in enumerate(lines):
        if number:
            elements.append({"type": "text", "text": "\n"})
        elements += [_element(part) for part in one if part != ""]
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "elements": [section]}


def _enclosed(url: str) -> str:
    """Return an address that cannot end the link it stands in: people paste any."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def _mrkdwn(part: Part) -> str:
    match part:
        case Bold(text):
            return f"*{escaped(text)}*"
        case Code(text):
            return f"`{escaped(text)}`"
        case Mention(user):
            return f"<@{user}>"
        case ChannelName(channel):
            return f"<#{channel}>"
        case Link(url, text):
            return f"<{_enclosed(url)}|{escaped(text)}>"
        case str():
            return escaped(part)


def _plain(part: Part) -> str:
    match part:
        case Bold(text) | Code(text) | Link(_, text):
            return text
        case Mention(user):
            return user
        case ChannelName(channel):
            return channel
        case str():
            return part


def _element(part: Part) -> Block:
    match part:
        case Bold(text):
            return {"type": "text", "text": text, "style": {"bold": True}}
        case Code(text):
            return {"type": "text", "text": text, "style": {"code": True}}
        case Mention(user):
            return {"type": "user", "user_id": user}
        case ChannelName(channel):
            return {"type": "channel", "channel_id": channel}
        case Link(url, text):
            return {"type": "link", "url": url, "text": text}
        case str():
            return {"type": "text", "text": part}
