"""What is said once about a return: in its own thread, and in that of the order it comes from."""

from typing import Final

from bot.messages.figures import amount, place_and_lot, unit_of
from bot.messages.telling import Telling, plain
from bot.messages.text import Line, Link, Part, clipped, line, who
from inventory.condition import Disposition
from inventory.documents.remark import Remark
from inventory.location import SCRAP

WENT: Final[dict[str, str]] = {
    Disposition.RESTOCK: "back to stock",
    Disposition.REFURBISH: "to be refurbished",
    Disposition.QUARANTINE: "into quarantine",
    Disposition.SCRAP: "scrapped",
    Disposition.RETURN_TO_VENDOR: "to be sent back to the supplier",
}


def return_announced(said: Remark, telling: Telling) -> Line:
    """Word that goods are to come back."""
    why = f" “{clipped(plain(said.words), 200)}”" if said.words else ""
    return line(
        f"{said.document}: {_much(said, telling)} to come back, says ",
        who(said.actor),
        f".{why}",
    )


def came_back(said: Remark, telling: Telling) -> Line:
    """Word that goods came back and wait to be inspected."""
    where = place_and_lot(said.location, said.lot)
    start = f"{said.document}: {_much(said, telling)} came back to {where}, taken in by "
    return line(start, who(said.actor), ". To be inspected.")


def inspected(said: Remark, telling: Telling) -> Line:
    """Word what condition goods were found in, and where they went."""
    condition, _, disposition = said.other.partition(" ")
    note = f": “{clipped(plain(said.words), 200)}”" if said.words else ""
    where = "" if said.location == SCRAP else f", at {place_and_lot(said.location, said.lot)}"
    went = WENT.get(disposition, plain(disposition))
    start = (
        f"{said.document}: {_much(said, telling)} found {plain(condition)}, {went}{where}, says "
    )
    return line(start, who(said.actor), f"{note}.", *_picture(said))


def refunded(said: Remark, telling: Telling) -> Line:
    """Word that a credit note was issued."""
    return line(
        f"{said.document}: {_much(said, telling)} credited with {said.other} by ",
        who(said.actor),
        ".",
    )


def replaced(said: Remark, telling: Telling) -> Line:
    """Word that an order sends the same again."""
    start = f"{said.document}: {_much(said, telling)} to be sent again with {said.other}, says "
    return line(start, who(said.actor), ".")


def return_closed(said: Remark, _telling: Telling) -> Line:
    """Word that nothing more is expected of a return."""
    return line(f"{said.document} is closed by ", who(said.actor), f"{_why(said)}.")


def return_cancelled(said: Remark, telling: Telling) -> Line:
    """Word that goods will not come back after all."""
    start = f"{said.document}: {_much(said, telling)} will not come back, says "
    return line(start, who(said.actor), f"{_why(said)}.")


def _why(said: Remark) -> str:
    return f": “{clipped(plain(said.words), 200)}”" if said.words else ""


def _much(said: Remark, telling: Telling) -> str:
    return f"{amount(said.quantity, unit_of(telling.book, said.item))} of {said.item}"


def _picture(said: Remark) -> tuple[Part, ...]:
    if not said.link.startswith(("https://", "http://")):
        return (f" Picture: {clipped(said.link, 200)}",) if said.link else ()
    return (" ", Link(said.link, "Picture"))
