"""The stand-in as an aiohttp application: build it, serve it on loopback, point clients at it.

    stand_in = SlackStandIn(manifest)
    server = ServerThread(stand_in.create_app())
    client = WebClient(token=stand_in.bot_token, base_url=stand_in.api_url(server.base_url))

Without a manifest everything is allowed: every scope, command, event and shortcut.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web

from sandbox.slack.control.doors import control_routes, explain_errors
from sandbox.slack.installing import InstallPage
from sandbox.slack.manifest_rules import checked_rules
from sandbox.slack.response_urls import OutsideDoors
from sandbox.slack.schedule import post_what_is_due
from sandbox.slack.slack import Credentials, Slack
from sandbox.slack.web_api.service import WebApi
from sandbox.slack.webhooks import Webhooks
from sandbox.slack.wire import JsonObject

SCHEDULE_TICK_SECONDS = 0.25
BODY_BYTES = 64 * 1024 * 1024


class SlackStandIn:
    """One Slack workspace with one installed app.

    Args:
        manifest: the app manifest; without one everything is allowed.
        request_url: where HTTP mode sends requests when the manifest names no URL.
        credentials: tokens and signing secret, if others than the default are wanted.

    Raises:
        ManifestRefusedError: if Slack would not take the manifest.
    """

    def __init__(
        self,
        manifest: JsonObject | None = None,
        *,
        request_url: str | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        self.credentials = credentials or Credentials()
        self.slack = Slack(self.credentials, checked_rules(manifest, request_url))

    @property
    def bot_token(self) -> str:
        return self.credentials.bot_token

    @property
    def app_token(self) -> str:
        return self.credentials.app_token

    @property
    def signing_secret(self) -> str:
        return self.credentials.signing_secret

    def api_url(self, base_url: str) -> str:
        """What a client takes as its base URL."""
        return f"{base_url.rstrip('/')}/api/"

    def watch(self, is_busy: Callable[[], bool]) -> None:
        """Have every act wait until the app says that it is done, instead of for its silence.

        Args:
            is_busy: asked from the stand-in's thread; whether the app is still at work.
        """
        self.slack.watched.append(is_busy)

    def be_patient(self, seconds: float) -> None:
        """Judge the app by what it says, not by when: so long for each answer, no limit of calls."""
        self.slack.courier.ack_seconds = seconds
        self.slack.world.permits.trigger_seconds = seconds
        self.slack.world.limits.enabled = False

    def create_app(self) -> web.Application:
        """The application, with all state in it; serve it once."""
        slack, doors = self.slack, OutsideDoors(self.slack)
        app = web.Application(
            middlewares=[_remember_origin(slack), explain_errors], client_max_size=BODY_BYTES
        )
        web_api = WebApi(slack)
        app.router.add_route("*", "/api/{method}", web_api.serve)
        app.router.add_get("/link/", slack.sockets.serve)
        app.router.add_post("/commands/{team}/{token}", doors.respond)
        app.router.add_post("/services/{team}/{bot}/{channel}", Webhooks(slack).take)
        app.router.add_post("/upload/v1/{secret}", doors.take_bytes)
        app.router.add_get("/", doors.log_in)
        app.router.add_get("/oauth/v2/authorize", InstallPage(slack).show)
        app.router.add_get("/files-pri/{file}/{name}", doors.give_file)
        app.add_routes(control_routes(slack))
        app.on_shutdown.append(_stop(slack))
        app.cleanup_ctx.append(_keep_schedule(slack))
        return app


def _remember_origin(
    slack: Slack,
) -> Callable[..., Awaitable[web.StreamResponse]]:
    """The stand-in learns its own address from the requests that reach it."""

    @web.middleware
    async def remember(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.url.explicit_port is not None:  # some WebSocket clients leave it out
            slack.base_url = str(request.url.origin())
        return await handler(request)

    return remember


def _stop(slack: Slack) -> Callable[[web.Application], Awaitable[None]]:
    async def stop(_app: web.Application) -> None:
        await slack.stop()

    return stop


def _keep_schedule(slack: Slack) -> Callable[[web.Application], AsyncIterator[None]]:
    async def keep(_app: web.Application) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_tick(slack))
        yield
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking

    return keep


async def _tick(slack: Slack) -> None:
    while True:
        await asyncio.sleep(SCHEDULE_TICK_SECONDS)
        post_what_is_due(slack)
