"""Forms about what was found otherwise: at a stop of a pick list, and at the check."""

from typing import Final

from bot.messages.figures import amount, number, place_and_lot, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.views.blocks import field, text_input, words
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.documents.pick_list import PickLine, PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.known import known
from inventory.order_commands import Finding
from inventory.order_errors import AlreadyPicked, UnknownLine, WrongStep

NOTE_MAX: Final = 500
SHORT_REASONS: Final = (
    Option("missing", "Not there"),
    Option("damaged", "Damaged"),
    Option("misplaced", "Something else lies there"),
    Option("expired", "Past its date"),
    Option("other", "Another reason"),
)
FINDINGS: Final = (
    Option(Finding.SHORT.value, "Too few"),
    Option(Finding.WRONG_ITEM.value, "Another item"),
    Option(Finding.DAMAGED.value, "Damaged"),
)


def short_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form of a stop at which less, or another lot, was found."""
    pick_list = known(telling.book, PickList, about.target.number)
    stops = [
        Option(
            str(stop.number),
            f"{stop.number}. {place_and_lot(stop.location, stop.lot)}: "
            f"{amount(stop.quantity, unit_of(telling.book, stop.item))} of {stop.item}",
        )
        for stop in pick_list.lines
        if stop.is_waiting
    ]
    if not stops or not pick_list.is_open:
        raise WrongStep(number=pick_list.number, action="pick", status=pick_list.status)
    blocks = [
        field("stop", "Stop", select(stops, stops[0].value), optional=False),
        field("quantity", "How many you have", text_input(hint="5", longest=40), optional=False),
        field("reason", "Why", select(SHORT_REASONS), optional=False),
        field("lot", "Another lot", text_input(hint="L9, if not the listed one"), optional=True),
        field("note", "Note", text_input(hint="What you saw", longest=NOTE_MAX), optional=True),
    ]
    return step_form("short", f"Short on {pick_list.number}", "Record", about, blocks)


def lot_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks which lot was taken: read it off the goods, not off the list."""
    pick_list, stop = the_stop(telling, about)
    unit = unit_of(telling.book, stop.item)
    much = f"{amount(stop.quantity, unit)} of {telling.item(stop.item)}"
    asked = f"{much} at {stop.location}. The list says lot {stop.lot}, which goes first."
    hint = "As on the goods"
    blocks = [
        words("about", asked),
        field("lot", "Lot", text_input(hint=hint, longest=75), optional=False),
        field("reason", "If it is another lot: why", select(SHORT_REASONS), optional=True),
        field("note", "Note", text_input(hint="What you saw", longest=NOTE_MAX), optional=True),
    ]
    return step_form("lot", f"Pick {pick_list.number}", "Picked", about, blocks)


def the_stop(telling: Telling, about: FormAbout) -> tuple[PickList, PickLine]:
    """Return a list and the stop of it that a form is about.

    Raises:
        UnknownDocument, UnknownLine, WrongStep, AlreadyPicked: as they say.
    """
    pick_list = known(telling.book, PickList, about.target.number)
    stop = pick_list.line(about.target.part)
    if stop is None:
        raise UnknownLine(number=pick_list.number, line=about.target.part)
    if not pick_list.is_open:
        raise WrongStep(number=pick_list.number, action="pick", status=pick_list.status)
    if not stop.is_waiting:
        raise AlreadyPicked(
            number=pick_list.number, line=stop.number, item=stop.item, by=stop.picked_by
        )
    return pick_list, stop


def wrong_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form of a line that is not as it should be."""
    shipment = known(telling.book, Shipment, about.target.number)
    if shipment.status not in (ShipmentStatus.CHECKING, ShipmentStatus.PICKING):
        raise WrongStep(number=shipment.number, action="check", status=shipment.status)
    line = shipment.line(about.target.part)
    if line is None:
        raise UnknownLine(number=shipment.number, line=about.target.part)
    if line.is_checked:
        raise AlreadyPicked(
            number=shipment.number, line=line.number, item=line.item, by=line.checked_by
        )
    asked = f"{number(line.quantity)} {telling.item(line.item)} should be there"
    blocks = [
        words("about", f"{asked}. What is not right goes back, and the picker gets your words."),
        field("finding", "What is wrong", select(FINDINGS), optional=False),
        field("quantity", "How many are right", text_input(hint="0", longest=40), optional=False),
        field(
            "note",
            "Tell the picker",
            text_input(hint="Three are green", longest=NOTE_MAX),
            optional=False,
        ),
        field(
            "photo",
            "Link to a picture",
            text_input(hint="Post it in the thread, and paste its link here", longest=500),
            optional=True,
        ),
    ]
    return step_form("wrong", f"Check {shipment.number}", "Send back", about, blocks)
