"""What becomes of typed text before an app sees it: entities, mentions, references.

In a message `& < >` always travel as entities, @names and #channels as references, and addresses
as links. In a
slash command that happens to names only where the manifest says `should_escape`; its other
characters travel as typed.
"""

import re
from collections.abc import Callable

from sandbox.slack.people import Directory

_MENTION = re.compile(r"(?<![\w<])@([\w.-]*\w)")
_CHANNEL = re.compile(r"(?<![\w<])#([\w-]+)")
_ADDRESS = re.compile(r"(?<![\w<])https?://(?:(?!&[lg]t;)[^\s<>|])+")
_BROADCASTS = frozenset({"channel", "here", "everyone"})


def as_message(typed: str, directory: Directory) -> str:
    """The `text` of the message that typing this makes; addresses become links."""
    return _referenced(
        _ADDRESS.sub(r"<\g<0>>", _with_entities(typed)),
        directory,
        person=lambda user_id, _name: f"<@{user_id}>",
        broadcasts=True,
    )


def with_names_linked(text: str, directory: Directory) -> str:
    """An app's text with `link_names`: its @names and @channel ring."""
    return _referenced(
        text, directory, person=lambda user_id, _name: f"<@{user_id}>", broadcasts=True
    )


def as_command_text(typed: str, directory: Directory, *, should_escape: bool) -> str:
    """The `text` field of the slash command that typing this makes."""
    if not should_escape:
        return typed
    return _referenced(
        typed,
        directory,
        person=lambda user_id, name: f"<@{user_id}|{name}>",
        broadcasts=False,
    )


def _with_entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _referenced(
    text: str, directory: Directory, *, person: Callable[[str, str], str], broadcasts: bool
) -> str:
    def mention(match: re.Match[str]) -> str:
        name = match[1]
        if broadcasts and name in _BROADCASTS:
            return f"<!{name}>"
        found = directory.person_named(name)
        return person(found.id, found.name) if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = directory.channel_named(match[1])
        return f"<#{found.id}|{found.name}>" if found else match[0]

    return _CHANNEL.sub(channel, _MENTION.sub(mention, text))
