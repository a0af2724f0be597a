"""Forms of counts: who counts again, where found goods belong, what unknown goods are, how a count ends."""

from typing import Final

from bot.messages.count_lines import off_by, place_of
from bot.messages.counts import can_be_recounted, can_recount, is_first_round, turned_up
from bot.messages.figures import amount, counted
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.views.blocks import field, search_select, text_input, words
from bot.views.step_fields import FormAbout, Option, many, select, step_form
from inventory.documents.cycle_count import CountLine, CycleCount, UnknownGoods
from inventory.known import known
from inventory.order_errors import UnknownLine, WrongStep
from inventory.people import Person
from inventory.rights import may

NOTE_MAX: Final = 500
REASON_MAX: Final = 200
DISMISS: Final = (Option("none", "It is none of ours: leave it out of the book"),)


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
            str(one.number), f"{one.number}. {_goods(one)} at {place_of(one)}", off_by(one, telling)
        )
        for one in count.lines
        if can_be_recounted(one)
    ]
    people = _counters(telling)
    blocks = [
        words("about", "Whoever has counted a line does not count it again."),
        field("lines", "Which lines", many(lines), optional=False),
        *([field("counter", "Who", select(people), optional=True)] if people else []),
    ]
    return step_form("recount", f"Recount {count.number}", "Have it counted", about, blocks)


def hand_over_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that gives a sheet to somebody else.

    Raises:
        UnknownDocument, WrongStep: there is no such count, or nobody is to begin with it any more.
    """
    count = the_count(telling, about.target.number)
    others = [one for one in _counters(telling) if one.value != count.counter]
    if not (is_first_round(count) and others):
        raise WrongStep(number=count.number, action="claim", status=count.status)
    blocks = [
        words("about", "They go on where the sheet stands; what is counted stays counted."),
        field("counter", "Who counts it from here on", select(others), optional=False),
    ]
    return step_form("hand_over", f"Hand over {count.number}", "Hand it over", about, blocks)


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
    "hand_over": ("claim_count", hand_over_form),
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
    return known(telling.book, CycleCount, wanted)


def _counters(telling: Telling) -> list[Option]:
    return [
        Option(one.user, one.name or one.user)
        for one in telling.book.all(Person)
        if may(telling.book, one.user, "enter_count")
    ]


def _open(telling: Telling, about: FormAbout, action: str) -> CycleCount:
    count = the_count(telling, about.target.number)
    if not count.is_open:
        raise WrongStep(number=count.number, action=action, status=count.status)
    return count


def _goods(one: CountLine) -> str:
    return one.item or "Nothing"


def _unknown(goods: UnknownGoods) -> str:
    much = amount(goods.quantity, goods.unit or "piece")
    note = f" “{clipped(goods.note, 200)}”" if goods.note else ""
    return f"Found {much} of “{clipped(goods.words, 80)}” at {goods.location}.{note}"
