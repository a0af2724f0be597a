"""A bot of ours before the stand-in, over real HTTP or Socket Mode, and people to use it."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import uvicorn

from bot.app import SlackBot, create_app
from bot.asgi import create_asgi
from bot.manifest import manifest
from bot.options import BotOptions
from bot.outbox.sender import OutboxSender, sending_client
from bot.socket_mode import SocketConnection
from inventory.carriage.live_rates import LabelDesk
from inventory.customer import Contacts
from inventory.location import LocationKind
from inventory.people import Person, Role
from outside.charts.plotter import MatplotlibPlotter
from outside.codes.scanning import BarcodeScanner
from outside.documents.printer import TypstPrinter
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Workspace
from sandbox.slack.server import SlackStandIn
from tests.builders import a_location, an_item, edit, open_stock, set_rule
from tests.memory_contacts import MemoryContacts
from tests.memory_desk import MemoryDesk
from tests.memory_heard import MemoryHeard

STOCK = "C0STOCK"
MANAGERS = "C0MANAGERS"
LOG = "C0LOG"

PATIENCE_S = 30.0
"""What a test says nothing about takes as long as the machine needs."""


@pytest.fixture
def desk() -> MemoryDesk:
    """Ana and Ben work, Cleo manages; 24 blue mugs in A-01, 20 in B-01."""
    return a_warehouse()


def a_warehouse() -> MemoryDesk:
    desk = MemoryDesk()
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        a_location("IN", LocationKind.RECEIVING),
        a_location("A-01"),
        a_location("A-03"),
        a_location("B-01"),
        a_location("PACK", LocationKind.PACKING),
        a_location("RET", LocationKind.RETURNS),
        a_location("HOLD", LocationKind.QUARANTINE),
        an_item("MUG-BLU", minimum=Decimal(10), maximum=Decimal(40)),
        an_item("MUG-RED", name="Red mug"),
        an_item("JAM-STR", name="Strawberry jam", is_lot_tracked=True),
        an_item("ROPE-8", name="Rope 8 mm", unit="metre", is_fractional=True, packs=()),
    ):
        desk.handle(edit(row))
    for name, channel in (("stock", STOCK), ("managers", MANAGERS), ("log", LOG)):
        desk.handle(set_rule(f"{name}_channel", channel))
    desk.handle(open_stock(24, "MUG-BLU", at="A-01"))
    desk.handle(open_stock(20, "MUG-BLU", at="B-01"))
    return desk


class CountedThreads(ThreadPoolExecutor):
    """Threads that say how much they have still to do, as reading customers' names behind a form."""

    def __init__(self) -> None:
        super().__init__(4)
        self._unfinished = set()

    @property
    def under_way(self) -> int:
        return len(self._unfinished)

    def submit(self, *call, **facts):
        work = super().submit(*call, **facts)
        self._unfinished.add(work)
        work.add_done_callback(self._unfinished.discard)
        return work


class RunningBot:
    """A bot in a thread of its own, as `serve` runs it, until it is stopped.

    What people do in the stand-in ends when the bot is done with it, so that a test can look at once.

    Attributes:
        held: how many requests a test holds up by itself; nobody waits for those.
    """

    def __init__(
        self,
        desk: MemoryDesk,
        options: BotOptions,
        stand_in: SlackStandIn,
        contacts: Contacts | None = None,
        labels: LabelDesk | None = None,
        heard: MemoryHeard | None = None,
    ) -> None:
        self._contacts, self._labels, self._heard = contacts, labels, heard
        self.held = lambda: 0
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="bot")
        self._thread.start()
        self._executor = CountedThreads()
        self._desk, self._options, self._stand_in = desk, options, stand_in
        self._connection: SocketConnection | None = None
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(PATIENCE_S)

    def connect(self) -> None:
        self.run(self._connect())

    def serve(self, listening: socket.socket) -> None:
        self.run(self._serve(listening))

    def stop(self) -> None:
        self.run(self._close())
        self._executor.shutdown()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _connect(self) -> None:
        self._connection = SocketConnection(self._made(), self._stand_in.app_token)
        await self._connection.open()

    async def _serve(self, listening: socket.socket) -> None:
        config = uvicorn.Config(create_asgi(self._made()), log_config=None, lifespan="off")
        self._server = uvicorn.Server(config)
        self._serving = asyncio.ensure_future(self._server._serve([listening]))
        while not self._server.started:
            await asyncio.sleep(0.005)

    async def _close(self) -> None:
        if self._connection:
            await self._connection.close()
        if self._server and self._serving:
            self._server.should_exit = True
            await self._serving

    def _made(self) -> SlackBot:
        bot = create_app(
            desk=self._desk,
            reader=self._desk,
            clock=self._desk.clock,
            options=self._options,
            executor=self._executor,
            contacts=self._contacts,
            labels=self._labels,
            scanner=BarcodeScanner(),
            printer=TypstPrinter(),
            plotter=MatplotlibPlotter(),
            heard=self._heard,
        )
        self._stand_in.watch(lambda: max(bot.under_way, self._executor.under_way) > self.held())
        return bot


@pytest.fixture
def stand_in() -> SlackStandIn:
    stand_in = SlackStandIn(manifest("socket"))
    stand_in.be_patient(PATIENCE_S)
    return stand_in


@pytest.fixture
def slack(stand_in) -> Iterator[ServerThread]:
    with ServerThread(stand_in.create_app()) as server:
        yield server


@pytest.fixture
def options(stand_in, slack) -> BotOptions:
    return BotOptions(
        bot_token=stand_in.bot_token,
        signing_secret=stand_in.signing_secret,
        api_url=stand_in.api_url(slack.base_url),
        app_id="A0BINCARD",
        late_after_s=PATIENCE_S,
    )


@pytest.fixture
def workspace(slack) -> Iterator[Workspace]:
    with Workspace(slack.base_url) as workspace:
        yield workspace


@pytest.fixture
def contacts() -> MemoryContacts:
    """Nobody, until a test says who a customer is."""
    return MemoryContacts()


@pytest.fixture
def labels() -> LabelDesk | None:
    """No broker of carriers, until a test says which."""
    return None


@pytest.fixture
def heard(desk) -> MemoryHeard:
    return MemoryHeard(desk)


@pytest.fixture
def bot(desk, stand_in, options, workspace, contacts, labels, heard) -> Iterator[RunningBot]:
    running = RunningBot(desk, options, stand_in, contacts, labels, heard)
    running.connect()
    workspace.wait_for_app()
    yield running
    running.stop()


@pytest.fixture
def ana(bot, workspace):
    return workspace.person("U0ANA")


@pytest.fixture
def ben(bot, workspace):
    return workspace.person("U0BEN")


@pytest.fixture
def cleo(bot, workspace):
    return workspace.person("U0CLEO")


@pytest.fixture
def sender(desk, options) -> OutboxSender:
    client = sending_client(options.bot_token, options.api_url)
    return OutboxSender(client, outbox=desk, desk=desk, reader=desk, look_after_s=0)
