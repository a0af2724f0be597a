"""What happened to goods in a bin since they were last counted right, and what a variance may come from."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.count_lines import off_by, place_of
from bot.messages.figures import ARROW, amount, counted, moment, number, signed, unit_of
from bot.messages.message import Message
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Code, Line, clipped, joined, line, who
from inventory.counting.evidence import Clue, Suggestion
from inventory.counting.investigating import GoodCount, Investigation, Step
from inventory.documents.cycle_count import CycleCount
from inventory.move import Move
from inventory.reasons import COUNTED

STEPS_SHOWN: Final = 30
SUGGESTIONS_SHOWN: Final = 8
CAUSE: Final = "set_cause"


def investigation(
    found: Investigation, telling: Telling, count: CycleCount | None = None, prefix: str = ""
) -> Message:
    """Word an investigation.

    Args:
        found: what was read.
        telling: names and units.
        count: whose line it is about; None for a bin that nobody counts just now.
        prefix: of commands in this workspace.
    """
    lines = (
        _header(found, telling, count),
        *_since(found.since),
        *_steps(found, telling),
        *_suggested(found, telling),
    )
    if count is None or not found.line.variance:
        return Message(lines)
    typed = f"cause {count.number} line:{found.line.number} {_likely(found)}"
    button = telling.button("Say why…", CAUSE, count.number, found.line.number, "primary")
    return Message(
        (*lines, line("Say why it was off: ", Code(f"{prefixed(MENU, prefix)} {typed}"))), (button,)
    )


def likely_cause(found: Investigation) -> str:
    """Return the cause that the strongest clue names, or the one that was said already."""
    said = found.line.cause
    if said and said != COUNTED:
        return said
    return found.suggestions[0].cause if found.suggestions else ""


def _likely(found: Investigation) -> str:
    return likely_cause(found) or "misplaced"


def _header(found: Investigation, telling: Telling, count: CycleCount | None) -> Line:
    one = found.line
    what = f"{telling.item(one.item)} at {place_of(one)}"
    if one.tally is None:
        now = (
            amount(one.expected, unit_of(telling.book, one.item))
            if one.expected is not None
            else "?"
        )
        return line(Bold(what), f": {now} by the book now")
    where = f", {count.number} line {one.number}" if count else ""
    cause = f"; {plain(one.cause)}" if one.cause and one.cause != COUNTED else ""
    said = f": the book said {number(one.tally.expected)}, found {number(one.tally.quantity)}"
    return line(Bold(what), f"{said} ({off_by(one, telling)}){where}{cause}")


def _since(since: GoodCount | None) -> tuple[Line, ...]:
    if since is None:
        return (line("Never counted before: everything since the beginning."),)
    on = f" on {day(since.on)}" if since.on else ""
    start = f"Last counted right{on}: {number(since.counted)} by "
    return (line(start, who(since.by), f" ({since.count}). Since then:"),)


def _steps(found: Investigation, telling: Telling) -> list[Line]:
    if not found.steps:
        return [line("Nothing has moved there since.")]
    shown = found.steps[-STEPS_SHOWN:]
    left = len(found.steps) - len(shown)
    older = [line(f"… {counted(left, 'earlier move')}")] if left else []
    if found.is_cut:
        older = [line("… and older moves that are not shown")]
    begin = [line(f"Began with {number(found.started_with)}")] if not left else []
    return [*begin, *older, *(_step(one, telling) for one in shown)]


def _step(one: Step, telling: Telling) -> Line:
    move = one.move
    other = move.source if one.change > 0 else move.target
    way = "from" if one.change > 0 else "to"
    document = f", {clipped(move.document, 40)}" if move.document else ""
    reason = f", {plain(move.reason)}" if move.reason else ""
    note = f", “{clipped(move.note, 80)}”" if move.note else ""
    back = ", taken back" if move.reverses else ""
    return line(
        f"{moment(telling.book, move.occurred_at)} {signed(one.change)} {ARROW} "
        f"{number(one.balance)}: {plain(move.kind.value)} {way} {clipped(other, 40)}"
        f"{document}{reason}{note}{back}, ",
        who(move.actor),
        f" ({move.transaction})",
    )


def _suggested(found: Investigation, telling: Telling) -> list[Line]:
    if not found.suggestions:
        return [] if not found.line.variance else [line("No single entry explains the difference.")]
    title = line(Bold("Where it may come from:"))
    return [title, *(_suggestion(one, telling) for one in found.suggestions[:SUGGESTIONS_SHOWN])]


def _suggestion(one: Suggestion, telling: Telling) -> Line:
    return line("• ", CLUES[one.clue](one, telling), f" ({plain(one.cause)})")


def _names(moves: Sequence[Move], telling: Telling) -> Line:
    return joined([_entry(move, telling) for move in moves], " and ")


def _entry(move: Move, telling: Telling) -> Line:
    much = amount(move.quantity, unit_of(telling.book, move.item))
    document = f" for {clipped(move.document, 40)}" if move.document else ""
    return line(
        Bold(move.transaction),
        f" {plain(move.kind.value)} of {much}{document} by ",
        who(move.actor),
    )


def _meant(one: Suggestion, telling: Telling) -> str:
    if one.meant is None or not one.moves:
        return ""
    return amount(one.meant, unit_of(telling.book, one.moves[0].item))


def _other_place(one: Suggestion) -> str:
    lot = f" lot {clipped(one.lot, 40)}" if one.lot else ""
    return f"{clipped(one.location, 40)}{lot}"


CLUES: Final[dict[Clue, Callable[[Suggestion, Telling], Line]]] = {
    Clue.OTHER_BIN_OFF: lambda s, t: line(
        f"{_other_place(s)} was off by as much the other way", *_by(s, t)
    ),
    Clue.OTHER_LOT_OFF: lambda s, t: line(
        f"lot {clipped(s.lot, 40) or 'none'} in this bin was off by as much the other way",
        *_by(s, t),
    ),
    Clue.ENTERED_TWICE: lambda s, t: line("entered twice: ", _names(s.moves, t)),
    Clue.OTHER_UNIT: lambda s, t: line(
        _names(s.moves, t), f" would be right as {_meant(s, t)}: a {clipped(s.unit, 30)} is meant"
    ),
    Clue.WRONG_WAY: lambda s, t: line(_names(s.moves, t), " went the wrong way"),
    Clue.MISTYPED: lambda s, t: line(
        _names(s.moves, t), f" would be right as {_meant(s, t)}: mistyped"
    ),
    Clue.UNDONE: lambda s, t: line(_names(s.moves, t), ": taken back, and yet the goods had moved"),
    Clue.AS_LARGE: lambda s, t: line(
        _names(s.moves, t), " is just as large: perhaps it never happened"
    ),
    Clue.OTHER_BIN_USED: lambda s, t: line(
        _names(s.moves, t), f" was entered for {_other_place(s)}: perhaps it was here"
    ),
}
"""Clue -> its words."""


def _by(one: Suggestion, telling: Telling) -> Line:
    return line(": ", _names(one.moves, telling)) if one.moves else ()
