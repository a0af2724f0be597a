"""Every request's way in: noted down, struck by a fault or not, known by its token, counted, done.

The state is only ever touched here and in the control routes, on the one thread of the server's
event loop, so no handler needs a lock and each call is atomic.
"""

import asyncio
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict, MultiDictProxy, MultiMapping

from sandbox.google.accounts import API_KEY, Token, TokenError
from sandbox.google.answer_fields import mask_of_answer
from sandbox.google.calls import Answer, Call, Raw
from sandbox.google.errors import (
    BadRequest,
    DriveError,
    GoogleError,
    InsufficientScopes,
    InvalidKey,
    Unauthenticated,
    Unsupported,
    violation,
)
from sandbox.google.faults import Fault
from sandbox.google.fieldmask import FieldMask, FieldMaskError
from sandbox.google.query_parameters import check_parameters
from sandbox.google.quotas import QuotaExceeded
from sandbox.google.routing import DRIVE, SHEETS, Match, find
from sandbox.google.state import GoogleState
from sandbox.google.wire import Json

JSON_TYPE: Final = "application/json"
SCOPES: Final = {
    SHEETS: ("spreadsheets", "spreadsheets.readonly", "drive", "drive.readonly", "drive.file"),
    DRIVE: ("drive", "drive.readonly", "drive.file", "drive.metadata", "drive.metadata.readonly"),
}
SCOPE_PREFIX: Final = "https://www.googleapis.com/auth/"
HTML_502: Final = (
    "<!DOCTYPE html>\n<html lang=en>\n  <title>Error 502 (Server Error)!!1</title>\n"
    "  <p><b>502.</b> <ins>That's an error.</ins>\n  <p>The server encountered a temporary error "
    "and could not complete your request.<p>Please try again in 30 seconds.\n"
)
HTML_404: Final = (
    "<!DOCTYPE html>\n<html lang=en>\n  <title>Error 404 (Not Found)!!1</title>\n"
    "  <p><b>404.</b> <ins>That's an error.</ins>\n"
    "  <p>The requested URL was not found on this server.\n"
)
FAILURES: Final = {
    "500": (500, "INTERNAL", "Internal error encountered."),
    "503": (503, "UNAVAILABLE", "The service is currently unavailable."),
    "504": (504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer ready to be sent."""

    status: int
    content: bytes
    content_type: str = JSON_TYPE
    error: str = ""
    challenge: str = ""

    def response(self) -> web.Response:
        charset = "utf-8" if self.content_type.startswith(("text/", JSON_TYPE)) else None
        answer = web.Response(
            status=self.status, body=self.content, content_type=self.content_type, charset=charset
        )
        if self.challenge:
            answer.headers["WWW-Authenticate"] = self.challenge
        return answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is meant, read to its end."""

    method: str
    raw_path: str
    query: MultiMapping[str]
    headers: Mapping[str, str]
    content: bytes
    content_type: str
    transport: asyncio.Transport | None


class FrontDoor:
    """Answers what Google's hosts answer, out of one state."""

    def __init__(self, state: GoogleState) -> None:
        self.state = state
        self._late: set[asyncio.Task[None]] = set()

    async def token(self, request: web.Request) -> web.StreamResponse:
        """POST /token."""
        form = await request.post()
        fault = self.state.faults.for_request("POST", "/token")
        if fault is not None and fault.kind in (*FAILURES, "502", "disconnect"):
            return self._struck_early(await _asked(request), fault).response()
        try:
            audience = f"{request.scheme}://{request.host}/token"
            granted = self.state.accounts.grant(form, audience)
        except TokenError as error:
            return _json(error.status, error.body()).response()
        return _json(HTTPStatus.OK, granted).response()

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Any path of Sheets or Drive."""
        asked = await _asked(request)
        fault = self.state.faults.for_request(asked.method, asked.raw_path)
        outcome = await self._suffered(asked, fault) if fault else self._performed(asked)
        self._note(asked, outcome, fault)
        return outcome.response()

    async def _suffered(self, asked: Asked, fault: Fault) -> Outcome:
        match fault.kind:
            case "slow":
                await asyncio.sleep(fault.seconds)
                return self._performed(asked)
            case "applied_then_dropped":
                self._performed(asked)
                return _hang_up(asked)
            case "applied_then_503":
                self._performed(asked)
                return _failure("503")
            case "lost_silently":
                return self._pretended(asked)
            case "applied_late":
                self._perform_later(asked, fault.seconds)
                if fault.hang:
                    await asyncio.Event().wait()
                return _failure("504")
            case _:
                return self._struck_early(asked, fault)

    def _pretended(self, asked: Asked) -> Outcome:
        """Answer as usual, and put every file back as it was."""
        before = {found.id: found.workbook for found in self.state.files.by_id.values()}
        outcome = self._performed(asked)
        for found in self.state.files.by_id.values():
            found.workbook = before.get(found.id, found.workbook)
        return outcome

    def _struck_early(self, asked: Asked, fault: Fault) -> Outcome:
        """The faults that leave everything as it was."""
        match fault.kind:
            case "429":
                kind = "read" if asked.method == "GET" else "write"
                error = QuotaExceeded(kind, self.state.quotas.per_user, whole_project=False)
                return _json(error.code, error.body(), error.message)
            case "502":
                return Outcome(502, HTML_502.encode(), "text/html", "502")
            case "disconnect":
                return _hang_up(asked)
            case _:
                return _failure(fault.kind)

    def _perform_later(self, asked: Asked, seconds: float) -> None:
        async def perform() -> None:
            await asyncio.sleep(seconds)
            self._note(asked, self._performed(asked), None)

        task = asyncio.get_running_loop().create_task(perform())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _performed(self, asked: Asked) -> Outcome:
        """Do what the request asks, and word the answer."""
        try:
            match = find(asked.method, asked.raw_path)
            if match is None:
                return _unknown(asked)
            token = self._admitted(asked, match)
            if match.route.service == SHEETS:
                check_parameters(match.route.operation, asked.query)
                self.state.quotas.take(match.route.kind, token.email)
            mask = mask_of_answer(match.route.operation, asked.query.get("fields"))
            call = Call(
                self.state,
                token,
                match.path,
                asked.query,
                asked.content,
                asked.content_type,
                asked.headers,
            )
            return _answered(match.route.operation(call), mask)
        except GoogleError as error:
            refused = _json(error.code, error.body(), error.message)
            return replace(refused, challenge=error.challenge)
        except FieldMaskError as error:
            refusal = _refused_mask(error, drive="/drive/" in asked.raw_path)
            return _json(refusal.code, refusal.body(), refusal.message)

    def _admitted(self, asked: Asked, match: Match) -> Token:
        scheme, _, text = asked.headers.get("Authorization", "").partition(" ")
        text = text or asked.query.get("access_token", "")
        key = asked.query.get("key") or asked.headers.get("X-Goog-Api-Key")
        if key and not text:
            return _nobody(key, match)
        if not text or scheme.lower() not in ("bearer", ""):
            raise Unauthenticated(missing=True)
        token = self.state.accounts.holder(text.strip())
        if token is None:
            raise Unauthenticated(missing=False)
        needed = [SCOPE_PREFIX + name for name in SCOPES[match.route.service]]
        if match.route.kind == "write":
            needed = [each for each in needed if not each.endswith("readonly")]
        if token.scopes.isdisjoint(needed):
            raise InsufficientScopes(match.route.service, needed)
        return token

    def _note(self, asked: Asked, outcome: Outcome, fault: Fault | None) -> None:
        self.state.requests.append(
            {
                "at": self.state.clock.stamp(),
                "method": asked.method,
                "path": asked.raw_path,
                "query": dict(asked.query),
                "bytes": len(asked.content),
                "status": outcome.status,
                "error": outcome.error,
                "fault": None if fault is None else fault.kind,
            }
        )


def _nobody(key: str, match: Match) -> Token:
    """Whoever shows the project's key: reads what is open to anyone, and is nobody in particular."""
    if key != API_KEY:
        raise InvalidKey(match.route.service)
    if match.route.kind == "write":
        raise Unauthenticated(missing=True)
    scopes = frozenset(f"{SCOPE_PREFIX}{name}.readonly" for name in ("spreadsheets", "drive"))
    return Token(API_KEY, scopes, math.inf)


async def _asked(request: web.Request) -> Asked:
    """The request; a GET too long for an address may come as a POST with its query as the body."""
    content = await request.read()
    method, query = request.method, request.query
    override = request.headers.get("X-HTTP-Method-Override", "")
    if method == "POST" and override == "GET":
        method, query = override, MultiDictProxy(MultiDict(parse_qsl(content.decode())))
        content = b""
    raw_path = request.rel_url.raw_path
    kind = request.content_type
    return Asked(method, raw_path, query, request.headers, content, kind, request.transport)


def _answered(answer: Answer, mask: FieldMask | None) -> Outcome:
    if isinstance(answer, Raw):
        return Outcome(answer.status, answer.content, answer.content_type)
    return _json(HTTPStatus.OK, mask.apply(answer) if mask else answer)


def _refused_mask(error: FieldMaskError, *, drive: bool) -> GoogleError:
    if drive:
        message = f"Invalid field selection {error.path}"
        return DriveError(400, "invalidParameter", message, location="fields")
    details = violation(str(error), error.path)
    return BadRequest("Request contains an invalid argument.", details)


def _json(status: int, body: Json | Mapping[str, Any], error: str = "") -> Outcome:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Outcome(int(status), content, error=error)


def _failure(kind: str) -> Outcome:
    code, status, message = FAILURES[kind]
    return _json(
        code, {"error": {"code": code, "message": message, "status": status}}, error=status
    )


def _hang_up(asked: Asked) -> Outcome:
    """Cut the line; what is returned reaches nobody."""
    if asked.transport is not None:
        asked.transport.abort()
    return Outcome(0, b"", error="disconnected")


def _unknown(asked: Asked) -> Outcome:
    path = asked.raw_path
    if path.startswith(("/drive/", "/upload/drive/")):
        error = Unsupported(f"{asked.method} {path}")
        return _json(error.code, error.body(), error.message)
    return Outcome(404, HTML_404.encode(), "text/html", "404")
