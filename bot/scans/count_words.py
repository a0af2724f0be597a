"""The words for a sheet that is counted with a hand scanner: bin by bin, in walking order.

They say which goods are asked for in a bin, and never how many the book has there.
"""

from collections.abc import Iterator

from bot.messages.count_lines import scope_text
from bot.messages.counting import left_for
from bot.messages.figures import counted
from bot.messages.message import Message
from bot.messages.text import Bold, Code, Line, clipped, line
from bot.scans.session import ScanSession
from inventory.book import Book
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.rules import Rules

HOW = line(
    "Scan a bin, then every piece in it, or type ",
    Code("12"),
    " before a code; ",
    Code("empty"),
    " if nothing lies there. ",
    Code("done"),
    " puts it on record.",
)


def sheet_begun(rules: Rules, session: ScanSession, count: CycleCount, user: str) -> Message:
    """Say what is to be counted, and where to begin."""
    waiting = left_for(rules, count, user)
    bins = list(dict.fromkeys(one.location for one in waiting))
    title = line(
        Bold(f"Counting {session.sheet}"),
        f", {scope_text(count.scope)}: {counted(len(waiting), 'line')} in {counted(len(bins), 'bin')}.",
    )
    if not bins:
        return Message((line(title, " Nothing is left to count for you."), HOW))
    return Message((title, _goods_at(bins[0], waiting, "Begin at"), HOW))


def at_bin(book: Book, session: ScanSession) -> Message:
    """Say which goods are asked for in the bin that was just scanned."""
    count, place = book.get(CycleCount, session.sheet), session.shared.location
    waiting = list(count.waiting) if count else []
    if not any(one.location == place for one in waiting):
        told = line(Bold(f"At {clipped(place, 60)}"), f": {session.sheet} asks for nothing there.")
        return Message((told, line("What you scan is entered as found.")))
    return Message((_goods_at(place, waiting, "At"),))


def next_bin(book: Book, session: ScanSession) -> Iterator[Line]:
    """Say which bin comes next on the walk."""
    count = book.get(CycleCount, session.sheet) if session.sheet else None
    if count is None:
        return
    seen = {tally.line.location for tally in session.tallies} | {session.shared.location}
    left = [one for one in count.waiting if one.location not in seen]
    if left:
        yield line(f"Next bin: {clipped(left[0].location, 60)}.")


def left_out(rules: Rules, count: CycleCount, session: ScanSession, user: str) -> Iterator[Line]:
    """Name what the sheet asks somebody for in bins that they scanned, and was not scanned there."""
    said = {(tally.line.location, tally.line.item.casefold()) for tally in session.tallies}
    asked = [one for one in left_for(rules, count, user) if one.item]
    for place in dict.fromkeys(place for place, _ in said):
        here = (one.item for one in asked if one.location == place)
        names = [item for item in here if (place, item.casefold()) not in said]
        if names:
            named = ", ".join(dict.fromkeys(names))
            yield line(f"Not scanned at {clipped(place, 60)}, and still to be counted: {named}.")


def _goods_at(place: str, waiting: list[CountLine], begin: str) -> Line:
    asked = [one for one in waiting if one.location == place]
    named = ", ".join(_named(one) for one in asked if one.item)
    return line(Bold(f"{begin} {clipped(place, 60)}"), f": {named or 'is it empty?'}")


def _named(one: CountLine) -> str:
    return f"{one.item} lot {clipped(one.lot, 40)}" if one.lot else one.item
