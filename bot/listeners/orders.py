"""Orders on Slack's other surfaces: forms and their menus."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.goods_taking import D, GoodsTaking
from bot.keys import Body
from bot.listeners.forms import Acknowledgement, offering_listener, sending_listener
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
from bot.views.announce_form import RETURNABLE, announce_errors, read_announced
from bot.views.goods import LINES
from bot.views.order import order_errors, read_order
from bot.views.purchase import purchase_errors, read_purchase
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
    return _sender(around, around.hearing.orders, read_order, order_errors, "Order")


def purchase_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent form of a purchase order: the answer takes its place."""
    purchases = around.hearing.purchases
    return _sender(around, purchases, read_purchase, purchase_errors, "Purchase order")


def return_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent form that announces a return: the answer takes its place."""
    taking = around.hearing.returning.taking
    return _sender(around, taking, read_announced, announce_errors, "Return")


def order_menu_listener(around: Surroundings) -> Listener:
    """Return the listener that offers customers, suppliers, orders, services and packages."""
    return offering_listener(around, lambda body: _offered(around, body))


def _sender(
    around: Surroundings,
    taking: GoodsTaking[D],
    read: Callable[..., tuple[D | None, dict[str, str]]],
    errors_of: Callable[[Book, D, StockError], dict[str, str]],
    title: str,
) -> Listener:
    """Return what places a draft that a form makes; what is wrong stands on the fields it is about."""

    def sent(clerk: Clerk, body: Body) -> Acknowledgement:
        asker, note = sender(body)
        draft, errors = read(values_of(body["view"]), today=clerk.today, codes=clerk.codes)
        if draft is None:
            return {"response_action": "errors", "errors": errors}
        draft = draft.model_copy(update={"source": note.source or "form"})
        is_of_message = note.source == "message"  # its thread is told what came of it
        told = Asker(user=asker.user, key=asker.key, place=asker.place, is_announced=is_of_message)
        try:
            posted = taking.commit(draft, told)
        except StockError as error:
            wrong = taking.every_wrong(draft, told) or error
            return {"response_action": "errors", "errors": errors_of(clerk.book, draft, wrong)}
        except JournalUnavailableError as error:
            return {"response_action": "errors", "errors": {LINES: unavailable_on_form(error)}}
        return {"response_action": "update", "view": answer_view(title, taking.told(posted))}

    return sending_listener(around, sent)


def _offered(around: Surroundings, body: Body) -> list[Block]:
    book = around.clerk.book
    if not may(book, body["user"]["id"], "look"):
        return []
    typed = body.get("value") or ""
    if body["action_id"] == "customer":
        around.names.look_again(book)
        return customer_options(book, around.names, typed)
    return OFFERS.get(body["action_id"], package_options)(book, typed)
