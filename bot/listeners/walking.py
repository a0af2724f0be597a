"""The walk along a pick list: each sent stop shows the next in its place."""

from dataclasses import replace

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.walking import begin_walk, next_stop, ready_orders
from bot.keys import Body
from bot.listeners.forms import Acknowledgement
from bot.listeners.surroundings import Surroundings, sender
from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.messages.unavailable import unavailable_on_form
from bot.messages.walks import nothing_to_pick, recorded, walked
from bot.stepping.asked import Fields
from bot.stepping.walk_steps import read_stop
from bot.target import Target
from bot.views.paging import field_of, off_page
from bot.views.reading import Errors, values_of
from bot.views.step_errors import step_errors
from bot.views.stock import answer_view
from bot.views.walk_form import walk_form
from inventory.documents.order import Order
from inventory.documents.pick_list import PickLine, PickList
from inventory.errors import StockError, UnknownDocument, UnknownItem
from inventory.known import known
from inventory.order_errors import UnknownLine
from inventory.place import Place
from inventory.ports import JournalUnavailableError
from inventory.transaction import Posted


def open_walk(around: Surroundings, asker: Asker) -> Block:
    """Return the form of the next stop for somebody, or a view that says why there is none.

    Raises:
        StockError, JournalUnavailableError: they may not pick, or the list was taken meanwhile.
    """
    clerk = around.clerk
    found = begin_walk(clerk, asker)
    stop = next_stop(found) if found else None
    if found is None or stop is None:
        ready = len(ready_orders(clerk.book))
        return answer_view("Pick", nothing_to_pick(ready, around.options.prefix))
    return walk_form(found, stop, asker.place, clerk.telling())


def send_stop(clerk: Clerk, body: Body) -> Acknowledgement:
    """Record one stop, and show the next; what is wrong stands on its field."""
    asker, note = sender(body)
    target, fields = Target.read(note.number), Fields(off_page(values_of(body["view"])))
    try:
        pick_list, stop = _stop_of(clerk, target)
        item = clerk.book.item(stop.item)
        if item is None:
            raise UnknownItem(item=stop.item)
        asked = read_stop(pick_list.number, stop, item, fields)
        if fields.errors:
            return _errors(body, fields.errors)
        done = clerk.handle(
            asked.kind,
            replace(asker, place=_thread_of(clerk, stop) or note.place, is_announced=asked.is_told),
            **asked.facts,
        )
    except StockError as error:
        return _errors(body, step_errors(clerk.book, _off_page_view(body), error))
    except JournalUnavailableError as error:
        return _errors(body, {"quantity": unavailable_on_form(error)})
    return _go_on(target, done, note.place, clerk.telling(done))


def _go_on(target: Target, done: Posted, place: Place, telling: Telling) -> Acknowledgement:
    now = telling.book.get(PickList, target.number)
    stop = now.line(target.part) if now else None
    if now is None or stop is None:
        raise UnknownDocument(number=target.number)
    told = recorded(stop, done.transaction.id, telling)
    following = next_stop(now)
    if following is None:
        view = answer_view(f"Pick {now.number}", walked(now, told))
    else:
        view = walk_form(now, following, place, telling, told)
    return {"response_action": "update", "view": view}


def _stop_of(clerk: Clerk, target: Target) -> tuple[PickList, PickLine]:
    pick_list = known(clerk.book, PickList, target.number)
    stop = pick_list.line(target.part)
    if stop is None:
        raise UnknownLine(number=target.number, line=target.part)
    return pick_list, stop


def _thread_of(clerk: Clerk, stop: PickLine) -> Place | None:
    order = clerk.book.get(Order, stop.order)
    return order.thread if order else None


def _off_page_view(body: Body) -> Body:
    """Return the form with its fields under their own names."""
    blocks = [
        {**block, "block_id": field_of(block["block_id"])} for block in body["view"]["blocks"]
    ]
    return {**body["view"], "blocks": blocks}


def _errors(body: Body, errors: Errors) -> Acknowledgement:
    """Put errors on the fields as they are called on this page."""
    names = [block["block_id"] for block in body["view"]["blocks"]]
    there = {field_of(name): name for name in names}
    placed = {there[name]: text for name, text in errors.items()}
    return {"response_action": "errors", "errors": placed}
