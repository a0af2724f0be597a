"""Slash commands: the answer travels in the acknowledgement itself."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Answer, Asker, FormWanted, Handout, Said
from bot.keys import Body, command_key
from bot.language.grammar import MENU, SLASH_COMMANDS, prefixed
from bot.language.plain_text import unescaped
from bot.language.recall_lines import RecallAsked
from bot.language.return_draft import ReturnDraft
from bot.listeners.handing_out import hand_out
from bot.listeners.surroundings import Surroundings
from bot.messages.message import Message, say
from bot.messages.text import Block
from bot.messages.unavailable import unavailable
from bot.messages.usage import usage_of
from bot.target import Target
from bot.views.announce_form import announce_form
from bot.views.delivery import delivery_form
from bot.views.order import order_form
from bot.views.posting import posting_form
from bot.views.purchase import purchase_form
from bot.views.recall_form import recall_form
from bot.views.return_forms import return_so_form
from bot.views.step_fields import FormAbout
from bot.views.stock import stock_form
from bot.views.stock_label_form import stock_label_form
from inventory.place import Place
from inventory.ports import JournalUnavailableError

Listener = Callable[..., Awaitable[None]]
STILL_WORKING = "Still at work… the answer follows here. Do not send it again."


def command_listeners(around: Surroundings) -> dict[str, Listener]:
    """Return every slash command with its listener."""
    return {
        prefixed(name, around.options.prefix): _listener(around, name) for name in SLASH_COMMANDS
    }


def _listener(around: Surroundings, name: str) -> Listener:
    async def on_command(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        counter = _Counter(ack, client, respond)

        async def work() -> None:
            await _serve(around, name, body, counter)

        async def apologise(message: Message) -> None:
            await counter.answer(Said(message))

        await around.guard.run(command_key(body), ack, work, apologise)

    return on_command


class _Counter:
    """How the person who typed is reached: by the acknowledgement first, afterwards by respond."""

    def __init__(self, ack: AsyncAck, client: AsyncWebClient, respond: AsyncRespond) -> None:
        self._ack = ack
        self._client = client
        self._respond = respond
        self.has_answered = False

    async def answer(self, said: Said) -> None:
        if self.has_answered:
            await self._respond(**_spoken(said), replace_original=False)
            return
        self.has_answered = True
        await self._ack(**_spoken(said))

    async def hand_out(self, user: str, file: Handout) -> None:
        await hand_out(self._client, user, file)

    async def open(self, trigger_id: str, view: Block) -> None:
        await self._client.views_open(trigger_id=trigger_id, view=view)
        self.has_answered = True
        await self._ack()


async def _serve(around: Surroundings, name: str, body: Body, counter: _Counter) -> None:
    """Answer within three seconds; a late answer follows its acknowledgement."""
    asker = _asker(body)
    hearing = asyncio.ensure_future(_answered(around, name, body, asker, counter))
    done, _ = await asyncio.wait({hearing}, timeout=around.options.late_after_s)
    if not done:
        await counter.answer(Said(say(STILL_WORKING)))
    answer = await hearing
    if isinstance(answer, Said):
        await counter.answer(answer)
    elif counter.has_answered:  # too late for a form: Slack lets one open for 3 s only
        await counter.answer(Said(say(usage_of(answer.verb, around.options.prefix))))
    else:
        view = await around.guard.in_thread(form_for, around, answer, asker.place)
        await counter.open(body["trigger_id"], view)


async def _answered(
    around: Surroundings, name: str, body: Body, asker: Asker, counter: _Counter
) -> Answer:
    """Return the answer once it is true: a file it tells of has been handed out."""
    answer = await _heard(around, name, body, asker)
    if isinstance(answer, Said) and answer.file:
        await counter.hand_out(asker.user, answer.file)
    return answer


def form_for(around: Surroundings, wanted: FormWanted, place: Place) -> Block:
    """Return the form an answer asks for."""
    book = around.clerk.book
    if wanted.verb == "order":
        around.names.look_again(book)
    if wanted.returned or wanted.verb == "returns":
        return _form_of_return(around, wanted.returned, place)
    if wanted.delivery_of and wanted.posting:
        about = FormAbout(Target(wanted.delivery_of), place)
        return delivery_form(about, around.clerk.telling(), wanted.posting.lines[0])
    forms: dict[str, Callable[[], Block]] = {
        "stock": lambda: stock_form(place),
        "order": lambda: order_form(book, place, wanted.order),
        "label": lambda: stock_label_form(book, place, wanted.labels),
        "buy": lambda: purchase_form(book, place, wanted.purchase),
        "recall": lambda: recall_form(book, place, wanted.recall or RecallAsked()),
    }
    usual = partial(posting_form, book, wanted.verb, place, wanted.posting)
    return forms.get(wanted.verb, usual)()


def _form_of_return(around: Surroundings, returned: ReturnDraft | None, place: Place) -> Block:
    """Return the form of all that may come back of an order, or of any goods."""
    if returned and returned.order and not returned.lines:
        telling = around.clerk.telling()
        about = FormAbout(Target(returned.order, seen=telling.sequence), place)
        return return_so_form(about, telling)
    return announce_form(around.clerk.book, place, returned)


async def _heard(around: Surroundings, name: str, body: Body, asker: Asker) -> Answer:
    """Post a plain line without a thread; everything else may block, and gets one."""
    text = unescaped(body.get("text", ""))
    plain = None if name == MENU else around.hearing.plain_posting(name.removeprefix("/"), text)
    if plain is None:
        return await around.guard.in_thread(_hear, around, name, body, asker)
    try:
        asked = around.clerk.begin(plain, asker)
    except JournalUnavailableError as closed:
        return Said(unavailable(closed), is_refusal=True)
    await around.guard.settled(asked)
    if asked.exception():  # to look for what was meant takes a while
        return await around.guard.in_thread(around.clerk.outcome_of, plain, asked.result)
    return around.clerk.outcome_of(plain, asked.result)


def _hear(around: Surroundings, name: str, body: Body, asker: Asker) -> Answer:
    text = unescaped(body.get("text", ""))
    if name == MENU:
        return around.hearing.hear_menu(text, asker)
    return around.hearing.hear(name.removeprefix("/"), text, asker)


def _asker(body: Body) -> Asker:
    place = Place(channel=body["channel_id"])
    return Asker(user=body["user_id"], key=command_key(body), place=place)


def _spoken(said: Said) -> dict[str, Any]:
    kind = "in_channel" if said.is_public else "ephemeral"
    message = said.message
    return {"text": message.text, "blocks": message.blocks, "response_type": kind}
