"""The door of the Web API: faults, tokens, scopes, limits, then the method, then the answer.

The answer is 200 with JSON whether the call was good or not; only a rate limit has a status
of its own (429), and only a fault asked for answers anything else.
"""

import asyncio
from typing import Any

from aiohttp import web

from sandbox.slack.faults import Fault
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.auth import AUTH
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, read_call
from sandbox.slack.web_api.chat import CHAT
from sandbox.slack.web_api.conversations import CONVERSATIONS
from sandbox.slack.web_api.documents import DOCUMENTS
from sandbox.slack.web_api.files import FILES
from sandbox.slack.web_api.marks import MARKS
from sandbox.slack.web_api.places import need_scope
from sandbox.slack.web_api.users import USERS
from sandbox.slack.web_api.views import VIEWS
from sandbox.slack.wire import JsonObject
from sandbox.slack.world import RequestRecord

_STATUSES = {"api_error": 200, "error_500": 500, "error_503": 503}
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502</body></html>"


class WebApi:
    """Serves `/api/{method}`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self.methods: Methods = (
            AUTH | CHAT | CONVERSATIONS | USERS | FILES | MARKS | DOCUMENTS | VIEWS
        )

    async def serve(self, request: web.Request) -> web.StreamResponse:
        slack = self._slack
        slack.in_flight += 1
        try:
            return await self._serve(request, request.match_info["method"])
        finally:
            slack.in_flight -= 1
            slack.answered += 1

    async def _serve(self, request: web.Request, name: str) -> web.StreamResponse:
        fault = self._slack.world.faults.draw(f"api:{name}")
        if fault is None:
            return await self._answered(request, name)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return await self._answered(request, name)
        return await self._faulted(request, name, fault)

    async def _faulted(self, request: web.Request, name: str, fault: Fault) -> web.StreamResponse:
        if fault.kind == "ratelimited":
            return _too_many(max(1, int(fault.seconds)))
        if fault.kind in _STATUSES:
            body = {"ok": False, "error": fault.error}
            return web.json_response(body, status=_STATUSES[fault.kind])
        if fault.kind == "html_502":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        call = await read_call(request, name)
        if fault.kind == "applied_then_dropped":
            self._handle(call)
        elif fault.kind == "applied_late":
            self._slack.background.start(self._handle_later(call, fault.seconds))
        return dropped(request)

    async def _answered(self, request: web.Request, name: str) -> web.StreamResponse:
        try:
            call = await read_call(request, name)
        except ApiError as error:
            return self._response(name, {"ok": False, "error": error.error, **error.extra})
        return self._response(name, self._handle(call))

    def _handle(self, call: Call) -> JsonObject:
        """Do a call and keep a record of it."""
        world = self._slack.world
        record = RequestRecord(
            number=len(world.requests) + 1,
            method=call.method,
            at=self._slack.now(),
            args=call.args,
        )
        world.requests.append(record)
        try:
            answer = {"ok": True, **self._done(call)}
        except ApiError as error:
            record.error = error.error
            answer = {"ok": False, "error": error.error, **error.extra}
        record.status = 429 if answer.get("error") == "ratelimited" else 200
        return answer

    async def _handle_later(self, call: Call, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._handle(call)

    def _done(self, call: Call) -> JsonObject:
        method = self.methods.get(call.method)
        if method is None:
            raise ApiError("unknown_method", req_method=call.method)
        self._check_token(method, call.token)
        wait_seconds = self._slack.world.limits.wait_for_call(
            call.method, method.tier, now=self._slack.now()
        )
        if wait_seconds:
            raise ApiError("ratelimited", retry_after=wait_seconds)
        if method.scopes and method.takes == "bot":
            need_scope(self._slack, *method.scopes)
        return method.handler(self._slack, call)

    def _check_token(self, method: Method, token: str) -> None:
        if method.takes == "none":
            return
        if not token:
            raise ApiError("not_authed")
        credentials = self._slack.credentials
        tokens = {"bot": credentials.bot_token, "app": credentials.app_token}
        if token not in tokens.values():
            raise ApiError("invalid_auth")
        if token != tokens[method.takes]:
            raise ApiError("not_allowed_token_type")
        if self._slack.world.is_revoked:
            raise ApiError("token_revoked")

    def _response(self, name: str, answer: JsonObject) -> web.Response:
        if answer.get("error") == "ratelimited":
            return _too_many(int(answer.get("retry_after", 1)))
        response = web.json_response(answer)
        method = self.methods.get(name)
        response.headers["X-Slack-Req-Id"] = self._slack.world.identifiers.secret("request")
        response.headers["X-OAuth-Scopes"] = ",".join(sorted(self._slack.rules.scopes))
        if method is not None:
            response.headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
        return response


def _too_many(seconds: int) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(seconds)})


def dropped(request: web.Request) -> web.StreamResponse:
    """Break the connection instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
