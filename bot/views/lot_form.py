"""The form that holds a lot back: how, and why."""

from typing import Final

from bot.messages.lots import SEPARATOR
from bot.messages.text import Block, clipped
from bot.views.blocks import field, modal, text_input, words
from bot.views.metadata import FormNote
from bot.views.step_fields import Option, select
from inventory.lot import Lot, LotStatus
from inventory.place import Place

CALLBACK: Final = "lot_status"
REASON_MAX: Final = 300
STATUSES: Final = (
    Option(LotStatus.HOLD.value, "On hold", "until somebody has looked"),
    Option(LotStatus.QUARANTINE.value, "Quarantine", "set apart, to be inspected"),
    Option(LotStatus.RECALLED.value, "Recalled", "by its supplier or by you"),
)


def lot_form(lot: Lot, place: Place) -> Block:
    """Return the form of a lot."""
    about = (
        f"Lot {clipped(lot.code, 60)} of {lot.item} stays on hand, and nobody can pick, pack or "
        "ship it. What orders hold of it is let go."
    )
    status = "" if lot.is_approved else lot.status.value
    why = text_input(hint="Glass in one jar", initial=lot.reason, longest=REASON_MAX)
    blocks = [
        words("about", about),
        field("status", "How", select(STATUSES, status or STATUSES[0].value), optional=False),
        field("reason", "Why", why, optional=False),
    ]
    number = SEPARATOR.join((lot.item, lot.code))
    note = FormNote(verb="hold", place=place, number=number)
    return modal(CALLBACK, "Hold a lot", "Hold", note.model_dump_json(), blocks)
