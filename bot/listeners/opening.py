"""Buttons that open a form or fetch a file."""

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import FormWanted, Said
from bot.keys import Body, button_key
from bot.listeners.commands import form_for
from bot.listeners.surroundings import Surroundings, presser
from bot.messages import refused
from bot.messages.message import Message, say
from bot.messages.text import Block
from bot.views.change import change_form
from inventory.errors import AlreadyDecided, StockError, UnknownDocument
from inventory.place import Place
from inventory.replenishment import Proposal, ProposalStatus
from inventory.rights import require

Listener = Callable[..., Awaitable[None]]


def form_opener(around: Surroundings) -> Listener:
    """Return the listener of the menu's buttons."""

    def form(body: Body) -> Block:
        verb = body["actions"][0]["value"]
        return form_for(around, FormWanted(verb), _place(body))

    return _opener(around, form)


def change_opener(around: Surroundings) -> Listener:
    """Return the listener that opens an order to be changed."""

    def form(body: Body) -> Block:
        book, number = around.clerk.book, body["actions"][0]["value"]
        require(book, body["user"]["id"], "decide_proposal")
        document = book.get(Proposal, number)
        if document is None:
            raise UnknownDocument(number=number)
        if document.status is not ProposalStatus.PROPOSED:
            raise AlreadyDecided(
                number=number, status=document.status.value, by=document.decided_by
            )
        return change_form(book, document, _place(body))

    return _opener(around, form)


def history_file_sender(around: Surroundings) -> Listener:
    """Return the listener that sends an item's history as a file, to the asker alone."""

    async def on_press(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        async def work() -> None:
            await ack()
            sku, user = body["actions"][0]["value"], body["user"]["id"]
            told = await around.guard.in_thread(_history_file, around, sku, user)
            if isinstance(told, Said):
                await _whisper(respond, told.message)
                return
            opened = await client.conversations_open(users=user)
            await client.files_upload_v2(
                channel=opened["channel"]["id"],
                filename=f"history of {sku}.csv".replace("/", "-"),
                content=told,
                initial_comment=say(f"The history of {sku}, newest first.").text,
            )
            await _whisper(respond, say("The file is in our direct messages."))

        async def apologise(message: Message) -> None:
            await _whisper(respond, message)

        await around.guard.run(button_key(body), ack, work, apologise)

    return on_press


def _history_file(around: Surroundings, sku: str, user: str) -> bytes | Said:
    try:
        return around.clerk.inquiry(user).history_file(sku)
    except StockError as error:
        return Said(refused.refused(around.clerk.book, error), is_refusal=True)


def _opener(around: Surroundings, form: Callable[[Body], Block]) -> Listener:
    async def on_press(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        async def work() -> None:
            await ack()
            try:
                view = await around.guard.in_thread(form, body)
            except StockError as error:
                await _whisper(respond, refused.refused(around.clerk.book, error))
                return
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        async def apologise(message: Message) -> None:
            await _whisper(respond, message)

        await around.guard.run(button_key(body), ack, work, apologise)

    return on_press


def _place(body: Body) -> Place:
    return presser(body).place


async def _whisper(respond: AsyncRespond, message: Message) -> None:
    await respond(
        text=message.text,
        blocks=message.blocks,
        replace_original=False,
        response_type="ephemeral",
    )
