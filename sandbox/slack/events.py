"""The Events API: what happened, told to the app that subscribed, again if it does not answer.

A failed delivery is repeated at once, after one minute and after five; the event_id stays, the
retry headers (or, on a socket, the retry fields) count. `X-Slack-No-Retry: 1` ends it.
"""

import asyncio
from dataclasses import dataclass

from sandbox.slack.background import Background
from sandbox.slack.clock import Clock
from sandbox.slack.delivery import Courier, Delivery
from sandbox.slack.identifiers import Identifiers
from sandbox.slack.people import APP_ID, BOT_USER_ID, TEAM_ID, Channel
from sandbox.slack.wire import JsonObject

RETRY_WAITS_SECONDS = (0.0, 60.0, 300.0)
_MESSAGE_EVENTS = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before it is wrapped: the inner event and the channel it belongs to."""

    event: JsonObject
    channel: Channel | None = None

    @property
    def subscription(self) -> str:
        """The name under which an app subscribes to it."""
        kind = str(self.event["type"])
        if kind == "message" and self.channel is not None:
            return f"message.{_MESSAGE_EVENTS[self.channel.kind]}"
        return kind


class EventFeed:
    """Tells the app what happens, in the background and in order of happening."""

    def __init__(self, *, courier: Courier, clock: Clock) -> None:
        self.identifiers = Identifiers()
        self.sent: dict[str, JsonObject] = {}
        self._courier = courier
        self._clock = clock
        self._background = Background()
        self._verified: set[str] = set()
        self._untried: set[object] = set()

    @property
    def is_idle(self) -> bool:
        """Whether every event has been tried at least once."""
        return not self._untried

    def emit(self, event: JsonObject, channel: Channel | None = None) -> str | None:
        """Tell the app, if it subscribed to this and may see the place where it happened.

        Returns:
            The event_id, or None when the app does not hear of it.
        """
        happening = Happening(event, channel)
        if not self._courier.rules.subscribes(happening.subscription):
            return None
        if channel is not None and BOT_USER_ID not in channel.members:
            return None
        callback = self._wrapped(happening)
        self.sent[callback["event_id"]] = callback
        self._start(callback)
        return str(callback["event_id"])

    def redeliver(self, event_id: str) -> bool:
        """Send an event once more under its old id; False when there is none such."""
        callback = self.sent.get(event_id)
        if callback is not None:
            self._start(callback, attempt=1)
        return callback is not None

    def forget(self) -> None:
        """Drop what was sent and what waits to be sent again."""
        self._background.cancel()
        self._untried.clear()
        self.sent.clear()

    async def stop(self) -> None:
        await self._background.stop()

    def _start(self, callback: JsonObject, *, attempt: int = 0) -> None:
        first_try = object()
        self._untried.add(first_try)
        self._background.start(self._deliver(callback, attempt, first_try))

    async def _deliver(self, callback: JsonObject, attempt: int, first_try: object) -> None:
        try:
            failure, ends = await self._try(callback, attempt, "http_timeout")
        finally:
            self._untried.discard(first_try)
        for number, wait_seconds in enumerate(RETRY_WAITS_SECONDS, start=1):
            if failure is None or ends or attempt:
                return
            await asyncio.sleep(wait_seconds * self._clock.retry_scale)
            failure, ends = await self._try(callback, number, failure)

    async def _try(
        self, callback: JsonObject, attempt: int, reason: str
    ) -> tuple[str | None, bool]:
        url = self._courier.rules.events_url
        if not await self.verify(url):
            return "connection_failed", True
        delivery = Delivery(
            type="events_api",
            payload=callback,
            url=url,
            retry_attempt=attempt,
            retry_reason=reason if attempt else "",
        )
        ack = await self._courier.bring(delivery)
        return ack.failure, ack.no_retry

    async def verify(self, url: str | None) -> bool:
        """Make sure, once, that a request URL answers the challenge; sockets need none."""
        if url is None or url in self._verified or self._courier.takes_sockets(url):
            return True
        challenge = self.identifiers.secret("challenge")
        payload = {"token": "sandbox", "challenge": challenge, "type": "url_verification"}
        ack = await self._courier.bring(Delivery(type="events_api", payload=payload, url=url))
        if ack.ok and challenge in (ack.body.get("challenge"), ack.body.get("text")):
            self._verified.add(url)
        return url in self._verified

    def _wrapped(self, happening: Happening) -> JsonObject:
        now = self._clock.now()
        channel = happening.channel
        authorization = {
            "enterprise_id": None,
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "sandbox-verification-token",
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": {**happening.event, "event_ts": happening.event.get("ts", f"{now:.6f}")},
            "type": "event_callback",
            "event_id": self.identifiers.make("Ev"),
            "event_time": int(now),
            "authorizations": [authorization],
            "is_ext_shared_channel": channel is not None and channel.is_ext_shared,
            "event_context": f"4-{self.identifiers.secret('context')}",
        }
