"""Orders on Slack's other surfaces: forms and their menus."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.answering.answers import Asker
from bot.keys import Body
from bot.listeners.forms import Acknowledgement, offering_listener, sending_listener
from bot.listeners.purchases import sent_purchase
from bot.listeners.returns import sent_return
from bot.listeners.surroundings import Surroundings, sender
from bot.messages.text import Block
from bot.messages.unavailable import unavailable_on_form
from bot.suggesting.order_typeahead import (
    customer_options,
    order_options,
    package_options,
    service_options,
)
from bot.suggesting.purchase_typeahead import supplier_options
from bot.suggesting.return_typeahead import returnable_options
from bot.views.announce_form import RETURNABLE
from bot.views.goods import LINES
from bot.views.order import order_errors, read_order
from bot.views.reading import values_of
from bot.views.stock import answer_view
from inventory.book import Book
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import may

Listener = Callable[..., Awaitable[None]]
MENUS = ("customer", "order", "service", "package", "supplier", RETURNABLE)
"""Selects whose options are asked for while one types, by action id."""

OFFERS: Final[dict[str, Callable[[Book, str], list[Block]]]] = {
    "order": order_options,
    "supplier": supplier_options,
    "service": service_options,
    RETURNABLE: returnable_options,
}
"""Select -> what it offers for what was typed; customers have names, and packages are the rest."""


def order_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent order form: the answer takes its place."""
    return _sender(around, _sent)


def purchase_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent form of a purchase order: the answer takes its place."""
    return _sender(around, sent_purchase)


def return_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent form that announces a return: the answer takes its place."""
    return _sender(around, sent_return)


def _sender(
    around: Surroundings, sent: Callable[[Surroundings, Body], Acknowledgement]
) -> Listener:
    return sending_listener(around, lambda _clerk, body: sent(around, body))


def order_menu_listener(around: Surroundings) -> Listener:
    """Return the listener that offers customers, suppliers, orders, services and packages."""
    return offering_listener(around, lambda body: _offered(around, body))


def _sent(around: Surroundings, body: Body) -> Acknowledgement:
    clerk, orders = around.clerk, around.hearing.orders
    asker, note = sender(body)
    draft, errors = read_order(values_of(body["view"]), today=clerk.today, codes=clerk.codes)
    if draft is None:
        return {"response_action": "errors", "errors": errors}
    draft = draft.model_copy(update={"source": note.source or "form"})
    is_of_message = draft.source == "message"  # its thread is told what came of it
    told = Asker(user=asker.user, key=asker.key, place=asker.place, is_announced=is_of_message)
    try:
        posted = orders.commit(draft, told)
    except StockError as error:
        wrong = orders.every_wrong(draft, told) or error
        return {"response_action": "errors", "errors": order_errors(clerk.book, draft, wrong)}
    except JournalUnavailableError as error:
        return {"response_action": "errors", "errors": {LINES: unavailable_on_form(error)}}
    view = answer_view("Order", orders.told(posted))
    return {"response_action": "update", "view": view}


def _offered(around: Surroundings, body: Body) -> list[Block]:
    book = around.clerk.book
    if not may(book, body["user"]["id"], "look"):
        return []
    typed = body.get("value") or ""
    if body["action_id"] == "customer":
        around.names.look_again(book)
        return customer_options(book, around.names, typed)
    return OFFERS.get(body["action_id"], package_options)(book, typed)
