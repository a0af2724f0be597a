"""Messages: lines and buttons, within Slack's limits by construction.

A message that grows too long keeps its beginning and says how much is left out; whoever builds it
offers the rest as a page or a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from bot.messages.text import Block, Line, as_plain, as_rich_text, as_text, clipped, line

CHARACTERS_MAX: Final = 9_000
"""Over all blocks Slack stops at some 13,200 characters, and says so nowhere."""

TEXT_MAX: Final = 3_900
LINES_A_BLOCK: Final = 25
LABEL_MAX: Final = 75
VALUE_MAX: Final = 2_000
BUTTONS_MAX: Final = 25
STEPS_MAX: Final = 5
LOOK_UP: Final = "look_up"
"""Every button that asks what could be typed: its value is the line, verb first."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """What is asked before a click counts: for the few steps that are hard to take back.

    Attributes:
        confirm: the button that goes on, named by its effect.
    """

    title: str
    text: str
    confirm: str
    deny: str = "Cancel"

    def as_object(self) -> Block:
        sizes = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
        return {name: _plain(getattr(self, name), most) for name, most in sizes.items()}


@dataclass(frozen=True, slots=True)
class Button:
    """A button named by its effect.

    Attributes:
        value: what the click brings back; judged anew on every click.
        style: primary, danger or empty.
        confirm: what is asked first, None for a click that counts at once.
    """

    label: str
    action: str
    value: str
    style: str = ""
    confirm: Confirm | None = None

    def as_element(self) -> Block:
        element: Block = {
            "type": "button",
            "action_id": self.action,
            "text": _plain(self.label, LABEL_MAX),
            "value": self.value,
        }
        element |= {"style": self.style} if self.style else {}
        return element | ({"confirm": self.confirm.as_object()} if self.confirm else {})


@dataclass(frozen=True, slots=True)
class Menu:
    """Up to five steps behind three dots; each is what a button of its own would be.

    Attributes:
        steps: none of them is asked about first, or has a style.
    """

    action: str
    steps: tuple[Button, ...]

    def as_element(self) -> Block:
        options = [
            {"text": _plain(step.label, LABEL_MAX), "value": f"{step.action} {step.value}"}
            for step in self.steps[:STEPS_MAX]
        ]
        return {"type": "overflow", "action_id": self.action, "options": options}


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, and what can be pressed.

    Attributes:
        buttons: at most 25, each with a value of at most 2,000 characters.
        beside: number of a line from 0 -> the button or menu that stands beside it, at most 25.
            Such a line is shown as plain text: a person in it would be an id.
    """

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    beside: Mapping[int, Button | Menu] = field(default_factory=dict)

    @property
    def text(self) -> str:
        text = as_text(_fitting(self.lines))
        return text if len(text) <= TEXT_MAX else f"{text[:TEXT_MAX].rsplit(chr(10), 1)[0]}\n…"

    @property
    def blocks(self) -> list[Block]:
        blocks = list(self._text_blocks())
        if self.buttons:
            elements = [button.as_element() for button in self.buttons[:BUTTONS_MAX]]
            blocks.append({"type": "actions", "block_id": "buttons", "elements": elements})
        return blocks

    def _text_blocks(self) -> Iterator[Block]:
        lines = list(enumerate(_fitting(self.lines)))
        for is_beside, group in groupby(lines, key=lambda one: one[0] in self.beside):
            numbered = list(group)
            if is_beside:
                yield from (_with_button(one, self.beside[number]) for number, one in numbered)
                continue
            texts = [one for _, one in numbered]
            for start in range(0, len(texts), LINES_A_BLOCK):
                yield as_rich_text(texts[start : start + LINES_A_BLOCK])

    def followed_by(self, *lines: Line) -> "Message":
        """Return the message with lines added."""
        return replace(self, lines=(*self.lines, *lines))

    def without_buttons(self) -> "Message":
        return replace(self, buttons=(), beside={})


def say(*lines: "Line | str") -> Message:
    """Return a message of lines without buttons."""
    return Message(lines=tuple(line(one) if isinstance(one, str) else one for one in lines))


def _plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": clipped(text, most), "emoji": False}


def _with_button(one: Line, button: Button | Menu) -> Block:
    text = {"type": "plain_text", "text": as_plain(one), "emoji": False}
    return {"type": "section", "text": text, "accessory": button.as_element()}


def _fitting(lines: Sequence[Line]) -> list[Line]:
    """Return as many lines as fit, and how many are left out."""
    room, kept = CHARACTERS_MAX, list[Line]()
    for number, one in enumerate(lines):
        room -= len(as_text([one])) + 1
        if room < 0:
            return [*kept, line(f"… and {len(lines) - number} more lines")]
        kept.append(one)
    return kept
