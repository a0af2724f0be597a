"""Steps of counts: which request each button makes, and each form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from bot.stepping.asked import Asked, Fields, Press, Reader, lined, numbered, reasoned
from bot.target import Target
from inventory.book import Book
from inventory.commands import Line
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.notices import PaperKind
from inventory.quantity import ZERO, Amount

COUNTED: Final = "counted-"
"""Begins the name of the field of one line."""

EMPTY: Final = "empty"
FOUND: Final = ("item", "words", "quantity", "location", "lot", "note")
"""The fields of something found besides."""

NOTHING_SAID: Final = "Say how many lie there, of one line at least; 0 for none."
WHAT: Final = "Choose the item, or write below what it says on it."
HOW_MANY: Final = "Say how many of it there are."
WHERE: Final = "Say in which bin it lies."


class Entry(NamedTuple):
    """What a form says was found: lines, and by each the field it stands in."""

    lines: tuple[Line, ...]
    fields: tuple[str, ...]


COUNT_PRESSES: Final[Mapping[str, Press]] = {
    "claim_count": numbered("claim_count", is_claimed=True),
    "release_count": numbered("claim_count", is_claimed=False),
    "move_found": lined("move_found"),
    "print_count": numbered("print_paper", paper=PaperKind.COUNT_SHEET),
}
"""Step -> the request of its button."""


def read_wrong_bin(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read which goods lie in the wrong bin, and from which one they come."""
    facts = {
        "number": target.number,
        "line": int(fields.text("line")),
        "source": fields.text("target"),
    }
    return Asked("move_found", facts, is_told=True)


def read_recount(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read which lines are counted again, and by whom."""
    facts = {
        "number": target.number,
        "lines": tuple(int(one) for one in fields.several("lines")),
        "counter": fields.chosen("counter"),
    }
    return Asked("assign_recount", facts)


def read_hand_over(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read who counts a sheet from here on."""
    return Asked("claim_count", {"number": target.number, "counter": fields.chosen("counter")})


def read_unknown(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read which item unknown goods are; none of ours where no item is chosen."""
    item, is_none = fields.text("item"), fields.text("dismiss")
    if bool(item) == bool(is_none):
        fields.errors["item"] = "Choose the item, or say below that it is none of yours."
    facts = {
        "number": target.number,
        "unknown": target.part,
        "item": "" if is_none else item,
        "lot": "" if is_none else fields.text("lot"),
        "note": fields.text("note"),
    }
    return Asked("settle_unknown", facts, is_told=True)


def read_cause(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read why a line was off."""
    facts = {
        "number": target.number,
        "line": target.part,
        "cause": fields.text("cause"),
        "note": fields.text("note"),
    }
    return Asked("set_cause", facts)


COUNT_READERS: Final[Mapping[str, Reader]] = {
    "wrong_bin": read_wrong_bin,
    "recount": read_recount,
    "hand_over": read_hand_over,
    "settle_unknown": read_unknown,
    "set_cause": read_cause,
    "close_count": reasoned("close_count"),
    "cancel_count": reasoned("cancel_count"),
}
"""Step -> what reads its form."""


def read_entry(count: CycleCount, fields: Fields) -> Entry:
    """Read what was found: of lines, of bins that are empty, and of something else.

    A field that was left empty says nothing of its line.
    """
    said: list[tuple[str, Line]] = []
    for one in count.lines:
        name = f"{COUNTED}{one.number}"
        if (amount := fields.amount(name)) is not None:
            said.append((name, _line(one, amount)))
    for code in fields.several(EMPTY):
        said.append((EMPTY, Line(item="", amount=Amount(number=ZERO), location=code)))
    if found := _found(count, fields):
        said.append(found)
    return Entry(tuple(line for _, line in said), tuple(name for name, _ in said))


def _line(one: CountLine, amount: Amount) -> Line:
    return Line(item=one.item, amount=amount, location=one.location, lot=one.lot)


def _found(count: CycleCount, fields: Fields) -> tuple[str, Line] | None:
    """Return what was found besides; what it leaves out is said on its fields."""
    if not any(fields.text(name) for name in FOUND):
        return None
    what, amount = fields.text("item") or fields.text("words"), fields.amount("quantity")
    bins = {one.location for one in count.lines}
    place = fields.text("location") or (bins.pop() if len(bins) == 1 else "")
    missing = (("item", what, WHAT), ("quantity", amount, HOW_MANY), ("location", place, WHERE))
    for name, value, words in missing:
        if not value and name not in fields.errors:
            fields.errors[name] = words
    if amount is None or not what or not place:
        return None
    line = Line(
        item=what,
        amount=Amount(number=Decimal(amount.number), unit=amount.unit),
        location=place,
        lot=fields.text("lot"),
        note=fields.text("note"),
    )
    return ("quantity", line)
