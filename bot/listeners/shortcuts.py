"""Shortcuts of the message box: each opens a form where one stands, with the next thing to do in it.

Slack gives them no channel and no address to answer at. So what stands in the way is a view as well,
and what comes of a form is told where its document is, or in the person's own messages.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Asker, FormWanted
from bot.keys import Body, shortcut_key
from bot.language import shortcuts
from bot.listeners.commands import form_for
from bot.listeners.count_buttons import open_next_count
from bot.listeners.surroundings import Surroundings
from bot.listeners.walking import open_walk
from bot.messages.message import Message
from bot.messages.text import Block
from bot.messages.unavailable import unavailable
from bot.views.stock import answer_view
from inventory.errors import StockError
from inventory.place import Place
from inventory.ports import JournalUnavailableError
from inventory.rights import require

Listener = Callable[..., Awaitable[None]]
FormOf = Callable[[Surroundings, Asker], Block]


def box_listeners(around: Surroundings) -> dict[str, Listener]:
    """Return every shortcut of the message box with its listener."""
    return {name: _listener(around, form) for name, form in FORMS.items()}


def _form(verb: str, right: str, around: Surroundings, asker: Asker) -> Block:
    """Return an empty form for somebody who may send it."""
    require(around.clerk.book, asker.user, right)
    return form_for(around, FormWanted(verb), asker.place)


FORMS: Final[Mapping[str, FormOf]] = {
    shortcuts.RECEIVE.id: partial(_form, "receive", "receive"),
    shortcuts.PICK_NEXT.id: open_walk,
    shortcuts.COUNT_NEXT.id: open_next_count,
    shortcuts.TAKE_RETURN.id: partial(_form, "returns", "announce_return"),
    shortcuts.LOOK_UP.id: partial(_form, "stock", "look"),
}
"""Shortcut -> the form it opens."""


def _listener(around: Surroundings, form: FormOf) -> Listener:
    async def on_chosen(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        async def show(view: Block) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        async def work() -> None:
            await ack()
            await show(await around.guard.in_thread(_opened, around, form, body))

        async def apologise(message: Message) -> None:
            await show(answer_view("Bincard", message))

        await around.guard.run(shortcut_key(body), ack, work, apologise)

    return on_chosen


def _opened(around: Surroundings, form: FormOf, body: Body) -> Block:
    user = body["user"]["id"]
    asker = Asker(user=user, key=shortcut_key(body), place=Place(channel=user))
    try:
        return form(around, asker)
    except StockError as error:
        return answer_view("Bincard", around.clerk.refused(error))
    except JournalUnavailableError as error:
        return answer_view("Bincard", unavailable(error))
