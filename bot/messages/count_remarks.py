"""What is said once in the thread of a count: one sentence each.

The thread is read by those who count. What the book expects is therefore not said of a blind count: the
moves are, which everybody may know, and the totals are not.
"""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, number, place_and_lot, unit_of
from bot.messages.telling import Telling, plain
from bot.messages.text import Line, Part, clipped, line, who
from inventory.counting.counters import is_for_anybody
from inventory.documents.cycle_count import CycleCount
from inventory.documents.remark import Remark, RemarkKind
from inventory.move import Move, MoveKind
from inventory.people import is_system
from inventory.ports import MoveFilter
from inventory.transaction import sequence_of

MOVES_READ: Final = 50
MOVES_NAMED: Final = 3

TOOK: Final = {
    MoveKind.PICK: "picked",
    MoveKind.SHIPMENT: "shipped",
    MoveKind.MOVE: "moved out",
    MoveKind.PUTAWAY: "put away elsewhere",
    MoveKind.TRANSFER: "sent away",
    MoveKind.BUILD: "used",
    MoveKind.SCRAP: "scrapped",
}
DECIDED: Final = {
    RemarkKind.COUNT_APPROVED: "Approved",
    RemarkKind.COUNT_REJECTED: "Not approved",
    RemarkKind.COUNT_WITHDRAWN: "Withdrawn",
}
BROUGHT: Final = {
    MoveKind.RECEIPT: "brought",
    MoveKind.PUTAWAY: "brought",
    MoveKind.MOVE: "moved in",
    MoveKind.RETURN: "brought back",
    MoveKind.TRANSFER: "brought",
    MoveKind.BUILD: "built",
    MoveKind.UNBUILD: "gave back",
}
"""Kind of a move -> what it did to a bin; any other took or added."""


def count_again(said: Remark, telling: Telling) -> Line:
    """Word that goods moved while a line was counted, so that it asks again."""
    moves = joined_parts(moved_since(said, telling))
    why = line(*moves) if moves else line("goods moved")
    if is_blind(said.document, telling) or said.was is None:
        return line(f"{_what(said)} asks again: ", *why, " while it was counted. Count it anew.")
    now = f"{_what(said)}: was {number(said.was)}, now {number(said.quantity)} since "
    return line(now, *why, ". Count it anew.")


def count_another(said: Remark, telling: Telling) -> Line:
    """Word that a line is to be counted once more, and by whom."""
    is_one = bool(said.line)
    what = _what(said) if is_one else counted(int(said.quantity), "line")
    start = f"{what} {'is' if is_one else 'are'} to be counted once more"
    if said.other:
        return line(f"{start} by ", who(said.other), ".")
    by = f"somebody who has not counted {'it' if is_one else 'them'}"
    if _is_for_anybody(said, telling):
        by = "anybody"
    return line(f"{start}, by {by}. Press Enter… to do it.")


def wrong_bin(said: Remark, telling: Telling) -> Line:
    """Word that goods lie where the book has none, and where it has them."""
    much = amount(said.quantity, unit_of(telling.book, said.item))
    lot = f" lot {clipped(said.lot, 60)}" if said.lot else ""
    return line(
        f"Found {much} of {said.item}{lot} at {clipped(said.location, 60)}, says ",
        who(said.actor),
        f". They seem to belong to {clipped(said.other, 60)}: move them in the book, or leave them "
        "as found.",
    )


def unknown_goods(said: Remark, _telling: Telling) -> Line:
    """Word that something was found that no item is called."""
    return line(
        f"Found {number(said.quantity)} of something called “{clipped(said.words, 80)}” at "
        f"{clipped(said.location, 60)}, says ",
        who(said.actor),
        ". A manager says which item it is.",
    )


def cause_set(said: Remark, _telling: Telling) -> Line:
    """Word why a line was off."""
    note = f": “{clipped(said.words, 200)}”" if said.words else ""
    return line(
        f"{_what(said)} was off because of: {plain(said.other)}, says ", who(said.actor), note, "."
    )


