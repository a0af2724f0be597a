"""Why a count is not at the step where something can be done, and what can be done there."""

from typing import Final

from bot.messages.telling import plain
from bot.messages.text import Code, Line, line
from inventory.book import Book
from inventory.documents.cycle_count import CountLineStatus, CountStatus
from inventory.order_errors import WrongStep

COUNTS: Final = "CC-"
"""How the number of a count begins."""

REFUSED: Final = {
    "claim": "take {}",
    "recount": "have {} counted again",
    "move": "move what was found on {}",
    "settle": "settle what was found on {}",
    "explain": "say why {} was off",
    "investigate": "look into {}",
}
"""What was asked -> its words, where they are others."""

STANDS: Final[dict[str, str]] = {
    "waiting": "still to be counted",
    "again": "to be counted anew",
    "recount": "to be counted once more",
    "approval": "counted, and waits to be decided about",
    "planned": "still to be counted",
    "counting": "still being counted",
}
"""How a count or a line of it stands -> its words, where the status alone would puzzle."""

ENDED: Final = (CountStatus.DONE, CountStatus.CANCELLED)


def wrong_count_step(error: WrongStep, _book: Book) -> Line:
    """Word that a count, or a line of it, is not where this can be done."""
    asked = REFUSED.get(error.action, f"{plain(error.action)} {{}}").format(error.number)
    if error.action == "explain" and error.status == CountLineStatus.POSTED:
        return line(f"{error.number} was not off: as much was found as the book said.")
    stands = STANDS.get(error.status, plain(error.status))
    return line(f"Cannot {asked}: it is {stands}. ", *_next(error))


def _next(error: WrongStep) -> Line:
    if error.action == "investigate" and error.status in ENDED:
        return line("Nothing of it was off.")
    if error.status in ENDED:
        return line("Count a bin again with ", Code("/count bin:A-01"), ".")
    if error.action in ("recount", "investigate", "move", "explain"):
        return line("Only what has been counted can be.")
    if error.action == "print" and error.status in (CountStatus.PLANNED, CountStatus.COUNTING):
        return line("Take it first: from then on goods that move while you count are noticed.")
    if error.action == "claim":
        return line("Nothing of it is left to count for you.")
    return line("Look at its message for what can be done now.")
