"""Buttons that open a form or fetch a file."""

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import FormWanted, Handout
from bot.keys import Body, button_key
from bot.listeners.commands import form_for
from bot.listeners.handing_out import hand_out
from bot.listeners.pressing import press_listener
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser
from bot.messages.message import Message, say
from bot.messages.text import Block
from bot.target import Target
from bot.views.proposal_forms import change_form
from bot.views.step_fields import FormAbout
from inventory.errors import StockError
from inventory.place import Place
from inventory.rights import require

Listener = Callable[..., Awaitable[None]]


def form_opener(around: Surroundings) -> Listener:
    """Return the listener of the menu's buttons."""

    def form(body: Body) -> Block:
        verb = body["actions"][0]["value"]
        return form_for(around, FormWanted(verb), _place(body))

    return opener(around, form)


def change_opener(around: Surroundings) -> Listener:
    """Return the listener of Change… on proposals that were posted before they had steps."""

    def form(body: Body) -> Block:
        require(around.clerk.book, body["user"]["id"], "decide_proposal")
        target = Target(body["actions"][0]["value"])
        return change_form(FormAbout(target, _place(body)), around.clerk.telling())

    return opener(around, form)


def history_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends an item's history as a file, to the asker alone."""

    def history(sku: str, user: str) -> Handout:
        content = around.clerk.inquiry(user).history_file(sku)
        return Handout(f"history of {sku}.csv", content, f"The history of {sku}, newest first.")

    return _file_sender(around, history)


def value_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends what every item is worth as a file, to the asker alone."""

    def value(_all: str, user: str) -> Handout:
        clerk = around.clerk
        comment = "What every item is worth, the most valuable first."
        return Handout(f"stock value {clerk.today}.csv", clerk.valuing(user).file(), comment)

    return _file_sender(around, value)


def accuracy_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends how right the book was as a file, to the asker alone."""

    def told(asked: str, user: str) -> Handout:
        content = around.hearing.looking_back.file(asked, user)
        comment = f"How right the book was, {asked}."
        return Handout(f"count accuracy {around.clerk.today}.csv", content, comment)

    return _file_sender(around, told)


def proposal_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends every line of a proposal as a file, to the asker alone."""
    return _file_sender(around, around.hearing.proposing.file)


def trace_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends a trace as a file, to the asker alone."""
    return _file_sender(around, around.hearing.tracing.file)


def _file_sender(around: Surroundings, file: Callable[[str, str], Handout]) -> Listener:
    async def on_press(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        async def work() -> None:
            await ack()
            value, user = body["actions"][0]["value"], body["user"]["id"]
            try:
                made = await around.guard.in_thread(file, value, user)
            except StockError as error:
                await _whisper(respond, around.clerk.refused(error))
                return
            await hand_out(client, user, made)
            await _whisper(respond, say("The file is in our direct messages."))

        async def apologise(message: Message) -> None:
            await _whisper(respond, message)

        await around.guard.run(button_key(body), ack, work, apologise)

    return on_press


def opener(around: Surroundings, form: Callable[[Body], Block]) -> Listener:
    """Return the listener of a button that opens a form, or says why it does not."""

    async def answer(screen: Screen) -> None:
        try:
            view = await around.guard.in_thread(form, screen.body)
        except StockError as error:
            await screen.whisper(around.clerk.refused(error))
            return
        await screen.ask(view)

    return press_listener(around, answer)


def _place(body: Body) -> Place:
    return presser(body).place


async def _whisper(respond: AsyncRespond, message: Message) -> None:
    await respond(
        text=message.text,
        blocks=message.blocks,
        replace_original=False,
        response_type="ephemeral",
    )
