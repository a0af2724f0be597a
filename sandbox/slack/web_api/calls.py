"""One Web API call: its arguments, whatever way they came, and the errors it can end in."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.hdrs import CONTENT_TYPE

from sandbox.slack.slack import Slack
from sandbox.slack.wire import JsonObject, decode_object

_STRUCTURED = frozenset(
    [
        "attachments",
        "blocks",
        "cells",
        "criteria",
        "prompts",
        "changes",
        "chunks",
        "document_content",
        "entities",
        "files",
        "initial_fields",
        "manifest",
        "message",
        "metadata",
        "outputs",
        "schema",
        "unfurls",
        "view",
    ]
)

JSON_TYPE = "application/json"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class ApiError(Exception):
    """A call that Slack answers with `ok: false`; `extra` joins the answer's body."""

    def __init__(self, error: str, **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra


def invalid_arguments(*messages: str, error: str = "invalid_arguments") -> ApiError:
    """An error that says in words which argument is wrong."""
    bare = [message.removeprefix("[ERROR] ") for message in messages]
    return ApiError(error, errors=bare, response_metadata={"messages": list(messages)})


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name and its merged arguments (query, form and JSON body alike).

    `warning` is what the answer will say of the way in which they came.
    """

    method: str
    args: JsonObject
    token: str = ""
    warning: str = ""

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """A text argument that has to be there."""
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        return self.args.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        value = self.args.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError as error:
            message = f"[ERROR] must provide a number [json-pointer:/{name}]"
            raise invalid_arguments(message) from error

    def item(self, name: str) -> JsonObject:
        """An object argument that has to be there."""
        value = self.args.get(name)
        if not isinstance(value, dict):
            raise invalid_arguments(f"[ERROR] must provide an object [json-pointer:/{name}]")
        return value

    def items(self, name: str) -> list[JsonObject]:
        """A list argument, empty when it is not there."""
        value = self.args.get(name) or []
        if not isinstance(value, list):
            raise invalid_arguments(f"[ERROR] must provide an array [json-pointer:/{name}]")
        for index, one in enumerate(value):
            if not isinstance(one, dict):
                place = f"[json-pointer:/{name}/{index}]"
                raise invalid_arguments(f"[ERROR] must provide an object {place}")
        return value

    def listed(self, name: str) -> list[str]:
        """Several ids in one argument, divided by commas."""
        value = self.args.get(name) or []
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]


Handler = Callable[[Slack, Call], JsonObject]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API.

    `tier` bounds the calls a minute (0 is unlimited); `scopes` are those of which one is
    needed; `takes` is the kind of token: `bot`, `app`, or `none`.
    """

    handler: Handler
    tier: int = 3
    scopes: tuple[str, ...] = field(default=())
    takes: str = "bot"


Methods = dict[str, Method]


async def read_call(request: web.Request, method: str) -> Call:
    """The call in a request: every way of passing arguments counts, but a token is no part of JSON.

    Raises:
        ApiError: `invalid_json`, `json_not_object`, `invalid_form_data`, `invalid_charset`,
            `invalid_post_type`, or `missing_post_type`.
    """
    body = await _body(request) if request.body_exists else {}
    args = {key: _decoded(key, value) for key, value in (dict(request.query) | body).items()}
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    given = str(args.pop("token", ""))
    is_json = request.content_type == JSON_TYPE and "token" in body
    return Call(method, args, token or ("" if is_json else given), _warning(request))


async def _body(request: web.Request) -> JsonObject:
    """The arguments in a body; plain text is taken, and holds none."""
    if CONTENT_TYPE not in request.headers:
        raise ApiError("missing_post_type")
    if request.content_type not in (JSON_TYPE, *FORM_TYPES, "text/plain"):
        raise ApiError("invalid_post_type")
    try:
        if request.content_type == JSON_TYPE:
            return _json_body(await request.text())
        fields = await request.post()
    except (LookupError, UnicodeDecodeError) as error:
        raise ApiError("invalid_charset") from error
    except ValueError as error:
        raise ApiError("invalid_form_data") from error
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _warning(request: web.Request) -> str:
    """JSON should say how its letters are written, a form should not."""
    if not request.body_exists or request.content_type not in (JSON_TYPE, *FORM_TYPES):
        return ""
    is_json = request.content_type == JSON_TYPE
    if is_json == (request.charset is not None):
        return ""
    return "missing_charset" if is_json else "superfluous_charset"


def _json_body(text: str) -> JsonObject:
    if not text.strip():
        return {}
    try:
        return decode_object(text)
    except json.JSONDecodeError as error:
        raise ApiError("invalid_json") from error
    except ValueError as error:
        raise ApiError("json_not_object") from error


def _decoded(key: str, value: object) -> object:
    """An argument; objects and lists may arrive as JSON texts, in forms they have to."""
    if key not in _STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
