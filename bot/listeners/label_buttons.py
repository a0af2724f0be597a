"""The button that buys a label: a form opens at once, and is filled when the carriers have answered.

Slack lets a press open a form for three seconds; carriers take longer. Nothing is bought here: the
sent form notes what is wanted, and a worker buys it once.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.keys import Body, button_key, form_key
from bot.listeners.forms import CLOSES, Acknowledgement
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser
from bot.messages.message import Message, say
from bot.messages.offers import NOT_SET_UP, asked_already, asking, no_offer
from bot.messages.text import Block
from bot.messages.unavailable import unavailable, unavailable_on_form
from bot.target import Target
from bot.views.label_form import OFFER, TITLE, label_form, read_offer
from bot.views.parcel_forms import the_shipment
from bot.views.step_errors import step_errors
from bot.views.step_fields import FormAbout
from bot.views.stock import answer_view
from inventory.carriage.live_rates import Refused, Unknown
from inventory.documents.shipment import ShipmentStatus
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require

BUY_LABEL: Final = "buy_label"
WANT: Final = "want_label"
CLOSED: Final = frozenset({"not_found", "view_not_found", "view_closed"})
"""What Slack says when the person has closed the form meanwhile."""

Listener = Callable[..., Awaitable[None]]


class _Window:
    """The form of one press, from its opening to its answer."""

    def __init__(self, body: Body, client: AsyncWebClient, screen: Screen) -> None:
        self._body, self._client, self._screen = body, client, screen
        self._view_id = ""

    async def open(self, view: Block) -> None:
        opened = await self._client.views_open(trigger_id=self._body["trigger_id"], view=view)
        self._view_id = opened["view"]["id"]

    async def show(self, view: Block) -> None:
        """Put a view in the place of what is shown, unless the person has closed it."""
        try:
            await self._client.views_update(view_id=self._view_id, view=view)
        except SlackApiError as error:
            if error.response["error"] not in CLOSED:
                raise

    async def say(self, message: Message) -> None:
        """Say something in the form, or where the button is while there is no form."""
        if self._view_id:
            await self.show(answer_view(TITLE, message))
        else:
            await self._screen.whisper(message)


def label_opener(around: Surroundings) -> Listener:
    """Return the listener of “Buy label…”: while a press waits, a second one asks nobody."""
    waiting: set[str] = set()

    async def on_press(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        key, clerk = button_key(body), around.clerk
        window = _Window(body, client, Screen(body, client, respond))
        target = Target.read(body["actions"][0]["value"])

        async def work() -> None:
            await ack()
            if key in waiting:
                await window.say(asked_already(target.number))
                return
            waiting.add(key)
            try:
                await answer()
            finally:
                waiting.discard(key)

        async def answer() -> None:
            asker = presser(body)
            if refusal := _refusal(clerk, target, asker.user):
                await window.say(refusal)
                return
            await window.open(answer_view(TITLE, asking(target.number)))
            about = FormAbout(target, asker.place)
            await window.show(await around.guard.in_thread(_offered, clerk, about))

        await around.guard.run(key, ack, work, window.say)

    return on_press


def send_label(clerk: Clerk, body: Body) -> Acknowledgement:
    """Note which label is wanted; the same form sent again wants nothing more."""
    note, offer = read_offer(body["view"])
    asker = Asker(user=body["user"]["id"], key=form_key(body), place=note.place)
    try:
        clerk.handle(WANT, asker, number=note.number, offer=offer)
    except StockError as error:
        return {"response_action": "errors", "errors": step_errors(clerk.book, body["view"], error)}
    except JournalUnavailableError as error:
        return {"response_action": "errors", "errors": {OFFER: unavailable_on_form(error)}}
    return CLOSES


def _refusal(clerk: Clerk, target: Target, user: str) -> Message | None:
    """Say why nobody is asked, by what is known here: it must not last."""
    if clerk.labels is None:
        return say(NOT_SET_UP)
    try:
        require(clerk.book, user, WANT)
        the_shipment(clerk.telling(), target.number, WANT, ShipmentStatus.PACKED)
    except StockError as error:
        return clerk.refused(error)
    return None


def _offered(clerk: Clerk, about: FormAbout) -> Block:
    """Ask every carrier, and return the form of what they offer, or why they offer nothing."""
    number = about.target.number
    if clerk.labels is None:
        return answer_view(TITLE, say(NOT_SET_UP))
    try:
        answer = clerk.labels.offers(number)
        if isinstance(answer, Refused | Unknown):
            return answer_view(TITLE, no_offer(number, answer))
        if not answer:
            return answer_view(TITLE, no_offer(number, None))
        return label_form(about, answer, clerk.telling())
    except StockError as error:
        return answer_view(TITLE, clerk.refused(error))
    except JournalUnavailableError as error:
        return answer_view(TITLE, unavailable(error))
