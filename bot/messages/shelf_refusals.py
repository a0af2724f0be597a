"""Why goods cannot be put away or sent to another site, and what can be done instead."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import number
from bot.messages.naming import listed
from bot.messages.text import Line, Part, clipped, line, who
from inventory import inbound_errors as errors
from inventory import row_errors
from inventory.book import Book

BINS_NAMED: Final = 3


def already_put_away(error: errors.AlreadyPutAway, _book: Book) -> Line:
    """Word that a line is done, and who did it."""
    line_of = f"Line {error.line} of {error.number}" if error.line else error.number
    where = f" in {_any_of(error.bins[:BINS_NAMED], 'and')}" if error.bins else ""
    if not error.by:
        return line(f"{line_of} is done: its goods left receiving another way.")
    by: tuple[Part, ...] = (" by ", who(error.by))
    return line(f"{line_of} is done: put away{where}", *by, ".")


def wrong_bin(error: errors.WrongBin, _book: Book) -> Line:
    """Word a bin that is not for these goods, or has no room for them."""
    code = clipped(error.location, 60)
    another = "Name another bin, or have a manager name this one"
    if error.problem == "kind":
        return line(
            f"{code} takes {_any_of(error.takes, 'and')} only, and {error.item} is none. {another}."
        )
    if error.room:
        room = number(error.room)
        return line(
            f"{code} has room for {room} more of {error.item}. Put {room} there, name another bin, "
            "or have a manager name this one."
        )
    why = "bears no more weight" if error.problem == "too_heavy" else "is full"
    return line(f"{code} {why}. {another}.")


def other_site(error: errors.OtherSite, _book: Book) -> Line:
    """Word a way between sites that cannot be gone like this."""
    target = clipped(error.target, 60)
    sites = _any_of(error.sites)
    match error.problem:
        case "transfer_needed":
            return line(
                f"{target} is at another site than {error.location}: goods go there by a transfer, "
                "so that they are on the way until they arrive. "
                f"Type /inv transfer, the goods, and {error.location} > {target}."
            )
        case "same_site":
            known = f" Other sites: {sites}." if sites else " There is no other site on Locations."
            return line(
                f"{target} is at the same site as {error.location}. "
                f"Type /inv move for that, or name another site.{known}"
            )
        case "another_site":
            return line(
                f"{target} is not at {sites or 'the main site'}, where {error.location} "
                "goes. Name a bin there."
            )
        case "no_transit":
            return line(
                f"Nowhere can goods be while they travel to {target}. "
                "Add a row of kind transit on Locations, then send them."
            )
        case _:
            known = (
                f" Sites: {sites}." if sites else " Locations names none yet, in its column Site."
            )
            return line(f"There is no site or bin “{target}”.{known}")


def _any_of(words: tuple[str, ...], last: str = "or") -> str:
    return listed([clipped(word, 40) for word in words[:10]], last)


def still_awaited(error: row_errors.StillAwaited, _book: Book) -> Line:
    """Word that goods wait in a place, which cannot be of another kind meanwhile."""
    waiting = _any_of(error.documents[:BINS_NAMED], "and")
    return line(f"The goods of {waiting} wait in {clipped(error.location, 60)}. Move them first.")


SHELF_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    already_put_away,
    wrong_bin,
    other_site,
    still_awaited,
)
"""One function an error about bins and sites."""
