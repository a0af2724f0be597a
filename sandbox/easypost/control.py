"""The levers behind the stand-in: `/_sandbox/easypost/...`, in JSON, for tests and for the demo.

    POST   reset                              everything as at the start
    GET    state                              what was sold, balance, webhooks, deliveries, faults
    POST   settings   {balance, declines}     what is left to spend; why carriers refuse to sell
    POST   clock      {advance_seconds}
    GET    requests   DELETE requests         the last 1000 calls
    GET    faults     POST faults     DELETE faults     {rules: [{kind, method, path, count, ...}]}
    POST   late/land                          what `applied_late` has put off is done at once
    POST   trackers/NUMBER/progress           {status, message, city, state, country, datetime}
    POST   events/ID/deliver                  once more, to every webhook

None of it is struck by faults.
"""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from sandbox.easypost.errors import EasyPostError, Json, Unprocessable
from sandbox.easypost.faults import Fault
from sandbox.easypost.front_door import FrontDoor
from sandbox.easypost.state import EasyPostState
from sandbox.easypost.trackers import progress
from sandbox.easypost.webhooks import Courier
from sandbox.fault_rule import FaultError

PREFIX = "/_sandbox/easypost"


class Control:
    """The routes of the control API over one state."""

    def __init__(self, state: EasyPostState, courier: Courier, door: FrontDoor) -> None:
        self.state = state
        self.courier = courier
        self.door = door

    def add_routes(self, app: web.Application) -> None:
        """Put the routes into an application."""
        for method, path, act in (
            ("POST", "/reset", self._reset),
            ("GET", "/state", self._state),
            ("POST", "/settings", self._settings),
            ("POST", "/clock", self._clock),
            ("GET", "/requests", self._requests),
            ("DELETE", "/requests", self._forget_requests),
            ("GET", "/faults", self._faults),
            ("POST", "/faults", self._add_faults),
            ("DELETE", "/faults", self._clear_faults),
            ("POST", "/late/land", self._land),
            ("POST", "/trackers/{number}/progress", self._progress),
            ("POST", "/events/{id}/deliver", self._deliver),
        ):
            app.router.add_route(method, PREFIX + path, _answering(act))

    def _reset(self, _: web.Request, __: Json) -> Json:
        self.state.reset()
        return {}

    def _state(self, _: web.Request, __: Json) -> Json:
        state = self.state
        return {
            "balance": str(state.balance),
            "declines": state.declines,
            "sold": state.sold,
            "pending": state.pending,
            "shipments": list(state.shipments),
            "trackers": [
                {"tracking_code": each["tracking_code"], "status": each["status"]}
                for each in state.trackers.values()
            ],
            "webhooks": list(state.webhooks.values()),
            "events": [
                {"id": each["id"], "description": each["description"]}
                for each in state.events.values()
            ],
            "deliveries": state.deliveries,
            "faults": [rule.shown() for rule in state.faults.rules],
        }

    def _settings(self, _: web.Request, body: Json) -> Json:
        try:
            self.state.balance = Decimal(str(body.get("balance", self.state.balance)))
        except InvalidOperation as error:
            raise Unprocessable("SANDBOX", "balance is no number") from error
        self.state.declines = str(body.get("declines", self.state.declines))
        return {"balance": str(self.state.balance), "declines": self.state.declines}

    def _clock(self, _: web.Request, body: Json) -> Json:
        self.state.clock_offset_seconds += float(body.get("advance_seconds", 0))
        return {"now": self.state.stamp()}

    def _requests(self, _: web.Request, __: Json) -> Json:
        return {"requests": list(self.state.requests)}

    def _forget_requests(self, _: web.Request, __: Json) -> Json:
        self.state.requests.clear()
        return {}

    def _faults(self, _: web.Request, __: Json) -> Json:
        return {"rules": [rule.shown() for rule in self.state.faults.rules]}

    def _add_faults(self, request: web.Request, body: Json) -> Json:
        try:
            self.state.faults.rules += [Fault.told(rule) for rule in body.get("rules", [body])]
        except (FaultError, TypeError) as error:
            raise Unprocessable("SANDBOX", str(error)) from error
        return self._faults(request, {})

    def _clear_faults(self, request: web.Request, _: Json) -> Json:
        self.state.faults.rules.clear()
        return self._faults(request, {})

    def _land(self, _: web.Request, __: Json) -> Json:
        self.door.land_now()
        return {}

    def _progress(self, request: web.Request, body: Json) -> Json:
        event = progress(self.state, request.match_info["number"], body)
        self.courier.send_unsent()
        return {"event_id": event["id"]}

    def _deliver(self, request: web.Request, _: Json) -> Json:
        self.courier.send(request.match_info["id"])
        return {}


def _answering(act: Callable[[web.Request, Json], Json]) -> Any:  # noqa: ANN401  aiohttp's handler
    async def answer(request: web.Request) -> web.Response:
        try:
            content = await request.read()
            body = json.loads(content) if content else {}
            if not isinstance(body, dict):
                raise Unprocessable("SANDBOX", "The body must be a JSON object.")
            return web.json_response(act(request, body))
        except EasyPostError as error:
            return web.json_response(error.body(), status=error.status)
        except ValueError as error:
            return web.json_response({"error": {"message": str(error)}}, status=400)

    return answer
