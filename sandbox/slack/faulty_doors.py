"""Serving a request with whatever fault strikes there: refused, dropped, late, or done unseen."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.slack.faults import Fault
from sandbox.slack.slack import Slack

Serve = Callable[[], Awaitable[web.StreamResponse]]
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502</body></html>"
_STATUSES = {"api_error": 200, "error_500": 500, "error_503": 503}


async def served(
    slack: Slack, request: web.Request, place: str, serve: Serve
) -> web.StreamResponse:
    """The answer to a request at `place`, as `serve` gives it unless a fault strikes."""
    slack.in_flight += 1
    try:
        fault = slack.world.faults.draw(place)
        if fault is None:
            return await serve()
        return _refused(fault) or await _spoiled(slack, request, fault, serve)
    finally:
        slack.in_flight -= 1
        slack.answered += 1


def too_many(seconds: int) -> web.Response:
    """The answer to a call that is one too many."""
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(seconds)})


def _refused(fault: Fault) -> web.Response | None:
    """The answer of a fault that keeps anything from being done."""
    if fault.kind == "ratelimited":
        return too_many(max(1, int(fault.seconds)))
    if fault.kind in _STATUSES:
        body = {"ok": False, "error": fault.error}
        return web.json_response(body, status=_STATUSES[fault.kind])
    if fault.kind == "html_502":
        return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
    return None


async def _spoiled(
    slack: Slack, request: web.Request, fault: Fault, serve: Serve
) -> web.StreamResponse:
    """Something is done, but late, or nobody hears of it."""
    await request.read()  # what is done later has to be read while there is a connection
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return await serve()
    if fault.kind == "applied_then_dropped":
        await serve()
    elif fault.kind == "applied_late":
        slack.background.start(_later(fault.seconds, serve))
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)  # nobody gets it; it says so in the log


async def _later(seconds: float, serve: Serve) -> None:
    await asyncio.sleep(seconds)
    await serve()
