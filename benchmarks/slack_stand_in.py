"""The bot in HTTP mode, and the Slack stand-in that sends it signed commands."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Final, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bincard.clock import utc_now
from bot.app import create_app
from bot.asgi import create_asgi
from bot.manifest import manifest
from bot.options import BotOptions
from inventory.ports import Desk, JournalReader
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Workspace
from sandbox.slack.server import SlackStandIn

HOST: Final = "127.0.0.1"
THREADS: Final = 32
CHANNEL: Final = "C0STOCK"
OPERATOR: Final = "U0ANA"


class Surface(NamedTuple):
    """Where people type, and where what they typed arrives.

    Attributes:
        workspace: the stand-in in a person's hands.
        url: the bot's address.
        signing_secret: by which the bot knows Slack.
    """

    workspace: Workspace
    url: str
    signing_secret: str


def _none(_options: BotOptions) -> Iterable[BaseRoute]:
    return ()


@contextmanager
def slack_surface(
    desk: Desk, reader: JournalReader, beside: Callable[[BotOptions], Iterable[BaseRoute]] = _none
) -> Iterator[Surface]:
    """Serve the bot and a Slack workspace that it is installed in.

    Args:
        desk: where commands are decided.
        reader: the past.
        beside: makes further routes for the same server.
    """
    with ExitStack() as stack:
        listening = stack.enter_context(_listening())
        url = f"http://{HOST}:{listening.getsockname()[1]}"
        stand_in = SlackStandIn(manifest("http", base_url=url))
        slack = ServerThread(stand_in.create_app())
        stack.callback(slack.stop)
        options = BotOptions(
            bot_token=stand_in.bot_token,
            signing_secret=stand_in.signing_secret,
            api_url=stand_in.api_url(slack.base_url),
        )
        executor = stack.enter_context(ThreadPoolExecutor(THREADS))
        bot = create_app(
            desk=desk, reader=reader, clock=utc_now, options=options, executor=executor
        )
        asgi = create_asgi(bot)
        asgi.router.routes.extend(beside(options))
        stack.enter_context(served(asgi, listening))
        workspace = stack.enter_context(Workspace(slack.base_url))
        yield Surface(workspace, url, stand_in.signing_secret)


def _listening() -> socket.socket:
    """Return a socket as uvicorn's own: asyncio turns delays off only where TCP is named."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind((HOST, 0))
    listening.listen(100)
    return listening


@contextmanager
def served(app: Starlette, listening: socket.socket) -> Iterator[None]:
    """Serve an ASGI application as in production, on a thread."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
