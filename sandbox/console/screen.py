"""What stands on the screen: lines in their colours, and what each number on it presses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from sandbox.slack.driver import Form, Said
from sandbox.slack.rendering import Control, Rendering

Place = Said | Form

_COLOURS = {
    "plain": "",
    "title": "bold",
    "muted": "dim",
    "control": "cyan",
    "error": "bold red",
}


class NoSuchNumberError(Exception):
    """A number that stands nowhere on the screen."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no [{number}] on the screen.")
        self.number = number


@dataclass(frozen=True, slots=True)
class Target:
    """What a number stands for: a control, and the message or form it is part of."""

    place: Place
    control: Control


class Screen:
    """A terminal, or a file that gets the same text without colours.

    Numbers belong to what was shown last: `turn_page` begins anew, and the first control shown after it
    retires those before.
    """

    def __init__(self, stdout: TextIO) -> None:
        self._console = Console(
            file=stdout,
            force_terminal=stdout.isatty(),  # whatever the environment asks for
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._targets: dict[int, Target] = {}
        self._is_new_page = True
        self._has_written = False
        self._page: list[str] = []

    @property
    def width(self) -> int:
        """How wide a table may be; a script's output does not depend on who reads it."""
        return self._console.width if self._console.is_terminal else 100

    def turn_page(self) -> None:
        self._is_new_page = True
        self._page.clear()

    def bears(self, words: str) -> bool:
        """Tell whether words stand on the page, in one line."""
        return any(words in line for line in self._page)

    @property
    def next_number(self) -> int:
        return 1 if self._is_new_page else len(self._targets) + 1

    def show(self, rendering: Rendering, place: Place) -> None:
        """Show a message or a form and remember its numbers."""
        self.write((line.text, line.style) for line in rendering.lines)
        if rendering.controls and self._is_new_page:
            self._targets.clear()
            self._is_new_page = False
        for control in rendering.controls:
            self._targets[control.number] = Target(place, control)

    def say(self, text: str, style: str = "muted") -> None:
        self.write((line, style) for line in text.split("\n"))

    def write(self, lines: Iterable[tuple[str, str]]) -> None:
        for text, style in lines:
            self._has_written = True
            self._page.append(text)
            self._console.print(Text(text, style=_COLOURS[style]), soft_wrap=True)

    def leave_a_line(self) -> None:
        """Set what was shown apart from the prompt that follows."""
        if self._has_written:
            self._console.print()
        self._has_written = False

    def target(self, number: int) -> Target:
        """What a number stands for.

        Raises:
            NoSuchNumberError: if it is not on the screen.
        """
        if number not in self._targets:
            raise NoSuchNumberError(number)
        return self._targets[number]
