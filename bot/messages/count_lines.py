"""The lines of a count in words: what is asked, how each stands, and how far off it was.

While a line is still to be counted, what the book expects of it is nobody's to know, unless the count
is not blind. What is settled is in the ledger for everybody to see.
"""

from collections.abc import Iterable
from typing import Final

from bot.messages.figures import amount, money, number, place_and_lot, signed, unit_of
from bot.messages.naming import named_first
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Line, Part, clipped, line, who
from inventory.counting.counters import is_for_anybody
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import (
    CountLine,
    CountLineStatus,
    CycleCount,
    Tally,
    UnknownGoods,
)
from inventory.quantity import ZERO, Quantity
from inventory.reasons import COUNTED

NAMED_MAX: Final = 5
DIFFERS: Final = "differs by more than the tolerance"
"""What everybody may know of a line that is beyond it."""

DISMISSED: Final = "dismissed"
SETTLED: Final = frozenset({CountLineStatus.POSTED, CountLineStatus.MOVED, CountLineStatus.SKIPPED})
"""Lines of which nothing more is to come."""


def scope_text(scope: CountScope) -> str:
    """Say what of the building is counted.

    Examples:
        >>> scope_text(CountScope(zone="A", abc_class="B", sample=20))
        'zone A, class B, 20 at random'
        >>> scope_text(CountScope())
        'everything'
    """
    parts = [
        f"site {clipped(scope.site, 40)}" if scope.site else "",
        f"zone {clipped(scope.zone, 40)}" if scope.zone else "",
        _some(scope.bins),
        _some(scope.items),
        f"class {scope.abc_class}" if scope.abc_class else "",
        "what seems wrong" if scope.is_suspect else "",
        "what is due" if scope.is_due else "",
        f"moved since {day(scope.touched_since)}" if scope.touched_since else "",
        f"{scope.sample} at random" if scope.sample else "",
    ]
    return ", ".join(filter(None, parts)) or "everything"


def place_of(one: CountLine) -> str:
    """Write where a line is counted, with its lot."""
    return place_and_lot(one.location, one.lot)


def asked_text(one: CountLine, telling: Telling) -> str:
    """Write what a line asks for."""
    if not one.item:
        return f"{place_of(one)}: is it empty?"
    return f"{place_of(one)}: {telling.item(one.item)}"


def line_text(count: CycleCount, one: CountLine, telling: Telling) -> Line:
    """Word a line of a sheet, as everybody sees it."""
    asked = asked_text(one, telling) if one.item or one.is_waiting else place_of(one)
    found = " (found there)" if one.is_found else ""
    return line(f"{one.number}. {asked}{found}", *_standing(count, one, telling))


def outcome(one: CountLine) -> str:
    """Say what becomes of a counted line that is not settled, without what the book expects."""
    where = f"{one.item or 'The empty bin'} at {clipped(one.location, 60)}"
    if one.belongs_at:
        return (
            f"{where} seems to belong to {clipped(one.belongs_at, 60)}: the thread asks what to do."
        )
    match one.status:
        case CountLineStatus.AGAIN:
            return f"{where} asks again: goods moved there while you counted."
        case CountLineStatus.RECOUNT:
            return f"{where} {DIFFERS}: somebody else counts it once more."
        case _:
            waits = f" as {one.approval}" if one.approval else ""
            return f"{where} {DIFFERS}: it waits for approval{waits}."


def variance_text(one: CountLine, telling: Telling) -> Line:
    """Word how far off a counted line is, with everybody who counted it: for those who decide."""
    tallies = [tally for tally in one.tallies if not tally.is_overtaken]
    if not tallies:
        return line(f"{one.number}. {asked_text(one, telling)}: not counted")
    where = f"{one.number}. {_goods(one)} at {place_of(one)}: the book said "
    parts: list[Part] = [f"{where}{number(tallies[-1].expected)}, found "]
    for at, tally in enumerate(tallies):
        parts += ([", then "] if at else []) + list(_tally(tally))
    return line(*parts, f" ({off_by(one, telling)})")


def off_by(one: CountLine, telling: Telling) -> str:
    """Write a variance with what it is worth."""
    variance = one.variance
    if variance is None:
        return "not counted"
    if not variance:
        return "as the book says"
    worth = worth_of(one, telling)
    value = f", worth {money(abs(worth), telling.book.rules.currency)}" if worth else ""
    return f"{signed(variance)} {_unit(one, telling, variance)}{value}"


