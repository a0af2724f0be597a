"""The web side: Slack's requests in HTTP mode, and whether we are alive, in both modes.

Bolt neither limits a body nor survives a timestamp that is no number; whatever is not Slack's own
is turned away here, before it gets there.
"""

import re
from collections.abc import Callable
from typing import Final

import structlog
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app import SlackBot
from bot.manifest import EVENTS_PATH
from bot.signature import is_signed

BODY_BYTES_MAX: Final = 1_000_000
PROMETHEUS_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")
log = structlog.get_logger()

ReadinessCheck = Callable[[], str]
"""Says in a few words why we are not ready, or the empty string."""


def create_asgi(
    bot: SlackBot | None,
    *,
    is_ready: ReadinessCheck = lambda: "",
    figures: Callable[[], bytes] | None = None,
) -> Starlette:
    """Return the web application.

    Args:
        bot: the Slack surface in HTTP mode; None in Socket Mode, where Slack's route is not served.
        is_ready: asked by `/readyz`, in a thread: it may look at the database.
        figures: what `/metrics` shows, in Prometheus' text format; None to show none.
    """

    async def readyz(_request: Request) -> Response:
        why_not = await run_in_threadpool(is_ready)
        return JSONResponse({"ready": not why_not, "why": why_not}, 503 if why_not else 200)

    routes = [Route("/healthz", _healthz), Route("/readyz", readyz)]
    if figures is not None:
        routes.append(Route("/metrics", _metrics(figures)))
    if bot is not None:
        routes.append(Route(EVENTS_PATH, _slack(bot), methods=["POST"]))
    return Starlette(routes=routes)


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok")


def _metrics(figures: Callable[[], bytes]) -> Callable[[Request], object]:
    async def metrics(_request: Request) -> Response:
        return Response(await run_in_threadpool(figures), media_type=PROMETHEUS_TEXT)

    return metrics


def _slack(bot: SlackBot) -> Callable[[Request], object]:
    handler = AsyncSlackRequestHandler(bot.app)

    async def serve(request: Request) -> Response:
        if await _is_too_large(request):
            return PlainTextResponse("too large", 413)
        if not _is_signed(request, bot.signing_secret):
            return PlainTextResponse("not signed", 401)
        try:
            return await handler.handle(request)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            log.warning("a request that is not Slack's", error=repr(error))
            return PlainTextResponse("not understood", 400)

    return serve


async def _is_too_large(request: Request) -> bool:
    """Read the body as far as it may go; what was read is kept for the handler."""
    size, chunks = 0, list[bytes]()
    async for chunk in request.stream():
        size += len(chunk)
        if size > BODY_BYTES_MAX:
            return True
        chunks.append(chunk)
    request._body = b"".join(chunks)
    return False


def _is_signed(request: Request, secret: str) -> bool:
    stamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    return bool(_TIMESTAMP.fullmatch(stamp)) and is_signed(
        secret, stamp=stamp, signature=signature, body=request._body
    )
