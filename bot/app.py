"""The Slack app, put together."""

from collections.abc import Callable
from concurrent.futures import Executor

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.guard import Guard
from bot.listeners.messages import message_listener
from bot.listeners.surroundings import Surroundings
from bot.options import BotOptions
from bot.prompt_ack import prompt_acks
from bot.registering import register
from bot.safety import insiders_only
from bot.suggesting.customers import CustomerNames
from inventory.carriage.live_rates import LabelDesk
from inventory.correspondence.heard import HeardMessages
from inventory.customer import Contacts
from inventory.papers.chart import Plotter
from inventory.papers.paper import Printer
from inventory.ports import Clock, Desk, JournalReader, StatusSource
from inventory.scanning.scanner import Scanner

log = structlog.get_logger()


class SlackBot:
    """The app with what has to be waited for when it stops.

    Attributes:
        app: Bolt's app, for an adapter of Socket Mode or HTTP.
        signing_secret: by which a request over HTTP is known to be Slack's.
    """

    def __init__(self, app: AsyncApp, guard: Guard, signing_secret: str = "") -> None:
        self.app = app
        self.signing_secret = signing_secret
        self._guard = guard

    @property
    def under_way(self) -> int:
        """How many requests are being worked on, acknowledged or not."""
        return self._guard.under_way

    async def drain(self) -> None:
        """Wait for the requests that have begun."""
        await self._guard.drain()


def create_app(  # noqa: PLR0913 - each is a door of its own
    *,
    desk: Desk,
    reader: JournalReader,
    clock: Clock,
    options: BotOptions,
    executor: Executor,
    status: StatusSource | None = None,
    contacts: Contacts | None = None,
    labels: LabelDesk | None = None,
    scanner: Scanner | None = None,
    printer: Printer | None = None,
    plotter: Plotter | None = None,
    heard: HeardMessages | None = None,
    on_heard: Callable[[], None] = lambda: None,
) -> SlackBot:
    """Put the Slack surface together.

    Args:
        desk: where requests are decided.
        reader: the past, for look-ups.
        clock: the time commands carry.
        options: the workspace's facts.
        executor: threads for what blocks; as many as requests may wait for the disk at once.
        status: how the bot itself is doing, for `/inv status`.
        contacts: who customers are; None where nobody keeps that.
        labels: where carriers are asked for rates and labels; None where that is not set up.
        scanner: who reads scanned codes; None where nobody does.
        printer: of labels; None where nothing is printed.
        plotter: of charts; None where nothing is drawn.
        heard: where messages are noted that people write to the bot; None where nobody reads them.
        on_heard: called when something new was noted.
    """
    client = AsyncWebClient(token=options.bot_token, base_url=options.api_url)
    app = AsyncApp(
        client=client,
        signing_secret=options.signing_secret or None,
        process_before_response=True,  # our listeners return as soon as they have acknowledged
    )
    clerk = Clerk(desk, reader, clock, contacts, labels, scanner, options.prefix)
    names = CustomerNames(contacts, executor)
    around = Surroundings(
        clerk=clerk,
        hearing=Hearing(clerk, options.prefix, status, names, printer, plotter),
        guard=Guard(executor),
        options=options,
        names=names,
    )
    app.use(insiders_only(options.app_id))
    app.use(prompt_acks)
    app.error(_unexpected)
    register(app, around)
    if heard is not None:
        noted = message_listener(around.guard, heard, on_heard)
        for event in ("message", "app_mention"):
            app.event(event)(noted)
    return SlackBot(app, around.guard, options.signing_secret)


async def _unexpected(error: Exception) -> BoltResponse:
    """Log what no listener could catch; Slack is told that we have heard it."""
    log.error("a request failed outside its listener", exc_info=error)
    return BoltResponse(status=200, body="")
