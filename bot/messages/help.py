"""Help: every verb with one line that could be typed as it stands."""

from collections.abc import Sequence

from bot.language.days import SPELLINGS
from bot.language.grammar import MENU, VERBS, Option, OptionKind, Verb, prefixed
from bot.messages.message import Button, Message
from bot.messages.text import Bold, Code, Line, line

OPEN_FORM = "open_form"
WITH_FORMS = ("stock", "order", "buy", "label", "recall")
"""Verbs that post no lines and have a form all the same."""


def everything(prefix: str = "") -> Message:
    """Word the page of all verbs."""
    lines = [line(Bold("What you can type"), " (a posting alone opens its form):")]
    lines += [_row(verb, prefix) for verb in VERBS.values() if verb.name != "help"]
    lines.append(
        line(
            "Many lines post together or not at all. Quantities: 24, 3 case, 2 dozen, 1/2. "
            f"Days: {SPELLINGS}. Every posting has an Undo button."
        )
    )
    return Message(tuple(lines))


def of_verb(name: str, prefix: str = "") -> Message:
    """Word one verb's page."""
    verb = VERBS[name]
    lines = [
        _row(verb, prefix),
        line("In full: ", Code(f"{typed(verb, prefix)} {verb.usage}".rstrip())),
    ]
    for shape in verb.shapes:
        lines.append(line("Or: ", Code(f"{typed(verb, prefix)} {shape.usage}"), f" {shape.does}"))
    lines += [line(Bold(f"{option.name}:"), f" {option.hint}") for option in _options(verb)]
    if days := [option for option in _options(verb) if option.kind is OptionKind.DAY]:
        lines.append(_of_days(days))
    return Message(tuple(lines))


def menu(prefix: str = "") -> Message:
    """Word the bare menu: a button a form, and the way to help."""
    buttons = [
        Button(verb.name.capitalize(), f"{OPEN_FORM}.{verb.name}", verb.name)
        for verb in VERBS.values()
        if verb.command or verb.name in WITH_FORMS
    ]
    text = line("What would you like to do? Or type, as in ", Code(_example(prefix)), ".")
    return Message((text,), tuple(buttons))


def _of_days(options: Sequence[Option]) -> Line:
    """Word how days are written, and which way those go that may go both."""
    ways = {one.looks_back: one.name for one in options}
    meant = [
        f"{name}:friday is the {'last' if back else 'next'} one" for back, name in ways.items()
    ]
    return line(f"A day is written as {SPELLINGS}; {' and '.join(meant)}.")


def _options(verb: Verb) -> tuple[Option, ...]:
    return (*verb.options, *verb.further_options)


def typed(verb: Verb, prefix: str) -> str:
    """Return how a verb is typed: by its own command where it has one."""
    own = prefixed(f"/{verb.name}", prefix)
    return own if verb.has_command else f"{prefixed(MENU, prefix)} {verb.name}"


def _row(verb: Verb, prefix: str) -> Line:
    return line(Code(f"{typed(verb, prefix)} {verb.example}".rstrip()), f" {verb.summary}")


def _example(prefix: str) -> str:
    return f"{prefixed('/receive', prefix)} {VERBS['receive'].example}"
