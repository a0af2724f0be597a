"""The sandbox's own doors, under `/_sandbox/slack/`: acting, looking, and breaking things.

None of this exists at Slack. Acts are POSTs with JSON that name a `user`; each answers what that
person sees afterwards. Looking is GET. A bad request answers 400 with the reason.
"""

import base64
from collections import Counter
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.slack.acts import clicking, elsewhere, forms, saying
from sandbox.slack.acts.seen import shown_message, shown_view
from sandbox.slack.elements import NotOnScreenError
from sandbox.slack.manifest_rules import checked_rules
from sandbox.slack.people import BOT_USER_ID, Channel, Person, UserGroup
from sandbox.slack.schedule import post_what_is_due
from sandbox.slack.slack import Slack
from sandbox.slack.sockets import DisconnectReason
from sandbox.slack.wire import JsonObject, decode_object

Act = Callable[[Slack, Person, JsonObject], Awaitable[JsonObject]]
PREFIX = "/_sandbox/slack"


class UnknownError(Exception):
    """The request names something that does not exist here."""


def control_routes(slack: Slack) -> list[web.RouteDef]:
    """Every route of the control API."""
    control = Control(slack)
    return [
        web.post(f"{PREFIX}/acts/{{act}}", control.act),
        web.get(f"{PREFIX}/state", control.state),
        web.get(f"{PREFIX}/channels/{{channel}}/messages", control.messages),
        web.post(f"{PREFIX}/channels/{{channel}}/{{change:join|leave}}", control.membership),
        web.post(f"{PREFIX}/{{kind:people|channels|usergroups}}", control.add),
        web.get(f"{PREFIX}/users/{{user}}/ephemerals", control.ephemerals),
        web.get(f"{PREFIX}/users/{{user}}/views", control.views),
        web.get(f"{PREFIX}/requests", control.requests),
        web.get(f"{PREFIX}/deliveries", control.deliveries),
        web.post(f"{PREFIX}/deliveries/{{number}}/replay", control.replay),
        web.get(f"{PREFIX}/files/{{file}}", control.file),
        web.post(f"{PREFIX}/events", control.emit),
        web.post(f"{PREFIX}/events/{{event}}/redeliver", control.redeliver),
        web.post(f"{PREFIX}/faults", control.add_fault),
        web.get(f"{PREFIX}/faults", control.faults),
        web.delete(f"{PREFIX}/faults", control.clear_faults),
        web.post(f"{PREFIX}/sockets/{{what}}", control.sockets),
        web.post(f"{PREFIX}/settings", control.settings),
        web.post(f"{PREFIX}/manifest", control.manifest),
        web.post(f"{PREFIX}/clock", control.clock),
        web.post(f"{PREFIX}/reset", control.reset),
    ]


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


