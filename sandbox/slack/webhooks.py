"""Incoming webhooks: an address that posts into one channel, and answers in plain text.

The last part of the address is the channel's id, so that every channel has one without being asked
for it. A manifest has to ask for the scope, as installing a webhook does.
"""

from http import HTTPStatus

from aiohttp import web

from sandbox.slack.content import ContentError, checked_content
from sandbox.slack.people import BOT_ID, TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says
from sandbox.slack.wire import JsonObject, decode_object

SCOPE = "incoming-webhook"


class Webhooks:
    """Serves `/services/{team}/{bot}/{channel}`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def take(self, request: web.Request) -> web.Response:
        """Post what was sent, JSON as the body or as a form's `payload`."""
        place = request.match_info
        if (place["team"], place["bot"]) != (TEAM_ID, BOT_ID) or not self._slack.rules.grants(
            SCOPE
        ):
            return web.Response(status=HTTPStatus.NOT_FOUND, text="no_service")
        try:
            return self._posted(place["channel"], await _payload(request))
        except ContentError as error:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=error.error)
        except ValueError:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_payload")

    def _posted(self, channel_id: str, given: JsonObject) -> web.Response:
        channel = self._slack.world.directory.channels.get(channel_id)
        if channel is None:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="channel_not_found")
        if channel.is_archived:
            return web.Response(status=HTTPStatus.GONE, text="channel_is_archived")
        thread_ts = str(given.get("thread_ts", ""))
        parent = self._slack.world.conversations.find(channel.id, thread_ts)
        extra = {"thread_ts": parent.thread_ts or parent.ts} if parent else None
        bot_says(self._slack, channel, checked_content(given), extra=extra)
        return web.Response(text="ok")


async def _payload(request: web.Request) -> JsonObject:
    text = await request.text()
    if request.content_type == "application/x-www-form-urlencoded":
        text = str((await request.post()).get("payload", ""))
    return decode_object(text)
