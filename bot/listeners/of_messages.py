"""Shortcuts in the menu of a message: what somebody wrote in free words becomes a form to be looked over."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import FormWanted, Said
from bot.answering.order_taking import PLACE
from bot.answering.return_taking import ANNOUNCE
from bot.keys import Body, shortcut_key
from bot.language import shortcuts
from bot.language.plain_text import plain_text
from bot.language.return_draft import ReturnDraft, ReturnDraftLine
from bot.listeners.commands import form_for
from bot.listeners.surroundings import Surroundings
from bot.messages.message import Message
from bot.messages.text import Block
from bot.suggesting.message_reader import ReadMessage, read_message
from bot.views.order import order_form
from inventory.documents.order import Order
from inventory.errors import StockError
from inventory.place import Place
from inventory.rights import require

Listener = Callable[..., Awaitable[None]]
ORDER_NUMBER: Final = re.compile(r"\bSO-\d+\b", re.IGNORECASE)
NOTE_MAX: Final = 500


class Written(NamedTuple):
    """A message, as far as it could be read.

    Attributes:
        place: its thread, which hears what came of it.
    """

    text: str
    read: ReadMessage
    place: Place


FormOf = Callable[[Surroundings, Written], Block]


def message_listeners(around: Surroundings) -> dict[str, Listener]:
    """Return every shortcut of a message with its listener."""
    return {name: _listener(around, right, form) for name, (right, form) in FORMS.items()}


def _order_of(around: Surroundings, written: Written) -> Block:
    read = written.read
    return order_form(around.clerk.book, written.place, read.draft, unread=read.unread)


def _return_of(around: Surroundings, written: Written) -> Block:
    """Return the form of all that an order may get back, or of the goods that were named."""
    book, draft = around.clerk.book, written.read.draft
    named = {word.upper() for word in ORDER_NUMBER.findall(written.text)}
    orders = [number for number in named if book.get(Order, number)]
    order = orders[0] if len(orders) == 1 else ""
    lines = tuple(
        ReturnDraftLine(item=line.item, amount=line.amount, order=order) for line in draft.lines
    )
    returned = ReturnDraft(
        customer=draft.customer,
        order=order,
        lines=lines,
        note=written.text[:NOTE_MAX],
        source=draft.source,
    )
    return form_for(around, FormWanted("returns", returned=returned), written.place)


FORMS: Final[Mapping[str, tuple[str, FormOf]]] = {
    shortcuts.MAKE_ORDER.id: (PLACE, _order_of),
    shortcuts.MAKE_RETURN.id: (ANNOUNCE, _return_of),
}
"""Shortcut -> the right it takes, and the form it opens."""


def _listener(around: Surroundings, right: str, form: FormOf) -> Listener:
    async def on_chosen(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        async def work() -> None:
            await ack()
            view = await around.guard.in_thread(_opened, around, right, form, body)
            if isinstance(view, Said):
                await apologise(view.message)
                return
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        async def apologise(message: Message) -> None:
            await respond(
                text=message.text,
                blocks=message.blocks,
                replace_original=False,
                response_type="ephemeral",
            )

        await around.guard.run(shortcut_key(body), ack, work, apologise)

    return on_chosen


def _opened(around: Surroundings, right: str, form: FormOf, body: Body) -> Block | Said:
    book, message = around.clerk.book, body["message"]
    try:
        require(book, body["user"]["id"], right)
        around.names.look_again(book)
        text = plain_text(message.get("text", ""))
        read = read_message(book, around.names, text, around.clerk.codes)
        thread = message.get("thread_ts") or body["message_ts"]
        place = Place(channel=body["channel"]["id"], thread=thread)
        return form(around, Written(text, read, place))
    except StockError as error:
        return Said(around.clerk.refused(error), is_refusal=True)