def worth_of(one: CountLine, telling: Telling) -> Quantity | None:
    """Return what a variance is worth: at its cost then, or the item's own now."""
    if one.value is not None or one.variance is None:
        return one.value
    item = telling.book.item(one.item) if one.item else None
    return None if item is None or item.unit_cost is None else one.variance * item.unit_cost


def is_off(one: CountLine) -> bool:
    """Tell whether a line was found to differ from the book."""
    return bool(one.variance)


def unknown_text(one: UnknownGoods) -> Line:
    """Word something that was found and no item is called."""
    what = (
        f"Unknown {one.number}. {clipped(one.location, 60)}: {number(one.quantity)} of "
        f"“{clipped(one.words, 80)}”, found by "
    )
    note = f" “{clipped(one.note, 120)}”" if one.note else ""
    if not one.settled_as:
        return line(what, who(one.by), note)
    settled = (
        "none of ours"
        if one.settled_as == DISMISSED
        else f"counted as {clipped(one.settled_as, 60)}"
    )
    return line(what, who(one.by), f"{note}: {settled}, says ", who(one.settled_by))


def _standing(  # noqa: PLR0911 - a table
    count: CycleCount, one: CountLine, telling: Telling
) -> Iterable[Part]:
    """Say how a line stands, and of settled ones what was found."""
    match one.status:
        case CountLineStatus.WAITING if not one.item:
            return ()
        case CountLineStatus.WAITING:
            return (f" {_expected(count, one, telling)}",)
        case CountLineStatus.AGAIN:
            return (": goods moved meanwhile, count it anew",)
        case CountLineStatus.RECOUNT:
            return (f": {DIFFERS}, to be counted once more by ", *_recounter(one, telling))
        case CountLineStatus.APPROVAL:
            waits = f", waits for {one.approval} to be approved" if one.approval else ""
            return (f": counted; {DIFFERS}{waits}",)
        case CountLineStatus.MOVED:
            from_bin = f" from {clipped(one.belongs_at, 60)}" if one.belongs_at else ""
            return (f": {_found(one, telling)}", *_by(one), f", moved here{from_bin} in the book")
        case CountLineStatus.SKIPPED:
            note = f" ({clipped(one.note, 80)})" if one.note else ""
            return (f": {'counted, and not posted' if one.tally else 'not counted'}{note}",)
        case CountLineStatus.POSTED:
            return (": ", *_outcome(one, telling))


def _expected(count: CycleCount, one: CountLine, telling: Telling) -> str:
    if count.is_blind or one.expected is None:
        return "(to be counted)"
    unit = unit_of(telling.book, one.item)
    return f"(to be counted; the book says {amount(one.expected, unit)})"


def _recounter(one: CountLine, telling: Telling) -> tuple[Part, ...]:
    if one.counter:
        return (who(one.counter),)
    return ("anybody" if is_for_anybody(telling.book.rules, one) else "somebody else",)


def _outcome(one: CountLine, telling: Telling) -> tuple[Part, ...]:
    if not one.item and not one.counted:
        return ("empty, as the book says; looked at", *_by(one))
    if not one.variance:
        much = amount(one.counted or ZERO, unit_of(telling.book, one.item))
        return (f"{much}, as the book says; counted", *_by(one))
    why = f", {plain(one.cause)}" if one.cause and one.cause != COUNTED else ""
    posted = f", {one.transaction}" if one.transaction else ""
    return (_found(one, telling), *_by(one), f" ({signed(one.variance)}{why}{posted})")


def _found(one: CountLine, telling: Telling) -> str:
    if one.counted is None:
        return "settled"
    return f"{amount(one.counted, unit_of(telling.book, one.item))} found"


def _by(one: CountLine) -> tuple[Part, ...]:
    return (" by ", who(one.tallies[-1].by)) if one.tallies else ()


def _tally(tally: Tally) -> tuple[Part, ...]:
    note = f" “{clipped(tally.note, 120)}”" if tally.note else ""
    return (f"{number(tally.quantity)} by ", who(tally.by), note)


def _unit(one: CountLine, telling: Telling, quantity: Quantity) -> str:
    written = amount(abs(quantity), unit_of(telling.book, one.item))
    return written.split(" ", 1)[1]


def _goods(one: CountLine) -> str:
    return clipped(one.item, 60) or "nothing"


def _some(codes: tuple[str, ...]) -> str:
    return named_first([clipped(code, 30) for code in codes], NAMED_MAX)