def decided(said: Remark, _telling: Telling) -> Line:
    """Word that what was counted beyond the tolerance was approved, or goes back."""
    is_one = bool(said.line)
    what = _what(said) if is_one else counted(int(said.quantity), "line")
    if said.kind is RemarkKind.COUNT_APPROVED:
        goes_on = "the book says so now"
    else:
        by = "anybody"
        if said.kind is RemarkKind.COUNT_WITHDRAWN:
            by = f"somebody who has not counted {'it' if is_one else 'them'}"
        goes_on = f"{'it is' if is_one else 'they are'} to be counted again, by {by}"
    start = f"{DECIDED[said.kind]} ({said.other}): {what}, says "
    return line(start, who(said.actor), f"{_because(said)}; {goes_on}.")


def ended(said: Remark, _telling: Telling) -> Line:
    """Word that a count was closed or let go, and what of it nobody has counted."""
    verb = "Closed" if said.kind is RemarkKind.COUNT_CLOSED else "Cancelled"
    left = int(said.quantity)
    stay = f" {counted(left, 'line')} {'stays' if left == 1 else 'stay'} as the book has it."
    return line(f"{verb} by ", who(said.actor), f"{_because(said)}.{stay if left else ''}")


def unknown_settled(said: Remark, _telling: Telling) -> Line:
    """Word which item unknown goods are, or that they are none."""
    what = f"What was called “{clipped(said.words, 80)}” at {clipped(said.location, 60)} is "
    known = clipped(said.item, 60) if said.item else "nothing of ours"
    return line(f"{what}{known}, says ", who(said.actor), ".")


def _is_for_anybody(said: Remark, telling: Telling) -> bool:
    """Tell whether those too may count the lines of a remark once more who have counted them."""
    count = telling.book.get(CycleCount, said.document)
    waiting = count.waiting if count else ()
    about = [one for one in waiting if one.tallies and said.line in (0, one.number)]
    return bool(about) and all(is_for_anybody(telling.book.rules, one) for one in about)


def _because(said: Remark) -> str:
    return f": “{clipped(said.words, 200)}”" if said.words else ""


def is_blind(number: str, telling: Telling) -> bool:
    """Tell whether those who count do not see what the book expects; so where nobody knows."""
    count = telling.book.get(CycleCount, number)
    return count is None or count.is_blind


def moved_since(said: Remark, telling: Telling) -> list[Line]:
    """Word the moves of a balance that are the reason of a remark, the newest three."""
    if telling.reader is None:
        return []
    wanted = MoveFilter(item=said.item, location=said.location, lot=said.lot)
    found = telling.reader.moves(wanted, MOVES_READ)
    after = [
        move
        for move in found
        if said.since < sequence_of(move.transaction) <= (telling.sequence or telling.book.sequence)
        and move.lot == said.lot
    ]
    return [_moved(move, said.location) for move in reversed(after[:MOVES_NAMED])]


def joined_parts(lines: list[Line]) -> tuple[Part, ...]:
    """Join what was done by one after the other."""
    parts: list[Part] = []
    for at, one in enumerate(lines):
        if at:
            parts.append(" and " if at == len(lines) - 1 else ", ")
        parts += one
    return tuple(parts)


def _moved(move: Move, location: str) -> Line:
    words = BROUGHT if move.target == location else TOOK
    did = words.get(move.kind, "added" if move.target == location else "took")
    return line(*_mover(move), f" {did} {number(move.quantity)}")


def _mover(move: Move) -> Iterator[Part]:
    """Name what moved goods: a document, or else the person who did."""
    if move.document:
        yield clipped(move.document, 60)
    elif is_system(move.actor):
        yield move.transaction
    else:
        yield who(move.actor)


def _what(said: Remark) -> str:
    where = place_and_lot(said.location, said.lot)
    return f"{said.item} at {where}" if said.item else f"The empty bin {where}"
