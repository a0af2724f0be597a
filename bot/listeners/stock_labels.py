"""Labels by form: it opens from a receipt's button filled in with what came, and prints when sent."""

from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Said
from bot.keys import Body, form_key
from bot.listeners.handing_out import hand_out
from bot.listeners.opening import opener
from bot.listeners.surroundings import Surroundings, presser
from bot.messages.message import Message, say
from bot.messages.stock_labels import ON_THE_WAY
from bot.messages.text import Block
from bot.views.reading import Errors
from bot.views.stock import answer_view
from bot.views.stock_label_form import TITLE, errors_on_form, read_form, stock_label_form
from inventory.errors import StockError

Listener = Callable[..., Awaitable[None]]
CLOSED: Final = frozenset({"not_found", "view_not_found", "view_closed"})
"""What Slack says when the person has closed the form meanwhile."""


def label_form_opener(around: Surroundings) -> Listener:
    """Return the listener of “Labels…” under a receipt."""

    def form(body: Body) -> Block:
        transaction, user = body["actions"][0]["value"], body["user"]["id"]
        request = around.hearing.labelling.wanted_for(transaction, user)
        return stock_label_form(around.clerk.book, presser(body).place, request)

    return opener(around, form)


def label_form_sender(around: Surroundings) -> Listener:
    """Return the listener of the sent form; the file takes longer than Slack waits for an answer."""

    async def on_send(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        async def work() -> None:
            outcome = await around.guard.in_thread(_printed, around, body)
            if not isinstance(outcome, Said):
                await ack(response_action="errors", errors=outcome)
            elif outcome.file is None:
                await ack(response_action="update", view=answer_view(TITLE, outcome.message))
            else:
                await ack(response_action="update", view=answer_view(TITLE, say(ON_THE_WAY)))
                await hand_out(client, body["user"]["id"], outcome.file)
                await show(outcome.message)

        async def show(message: Message) -> None:
            """Put a message in the place of the form, unless the person has closed it."""
            view = answer_view(TITLE, message)
            try:
                await client.views_update(view_id=body["view"]["id"], view=view)
            except SlackApiError as error:
                if error.response["error"] not in CLOSED:
                    raise

        async def apologise(message: Message) -> None:
            if ack.response is None:
                await ack(response_action="update", view=answer_view(TITLE, message))
            else:
                await show(message)

        await around.guard.run(form_key(body), ack, work, apologise)

    return on_send


def _printed(around: Surroundings, body: Body) -> Said | Errors:
    clerk = around.clerk
    request, errors = read_form(body["view"], clerk.codes)
    if request is None:
        return errors
    try:
        return around.hearing.labelling.printed(request, body["user"]["id"])
    except StockError as error:
        return errors_on_form(clerk.book, body["view"], error)
