"""What the form of one stop says: all of it, less of it, or another lot."""

from bot.stepping.asked import Asked, Fields
from inventory.documents.pick_list import PickLine
from inventory.item import Item


def read_stop(number: str, stop: PickLine, item: Item, fields: Fields) -> Asked:
    """Read what was found at a stop; what is as the list says needs no reason.

    Args:
        number: of the pick list.
        stop: that the form is about.
        item: that lies there.
        fields: as they were sent; what cannot be read is collected in its errors.

    Raises:
        UnknownUnit, FractionRefused: as they say.
    """
    said, lot = fields.amount("quantity"), fields.text("lot")
    picked = None if said is None else item.in_base_units(said)
    is_listed = lot.casefold() in ("", stop.lot.casefold())
    is_whole = picked in (None, stop.quantity)
    facts = {
        "number": number,
        "line": stop.number,
        "picked": None if is_whole else picked,
        "lot": "" if is_listed else lot,
        "reason": "" if is_listed and is_whole else fields.text("reason"),
        "note": fields.text("note"),
    }
    return Asked("record_pick", facts, is_told=picked != 0)
