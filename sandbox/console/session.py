"""The conversation itself: read a line, do it, show what came of it, until there are no more lines."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TextIO

from sandbox.console import typed
from sandbox.console.help import help_text
from sandbox.console.reading import LineReader
from sandbox.console.screen import NoSuchNumberError, Screen
from sandbox.console.sheet_words import SheetError
from sandbox.console.talk import Talk
from sandbox.console.waiting import wait_for
from sandbox.console.workbook import WorkbookDesk
from sandbox.slack.driver import ActError

_ACTS = (typed.Say, typed.Press, typed.Fill, typed.Thread, typed.Upload)
_SHOWN_SECONDS = 30.0


class Session:
    """One console, from its first prompt to `quit`.

    Args:
        words: words that whoever opened the console has added, those that take something with an
            example of it, and what they do with what was typed behind them.
    """

    def __init__(
        self,
        *,
        talk: Talk,
        workbook: WorkbookDesk,
        screen: Screen,
        words: Mapping[str, Callable[[str], str]],
    ) -> None:
        self._talk = talk
        self._workbook = workbook
        self._screen = screen
        self._added = words
        self._is_over = False

    def run(self, stdin: TextIO, stdout: TextIO) -> None:
        """Read and do until the lines end."""
        reader = LineReader(stdin, stdout)
        while not self._is_over:
            self._talk.show_news()
            self._screen.leave_a_line()
            line = reader.read(self._talk.prompt)
            if line is None:
                return
            if (added := self._added_word(line.strip())) is not None:
                self._screen.say(added())
            else:
                self._do(typed.parse(line))

    def _added_word(self, line: str) -> Callable[[], str] | None:
        """Return what an added word does; one that is named with an example takes what follows it."""
        word, _, rest = line.partition(" ")
        for shown, does in self._added.items():
            name, _, example = shown.partition(" ")
            if word == name and bool(rest) == bool(example):
                return partial(does, rest.strip())
        return None

    def _do(self, entry: typed.Typed) -> None:
        if isinstance(entry, _ACTS) or entry == typed.Word("submit"):
            self._workbook.expect_writing()
        try:
            self._doings()[type(entry)](entry)
        except (ActError, NoSuchNumberError, SheetError) as error:
            self._screen.say(str(error), "error")

    def _doings(self) -> dict[type, Callable[[Any], None]]:
        talk = self._talk
        return {
            typed.Say: lambda entry: talk.say(entry.text),
            typed.Become: lambda entry: talk.become(entry.name),
            typed.Enter: lambda entry: talk.enter(entry.channel),
            typed.Press: lambda entry: talk.press(entry.number, entry.times),
            typed.Fill: lambda entry: talk.fill(entry.number, entry.value),
            typed.Search: lambda entry: talk.search(entry.number, entry.text),
            typed.Thread: lambda entry: talk.thread(entry.number, entry.text),
            typed.UseShortcut: lambda entry: talk.use_shortcut(entry.name, entry.number),
            typed.Upload: lambda entry: talk.upload(entry.path),
            typed.Save: lambda entry: talk.save(entry.name),
            typed.Sheet: lambda entry: self._workbook.open(entry.rest),
            typed.Wait: lambda entry: self._wait(entry.seconds),
            typed.WaitFor: lambda entry: self._wait_for(entry.words),
            typed.Word: lambda entry: self._word(entry.word),
        }

    def _word(self, word: str) -> None:
        words: dict[str, Callable[[], object]] = {
            "submit": self._talk.submit,
            "cancel": self._talk.cancel,
            "home": self._talk.home,
            "messages": self._talk.messages,
            "help": lambda: self._screen.say(help_text(self._added), "plain"),
            "quit": self._quit,
            "": lambda: None,
        }
        words[word]()

    def _quit(self) -> None:
        self._is_over = True

    def _wait(self, seconds: float) -> None:
        if not wait_for(self._talk.show_news, seconds=seconds):
            self._screen.say(f"Nothing happened within {seconds:g} seconds.")

    def _wait_for(self, words: str) -> None:
        def is_shown() -> bool:
            self._talk.show_news()
            return self._screen.bears(words)

        if not wait_for(is_shown, seconds=_SHOWN_SECONDS):
            self._screen.say(f"{words} did not come within {_SHOWN_SECONDS:g} seconds.", "error")
