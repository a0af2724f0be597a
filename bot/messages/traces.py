"""Traces in words: lots as trees, forward and back, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.language.trace_lines import BACK, FORWARD, TraceAsked
from bot.messages.figures import counted, unit_of
from bot.messages.lot_words import IS_HELD, held_by, is_so
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, Line, clipped, line
from bot.messages.trace_back import back_lines
from bot.messages.trace_onward import balance_line, forward_lines
from bot.messages.trace_words import lot_name
from inventory.book import Book
from inventory.item import Item
from inventory.lot import LotStatus
from inventory.recalling.tracing import Back, Forward
from inventory.stock_key import LotKey

TRACE: Final = "trace_page"
CSV: Final = "trace_csv"
PAGE_LINES: Final = 24
ITEMS_MAX: Final = 10


def trace_message(
    asked: TraceAsked, forward: Forward, back: Back, telling: Telling, *, page: int = 0
) -> Message:
    """Word a trace.

    Args:
        asked: what was asked; its way says what is told.
        forward: where they went.
        back: where they came from.
        telling: the book, and who customers are.
        page: which part of it is shown, from 0.
    """
    lines = list(_lines(asked, forward, back, telling))
    pages = -(-len(lines) // PAGE_LINES)
    shown = min(max(page, 0), pages - 1)
    part = lines[shown * PAGE_LINES : (shown + 1) * PAGE_LINES]
    if pages > 1:
        part.append(line(f"Page {shown + 1} of {pages}."))
    roots = _roots(forward)
    buttons = (*_buttons(asked, shown, pages), *_recall(roots, telling.book))
    return Message(tuple(part), buttons)


def nothing_traced(number: str) -> Message:
    """Say that a document is about no goods that can be traced."""
    return say(f"{number} is about no goods with lots, so there is nothing to trace.")


def several_items(lot: str, items: Sequence[str]) -> Message:
    """Ask which item's lot is meant: codes are unique within an item only."""
    told = items[:ITEMS_MAX]
    buttons = (
        Button(item, f"{LOOK_UP}.{n}", f"trace {TraceAsked(item, lot).written}")
        for n, item in enumerate(told)
    )
    start = f"Lot {clipped(lot, 60)} is a lot of {counted(len(items), 'item')}. Which one?"
    return Message((line(start),), tuple(buttons))


def no_such_lot(lot: str) -> Message:
    """Say that nothing bears a name."""
    return say(f"No item, lot, serial number or supplier's lot is called “{clipped(lot, 60)}”.")


def without_lots(sku: str) -> Message:
    """Say that goods without lots cannot be told apart, and where they went all the same."""
    why = Code(f"/inv why {sku}")
    told = line(f"{sku} has no lots, so there is nothing to trace. What moved of it: ", why)
    return Message((told,))


def _lines(asked: TraceAsked, forward: Forward, back: Back, telling: Telling) -> Iterator[Line]:
    roots = _roots(forward)
    if asked.number:
        yield line(Bold(asked.number), f": {counted(len(roots), 'lot')}.")
    by_lot = {one.reached.lot: one for one in forward.lots}
    for root in roots:
        yield _header(root, telling)
        yield balance_line(by_lot[root].whereabouts, unit_of(telling.book, root.item))
        if asked.way != BACK:
            yield from _titled("Where it went", forward_lines(forward, root, telling))
        if asked.way != FORWARD:
            yield from _titled("Where it came from", back_lines(back, root, telling))


def _titled(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    told = list(lines)
    if told:
        yield line(Bold(title))
    yield from told


def _header(lot: LotKey, telling: Telling) -> Line:
    book = telling.book
    item, known = book.get(Item, lot.item), book.lot(lot.item, lot.code)
    name = f" ({clipped(item.name, 60)})" if item and item.name else ""
    status = known.status if known else LotStatus.APPROVED
    held = f": {is_so(status, known.reason, 120)}" if known and status in IS_HELD else ""
    return line(Bold(lot_name(book, lot)), f"{name}{held}")


def _buttons(asked: TraceAsked, page: int, pages: int) -> Iterator[Button]:
    if page:
        yield Button("Back", f"{TRACE}.0", f"{page - 1}\n{asked.written}")
    if page + 1 < pages:
        yield Button("More", f"{TRACE}.1", f"{page + 1}\n{asked.written}")
    yield Button("All of it as a file", CSV, asked.written)


def _recall(roots: Sequence[LotKey], book: Book) -> Iterator[Button]:
    """Yield the button that recalls the one lot that is traced, or shows the recall that holds it."""
    if len(roots) != 1 or not roots[0].code:
        return
    item, code = roots[0]
    known = book.lot(item, code)
    number = held_by(known.status, known.reason).recall if known else ""
    if number:
        yield Button(f"Recall {number}", LOOK_UP, f"recall {number}")
    else:
        yield Button("Recall…", LOOK_UP, f"recall {TraceAsked(item, code).written}")


def _roots(forward: Forward) -> list[LotKey]:
    return [one.reached.lot for one in forward.lots if not one.reached.depth]
