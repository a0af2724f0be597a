"""Why something about a count was refused, and what to do next.

What the book expects is never said here: whoever is refused may be about to count.
"""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import counted, place_and_lot
from bot.messages.naming import named_first
from bot.messages.rights import ask
from bot.messages.telling import plain
from bot.messages.text import Code, Line, Part, clipped, line, who
from inventory import count_errors as errors
from inventory.book import Book
from inventory.documents.cycle_count import CountLineStatus

TRANSACTIONS_SHOWN: Final = 5
ZONES_SHOWN: Final = 12
COUNTS_SHOWN: Final = 5

SETTLED: Final[dict[str, str]] = {
    CountLineStatus.POSTED: "counted and settled",
    CountLineStatus.MOVED: "settled by a move",
    CountLineStatus.SKIPPED: "left out, for it was counted elsewhere or taken back",
    CountLineStatus.APPROVAL: "counted, and waits to be approved",
    CountLineStatus.RECOUNT: "counted, and is to be counted once more by another person",
}
"""How a line stands that nobody is to count -> its words."""


NOTHING: Final[dict[str, Line]] = {
    "nothing": line("Nothing lies there that could be counted."),
    "nothing_suspect": line(
        "Nothing seems wrong there: no picker was short, no bin has gone down to nothing uncounted, "
        "and no last count was far off."
    ),
    "nothing_due": line(
        "Nothing is due to be counted today. Name what to count, as ", Code("/count zone:A"), "."
    ),
}
"""Why a scope holds nothing that could be counted -> its words."""


def nothing_to_count(error: errors.NothingToCount, _book: Book) -> Line:
    """Word a scope in which nothing is to be counted."""
    named = f"“{clipped(error.what, 60)}”"
    match error.problem:
        case "unknown_zone":
            return line(f"There is no zone {named}.{_known('Zones', error.known)}")
        case "unknown_site":
            return line(f"There is no site {named}.{_known('Sites', error.known)}")
        case "unknown_class":
            return line(f"There is no class {named}: items are of class A, B or C.")
        case "unknown_bins":
            return line(
                f"No bin in use is called like {named}. B-* is every bin that begins so, "
                "B-01..B-12 those between."
            )
        case "on_sheets":
            return line(
                f"All of that is on an open count already: {_numbers(error.counts)}. Look at it with ",
                Code(f"/count {error.counts[0]}"),
                ".",
            )
        case _:
            return NOTHING[error.problem]


def count_too_long(error: errors.CountTooLong, _book: Book) -> Line:
    """Word a plan of more sheets than anybody hands out at once."""
    start = f"That is {error.lines:,} lines, and one plan has at most {error.most:,}. Nothing was planned."
    if not error.zones:
        return line(f"{start} Name some of the bins, as ", Code("/count bin:A-01..A-40"), ".")
    zones = [f"{clipped(zone, 30)} ({lines:,})" for zone, lines in error.zones]
    return line(
        f"{start} Plan it zone by zone, as ",
        Code(f"/count zone:{clipped(error.zones[0][0], 30)}"),
        f". The zones, with their lines: {named_first(zones, ZONES_SHOWN)}.",
    )


def count_taken(error: errors.CountTaken, _book: Book) -> Line:
    """Word that somebody else counts a sheet."""
    return line(
        f"{error.number} is in the hand of ",
        who(error.by),
        ". They or a manager can give it back.",
    )


def other_counter_needed(error: errors.OtherCounterNeeded, book: Book) -> Line:
    """Word that a recount is for somebody who has not counted the line."""
    by: list[Part] = []
    for user in error.counters[:5]:
        by += [", ", who(user)]
    counted_by = (" by ", *by[1:]) if by else ()
    where = f"{_goods(error.item)} at {clipped(error.location, 60)}"
    return line(
        f"{error.number} line {error.line}, {where}, was counted",
        *counted_by,
        ": somebody else counts it once more. ",
        ask(error.who, book),
    )


def counted_already(error: errors.CountedAlready, _book: Book) -> Line:
    """Word that a line, or the whole sheet, is settled."""
    if not error.line:
        return line(
            f"{error.number} is {plain(error.status)}: nothing of it is left to count. Count a bin "
            "again with ",
            Code("/count bin:A-01"),
            ".",
        )
    where = f"{_goods(error.item)} at {clipped(error.location, 60)}"
    stands = SETTLED.get(error.status)
    if stands is None:  # what no item was called
        return line(
            f"What was found at {clipped(error.location, 60)} as “{clipped(error.item, 60)}” is "
            f"{plain(error.status)} already: see {error.number}."
        )
    return line(
        f"{error.number} line {error.line}, {where}, is {stands}. A manager can have it counted "
        "again: ",
        Code(f"/inv recount {error.number} line:{error.line}"),
        ".",
    )


def not_in_wrong_bin(error: errors.NotInWrongBin, _book: Book) -> Line:
    """Word that found goods have no other bin to come from."""
    return line(
        f"Nothing says that {_goods(error.item)} at {clipped(error.location, 60)} "
        f"({error.number} line {error.line}) belongs to another bin: no bin is short of so many. "
        "Leave it as found, or name the bin they come from."
    )


def count_posted(error: errors.CountPosted, _book: Book) -> Line:
    """Word that something of a count is in the ledger."""
    shown = ", ".join(error.transactions[:TRANSACTIONS_SHOWN])
    more = len(error.transactions) - TRANSACTIONS_SHOWN
    rest = f" and {counted(more, 'more posting')}" if more > 0 else ""
    return line(
        f"{error.number} cannot be cancelled: {shown}{rest} posted some of it. "
        "Close it instead; what nobody has counted is left out: ",
        Code(f"/count {error.number} close"),
        ".",
    )


def _goods(item: str) -> str:
    return clipped(item, 60) or "the empty bin"


def _numbers(counts: tuple[str, ...]) -> str:
    return named_first(counts, COUNTS_SHOWN)


def _known(what: str, known: tuple[str, ...]) -> str:
    shown = ", ".join(clipped(one, 40) for one in known[:15])
    return f" {what}: {shown}." if shown else f" {what} stand on Locations."


def counted_twice(error: errors.CountedTwice, _book: Book) -> Line:
    """Word that two lines of a block count one balance."""
    where = place_and_lot(error.location, error.lot)
    return line(f"{error.item} at {where} is counted twice in this block. Keep the right line.")


COUNT_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    nothing_to_count,
    count_too_long,
    count_taken,
    other_counter_needed,
    counted_already,
    counted_twice,
    not_in_wrong_bin,
    count_posted,
)
"""One function an error of `inventory/count_errors.py`."""
