"""The form of an inspection: what was found, and what becomes of it; the proposal follows the condition."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.messages.figures import amount, place_and_lot, unit_of
from bot.messages.return_parts import DISPOSITIONS
from bot.messages.telling import Telling, plain
from bot.messages.text import Block, clipped
from bot.stepping.asked import NONE
from bot.target import Target
from bot.views.blocks import field, search_select, text_input, words
from bot.views.return_forms import NOTE_MAX, PHOTO_MAX
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import CustomerReturn, ReturnLine
from inventory.item import Item
from inventory.order_errors import UnknownLine
from inventory.return_errors import NothingToInspect
from inventory.returning.left_to_return import open_return
from inventory.returning.proposing import proposal_for, usual_bin

STEP: Final = "inspect_rma"
ABOUT: Final = "about"
CONDITIONS: Final = tuple(Option(one.value, plain(one.value).capitalize()) for one in Condition)
CHOICES: Final = (
    Option(NONE, "As proposed above"),
    *(Option(one.value, DISPOSITIONS[one].capitalize()) for one in Disposition),
)


def inspection_form(about: FormAbout, telling: Telling, photo: str = "") -> Block:
    """Return the form of a line of a return that waits to be inspected.

    Args:
        about: the return, and perhaps its line.
        telling: what it is worded with.
        photo: a link to a picture that was taken already.

    Raises:
        UnknownDocument, WrongStep, UnknownLine, NothingToInspect: as they say.
    """
    found = open_return(telling.book, about.target.number, "inspect")
    waiting = [line for line in found.lines if line.waiting > 0]
    chosen = _chosen(found, about.target.part, waiting)
    condition = chosen.came_as or Condition.NEW
    all_of_it = text_input(hint="Empty: all of the line", longest=40)
    blocks = [
        words(ABOUT, told(found, chosen, condition, telling)),
        *_line_field(chosen, waiting, telling),
        field("quantity", "How many", all_of_it, optional=True),
        field(
            "condition",
            "In which condition",
            select(CONDITIONS, condition.value),
            optional=False,
            dispatches=True,
        ),
        field("disposition", "What becomes of it", select(CHOICES, NONE), optional=False),
        field(
            "target",
            "Into bin, if it is restocked",
            search_select(hint="Empty: its home, or receiving"),
            optional=True,
        ),
        field(
            "photo",
            "Link to a picture",
            text_input(
                hint="Post it in the thread with my name, or paste a link here",
                initial=photo,
                longest=PHOTO_MAX,
            ),
            optional=True,
        ),
        field(
            "note", "Note", text_input(hint="Chipped at the rim", longest=NOTE_MAX), optional=True
        ),
    ]
    title = f"Inspect {found.number}"
    target = Target(found.number, chosen.number, about.target.seen)
    return step_form(STEP, title, "Record", FormAbout(target, about.place), blocks)


def told(found: CustomerReturn, line: ReturnLine, condition: Condition, telling: Telling) -> str:
    """Say what waits, and what is proposed for it in a condition."""
    much = amount(line.waiting, unit_of(telling.book, line.item))
    where = place_and_lot(line.location, line.lot)
    reason = line.reason or found.reason
    why = f" The customer says: “{clipped(reason, 200)}”." if reason else ""
    lies = f"{line.number}. {much} of {telling.item(line.item)} at {where}.{why}"
    return f"{lies}\nProposed for what is {plain(condition.value)}: {_proposed(line, condition, telling)}."


def retold(
    shown: Sequence[Block], values: Mapping[str, str], target: Target, telling: Telling
) -> list[Block]:
    """Return the blocks of an open form, with what is proposed for what is chosen now.

    Args:
        shown: its blocks.
        values: what stands in its fields.
        target: the line it was opened for.
        telling: what it is worded with.

    Raises:
        UnknownDocument, WrongStep, UnknownLine: the return has moved on.
    """
    found = open_return(telling.book, target.number, "inspect")
    number = int(values.get("line") or target.part)
    line = found.line(number)
    if line is None:
        raise UnknownLine(number=found.number, line=number)
    text = told(found, line, Condition(values["condition"]), telling)
    return [words(ABOUT, text) if one["block_id"] == ABOUT else one for one in shown]


def _proposed(line: ReturnLine, condition: Condition, telling: Telling) -> str:
    item = telling.book.get(Item, line.item)
    if item is None:
        return "nothing"
    disposition = proposal_for(telling.book, item, line.lot, condition)
    if disposition is not Disposition.RESTOCK:
        return DISPOSITIONS[disposition]
    target = usual_bin(telling.book, item, line.location)
    return f"restock in {target}" if target else "restock"


def _line_field(chosen: ReturnLine, waiting: list[ReturnLine], telling: Telling) -> list[Block]:
    if len(waiting) < 2:
        return []
    options = [
        Option(
            str(line.number),
            f"{line.number}. {amount(line.waiting, unit_of(telling.book, line.item))} of {line.item}",
        )
        for line in waiting
    ]
    chosen_line = select(options, str(chosen.number))
    return [field("line", "What", chosen_line, optional=False, dispatches=True)]


def _chosen(found: CustomerReturn, number: int, waiting: list[ReturnLine]) -> ReturnLine:
    lines = tuple(line.number for line in waiting)
    if not number:
        if not waiting:
            raise NothingToInspect(number=found.number, line=0)
        return waiting[0]
    line = found.line(number)
    if line is None:
        raise UnknownLine(number=found.number, line=number)
    if line.waiting <= 0:
        raise NothingToInspect(number=found.number, line=number, lines=lines)
    return line
