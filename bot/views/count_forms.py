"""Forms of counts: what was found, who counts again, what unknown goods are, how a count ends.

What the book expects stands in none that somebody counts by, unless the count is not blind.
"""

from collections.abc import Sequence
from typing import Final

from bot.messages.count_lines import asked_text, off_by, place_of
from bot.messages.counting import may_count
from bot.messages.counts import can_be_recounted, can_recount, turned_up
from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.count_steps import COUNTED, EMPTY
from bot.target import Target
from bot.views.blocks import field, modal, search_select, text_input, words
from bot.views.metadata import FormNote
from bot.views.step_fields import FormAbout, Option, many, select, step_form
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount, UnknownGoods
from inventory.errors import UnknownDocument
from inventory.order_errors import UnknownLine, WrongStep
from inventory.people import Person, Role

ENTRY: Final = "count_entry"
"""The callback of the form by which a sheet is counted, and its verb."""

PAGE: Final = "@"
"""Ends the name of a field with which page it is on: Slack keeps what was typed under a name."""

LINES_IN_FORM: Final = 25
"""As many as a thumb fills in before it is time to put them on record."""

NOTE_MAX: Final = 500
REASON_MAX: Final = 200
LABEL_MAX: Final = 150
DISMISS: Final = (Option("none", "It is none of ours: leave it out of the book"),)


def to_enter(count: CycleCount, user: str, after: int = 0) -> list[CountLine]:
    """Return the lines that wait for somebody, in walking order, behind one."""
    waiting = [one for one in count.lines if may_count(count, one, user)]
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
    page = f"{PAGE}{telling.sequence}.{last}"
    fields = [
        *(_line_field(count, one, telling) for one in shown if one.item),
        *_empty_field(shown),
        *_found_fields(),
    ]
    blocks = [
        words("about", " ".join(filter(None, (told, _about(count, lines, shown))))),
        *({**block, "block_id": f"{block['block_id']}{page}"} for block in fields),
    ]
    return modal(ENTRY, f"Count {count.number}", "Record", note.model_dump_json(), blocks)


def field_of(block_id: str) -> str:
    """Return the name of a field, on whichever page it is.

    Examples:
        >>> field_of("quantity@57.25")
        'quantity'
    """
    return block_id.partition(PAGE)[0]


def recount_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that has counted lines counted again; for those who decide.

    Raises:
        UnknownDocument, WrongStep: there is no such count, or nothing of it has been counted.
    """
    count = the_count(telling, about.target.number)
    if not can_recount(count):
        raise WrongStep(number=count.number, action="recount", status=count.status)
    lines = [
        Option(
            str(one.number), f"{one.number}. {_goods(one)} at {place_of(one)}", _off(one, telling)
        )
        for one in count.lines
        if can_be_recounted(one)
    ]
    people = [
        Option(one.user, one.name or one.user)
        for one in telling.book.all(Person)
        if one.is_active and one.role.includes(Role.OPERATOR)
    ]
    blocks = [
        words("about", "Whoever has counted a line does not count it again."),
        field("lines", "Which lines", many(lines), optional=False),
        *([field("counter", "Who", select(people), optional=True)] if people else []),
    ]
    return step_form("recount", f"Recount {count.number}", "Have it counted", about, blocks)


def wrong_bin_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that moves found goods in the book to where they lie.

    Raises:
        UnknownDocument, WrongStep: there is no such count, or nothing turned up that is not settled.
    """
    count = the_count(telling, about.target.number)
    found = turned_up(count)
    if not found:
        raise WrongStep(number=count.number, action="move", status=count.status)
    lines = [
        Option(str(one.number), f"{one.number}. {_goods(one)} at {place_of(one)}") for one in found
    ]
    blocks = [
        words("about", "They are moved in the book to where they were found, and make up nothing."),
        field("line", "What lies in the wrong bin", select(lines, lines[0].value), optional=False),
        field("target", "It comes from bin", search_select(hint="Code or name"), optional=False),
    ]
    return step_form("wrong_bin", f"Wrong bin {count.number}", "Move it", about, blocks)


def unknown_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that says what unknown goods are.

    Raises:
        UnknownDocument, UnknownLine, WrongStep: as they say.
    """
    count = the_count(telling, about.target.number)
    goods = next((one for one in count.unknown if one.number == about.target.part), None)
    if goods is None:
        raise UnknownLine(number=count.number, line=about.target.part)
    if goods.settled_as:
        raise WrongStep(number=count.number, action="settle", status="settled")
    note = text_input(hint="The label had come off", longest=NOTE_MAX)
    blocks = [
        words("about", _unknown(goods)),
        field("item", "It is", search_select(hint="Code, name or barcode"), optional=True),
        field(
            "lot", "Its lot, or serial numbers", text_input(hint="L7", longest=75), optional=True
        ),
        field("dismiss", "Or", select(DISMISS), optional=True),
        field("note", "Note", note, optional=True),
    ]
    return step_form("settle_unknown", "What is it?", "Settle", about, blocks)


def close_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks once more, for what nobody has counted is left out.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    count = _open(telling, about, "close")
    left = len(count.waiting)
    text = "Everything is counted." if not left else f"{counted(left, 'line')} nobody has counted."
    if left:
        text += " They are left as the book has them, and can be counted another time."
    reason = text_input(hint="The aisle is blocked", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=not left)]
    return step_form("close_count", f"Close {count.number}", "Close the count", about, blocks)


def cancel_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks once more, and why.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    count = _open(telling, about, "cancel")
    reason = text_input(hint="Planned twice", longest=REASON_MAX)
    blocks = [
        words("about", f"Lets {count.number} go; nothing of it has been counted."),
        field("reason", "Why", reason, optional=False),
    ]
    return step_form("cancel_count", f"Cancel {count.number}", "Cancel the count", about, blocks)


COUNT_FORMS: Final = {
    "wrong_bin": ("move_found", wrong_bin_form),
    "recount": ("assign_recount", recount_form),
    "settle_unknown": ("settle_unknown", unknown_form),
    "close_count": ("close_count", close_form),
    "cancel_count": ("cancel_count", cancel_form),
}
"""Step -> the right it takes, and its form."""


def the_count(telling: Telling, wanted: str) -> CycleCount:
    """Return a count.

    Raises:
        UnknownDocument: there is none of that number.
    """
    count = telling.book.get(CycleCount, wanted)
    if count is None:
        raise UnknownDocument(number=wanted)
    return count


def _open(telling: Telling, about: FormAbout, action: str) -> CycleCount:
    count = the_count(telling, about.target.number)
    if not count.is_open:
        raise WrongStep(number=count.number, action=action, status=count.status)
    return count


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


def _off(one: CountLine, telling: Telling) -> str:
    return off_by(one, telling)


def _goods(one: CountLine) -> str:
    return one.item or "Nothing"


def _unknown(goods: UnknownGoods) -> str:
    much = amount(goods.quantity, goods.unit or "piece")
    note = f" “{clipped(goods.note, 200)}”" if goods.note else ""
    return f"Found {much} of “{clipped(goods.words, 80)}” at {goods.location}.{note}"
