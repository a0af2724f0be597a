"""The form by which a sheet is counted: the next lines in walking order, a field each.

What the book expects stands nowhere in it, unless the count is not blind.
"""

from collections.abc import Sequence
from typing import Final

from bot.messages.count_lines import asked_text
from bot.messages.counting import left_for
from bot.messages.figures import counted, number, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.count_steps import COUNTED, EMPTY
from bot.target import Target
from bot.views.blocks import field, modal, search_select, text_input, words
from bot.views.metadata import FormNote
from bot.views.paging import on_page
from bot.views.step_fields import FormAbout, Option, many
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.rules import Rules

ENTRY: Final = "count_entry"
"""The callback of the form by which a sheet is counted, and its verb."""

LINES_IN_FORM: Final = 25
"""As many as a thumb fills in before it is time to put them on record."""

NOTE_MAX: Final = 500
LABEL_MAX: Final = 150


def to_enter(rules: Rules, count: CycleCount, user: str, after: int = 0) -> list[CountLine]:
    """Return the lines that wait for somebody, in walking order, behind one."""
    waiting = left_for(rules, count, user)
    if not after:
        return waiting
    numbers = [one.number for one in count.lines]
    passed = set(numbers[: numbers.index(after) + 1]) if after in numbers else set()
    return [one for one in waiting if one.number not in passed]


def entry_form(
    count: CycleCount,
    lines: Sequence[CountLine],
    about: FormAbout,
    telling: Telling,
    told: str = "",
) -> Block:
    """Return the form for the next lines of a sheet.

    Args:
        count: the sheet.
        lines: that wait for whoever opened it; as many as a form bears are shown.
        about: the sheet, and where the form was opened.
        telling: names and units.
        told: what came of the page before, empty for the first.
    """
    shown = lines[:LINES_IN_FORM]
    last = shown[-1].number if shown else 0
    note = FormNote(
        verb=ENTRY, place=about.place, number=Target(count.number, last, about.target.seen).value
    )
    page = f"{telling.sequence}.{last}"
    fields = [
        *(_line_field(count, one, telling) for one in shown if one.item),
        *_empty_field(shown),
        *_found_fields(),
    ]
    blocks = [
        words("about", " ".join(filter(None, (told, _about(count, lines, shown))))),
        *on_page(fields, page),
    ]
    return modal(ENTRY, f"Count {count.number}", "Record", note.model_dump_json(), blocks)


def _about(count: CycleCount, lines: Sequence[CountLine], shown: Sequence[CountLine]) -> str:
    left = len(lines) - len(shown)
    more = f", {left} more on the next page" if left else ""
    again = " Goods moved meanwhile: count these anew." if _all_again(shown) else ""
    if not shown:
        return "Nothing is left to count for you. Say below what you found besides."
    return (
        f"{counted(len(shown), 'line')} of {count.number}, along the walk{more}.{again} "
        "Leave empty what you have not counted; 0 says that none is there."
    )


def _all_again(lines: Sequence[CountLine]) -> bool:
    return bool(lines) and all(one.status is CountLineStatus.AGAIN for one in lines)


def _line_field(count: CycleCount, one: CountLine, telling: Telling) -> Block:
    unit = unit_of(telling.book, one.item)
    expected = ""
    if not count.is_blind and one.expected is not None:
        expected = f", {number(one.expected)} by the book"
    label = clipped(f"{asked_text(one, telling)} ({unit}{expected})", LABEL_MAX)
    typed = text_input(hint="How many: 12, 3 case; 0 for none", longest=40)
    return field(f"{COUNTED}{one.number}", label, typed, optional=True)


def _empty_field(shown: Sequence[CountLine]) -> list[Block]:
    """Return the field of bins in which nothing lies; those the book says are empty come first."""
    asked = dict.fromkeys(one.location for one in shown if not one.item)
    codes = [*asked, *dict.fromkeys(one.location for one in shown if one.location not in asked)]
    if not codes:
        return []
    named = f": is {', '.join(asked)} empty?" if len(asked) == 1 else ""
    named = f": are {', '.join(asked)} empty?" if len(asked) > 1 else named
    label = clipped(f"Empty bins{named}", LABEL_MAX)
    return [field(EMPTY, label, many([Option(code, code) for code in codes]), optional=True)]


def _found_fields() -> list[Block]:
    return [
        field(
            "item",
            "Found something else: which item",
            search_select(hint="Code, name or barcode"),
            optional=True,
        ),
        field(
            "words",
            "If no item is called so: what it says on it",
            text_input(hint="Green thing, 4711", longest=100),
            optional=True,
        ),
        field("quantity", "How many of it", text_input(hint="3", longest=40), optional=True),
        field("location", "In which bin", search_select(hint="Code or name"), optional=True),
        field("lot", "Its lot", text_input(hint="As on the goods", longest=75), optional=True),
        field("note", "Note", text_input(hint="What you saw", longest=NOTE_MAX), optional=True),
    ]
