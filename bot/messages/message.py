"""Messages: lines and buttons, within Slack's limits by construction.

A message that grows too long keeps its beginning and says how much is left out; whoever builds it
offers the rest as a page or a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.messages.text import Block, Line, as_rich_text, as_text, clipped, line

CHARACTERS_MAX: Final = 9_000
"""Over all blocks Slack stops at some 13,200 characters, and says so nowhere."""

TEXT_MAX: Final = 3_900
LINES_A_BLOCK: Final = 25
LABEL_MAX: Final = 75
VALUE_MAX: Final = 2_000
BUTTONS_MAX: Final = 25


@dataclass(frozen=True, slots=True)
class Button:
    """A button named by its effect.

    Attributes:
        value: what the click brings back; judged anew on every click.
        style: primary, danger or empty.
    """

    label: str
    action: str
    value: str
    style: str = ""

    def as_element(self) -> Block:
        element: Block = {
            "type": "button",
            "action_id": self.action,
            "text": {"type": "plain_text", "text": clipped(self.label, LABEL_MAX), "emoji": False},
            "value": self.value,
        }
        return element | ({"style": self.style} if self.style else {})


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, and what can be pressed.

    Attributes:
        buttons: at most 25, each with a value of at most 2,000 characters.
    """

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        text = as_text(_fitting(self.lines))
        return text if len(text) <= TEXT_MAX else f"{text[:TEXT_MAX].rsplit(chr(10), 1)[0]}\n…"

    @property
    def blocks(self) -> list[Block]:
        lines = _fitting(self.lines)
        chunks = [lines[i : i + LINES_A_BLOCK] for i in range(0, len(lines), LINES_A_BLOCK)]
        blocks = [as_rich_text(chunk) for chunk in chunks]
        if self.buttons:
            elements = [button.as_element() for button in self.buttons[:BUTTONS_MAX]]
            blocks.append({"type": "actions", "block_id": "buttons", "elements": elements})
        return blocks

    def followed_by(self, *lines: Line) -> "Message":
        """Return the message with lines added."""
        return replace(self, lines=(*self.lines, *lines))

    def without_buttons(self) -> "Message":
        return replace(self, buttons=())


def say(*lines: "Line | str") -> Message:
    """Return a message of lines without buttons."""
    return Message(lines=tuple(line(one) if isinstance(one, str) else one for one in lines))


def _fitting(lines: Sequence[Line]) -> list[Line]:
    """Return as many lines as fit, and how many are left out."""
    room, kept = CHARACTERS_MAX, list[Line]()
    for number, one in enumerate(lines):
        room -= len(as_text([one])) + 1
        if room < 0:
            return [*kept, line(f"… and {len(lines) - number} more lines")]
        kept.append(one)
    return kept
