"""Installing the app by OAuth: the page where a person allows it, and the code they go back with.

Everybody who opens the page allows everything at once, unless a test has said that they refuse.
"""

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit, urlunsplit

from aiohttp import web

from sandbox.slack.grants import Grant
from sandbox.slack.slack import Slack


class InstallPage:
    """Serves `/oauth/v2/authorize`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def show(self, request: web.Request) -> web.Response:
        """Send the person back to the app, with a code or with their refusal."""
        asked = request.query
        allowed = self._slack.rules.redirect_urls
        back = asked.get("redirect_uri") or next(iter(allowed), "")
        scopes = [one for one in asked.get("scope", "").split(",") if one]
        error = self._error(asked.get("client_id", ""), scopes, back)
        if error:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=error)
        state = {"state": asked.get("state", "")}
        raise web.HTTPFound(
            _joined(back, self._answer(scopes, asked.get("redirect_uri", "")) | state)
        )

    def _error(self, client_id: str, scopes: list[str], back: str) -> str:
        allowed = self._slack.rules.redirect_urls
        if client_id != self._slack.credentials.client_id:
            return "invalid_client_id"
        if not scopes:
            return "no_scopes"
        if not back or (allowed and not any(back.startswith(one) for one in allowed)):
            return "bad_redirect_uri"
        return ""

    def _answer(self, scopes: list[str], redirect_uri: str) -> dict[str, str]:
        world = self._slack.world
        if world.grants.refused:
            return {"error": "access_denied"}
        user = next(one.id for one in world.directory.people.values() if not one.is_bot)
        code = world.identifiers.secret("code")
        world.grants.by_code[code] = Grant(
            user=user, scopes=scopes, redirect_uri=redirect_uri, at=self._slack.now()
        )
        return {"code": code}


def _joined(url: str, query: dict[str, str]) -> str:
    parts = urlsplit(url)
    told = "&".join(one for one in (parts.query, urlencode(query)) if one)
    return urlunsplit(parts._replace(query=told))
