"""Looking at what there is: messages, views, requests, deliveries, files."""

from collections import Counter

from aiohttp import web

from sandbox.slack.accounts import user_object
from sandbox.slack.acts.seen import shown_message, shown_view
from sandbox.slack.control.asking import PREFIX, UnknownError, channel_called
from sandbox.slack.slack import Slack


class Looking:
    """Serves everything that only reads."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{PREFIX}/state", self.state),
            web.get(f"{PREFIX}/channels/{{channel}}/messages", self.messages),
            web.get(f"{PREFIX}/users/{{user}}/ephemerals", self.ephemerals),
            web.get(f"{PREFIX}/users/{{user}}/views", self.views),
            web.get(f"{PREFIX}/requests", self.requests),
            web.get(f"{PREFIX}/deliveries", self.deliveries),
            web.get(f"{PREFIX}/faults", self.faults),
            web.get(f"{PREFIX}/files/{{file}}", self.file),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        slack, world = self._slack, self._slack.world
        channels = [
            {**one.as_channel(), "name": one.name, "members": one.members}
            for one in world.directory.channels.values()
        ]
        uploads = world.uploads.by_id.values()
        return web.json_response(
            {
                "people": [
                    user_object(one, slack.base_url) for one in world.directory.people.values()
                ],
                "channels": channels,
                "sockets": len(slack.sockets.connections),
                "late_acks": slack.sockets.late_acks,
                "requests": len(world.requests),
                "counts": dict(Counter(one.method for one in world.requests)),
                "homes": {user: shown_view(one) for user, one in world.views.homes.items()},
                "files": [one.as_file(slack.base_url) for one in uploads],
                "canvases": world.canvases,
                "assistant_threads": world.assistant_threads,
                "lists": world.lists,
                "functions": world.functions,
                "scheduled": len(world.scheduled),
                "changes": len(world.conversations.changes),
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        channel = channel_called(self._slack, request.match_info["channel"])
        log = self._slack.world.conversations.everything(channel.id)
        return web.json_response({"messages": [shown_message(one) for one in log]})

    async def ephemerals(self, request: web.Request) -> web.Response:
        log = self._slack.world.conversations.ephemerals(request.match_info["user"])
        return web.json_response({"messages": [shown_message(one) for one in log]})

    async def views(self, request: web.Request) -> web.Response:
        user, views = request.match_info["user"], self._slack.world.views
        home = views.homes.get(user)
        stack = [shown_view(one) for one in views.stack(user)]
        return web.json_response({"views": stack, "home": shown_view(home) if home else None})

    async def requests(self, request: web.Request) -> web.Response:
        method = request.query.get("method")
        log = [one for one in self._slack.world.requests if method in (None, one.method)]
        return web.json_response({"requests": [one.as_json() for one in log]})

    async def deliveries(self, _request: web.Request) -> web.Response:
        log = [one.as_json() for one in self._slack.courier.log]
        return web.json_response({"deliveries": log})

    async def faults(self, _request: web.Request) -> web.Response:
        rules = [one.as_json() for one in self._slack.world.faults.rules]
        return web.json_response({"faults": rules})

    async def file(self, request: web.Request) -> web.Response:
        upload = self._slack.world.uploads.find(request.match_info["file"])
        if upload is None:
            raise UnknownError("no such file")
        return web.Response(body=upload.content or b"")
