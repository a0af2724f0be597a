"""A count as it stands: whose it is, how far, what asks again, and what can be done next.

Its message stands where those who count read it: see `count_lines` for what it keeps from them.
"""

from collections.abc import Iterator
from typing import Final

from bot.messages.count_lines import (
    SETTLED,
    is_off,
    line_text,
    scope_text,
    unknown_text,
    variance_text,
)
from bot.messages.figures import counted, number
from bot.messages.message import Button, Message
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, Mention, Part, clipped, line, who
from inventory.documents.cycle_count import (
    CountLine,
    CountLineStatus,
    CountStatus,
    CycleCount,
    UnknownGoods,
)
from inventory.quantity import ZERO

LINES_A_PAGE: Final = 20
FIGURES_MAX: Final = 20
UNKNOWN_SHOWN: Final = 10

STANDS: Final = {
    CountStatus.RECOUNT: "to be counted once more in part",
    CountStatus.APPROVAL: "to be decided about",
    CountStatus.DONE: "done",
    CountStatus.CANCELLED: "cancelled",
}
"""Where a count stands, once its first round is over -> its words."""


def count_message(count: CycleCount, telling: Telling, *, page: int = 0) -> Message:
    """Word a sheet.

    Args:
        count: as it stands.
        telling: names and units.
        page: from 1; 0 for the first on which something waits.
    """
    page = _page(count, page)
    lines = [_header(count)]
    beside: dict[int, Button] = {}
    for one in count.lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]:
        if button := _move_button(count, one, telling):
            beside[len(lines)] = button
        lines.append(_plain_where(line_text(count, one, telling), telling, is_beside=bool(button)))
    shown = sorted(count.unknown, key=lambda one: bool(one.settled_as))[:UNKNOWN_SHOWN]
    for goods in sorted(shown, key=lambda one: one.number):
        if button := _settle_button(count, goods, telling):
            beside[len(lines)] = button
        lines.append(_plain_where(unknown_text(goods), telling, is_beside=bool(button)))
    if more := len(count.unknown) - len(shown):
        lines.append(line(f"… and {more} more that no item is called, on the tab Counts."))
    if _pages(count) > 1:
        lines.append(line(f"Page {page} of {_pages(count)}"))
    lines += _history(count, telling)
    return Message(tuple(lines), tuple(_buttons(count, telling, page)), beside)


def progress_text(count: CycleCount) -> str:
    """Say how many lines of a sheet are counted.

    Examples:
        >>> from datetime import date
        >>> sheet = CycleCount(number="CC-1", planned_by="U0ANA", planned_on=date(2026, 11, 23))
        >>> progress_text(sheet)
        '0 of 0 lines counted'
    """
    done = sum(not one.is_waiting for one in count.lines)
    return f"{done} of {counted(len(count.lines), 'line')} counted"


def figures(count: CycleCount, telling: Telling) -> tuple[Line, ...]:
    """Word how far off the counted lines are that are not settled yet, for those who decide."""
    off = [one for one in count.lines if is_off(one) and one.status not in SETTLED]
    if not off:
        return ()
    title = line(Bold("Off so far"), ", shown to you because you decide about it:")
    lines = [variance_text(one, telling) for one in off[:FIGURES_MAX]]
    more = len(off) - FIGURES_MAX
    rest = [line(f"… and {counted(more, 'more line')}.")] if more > 0 else []
    return (title, *lines, *rest)


def can_recount(count: CycleCount) -> bool:
    """Tell whether some line can be sent back to be counted again."""
    return count.is_open and any(map(can_be_recounted, count.lines))


def can_be_recounted(one: CountLine) -> bool:
    """Tell whether a line has been counted and can be sent back; an empty bin cannot."""
    return bool(one.item and one.tallies) and one.status is not CountLineStatus.AGAIN


def to_investigate(count: CycleCount) -> tuple[CountLine, ...]:
    """Return the lines that were off and nobody is to count any more."""
    return tuple(one for one in count.lines if is_off(one) and not one.is_waiting)


def move_label(one: CountLine) -> str:
    """Name a button by its effect: goods go in the book to where they were found."""
    much = number(one.variance if one.variance is not None else ZERO)
    return f"Move {much} from {clipped(one.belongs_at, 20)} to {clipped(one.location, 20)}"


def is_in_wrong_bin(one: CountLine) -> bool:
    """Tell whether found goods wait to be moved in the book to where they lie."""
    return bool(one.belongs_at) and one.status not in SETTLED


def turned_up(count: CycleCount) -> tuple[CountLine, ...]:
    """Return the goods that were found where the book has none, and wait to be settled.

    Of lines that the sheet asked for nobody learns here whether there was too much.
    """
    return tuple(
        one
        for one in count.lines
        if one.is_unsettled and (one.is_found or one.belongs_at) and (one.variance or 0) > 0
    )


def _header(count: CycleCount) -> Line:
    blind = ", blind" if count.is_blind and count.is_open else ""
    start = line(Bold(f"Count {count.number}"), f" of {scope_text(count.scope)}{blind}: ")
    if count.status is CountStatus.CANCELLED:
        return line(start, "cancelled")
    progress = progress_text(count)
    if count.status is CountStatus.DONE:
        return line(start, f"done, {_result(count)}")
    stands = STANDS.get(count.status)
    return line(start, *_holder(count), f", {progress}", f", {stands}" if stands else "")


