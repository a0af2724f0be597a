"""All control routes, and the words for requests that cannot be done."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.slack.control.acting import Acting
from sandbox.slack.control.asking import PREFIX, UnknownError
from sandbox.slack.control.looking import Looking
from sandbox.slack.control.meddling import Meddling
from sandbox.slack.elements import NotOnScreenError
from sandbox.slack.slack import Slack


def control_routes(slack: Slack) -> list[web.RouteDef]:
    """Every route of the control API."""
    return [*Acting(slack).routes, *Looking(slack).routes, *Meddling(slack).routes]


@web.middleware
async def explain_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer a control request that cannot be done with the reason, as JSON."""
    try:
        return await handler(request)
    except NotOnScreenError as error:
        body = {"error": str(error), "wanted": error.wanted, "seen": error.seen}
        return web.json_response(body, status=409)
    except UnknownError as error:
        return web.json_response({"error": str(error)}, status=404)
    except (KeyError, TypeError, ValueError) as error:
        if not request.path.startswith(PREFIX):
            raise
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
