"""A pick list in walking order: what is fetched, what waits, and in whose hand it is.

Each stop that waits has its button beside it. A long list is shown a page at a time, beginning with
the page on which somebody has still to go somewhere.
"""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, number, place_and_lot, unit_of
from bot.messages.message import Button, Message
from bot.messages.naming import named_first
from bot.messages.telling import Telling, plain
from bot.messages.text import Bold, Line, Part, clipped, line, who
from inventory.documents.order import Order
from inventory.documents.pick_list import PickLine, PickList, PickStatus

STOPS_A_PAGE: Final = 25
ORDERS_NAMED: Final = 5


def pick_list_message(pick_list: PickList, telling: Telling, *, page: int = 0) -> Message:
    """Word a pick list.

    Args:
        pick_list: as it stands.
        telling: names and units.
        page: from 1; 0 for the first on which something waits.
    """
    page = _page(pick_list, page)
    stops = pick_list.lines[(page - 1) * STOPS_A_PAGE : page * STOPS_A_PAGE]
    lines = [_header(pick_list, telling)]
    beside: dict[int, Button] = {}
    for stop in stops:
        if stop.is_waiting and pick_list.is_open:
            beside[len(lines)] = _picked(pick_list, stop, telling)
        lines.append(_stop(pick_list, stop, telling))
    if _pages(pick_list) > 1:
        lines.append(line(f"Page {page} of {_pages(pick_list)}"))
    return Message(tuple(lines), tuple(_buttons(pick_list, telling, page)), beside)


def _picked(pick_list: PickList, stop: PickLine, telling: Telling) -> Button:
    """Return the button of a stop; where a lot is to be taken it asks which one was."""
    if stop.lot and telling.book.rules.asks_for_lot:
        return telling.button(f"Picked {stop.number}…", "lot", pick_list.number, stop.number)
    return telling.button(f"Picked {stop.number}", "pick", pick_list.number, stop.number)


def _pages(pick_list: PickList) -> int:
    return max(1, -(-len(pick_list.lines) // STOPS_A_PAGE))


def _page(pick_list: PickList, asked: int) -> int:
    if asked:
        return min(asked, _pages(pick_list))
    waiting = (n for n, stop in enumerate(pick_list.lines) if stop.is_waiting)
    return next(waiting, 0) // STOPS_A_PAGE + 1


def _header(pick_list: PickList, telling: Telling) -> Line:
    done = sum(not stop.is_waiting for stop in pick_list.lines)
    progress = f", {done} of {counted(len(pick_list.lines), 'stop')} done"
    return line(
        Bold(f"Pick list {pick_list.number}"),
        f" for {_for_whom(pick_list, telling)}: ",
        *_holder(pick_list),
        progress if pick_list.is_open else "",
    )


def _for_whom(pick_list: PickList, telling: Telling) -> str:
    if pick_list.is_wave:
        return named_first(pick_list.orders, ORDERS_NAMED)
    order = telling.book.get(Order, pick_list.orders[0])
    return f"{pick_list.orders[0]}, {telling.customer(order.customer)}" if order else ""


def _holder(pick_list: PickList) -> tuple[Part, ...]:
    if pick_list.status is PickStatus.CLAIMED:
        return ("in the hand of ", who(pick_list.claimed_by))
    if pick_list.status is PickStatus.OPEN:
        return ("nobody has it yet",)
    return (plain(pick_list.status.value),)


def _stop(pick_list: PickList, stop: PickLine, telling: Telling) -> Line:
    unit = unit_of(telling.book, stop.item)
    where = place_and_lot(stop.location, stop.lot)
    whose = f" for {stop.order}" if pick_list.is_wave else ""
    what = f"{amount(stop.quantity, unit)} of {telling.item(stop.item)}{whose}"
    again = f" (once more: “{clipped(stop.words, 80)}”)" if stop.words else ""
    if stop.is_waiting:
        return line(f"{stop.number}. {where}: {what}{again}")
    return line(f"{stop.number}. {where}: {what}, ", *_outcome(stop))


def _outcome(stop: PickLine) -> tuple[Part, ...]:
    by: tuple[Part, ...] = (" by ", who(stop.picked_by)) if stop.picked_by else ()
    why = f" ({plain(clipped(stop.reason, 80))})" if stop.reason else ""
    if stop.short:
        return (f"{number(stop.picked)} picked", *by, f", {number(stop.short)} short{why}")
    if not stop.picked:
        return (f"not fetched{why}",)
    return ("picked", *by, why)


def _buttons(pick_list: PickList, telling: Telling, page: int) -> Iterator[Button]:
    if pick_list.is_open:
        if pick_list.claimed_by:
            yield telling.button("Release", "release", pick_list.number)
        else:
            yield telling.button("Claim", "claim", pick_list.number, style="primary")
        if any(stop.is_waiting for stop in pick_list.lines):
            yield telling.button("Short…", "short", pick_list.number)
        yield telling.button("Give up", "give_up", pick_list.number)
    if page > 1:
        yield telling.button("Earlier stops", "page", pick_list.number, page - 1)
    if page < _pages(pick_list):
        yield telling.button("Later stops", "page", pick_list.number, page + 1)
