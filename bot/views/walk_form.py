"""One stop of a pick list as a form: where to go, what to take, and what was there after all.

Sending it shows the next stop in its place, so that a list is walked in one form. How many were taken
has to be typed at each stop: a second tap on a button that has become the next stop's says nothing.
"""

from typing import Final

from bot.messages.figures import amount, counted, place_and_lot, typed, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.target import Target
from bot.views.blocks import field, modal, text_input, words
from bot.views.metadata import FormNote
from bot.views.paging import on_page
from bot.views.step_fields import select
from bot.views.work_forms import NOTE_MAX, SHORT_REASONS
from inventory.documents.pick_list import PickLine, PickList
from inventory.place import Place

WALK: Final = "walk"
"""The callback of the form, and its verb."""


def walk_form(
    pick_list: PickList, stop: PickLine, place: Place, telling: Telling, told: str = ""
) -> Block:
    """Return the form of one stop.

    Args:
        pick_list: the list.
        stop: one of it that waits.
        place: where the walk was begun.
        telling: names and units.
        told: what came of the stop before, empty for the first.
    """
    target = Target(pick_list.number, stop.number, telling.sequence)
    note = FormNote(verb=WALK, place=place, number=target.value)
    blocks = [
        *([words("told", told)] if told else []),
        words("about", _about(pick_list, stop, telling)),
        *on_page(_fields(stop, telling), f"{stop.number}.{telling.sequence}"),
    ]
    return modal(WALK, f"Pick {pick_list.number}", "Picked", note.model_dump_json(), blocks)


def _about(pick_list: PickList, stop: PickLine, telling: Telling) -> str:
    left = sum(one.is_waiting for one in pick_list.lines)
    what = f"{amount(stop.quantity, unit_of(telling.book, stop.item))} of {telling.item(stop.item)}"
    again = f" Once more: “{clipped(stop.words, 80)}”." if stop.words else ""
    return (
        f"Go to {place_and_lot(stop.location, stop.lot)}: take {what}, for {stop.order}.{again} "
        f"{counted(left, 'stop')} left."
    )


def _fields(stop: PickLine, telling: Telling) -> list[Block]:
    how_many = text_input(hint=typed(stop.quantity), longest=40)
    why = "If it is less, or another lot: why" if stop.lot else "If it is less: why"
    return [
        field("quantity", "How many you have", how_many, optional=False),
        *([_lot_field(telling)] if stop.lot else []),
        field("reason", why, select(SHORT_REASONS), optional=True),
        field("note", "Note", text_input(hint="What you saw", longest=NOTE_MAX), optional=True),
    ]


def _lot_field(telling: Telling) -> Block:
    """Return the field of the lot: where the house wants to know it, it is read off the goods."""
    if telling.book.rules.asks_for_lot:
        return field("lot", "Lot", text_input(hint="As on the goods", longest=75), optional=False)
    hint = "L9, if not the listed one"
    return field("lot", "Another lot", text_input(hint=hint, longest=75), optional=True)
