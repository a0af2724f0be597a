"""Buttons and forms that lead a document from one step to the next.

A press is judged when it is made; the message pressed then says how its document stands, at once, and
the outbox says the same everywhere else. A refusal is for the presser alone.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.waiting import waiting_for
from bot.keys import Body
from bot.listeners.forms import CLOSES, Acknowledgement
from bot.listeners.pressing import press_listener
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser, sender
from bot.messages.documents import document_message
from bot.messages.message import Message
from bot.messages.putaways import putaways_listed
from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.messages.unavailable import unavailable_on_form
from bot.stepping.alert_steps import ALERT_PRESSES, ALERT_READERS
from bot.stepping.asked import Asked, Fields
from bot.stepping.count_steps import COUNT_PRESSES, COUNT_READERS
from bot.stepping.planning_steps import PLANNING_PRESSES, PLANNING_READERS
from bot.stepping.proposal_steps import PROPOSAL_PRESSES, PROPOSAL_READERS
from bot.stepping.purchase_steps import PURCHASE_READERS
from bot.stepping.recall_steps import RECALL_PRESSES, RECALL_READERS
from bot.stepping.rejection_steps import REJECTION_READERS
from bot.stepping.return_steps import RETURN_PRESSES, RETURN_READERS
from bot.stepping.shelf_steps import PUT_LISTED, SHELF_PRESSES, SHELF_READERS
from bot.stepping.steps import PRESSES, READERS
from bot.target import Target
from bot.views import (
    alert_forms,
    cause_forms,
    count_forms,
    inspection_form,
    order_forms,
    parcel_forms,
    proposal_forms,
    purchase_forms,
    recall_step_forms,
    rejection_forms,
    return_forms,
    review_form,
    shelf_forms,
    work_forms,
)
from bot.views.delivery import delivery_form
from bot.views.reading import opened_with, values_of
from bot.views.step_errors import step_errors
from bot.views.step_fields import FormAbout
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require
from inventory.transaction import Posted

Listener = Callable[..., Awaitable[None]]
FormOf = Callable[[FormAbout, Telling], Block]
PAGE: Final = "page"

FORMS: Final[Mapping[str, tuple[str, FormOf]]] = {
    "change": ("change_order", order_forms.change_form),
    "cancel": ("cancel_order", order_forms.cancel_form),
    "substitute": ("substitute_item", order_forms.substitute_form),
    "short": ("record_pick", work_forms.short_form),
    "lot": ("record_pick", work_forms.lot_form),
    "wrong": ("check_line", work_forms.wrong_form),
    "pack": ("pack_shipment", parcel_forms.pack_form),
    "ship": ("ship_shipment", parcel_forms.ship_form),
    "credit": ("issue_credit", parcel_forms.credit_form),
    "progress": ("record_progress", parcel_forms.progress_form),
    "change_po": ("change_purchase", purchase_forms.change_po_form),
    "other_bin": ("put_away", shelf_forms.other_bin_form),
    "arrived_part": ("receive_transfer", shelf_forms.arrived_form),
    **rejection_forms.REJECTION_FORMS,
    **count_forms.COUNT_FORMS,
    **cause_forms.CAUSE_FORMS,
    **recall_step_forms.RECALL_FORMS,
    **return_forms.RETURN_FORMS,
    **proposal_forms.PROPOSAL_FORMS,
    **review_form.REVIEW_FORMS,
    **alert_forms.ALERT_FORMS,
    inspection_form.STEP: ("inspect_return", inspection_form.inspection_form),
    "cancel_po": ("cancel_purchase", purchase_forms.cancel_po_form),
    "close_po": ("close_purchase", purchase_forms.close_po_form),
    "receive_po": ("receive", delivery_form),
}
"""Step -> the right it takes, and its form."""

ALL_PRESSES: Final = {
    **PRESSES,
    **SHELF_PRESSES,
    **COUNT_PRESSES,
    **RETURN_PRESSES,
    **RECALL_PRESSES,
    **PROPOSAL_PRESSES,
    **PLANNING_PRESSES,
    **ALERT_PRESSES,
}
ALL_READERS: Final = {
    **READERS,
    **PURCHASE_READERS,
    **REJECTION_READERS,
    **SHELF_READERS,
    **COUNT_READERS,
    **RETURN_READERS,
    **RECALL_READERS,
    **PROPOSAL_READERS,
    **PLANNING_READERS,
    **ALERT_READERS,
}


def step_listener(around: Surroundings) -> Listener:
    """Return the listener of every button of a document."""

    async def answer(screen: Screen) -> None:
        found = await around.guard.in_thread(_answer, around.clerk, screen.body)
        if isinstance(found, Said):
            await screen.show(found.message, replaces=not found.is_refusal)
        else:
            await screen.ask(found)

    return press_listener(around, answer)


def menu_listener(around: Surroundings) -> Listener:
    """Return the listener of menus whose entries are steps: each is pressed as its button would be."""
    on_press = step_listener(around)

    async def on_choice(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        step, _, value = body["actions"][0]["selected_option"]["value"].partition(" ")
        pressed = {**body["actions"][0], "action_id": step, "value": value}
        await on_press(ack, {**body, "actions": [pressed]}, client, respond)

    return on_choice


def send_step(clerk: Clerk, body: Body) -> Acknowledgement:
    """Do what a form asks; what is wrong stands on its fields."""
    asker, note = sender(body)
    fields = Fields(values_of(body["view"]), opened_with(body["view"]))
    try:
        asked = ALL_READERS[note.verb](Target.read(note.number), fields, clerk.book)
        if fields.errors:
            return {"response_action": "errors", "errors": fields.errors}
        _ask(clerk, asked, asker)
    except StockError as error:
        return {"response_action": "errors", "errors": step_errors(clerk.book, body["view"], error)}
    except JournalUnavailableError as error:
        first = next(block["block_id"] for block in body["view"]["blocks"] if "element" in block)
        return {"response_action": "errors", "errors": {first: unavailable_on_form(error)}}
    return CLOSES


def _answer(clerk: Clerk, body: Body) -> Said | Block:
    """Do what a button says, or return the form it opens."""
    action, asker = body["actions"][0], presser(body)
    step = action["action_id"].split(".")[1]
    target = Target.read(action["value"])
    if step in FORMS:
        return _form(clerk, step, FormAbout(target, asker.place), asker)
    return clerk.refusing(partial(_pressed, clerk, step, target, asker))


def _pressed(clerk: Clerk, step: str, target: Target, asker: Asker) -> Said:
    if step == PAGE:
        clerk.inquiry(asker.user)
        telling = clerk.telling()
        return Said(document_message(target.number, telling, page=target.part), is_public=True)
    done = _ask(clerk, ALL_PRESSES[step](target), asker)
    if step == PUT_LISTED:
        return Said(putaways_listed(waiting_for(clerk.book, asker.user), clerk.telling(done)))
    return Said(_as_it_stands(target.number, clerk.telling(done)), is_public=True)


def _as_it_stands(number: str, telling: Telling) -> Message:
    """Word a document after it was done; that names cannot be had is no reason to deny it."""
    try:
        return document_message(number, telling)
    except JournalUnavailableError:
        return document_message(number, replace(telling, contacts=None))


def _form(clerk: Clerk, step: str, about: FormAbout, asker: Asker) -> Said | Block:
    right, form = FORMS[step]
    try:
        require(clerk.book, asker.user, right)
        return form(about, clerk.telling())
    except StockError as error:
        return Said(clerk.refused(error), is_refusal=True)


def _ask(clerk: Clerk, asked: Asked, asker: Asker) -> Posted:
    """Have it decided; the thread is told of what moved stock, documents tell the rest themselves."""
    quiet = Asker(user=asker.user, key=asker.key, place=asker.place)
    return clerk.handle(asked.kind, asker if asked.is_told else quiet, **asked.facts)
