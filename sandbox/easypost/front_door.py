"""Every call's way in: known by its key, struck by a fault or not, done, noted down.

The state is only ever touched here and in the control routes, on the one thread of the server's
event loop, so each call is atomic.
"""

import asyncio
import base64
import binascii
import contextlib
import json
from http import HTTPStatus
from typing import Final

from aiohttp import web

from sandbox.easypost.errors import (
    FAULT_BODIES,
    EasyPostError,
    Json,
    Unauthorized,
    Unprocessable,
)
from sandbox.easypost.faults import Fault
from sandbox.easypost.routes import perform
from sandbox.easypost.state import EasyPostState
from sandbox.easypost.webhooks import Courier

HTML_502: Final = "<html><head><title>502 Bad Gateway</title></head><body>502</body></html>\n"


class FrontDoor:
    """Answers what api.easypost.com answers, out of one state."""

    def __init__(self, state: EasyPostState, courier: Courier) -> None:
        self.state = state
        self.courier = courier
        self._late: set[asyncio.Task[None]] = set()
        self._landing = asyncio.Event()

    def land_now(self) -> None:
        """Do at once whatever a fault has put off."""
        self._landing.set()
        self._landing = asyncio.Event()

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Any path under /v2."""
        content = await request.read()
        path = request.path.removeprefix("/v2")
        fault = self.state.faults.for_call(request.method, path)
        answer = await self._suffered(request, content, fault)
        self._note(request, path, content, fault, answer.status)
        return answer

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A label, which anybody may fetch who knows where it is."""
        fault = self.state.faults.for_call("GET", request.path)
        if fault is not None and fault.kind in ("500", "503", "429"):
            return _failure(int(fault.kind))
        if fault is not None:
            return _cut(request)
        if request.path not in self.state.files:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        content, media_type = self.state.files[request.path]
        return web.Response(body=content, content_type=media_type)

    async def close(self) -> None:
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _suffered(
        self, request: web.Request, content: bytes, fault: Fault | None
    ) -> web.Response:
        answer = self._struck_early(request, content, fault) if fault else None
        if answer is not None:
            return answer
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        answer = self._performed(request, content)
        if fault and fault.kind == "applied_then_dropped":
            return _cut(request)
        return _failure(500) if fault and fault.kind == "applied_then_500" else answer

    def _struck_early(
        self, request: web.Request, content: bytes, fault: Fault
    ) -> web.Response | None:
        """What is answered by a fault that strikes before anything is done."""
        match fault.kind:
            case "429" | "500" | "503":
                return _failure(int(fault.kind))
            case "502":
                return web.Response(status=502, text=HTML_502, content_type="text/html")
            case "disconnect":
                return _cut(request)
            case "applied_late":
                self._do_later(request, content, fault.seconds)
                return _cut(request)
            case _:
                return None

    def _performed(self, request: web.Request, content: bytes) -> web.Response:
        try:
            self._let_in(request)
            base_url = f"{request.scheme}://{request.host}"
            path = request.path.removeprefix("/v2")
            status, answer = perform(self.state, request.method, path, _body(content), base_url)
        except EasyPostError as error:
            return web.json_response(error.body(), status=error.status)
        self.courier.send_unsent()
        return web.json_response(answer, status=status)

    def _do_later(self, request: web.Request, content: bytes, seconds: float) -> None:
        landing = self._landing

        async def do() -> None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(landing.wait(), seconds)
            self._performed(request, content)
            self.state.pending -= 1

        self.state.pending += 1
        task = asyncio.ensure_future(do())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _let_in(self, request: web.Request) -> None:
        key = _key_of(request.headers.get("Authorization", ""))
        if key not in self.state.api_keys:
            raise Unauthorized(is_missing=not key)

    def _note(
        self, request: web.Request, path: str, content: bytes, fault: Fault | None, status: int
    ) -> None:
        self.state.requests.append(
            {"method": request.method, "path": path, "bytes": len(content), "status": status}
            | {"fault": fault.kind if fault else None}
        )


def _key_of(authorization: str) -> str:
    """Read a key from a header: `Bearer KEY`, or Basic with the key as the user."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    try:
        user = base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return user.partition(":")[0] if scheme.lower() == "basic" else ""


def _body(content: bytes) -> Json:
    try:
        body = json.loads(content) if content else {}
    except ValueError as error:
        raise EasyPostError(400, "BAD_REQUEST", "The body is no JSON.") from error
    if not isinstance(body, dict):
        raise Unprocessable("PARAMETER.INVALID", "The body must be an object.")
    return body


def _failure(status: int) -> web.Response:
    code, message = FAULT_BODIES[status]
    return web.json_response(EasyPostError(status, code, message).body(), status=status)


def _cut(request: web.Request) -> web.Response:
    """Close the connection; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)
