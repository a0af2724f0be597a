"""A putaway: what lies in receiving, where it should go and why, and in whose hand it is.

Each line that waits has its button beside it. A long one is shown a page at a time, beginning with
the page on which something waits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.messages.figures import ARROW, amount, counted, number, place_and_lot, unit_of
from bot.messages.message import Button, Message, say
from bot.messages.naming import named_first
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, Line, Part, clipped, line, who
from inventory.documents.putaway import Putaway, PutawayLine

LINES_A_PAGE: Final = 20
BINS_NAMED: Final = 3

Waiting = tuple[Putaway, PutawayLine]


def putaway_message(putaway: Putaway, telling: Telling, *, page: int = 0) -> Message:
    """Word a putaway.

    Args:
        putaway: as it stands.
        telling: names and units.
        page: from 1; 0 for the first on which something waits.
    """
    page = _page(putaway, page)
    lines = [_header(putaway)]
    beside: dict[int, Button] = {}
    for one in putaway.lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]:
        if one.outstanding:
            beside[len(lines)] = _put_button(putaway, one, telling)
        lines.append(_line(one, telling))
    if _pages(putaway) > 1:
        lines.append(line(f"Page {page} of {_pages(putaway)}"))
    return Message(tuple(lines), tuple(_buttons(putaway, telling, page)), beside)


def putaways_listed(waiting: Sequence[Waiting], telling: Telling, typed: str = "") -> Message:
    """Word everything that waits in receiving, in the order given, with buttons to put it away.

    Args:
        waiting: the lines.
        telling: names and units.
        typed: how the verb is typed, to show how it is done by scanning.
    """
    if not waiting:
        return say("Nothing waits to be put away.")
    lines = [line(Bold(f"{counted(len(waiting), 'line')} to put away, in walking order:"))]
    beside: dict[int, Button] = {}
    for putaway, one in waiting[:LINES_A_PAGE]:
        beside[len(lines)] = _put_button(putaway, one, telling, "put_listed")
        mine = f", with {telling.person(putaway.claimed_by)}" if putaway.claimed_by else ""
        lines.append(line(f"{putaway.number} line ", _line(one, telling), mine))
    more = len(waiting) - LINES_A_PAGE
    if more > 0:
        lines.append(line(f"… and {counted(more, 'more line')}, on the tab Putaways."))
    if typed:
        first = waiting[0][1]
        scanned = Code(f"{typed} {first.item} @{first.proposed or 'B-02'}")
        lines.append(line("Or scan the goods, then the bin: ", scanned))
    return Message(tuple(lines), (), beside)


def next_to_put_away(putaway: Putaway, telling: Telling) -> Line:
    """Say what is left of a putaway after a step, and where the next of it goes."""
    waiting = [one for one in putaway.lines if one.outstanding]
    if not waiting:
        return line(f"{putaway.number} is done.")
    left = f"{putaway.number}: {counted(len(waiting), 'line')} left. Next: "
    return line(left, _line(waiting[0], telling))


def _pages(putaway: Putaway) -> int:
    return max(1, -(-len(putaway.lines) // LINES_A_PAGE))


def _page(putaway: Putaway, asked: int) -> int:
    if asked:
        return min(asked, _pages(putaway))
    waiting = (n for n, one in enumerate(putaway.lines) if one.outstanding)
    return next(waiting, 0) // LINES_A_PAGE + 1


def _header(putaway: Putaway) -> Line:
    done = sum(not one.outstanding for one in putaway.lines)
    progress = f", {done} of {counted(len(putaway.lines), 'line')} done"
    came = f" of what came on {putaway.purchase_order}" if putaway.purchase_order else ""
    return line(
        Bold(f"Putaway {putaway.number}"),
        f"{came}: ",
        *_holder(putaway),
        progress if putaway.is_open else "",
    )


def _holder(putaway: Putaway) -> tuple[Part, ...]:
    if not putaway.is_open:
        return ("done",)
    if putaway.claimed_by:
        return ("in the hand of ", who(putaway.claimed_by))
    return ("nobody has it yet",)


def _put_button(
    putaway: Putaway, one: PutawayLine, telling: Telling, step: str = "put_away"
) -> Button:
    """Return the button of a line; one without a bin asks for it."""
    if one.proposed:
        label = f"Put in {clipped(one.proposed, 40)}"
        return telling.button(label, step, putaway.number, one.number)
    return telling.button("Choose a bin…", "other_bin", putaway.number, one.number)


def _line(one: PutawayLine, telling: Telling) -> Line:
    unit = unit_of(telling.book, one.item)
    where = place_and_lot(one.location, one.lot)
    if not one.outstanding:
        what = f"{amount(one.quantity, unit)} of {telling.item(one.item)}"
        return line(f"{one.number}. {what}: ", *_outcome(one))
    what = f"{amount(one.outstanding, unit)} of {telling.item(one.item)}"
    goal = clipped(one.proposed, 60) or "a bin of your choice"
    done = f", {number(one.done)} done" if one.done else ""
    kept = min(one.outstanding, telling.book.reserved(one.item, one.location, one.lot))
    held = f", {number(kept)} of it kept for orders: to be picked from here" if kept else ""
    return line(f"{one.number}. {where}: {what} {ARROW} {goal} ({one.why}){done}{held}")


def _outcome(one: PutawayLine) -> Iterator[Part]:
    if one.done:
        yield f"{number(one.done)} in {_named(one.bins)} by "
        yield who(one.done_by)
    if one.gone:
        yield ", " if one.done else ""
        yield f"{number(one.gone)} left receiving another way"


def _named(bins: Iterable[str]) -> str:
    return named_first([clipped(code, 40) for code in bins], BINS_NAMED)


def _buttons(putaway: Putaway, telling: Telling, page: int) -> Iterator[Button]:
    if putaway.is_open:
        waiting = [one for one in putaway.lines if one.outstanding]
        if any(one.proposed for one in waiting):
            yield telling.button("All as proposed", "put_all", putaway.number, style="primary")
        yield telling.button("Other bin…", "other_bin", putaway.number)
        if putaway.claimed_by:
            yield telling.button("Release", "release_putaway", putaway.number)
        else:
            yield telling.button("I do it", "claim_putaway", putaway.number)
    if page > 1:
        yield telling.button("Earlier lines", "page", putaway.number, page - 1)
    if page < _pages(putaway):
        yield telling.button("Later lines", "page", putaway.number, page + 1)
