"""Who may talk to the bot at all: this app, this workspace, its own people.

Bolt checks signatures, but with a single token neither app nor team. In a channel shared with
another company strangers can press our buttons: they are told whose warehouse it is, no more.
"""

from collections.abc import Awaitable, Callable

import structlog
from slack_bolt import BoltResponse
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.keys import Body

OUTSIDER = "This stock belongs to another company. Ask your contact there."

Middleware = Callable[..., Awaitable[BoltResponse | None]]
log = structlog.get_logger()


def insiders_only(app_id: str) -> Middleware:
    """Return middleware that stops whatever comes from elsewhere.

    Args:
        app_id: ours; empty where it is not known.
    """

    async def check(
        body: Body,
        context: AsyncBoltContext,
        respond: AsyncRespond,
        next: Callable[[], Awaitable[None]],
    ) -> BoltResponse | None:
        if app_id and body.get("api_app_id", app_id) != app_id:
            log.warning("request for another app", app=body.get("api_app_id"))
            return BoltResponse(status=401, body="")
        if _is_bot(body):
            return BoltResponse(status=200, body="")
        if _team_of_actor(body) in (None, _our_team(context)):
            await next()
            return None
        log.warning("request by an outsider", user=context.user_id, team=_team_of_actor(body))
        return await _turn_away(body, respond)

    return check


async def _turn_away(body: Body, respond: AsyncRespond) -> BoltResponse:
    """Answer an outsider on the surface used."""
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": OUTSIDER})
    if body.get("response_url"):
        await respond(text=OUTSIDER, response_type="ephemeral", replace_original=False)
    return BoltResponse(status=200, body="")


def _our_team(context: AsyncBoltContext) -> str | None:
    result = context.authorize_result
    return result.team_id if result else None


def _team_of_actor(body: Body) -> str | None:
    user = body.get("user")
    if isinstance(user, dict) and user.get("team_id"):
        return str(user["team_id"])
    event = body.get("event")
    if isinstance(event, dict) and event.get("user_team"):
        return str(event["user_team"])
    team = body.get("team")
    found = body.get("team_id") or (team.get("id") if isinstance(team, dict) else None)
    return str(found) if found else None


def _is_bot(body: Body) -> bool:
    event = body.get("event")
    return isinstance(event, dict) and bool(event.get("bot_id"))