class Control:
    """Handlers of the control API."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def act(self, request: web.Request) -> web.Response:
        given = await _body(request)
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise UnknownError(f"no such act; there are {', '.join(sorted(ACTS))}")
        seen = await act(self._slack, self._person(given["user"]), given)
        return web.json_response(seen)

    async def state(self, _request: web.Request) -> web.Response:
        world = self._slack.world
        counts = Counter(one.method for one in world.requests)
        return web.json_response(
            {
                "people": [one.as_user() for one in world.directory.people.values()],
                "channels": [
                    {**one.as_channel(), "name": one.name, "members": one.members}
                    for one in world.directory.channels.values()
                ],
                "sockets": len(self._slack.sockets.connections),
                "requests": len(world.requests),
                "counts": dict(counts),
                "homes": {user: shown_view(v) for user, v in world.views.homes.items()},
                "files": [
                    one.as_file(self._slack.base_url) for one in world.uploads.by_id.values()
                ],
                "scheduled": len(world.scheduled),
                "changes": len(world.conversations.changes),
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        channel = self._channel(request.match_info["channel"])
        log = self._slack.world.conversations.everything(channel.id)
        return web.json_response({"messages": [shown_message(one) for one in log]})

    async def ephemerals(self, request: web.Request) -> web.Response:
        user = request.match_info["user"]
        log = self._slack.world.conversations.ephemerals(user)
        return web.json_response({"messages": [shown_message(one) for one in log]})

    async def views(self, request: web.Request) -> web.Response:
        user = request.match_info["user"]
        home = self._slack.world.views.homes.get(user)
        stack = self._slack.world.views.stack(user)
        return web.json_response(
            {
                "views": [shown_view(one) for one in stack],
                "home": shown_view(home) if home else None,
            }
        )

    async def requests(self, request: web.Request) -> web.Response:
        method = request.query.get("method")
        log = [one for one in self._slack.world.requests if method in (None, one.method)]
        return web.json_response({"requests": [one.as_json() for one in log]})

    async def deliveries(self, _request: web.Request) -> web.Response:
        log = [one.as_json() for one in self._slack.courier.log]
        return web.json_response({"deliveries": log})

    async def replay(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if not 0 < number <= len(self._slack.courier.log):
            raise UnknownError(f"there is no delivery {number}")
        ack = await self._slack.courier.bring(self._slack.courier.log[number - 1].delivery)
        await self._slack.quiet()
        return web.json_response({"outcome": ack.outcome, "ack": ack.body, "status": ack.status})

    async def file(self, request: web.Request) -> web.Response:
        upload = self._slack.world.uploads.find(request.match_info["file"])
        if upload is None:
            raise UnknownError("no such file")
        return web.Response(body=upload.content or b"")

    async def emit(self, request: web.Request) -> web.Response:
        given = await _body(request)
        channel = self._channel(given["channel"]) if given.get("channel") else None
        event_id = self._slack.events.emit(given["event"], channel)
        await self._slack.quiet()
        return web.json_response({"event_id": event_id})

    async def redeliver(self, request: web.Request) -> web.Response:
        if not self._slack.events.redeliver(request.match_info["event"]):
            raise UnknownError("no such event")
        await self._slack.quiet()
        return web.json_response({"ok": True})

    async def add_fault(self, request: web.Request) -> web.Response:
        fault = self._slack.world.faults.add(await _body(request))
        return web.json_response(fault.as_json())

    async def faults(self, _request: web.Request) -> web.Response:
        rules = [one.as_json() for one in self._slack.world.faults.rules]
        return web.json_response({"faults": rules})

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
            raise UnknownError(f"sockets can be dropped, or told {', '.join(_REASONS)}")
        return web.json_response({"ok": True})

    async def settings(self, request: web.Request) -> web.Response:
        """Switch the stand-in's own settings; only those given change."""
        given = await _body(request)
        slack = self._slack
        slack.clock.retry_scale = given.get("retry_scale", slack.clock.retry_scale)
        slack.courier.ack_seconds = given.get("ack_seconds", slack.courier.ack_seconds)
        slack.sockets.refresh_seconds = given.get("refresh_seconds", slack.sockets.refresh_seconds)
        slack.sockets.old_socket = given.get("old_socket", slack.sockets.old_socket)
        slack.quiet_seconds = given.get("quiet_seconds", slack.quiet_seconds)
        slack.world.limits.enabled = given.get("rate_limits", slack.world.limits.enabled)
        return web.json_response({"ok": True})

    async def manifest(self, request: web.Request) -> web.Response:
        given = await _body(request)
        url = given.get("request_url", self._slack.rules.request_url)
        self._slack.rules = checked_rules(given.get("manifest", self._slack.rules.manifest), url)
        return web.json_response({"ok": True})

    async def clock(self, request: web.Request) -> web.Response:
        self._slack.clock.advance(float((await _body(request))["advance"]))
        post_what_is_due(self._slack)
        return web.json_response({"now": self._slack.now()})

    async def reset(self, _request: web.Request) -> web.Response:
        self._slack.reset()
        return web.json_response({"ok": True})

    async def add(self, request: web.Request) -> web.Response:
        given, directory = await _body(request), self._slack.world.directory
        kind = request.match_info["kind"]
        if kind == "people":
            person = Person(**given)
            directory.people[person.id] = person
        elif kind == "channels":
            channel = Channel(**given)
            directory.channels[channel.id] = channel
        else:
            group = UserGroup(**given)
            directory.groups[group.id] = group
        return web.json_response({"ok": True})

    async def membership(self, request: web.Request) -> web.Response:
        given = await _body(request)
        channel = self._channel(request.match_info["channel"])
        change = saying.joins if request.match_info["change"] == "join" else saying.leaves
        change(self._slack, given.get("user", BOT_USER_ID), channel)
        await self._slack.quiet()
        return web.json_response({"members": channel.members})

    def _person(self, user: str) -> Person:
        person = self._slack.world.directory.people.get(user)
        if person is None:
            raise UnknownError(f"there is no person {user}")
        return person

    def _channel(self, name: str) -> Channel:
        channel = self._slack.world.directory.channel_named(name)
        if channel is None:
            raise UnknownError(f"there is no channel {name}")
        return channel


async def _body(request: web.Request) -> JsonObject:
    text = await request.text()
    return decode_object(text) if text.strip() else {}


def _channel(slack: Slack, given: JsonObject) -> Channel:
    channel = slack.world.directory.channel_named(given["channel"])
    if channel is None:
        raise UnknownError(f"there is no channel {given['channel']}")
    return channel


async def _types(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    channel = _channel(slack, given)
    return await saying.types(slack, person, channel, given["text"], given.get("thread_ts"))


async def _home(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    return await elsewhere.opens_home(slack, person, given.get("tab", "home"))


async def _upload(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    content = base64.b64decode(given["content"])
    channel = _channel(slack, given)
    return await elsewhere.uploads_file(
        slack, person, channel, given["name"], content, given.get("text", "")
    )


ACTS: dict[str, Act] = {
    "type": _types,
    "click": clicking.clicks,
    "fill": forms.fills,
    "submit": forms.submits,
    "close": forms.closes,
    "options": forms.asks_options,
    "shortcut": elsewhere.uses_shortcut,
    "home": _home,
    "upload": _upload,
    "react": elsewhere.reacts,
}
_REASONS: dict[str, DisconnectReason] = {
    "warning": "warning",
    "refresh": "refresh_requested",
    "link_disabled": "link_disabled",
}
