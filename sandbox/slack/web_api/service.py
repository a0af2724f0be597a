"""The door of the Web API: tokens, scopes, limits, then the method, then the answer.

The answer is 200 with JSON whether the call was good or not; only a rate limit has a status
of its own (429), and only a fault asked for answers anything else.
"""

from aiohttp import web

from sandbox.slack.faulty_doors import served, too_many
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.assistant import ASSISTANT
from sandbox.slack.web_api.auth import AUTH
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, read_call
from sandbox.slack.web_api.canvases import CANVASES
from sandbox.slack.web_api.channels import CHANNELS
from sandbox.slack.web_api.chat import CHAT
from sandbox.slack.web_api.conversations import CONVERSATIONS
from sandbox.slack.web_api.documents import DOCUMENTS
from sandbox.slack.web_api.files import FILES
from sandbox.slack.web_api.marks import MARKS
from sandbox.slack.web_api.not_for_bots import NOT_FOR_BOTS
from sandbox.slack.web_api.oauth import OAUTH
from sandbox.slack.web_api.places import need_scope
from sandbox.slack.web_api.remote_files import REMOTE_FILES
from sandbox.slack.web_api.streaming import STREAMING
from sandbox.slack.web_api.usergroups import USERGROUPS
from sandbox.slack.web_api.users import USERS
from sandbox.slack.web_api.views import VIEWS
from sandbox.slack.web_api.workspace import WORKSPACE
from sandbox.slack.wire import JsonObject
from sandbox.slack.world import RequestRecord


class WebApi:
    """Serves `/api/{method}`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self.methods: Methods = (
            AUTH
            | ASSISTANT
            | CANVASES
            | REMOTE_FILES
            | OAUTH
            | CHAT
            | STREAMING
            | CONVERSATIONS
            | CHANNELS
            | USERS
            | USERGROUPS
            | FILES
            | MARKS
            | DOCUMENTS
            | VIEWS
            | WORKSPACE
            | NOT_FOR_BOTS
        )

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call and keep a record of it, faults included."""
        slack, world = self._slack, self._slack.world
        name = request.match_info["method"]
        record = RequestRecord(number=len(world.requests) + 1, method=name, at=slack.now())
        world.requests.append(record)
        response = await served(
            slack, request, f"api:{name}", lambda: self._answered(request, record)
        )
        record.status = response.status
        return response

    async def _answered(self, request: web.Request, record: RequestRecord) -> web.StreamResponse:
        warning = ""
        try:
            call = await read_call(request, record.method)
            record.args, warning = call.args, call.warning
            answer: JsonObject = {"ok": True, **self._done(call)}
        except ApiError as error:
            record.error = error.error
            answer = {"ok": False, "error": error.error, **error.extra}
        return self._response(record.method, _with_warning(answer, warning))

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
            return too_many(int(answer.get("retry_after", 1)))
        response = web.json_response(answer)
        method = self.methods.get(name)
        response.headers["X-Slack-Req-Id"] = self._slack.world.identifiers.secret("request")
        response.headers["X-OAuth-Scopes"] = ",".join(sorted(self._slack.rules.scopes))
        if method is not None:
            response.headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
        return response


def _with_warning(answer: JsonObject, warning: str) -> JsonObject:
    """An answer that also says what was odd about the request."""
    if not warning:
        return answer
    metadata = answer.get("response_metadata", {})
    warnings = [*metadata.get("warnings", []), warning]
    told = {"warning": ",".join(warnings)}
    return answer | told | {"response_metadata": metadata | {"warnings": warnings}}