def is_first_round(count: CycleCount) -> bool:
    """Tell whether lines wait that whoever has the sheet counts."""
    return count.is_open and any(one.status is not CountLineStatus.RECOUNT for one in count.waiting)


def is_in_hand(count: CycleCount) -> bool:
    """Tell whether somebody has taken what still has to be counted."""
    recounts = any(one.counter for one in count.waiting)
    return count.is_open and (recounts or (bool(count.counter) and is_first_round(count)))


def _holder(count: CycleCount) -> tuple[Part, ...]:
    if count.counter:
        return ("with " if is_first_round(count) else "counted by ", who(count.counter))
    return ("nobody has it yet",) if count.status is CountStatus.PLANNED else ("nobody has it",)


def _result(count: CycleCount) -> str:
    """Say what came of a count that is done."""
    right = sum(
        1 for one in count.lines if one.status is CountLineStatus.POSTED and not is_off(one)
    )
    off = sum(1 for one in count.lines if one.status in SETTLED and is_off(one))
    skipped = sum(1 for one in count.lines if one.status is CountLineStatus.SKIPPED)
    told = [f"{right} of {counted(len(count.lines), 'line')} as the book said"]
    told += [f"{off} off"] if off else []
    told += [f"{skipped} not counted"] if skipped else []
    return ", ".join(told)


def _history(count: CycleCount, telling: Telling) -> Iterator[Line]:
    if count.note:
        yield line(f"“{clipped(count.note)}”")
    due = f", due {day(count.due_on)}" if count.due_on else ""
    asked = line("Planned by ", who(count.planned_by), f" on {day(count.planned_on)}{due}")
    if position := _of_run(count, telling):
        asked = line(asked, f"; {position}")
    yield asked
    if count.elsewhere:
        yield line(f"Left to other open counts: the rest of it, on {', '.join(count.elsewhere)}.")
    if count.reason:
        yield line(Bold("Why:"), f" {clipped(count.reason)}")


def _of_run(count: CycleCount, telling: Telling) -> str:
    """Say which sheet of several it is."""
    sheets = run_of(count, telling)
    numbers = [one.number for one in sheets]
    if len(numbers) < 2 or count.number not in numbers:
        return ""
    return (
        f"sheet {numbers.index(count.number) + 1} of {len(numbers)} ({numbers[0]} to {numbers[-1]})"
    )


def run_of(count: CycleCount, telling: Telling) -> list[CycleCount]:
    """Return the sheets that were planned together with one."""
    if not count.run:
        return [count]
    return [one for one in telling.book.found(CycleCount, count.run) if one.run == count.run]


def _plain_where(words: Line, telling: Telling, *, is_beside: bool) -> Line:
    """Return a line that stands beside a button with names in the place of mentions."""
    if not is_beside:
        return words
    return tuple(telling.person(part.user) if isinstance(part, Mention) else part for part in words)


def _move_button(count: CycleCount, one: CountLine, telling: Telling) -> Button | None:
    if not is_in_wrong_bin(one):
        return None
    return telling.button(move_label(one), "move_found", count.number, one.number)


def _settle_button(count: CycleCount, goods: UnknownGoods, telling: Telling) -> Button | None:
    if goods.settled_as:
        return None
    return telling.button("What is it?…", "settle_unknown", count.number, goods.number)


def _buttons(count: CycleCount, telling: Telling, page: int) -> Iterator[Button]:
    if count.is_open:
        yield from _counting_buttons(count, telling)
    if to_investigate(count):
        yield telling.button("Investigate…", "investigate", count.number)
    if count.is_open:
        yield telling.button("Close…", "close_count", count.number)
    if count.is_open and not any(one.tallies for one in count.lines):
        yield telling.button("Cancel…", "cancel_count", count.number, style="danger")
    if page > 1:
        yield telling.button("Earlier lines", "page", count.number, page - 1)
    if page < _pages(count):
        yield telling.button("Later lines", "page", count.number, page + 1)


def _counting_buttons(count: CycleCount, telling: Telling) -> Iterator[Button]:
    """Yield what those press who count, and who say how it goes on with what was counted."""
    if is_first_round(count) and not count.counter:
        yield telling.button("Count it", "claim_count", count.number, style="primary")
    if count.waiting:
        yield telling.button("Enter…", "enter_count", count.number)
    if is_in_hand(count):
        yield telling.button("Give back", "release_count", count.number)
    if is_first_round(count) and count.counter:
        yield telling.button("Hand over…", "hand_over", count.number)
    if turned_up(count):
        yield telling.button("Wrong bin…", "wrong_bin", count.number)
    if can_recount(count):
        yield telling.button("Recount…", "recount", count.number)


def _pages(count: CycleCount) -> int:
    return max(1, -(-len(count.lines) // LINES_A_PAGE))


def _page(count: CycleCount, asked: int) -> int:
    if asked:
        return min(asked, _pages(count))
    waiting = (at for at, one in enumerate(count.lines) if one.is_waiting)
    return next(waiting, 0) // LINES_A_PAGE + 1
