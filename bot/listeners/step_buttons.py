"""Buttons and forms that lead a document from one step to the next.

A press is judged when it is made; the message pressed then says how its document stands, at once, and
the outbox says the same everywhere else. A refusal is for the presser alone.
"""

from collections.abc import Awaitable, Callable
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
from bot.stepping.asked import Asked, Fields
from bot.stepping.shelf_steps import PUT_LISTED
from bot.stepping.steps import PRESSES, READERS
from bot.target import Target
from bot.views.reading import opened_with, values_of
from bot.views.step_errors import step_errors
from bot.views.step_fields import FormAbout
from bot.views.step_forms import FORMS
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require
from inventory.transaction import Posted

Listener = Callable[..., Awaitable[None]]
PAGE: Final = "page"


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
        asked = READERS[note.verb](Target.read(note.number), fields, clerk.book)
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
    done = _ask(clerk, PRESSES[step](target), asker)
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
