"""Changing the workspace from outside: who is there, what breaks, what happens again."""

from dataclasses import replace

from aiohttp import web

from sandbox.slack.acts import saying
from sandbox.slack.control.asking import PREFIX, UnknownError, body_of, channel_called
from sandbox.slack.manifest_rules import checked_rules
from sandbox.slack.people import BOT_USER_ID, Channel, Person, UserGroup
from sandbox.slack.schedule import post_what_is_due
from sandbox.slack.slack import Slack
from sandbox.slack.sockets import DisconnectReason


class Meddling:
    """Serves everything that changes something without being a person's act."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{PREFIX}/{{kind:people|channels|usergroups}}", self.add),
            web.post(f"{PREFIX}/channels/{{channel}}/{{change:join|leave}}", self.membership),
            web.post(f"{PREFIX}/deliveries/{{number}}/replay", self.replay),
            web.post(f"{PREFIX}/events", self.emit),
            web.post(f"{PREFIX}/events/{{event}}/redeliver", self.redeliver),
            web.post(f"{PREFIX}/faults", self.add_fault),
            web.delete(f"{PREFIX}/faults", self.clear_faults),
            web.post(f"{PREFIX}/sockets/{{what}}", self.sockets),
            web.post(f"{PREFIX}/settings", self.settings),
            web.post(f"{PREFIX}/manifest", self.manifest),
            web.post(f"{PREFIX}/clock", self.clock),
            web.post(f"{PREFIX}/reset", self.reset),
        ]

    async def add(self, request: web.Request) -> web.Response:
        """Add somebody or something, or replace what has the same id."""
        given, directory = await body_of(request), self._slack.world.directory
        kind = request.match_info["kind"]
        if kind == "people":
            directory.people[given["id"]] = Person(**given)
        elif kind == "channels":
            directory.channels[given["id"]] = Channel(**given)
        else:
            directory.groups[given["id"]] = UserGroup(**given)
        return web.json_response({"ok": True})

    async def membership(self, request: web.Request) -> web.Response:
        given = await body_of(request)
        channel = channel_called(self._slack, request.match_info["channel"])
        change = saying.joins if request.match_info["change"] == "join" else saying.leaves
        change(self._slack, given.get("user", BOT_USER_ID), channel)
        await self._slack.quiet()
        return web.json_response({"members": channel.members})

    async def replay(self, request: web.Request) -> web.Response:
        """Send a delivery once more, as it was, or aged, or with a forged signature."""
        given, log = await body_of(request), self._slack.courier.log
        number = int(request.match_info["number"])
        if not 0 < number <= len(log):
            raise UnknownError(f"there is no delivery {number}")
        again = replace(
            log[number - 1].delivery,
            age_seconds=float(given.get("age_seconds", 0)),
            is_forged=bool(given.get("forged")),
        )
        ack = await self._slack.courier.bring(again)
        await self._slack.quiet()
        return web.json_response({"outcome": ack.outcome, "reply": ack.body, "status": ack.status})

    async def emit(self, request: web.Request) -> web.Response:
        """Make something happen; a `function_executed` starts an execution to be completed."""
        given = await body_of(request)
        event, name = given["event"], given.get("channel")
        if event["type"] == "function_executed":
            self._slack.world.functions[event["function_execution_id"]] = {"event": event}
        channel = channel_called(self._slack, name) if name else None
        event_id = self._slack.events.emit(event, channel)
        await self._slack.quiet()
        return web.json_response({"event_id": event_id})

    async def redeliver(self, request: web.Request) -> web.Response:
        if not self._slack.events.redeliver(request.match_info["event"]):
            raise UnknownError("no such event")
        await self._slack.quiet()
        return web.json_response({"ok": True})

    async def add_fault(self, request: web.Request) -> web.Response:
        fault = self._slack.world.faults.add(await body_of(request))
        return web.json_response(fault.as_json())

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._slack.world.faults.rules.clear()
        return web.json_response({"ok": True})

    async def sockets(self, request: web.Request) -> web.Response:
        what, sockets = request.match_info["what"], self._slack.sockets
        if what == "drop":
            sockets.drop()
        elif what in _REASONS:
            self._slack.background.start(sockets.disconnect(_REASONS[what]))
        else:
            raise UnknownError(f"sockets can be told drop, {', '.join(_REASONS)}")
        return web.json_response({"ok": True})

    async def settings(self, request: web.Request) -> web.Response:
        """Switch the stand-in's own settings; only those given change."""
        given = await body_of(request)
        slack = self._slack
        holders: dict[str, tuple[object, str]] = {
            "ack_seconds": (slack.courier, "ack_seconds"),
            "quiet_seconds": (slack, "quiet_seconds"),
            "retry_scale": (slack.clock, "retry_scale"),
            "refresh_seconds": (slack.sockets, "refresh_seconds"),
            "old_socket": (slack.sockets, "old_socket"),
            "rate_limits": (slack.world.limits, "enabled"),
            "installing_refused": (slack.world.grants, "refused"),
        }
        for name, value in given.items():
            if name not in holders:
                raise UnknownError(f"there is no setting {name}; there are {', '.join(holders)}")
            setattr(*holders[name], value)
        return web.json_response({"ok": True})

    async def manifest(self, request: web.Request) -> web.Response:
        """Install another manifest, or another request URL beside the one there is."""
        given, rules = await body_of(request), self._slack.rules
        url = given.get("request_url", rules.request_url)
        self._slack.rules = checked_rules(given.get("manifest", rules.manifest), url)
        return web.json_response({"ok": True})

    async def clock(self, request: web.Request) -> web.Response:
        self._slack.clock.advance(float((await body_of(request))["advance"]))
        post_what_is_due(self._slack)
        return web.json_response({"now": self._slack.now()})

    async def reset(self, _request: web.Request) -> web.Response:
        self._slack.reset()
        return web.json_response({"ok": True})


_REASONS: dict[str, DisconnectReason] = {
    "warning": "warning",
    "refresh": "refresh_requested",
    "link_disabled": "link_disabled",
}
