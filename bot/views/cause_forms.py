"""Forms that look into a variance: which line, what happened there, and why it was off."""

from typing import Final

from bot.messages.count_lines import off_by, place_of
from bot.messages.counts import to_investigate
from bot.messages.investigations import CAUSE, investigation, likely_cause
from bot.messages.message import Message
from bot.messages.telling import Telling, plain
from bot.messages.text import Block
from bot.target import Target
from bot.views.blocks import field, modal, text_input, words
from bot.views.count_forms import the_count
from bot.views.metadata import FormNote
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.counting.investigating import look_into
from inventory.documents.cycle_count import CountLine
from inventory.order_errors import UnknownLine, WrongStep
from inventory.reasons import CAUSES

CHOOSE: Final = "investigate"
"""The callback of the form that asks which line is looked into, and its step."""

NOTE_MAX: Final = 500


def investigate_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks which line is looked into; of the only one what happened there.

    Raises:
        UnknownDocument, WrongStep: there is no such count, or nothing of it was off.
    """
    count = the_count(telling, about.target.number)
    off = to_investigate(count)
    if not off:
        raise WrongStep(number=count.number, action="investigate", status=count.status)
    if len(off) == 1:
        return cause_form(about._replace(target=Target(count.number, off[0].number)), telling)
    options = [Option(str(one.number), _named(one), off_by(one, telling)) for one in off]
    note = FormNote(verb=CHOOSE, place=about.place, number=about.target.value)
    blocks = [
        words("about", f"Lines of {count.number} that were off."),
        field("line", "Which one", select(options, options[0].value), optional=False),
    ]
    title = f"Investigate {count.number}"
    return modal(CHOOSE, title, "Look into it", note.model_dump_json(), blocks)


def cause_form(about: FormAbout, telling: Telling) -> Block:
    """Return what happened to the balance of a line, and the form that says why it was off.

    Raises:
        UnknownDocument, UnknownLine, UnknownItem: there is no such count, line, or item any more.
        WrongStep: the line is still to be counted.
    """
    count = the_count(telling, about.target.number)
    one = count.line(about.target.part)
    if one is None:
        raise UnknownLine(number=count.number, line=about.target.part)
    if one.is_waiting:
        raise WrongStep(number=count.number, action="investigate", status=one.status)
    if telling.reader is None:
        raise LookupError("nobody reads the past here")
    found = look_into(telling.book, telling.reader, count.number, one.number)
    causes = [Option(code, plain(code).capitalize()) for code in CAUSES]
    note = text_input(hint="It was in the next bay", initial=one.note, longest=NOTE_MAX)
    blocks = [
        *Message(investigation(found, telling, count).lines[:-1]).blocks,
        field("cause", "Why it was off", select(causes, likely_cause(found)), optional=False),
        field("note", "Note", note, optional=True),
    ]
    return step_form(CAUSE, f"{count.number} line {one.number}", "Say so", about, blocks)


CAUSE_FORMS: Final = {
    CHOOSE: ("set_cause", investigate_form),
    CAUSE: ("set_cause", cause_form),
}
"""Step -> the right it takes, and its form."""


def _named(one: CountLine) -> str:
    return f"{one.number}. {one.item or 'Nothing'} at {place_of(one)}"
