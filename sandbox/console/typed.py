"""What a typed line means: acting in Slack, looking at the sheet, or talking to the console itself.

Anything that is no word of the console's own is a message to the channel, as it would be in Slack; `say`
sends even those. A line that starts with a slash is a slash command.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """Send a message or a slash command."""

    text: str


@dataclass(frozen=True, slots=True)
class Become:
    """Go on as another person."""

    name: str


@dataclass(frozen=True, slots=True)
class Enter:
    """Go to another channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class Press:
    """Press a numbered button, perhaps twice at once."""

    number: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Fill:
    """Put something into a numbered field; nothing empties it."""

    number: int
    value: str


@dataclass(frozen=True, slots=True)
class Search:
    """Ask a numbered menu what it offers."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """Look at a thread, or answer in it."""

    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class UseShortcut:
    """Choose a shortcut by its callback_id, none to hear of all; a message's own by its number, else 0."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Upload:
    """Share a file from this computer in the channel."""

    path: str


@dataclass(frozen=True, slots=True)
class Save:
    """Keep a file that was posted on this computer."""

    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Look at the workbook or change a cell; `rest` is what follows the word."""

    rest: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait until something happens by itself."""

    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Wait until words are shown in answer to what was done last."""

    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words that stand alone: submit, cancel, home, messages, help, quit; or nothing."""

    word: str


Typed = (
    Say
    | Become
    | Enter
    | Press
    | Fill
    | Search
    | Thread
    | UseShortcut
    | Upload
    | Save
    | Sheet
    | Wait
    | WaitFor
    | Word
)


def _shortcut(name: str | None, number: str | None) -> Typed:
    return UseShortcut((name or "").lower(), int(number or 0))


_GRAMMAR: tuple[tuple[str, Callable[..., Typed]], ...] = (
    (r"(submit|cancel|home|messages|help|quit|)", Word),
    (r"exit", lambda: Word("quit")),
    (r"as (\S+)", lambda name: Become(name.lower())),
    (r"in #?(\S+)", lambda name: Enter(name.lower())),
    (r"(\d{1,4})", lambda number: Press(int(number))),  # more digits are a barcode
    (r"(\d+) twice", lambda number: Press(int(number), times=2)),
    (r"(\d+)\s*=\s*(.*)", lambda number, value: Fill(int(number), value)),
    (r"(\d+)\s*\?\s*(.*)", lambda number, text: Search(int(number), text)),
    (r"thread (\d+)(?:\s+(.+))?", lambda number, text: Thread(int(number), text or "")),
    (r"shortcut(?: (\S+)(?: (\d+))?)?", _shortcut),
    (r"(?:upload|photo) (.+)", Upload),
    (r"save (.+\.\w{2,4})", Save),
    (r"sheet(?:\s+(.+))?", lambda rest: Sheet(rest or "")),
    (r"wait(?:\s+(\d+))?", lambda seconds: Wait(float(seconds or 10))),
    (r"wait\s+for\s+(.+)", WaitFor),
    (r"say\s+(.+)", Say),
)


def parse(line: str) -> Typed:
    """What a line asks for.

    Examples:
        >>> parse("/receive 24 MUG-BLU @A-01")
        Say(text='/receive 24 MUG-BLU @A-01')
        >>> parse("3 = A-01")
        Fill(number=3, value='A-01')
        >>> parse("4006381333931")
        Say(text='4006381333931')
        >>> parse("save labels.pdf"), parse("save some for me")
        (Save(name='labels.pdf'), Say(text='save some for me'))
        >>> parse("1 twice")
        Press(number=1, times=2)
    """
    text = line.strip()
    for pattern, build in _GRAMMAR:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return build(*match.groups())
    return Say(text)
