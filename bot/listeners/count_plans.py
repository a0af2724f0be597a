"""The form that plans a count: opened from the list of counts, and what sending it does."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.answering.answers import Said
from bot.keys import Body
from bot.listeners.forms import Acknowledgement, Listener, sending_listener
from bot.listeners.opening import opener
from bot.listeners.surroundings import Surroundings, presser, sender
from bot.messages.refusals import refusal
from bot.messages.text import Block, as_plain
from bot.messages.unavailable import unavailable_on_form
from bot.stepping.asked import Fields
from bot.views.plan_form import ZONE, plan_form, read_plan
from bot.views.reading import ERROR_MAX, name_of, values_of
from bot.views.stock import answer_view
from inventory import count_errors, errors
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require

FIELDS: Final[dict[type[StockError], str]] = {
    errors.UnknownLocation: "bins",
    errors.UnknownItem: "items",
    errors.NotAllowed: "counter",
}
"""Refusal -> its field; any other stands on the zone."""

OF_SCOPE: Final = {
    "unknown_bins": "bins",
    "unknown_site": "site",
    "unknown_class": "abc_class",
    "nothing_due": "kind",
    "nothing_suspect": "kind",
}


def plan_opener(around: Surroundings) -> Listener:
    """Return the listener that opens the form."""

    def form(body: Body) -> Block:
        require(around.clerk.book, body["user"]["id"], "plan_count")
        return plan_form(around.clerk.book, presser(body).place)

    return opener(around, form)


def plan_sender(around: Surroundings) -> Listener:
    """Return the listener of the sent form."""
    return sending_listener(around, lambda _clerk, body: send_plan(around, body))


def send_plan(around: Surroundings, body: Body) -> Acknowledgement:
    """Plan what a form says; the answer takes its place, errors stand on their fields."""
    asker, _ = sender(body)
    fields = Fields(values_of(body["view"]))
    asked = read_plan(fields)
    if fields.errors:
        return _errors(fields.errors)
    quiet = replace(asker, is_announced=False)
    try:
        said: Said = around.hearing.counting.plan(asked, quiet, "form")
    except StockError as error:
        return _errors({_field_of(body, error): _told(around, error)})
    except JournalUnavailableError as error:
        return _errors({ZONE: unavailable_on_form(error)})
    return {"response_action": "update", "view": answer_view("Counts", said.message)}


def _field_of(body: Body, error: StockError) -> str:
    there = {block["block_id"] for block in body["view"]["blocks"] if "element" in block}
    wanted = FIELDS.get(type(error), ZONE)
    if isinstance(error, count_errors.NothingToCount):
        wanted = OF_SCOPE.get(error.problem, ZONE)
    return wanted if wanted in there else ZONE


def _told(around: Surroundings, error: StockError) -> str:
    book = around.clerk.book
    return as_plain(refusal(error, book), name_of=partial(name_of, book))[:ERROR_MAX]


def _errors(found: dict[str, str]) -> Acknowledgement:
    return {"response_action": "errors", "errors": found}
