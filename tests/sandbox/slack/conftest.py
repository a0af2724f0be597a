"""A stand-in on loopback, people to act in it, and real Bolt apps to talk to it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.loopback import ServerThread
from sandbox.slack.driver import Person, Workspace
from sandbox.slack.server import SlackStandIn

Register = Callable[[AsyncApp], None]


@pytest.fixture
def stand_in() -> SlackStandIn:
    """Without a manifest: everything is allowed. Tests of the manifest bring their own."""
    return SlackStandIn()


@pytest.fixture
def base_url(stand_in) -> Iterator[str]:
    with ServerThread(stand_in.create_app()) as server:
        yield server.base_url


@pytest.fixture
def workspace(base_url) -> Iterator[Workspace]:
    with Workspace(base_url) as workspace:
        workspace.set(quiet_seconds=0.02)
        yield workspace


@pytest.fixture
def ana(workspace) -> Person:
    return workspace.person("U0ANA")


@pytest.fixture
def ben(workspace) -> Person:
    return workspace.person("U0BEN")


@pytest.fixture
def client(stand_in, base_url) -> WebClient:
    return WebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))


@pytest.fixture
def socket_app(stand_in, base_url, workspace) -> Iterator[Callable[[Register], AsyncApp]]:
    """Runs an AsyncApp over Socket Mode; the test registers its listeners."""
    with ExitStack() as running:

        def start(register: Register) -> AsyncApp:
            app = bolt_app(stand_in, base_url)
            register(app)
            running.enter_context(connected(app, stand_in.app_token))
            workspace.wait_for_app()
            return app

        yield start


@pytest.fixture
def http_app(stand_in, base_url, workspace) -> Iterator[Callable[[Register], str]]:
    """Serves an AsyncApp over signed HTTP; answers its request URL."""
    with ExitStack() as running:

        def start(register: Register) -> str:
            app = bolt_app(stand_in, base_url)
            register(app)
            server = running.enter_context(ServerThread(app.web_app()))
            url = f"{server.base_url}/slack/events"
            workspace.does("manifest", request_url=url)
            return url

        yield start


def bolt_app(stand_in: SlackStandIn, base_url: str) -> AsyncApp:
    client = AsyncWebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))
    return AsyncApp(client=client, signing_secret=stand_in.signing_secret)


@contextmanager
def connected(app: AsyncApp, app_token: str) -> Iterator[None]:
    """The app, on its own thread and event loop, with one socket open."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, app_token)
        await handler.connect_async()
        return handler

    handler = asyncio.run_coroutine_threadsafe(connect(), loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(handler.close_async(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
