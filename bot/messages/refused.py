"""A whole refusal: every wrong line, and buttons for what may have been meant."""

from collections.abc import Sequence
from typing import Protocol

from bot.language.grammar import MENU, VERBS, prefixed
from bot.language.requests import Posting, Question
from bot.language.usage import BlockErrors, UnknownVerb
from bot.language.written import at_place, written
from bot.messages.figures import counted
from bot.messages.message import LABEL_MAX, VALUE_MAX, Button, Message
from bot.messages.refusals import refusal
from bot.messages.text import Bold, Code, Line, clipped, line
from bot.messages.usage import mistake, usage_of
from inventory.book import Book
from inventory.errors import LineErrors, StockError

SUGGESTION = "suggestion"


class Numbered(Protocol):
    """What was asked line by line, each with its number in what was typed."""

    def number_of(self, index: int) -> int: ...


def refused(
    book: Book,
    error: StockError,
    posting: Numbered | None = None,
    meant: Sequence[Posting] = (),
    prefix: str = "",
) -> Message:
    """Word a refusal of a posting, with suggestions to press.

    Args:
        book: which names what it is about.
        error: the refusal.
        posting: what was asked, by line.
        meant: what may have been meant instead.
        prefix: of commands in this workspace.
    """
    lines = _lines(book, error, posting)
    return Message(tuple(_typed_here(one, prefix) for one in lines), suggestion_buttons(meant))


def unreadable(
    error: BlockErrors,
    verb: str,
    prefix: str = "",
    others: Sequence[tuple[int, Line]] = (),
    *,
    shape: str = "",
) -> Message:
    """Word what cannot be read in a block.

    Args:
        error: the lines that cannot be read.
        verb: the block's verb.
        prefix: of commands in this workspace.
        others: what is wrong with readable lines, by number.
        shape: how such a line is written, where that is not the verb's usual one.
    """
    wrong = sorted(
        [*others, *((fault.number, mistake(fault.error)) for fault in error.faults)],
        key=lambda numbered: numbered[0],
    )
    if error.lines == 1:
        lines = [text for _, text in wrong]
    else:
        lines = [_header(len({number for number, _ in wrong}), error.lines)]
        lines += [numbered(number, text) for number, text in wrong]
    is_whole = error.lines == 1 or (VERBS[verb].is_about_orders and len(wrong) == 1)
    corrections = error.faults[0].corrections if is_whole else ()
    return Message((*lines, usage_of(verb, prefix, shape)), text_buttons(verb, corrections))


def not_found(book: Book, error: StockError, meant: Sequence[Question]) -> Message:
    """Word a question about what is not there, with questions to press instead."""
    texts = [f"{one.words} {at_place(one.location)}".strip() for one in meant]
    buttons = [_button(n, meant[0].verb, text) for n, text in enumerate(texts, start=1)]
    return Message((refusal(error, book),), tuple(button for button in buttons if button))


def unknown_verb(error: UnknownVerb, rest: str, prefix: str = "") -> Message:
    """Word a verb that does not exist, with its neighbours to press."""
    buttons = []
    for number, verb in enumerate(error.near, start=1):
        if VERBS[verb].acts and rest:
            buttons.append(_button(number, verb, rest))
    lines = (mistake(error), line(f"All commands: {prefixed(MENU, prefix)} help."))
    return Message(lines, tuple(button for button in buttons if button))


def suggestion_buttons(meant: Sequence[Posting]) -> tuple[Button, ...]:
    """Return a button for each posting that fits into one."""
    buttons = [_button(n, one.verb, written(one)) for n, one in enumerate(meant, start=1)]
    return tuple(button for button in buttons if button)


def text_buttons(verb: str, texts: Sequence[str]) -> tuple[Button, ...]:
    """Return a button for each text that may have been meant, up to three."""
    if not VERBS[verb].acts:
        return ()
    buttons = [_button(number, verb, text) for number, text in enumerate(texts[:3], start=1)]
    return tuple(button for button in buttons if button)


def _button(number: int, verb: str, text: str) -> Button | None:
    """Return a button that posts a text, unless the text is too long for one."""
    value = f"{verb}\n{text}"
    if len(value) > VALUE_MAX:
        return None
    label = f"{verb.capitalize()} {text}".replace("\n", " / ")
    return Button(clipped(label, LABEL_MAX), f"{SUGGESTION}.{number}", value)


def _lines(book: Book, error: StockError, posting: Numbered | None) -> tuple[Line, ...]:
    if not isinstance(error, LineErrors):
        return (refusal(error, book),)
    lines = [_header(len(error.errors), error.lines)]
    for index, one in error.errors:
        number = posting.number_of(index) if posting else index
        lines.append(numbered(number, refusal(one, book)))
    return tuple(lines)


def _typed_here(text: Line, prefix: str) -> Line:
    """Return a line with its commands as they are typed in this workspace."""
    return tuple(
        Code(prefixed(part.text, prefix))
        if isinstance(part, Code) and part.text.startswith("/")
        else part
        for part in text
    )


def _header(wrong: int, lines: int) -> Line:
    be = "is" if wrong == 1 else "are"
    return line(Bold("Nothing was posted:"), f" {wrong} of {counted(lines, 'line')} {be} wrong.")


def numbered(number: int, text: Line) -> Line:
    """Word one wrong line of a block."""
    return line(Bold(f"Line {number}:"), " ", text)
