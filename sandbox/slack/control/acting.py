"""A person's acts: each names a `user` and answers what that person sees afterwards."""

import base64
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.slack.acts import clicking, elsewhere, forms, saying
from sandbox.slack.control.asking import (
    PREFIX,
    UnknownError,
    body_of,
    channel_called,
    person_called,
)
from sandbox.slack.people import Person
from sandbox.slack.slack import Slack
from sandbox.slack.wire import JsonObject

Act = Callable[[Slack, Person, JsonObject], Awaitable[JsonObject]]


class Acting:
    """Serves `acts/{act}`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    @property
    def routes(self) -> list[web.RouteDef]:
        return [web.post(f"{PREFIX}/acts/{{act}}", self.act)]

    async def act(self, request: web.Request) -> web.Response:
        given = await body_of(request)
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise UnknownError(f"no such act; there are {', '.join(sorted(ACTS))}")
        person = person_called(self._slack, given["user"])
        return web.json_response(await act(self._slack, person, given))


async def _types(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    channel = channel_called(slack, given["channel"], person=person)
    return await saying.types(slack, person, channel, given["text"], given.get("thread_ts"))


async def _opens_home(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    return await elsewhere.opens_home(slack, person, given.get("tab", "home"))


async def _uploads(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    content = base64.b64decode(given["content"])
    channel = channel_called(slack, given["channel"], person=person)
    words, thread_ts = given.get("text", ""), given.get("thread_ts")
    return await elsewhere.uploads_file(
        slack, person, channel, given["name"], content, words, thread_ts
    )


ACTS: dict[str, Act] = {
    "type": _types,
    "click": clicking.clicks,
    "fill": forms.fills,
    "submit": forms.submits,
    "close": forms.closes,
    "options": forms.asks_options,
    "shortcut": elsewhere.uses_shortcut,
    "home": _opens_home,
    "upload": _uploads,
    "react": elsewhere.reacts,
}
