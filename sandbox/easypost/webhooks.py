"""Webhooks: who wants to hear, and the courier that goes there.

An event is signed over the bytes of its body with the webhook's secret, and goes out again until
somebody answers 2xx, three times at most (the original tries longer, over hours).
"""

import asyncio
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Coroutine
from typing import Final

import aiohttp

from sandbox.easypost.errors import Json, MissingParameter, NotFound, Unprocessable
from sandbox.easypost.faults import Fault
from sandbox.easypost.state import EasyPostState

ATTEMPTS_MAX: Final = 3
RETRY_S: Final = 0.2
PATIENCE_S: Final = 7.0
FORGED_SECRET: Final = "somebody else's secret"  # noqa: S105  for signatures that must not hold


def create_webhook(state: EasyPostState, body: Json) -> Json:
    """POST /webhooks."""
    told = body.get("webhook", body)
    if not isinstance(told, dict) or not told.get("url"):
        raise MissingParameter("webhook.url")
    if not str(told["url"]).startswith(("http://", "https://")):
        raise Unprocessable("WEBHOOK.INVALID", "The url is invalid.", "url")
    hook: Json = {
        "id": state.new_id("hook"),
        "object": "Webhook",
        "mode": "test",
        "url": str(told["url"]),
        "created_at": state.stamp(),
        "disabled_at": None,
        "custom_headers": [],
    }
    state.webhooks[hook["id"]] = hook
    state.secrets[hook["id"]] = str(told.get("webhook_secret") or "")
    return hook


def delete_webhook(state: EasyPostState, hook_id: str) -> Json:
    """DELETE /webhooks/ID."""
    if state.webhooks.pop(hook_id, None) is None:
        raise NotFound
    return {}


def signature(secret: str, body: bytes) -> str:
    """What goes into X-Hmac-Signature."""
    key = unicodedata.normalize("NFKD", secret).encode()
    return "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()


class Courier:
    """Takes events to the webhooks, in the background of the server's loop."""

    def __init__(self, state: EasyPostState) -> None:
        self.state = state
        self._tasks: set[asyncio.Task[None]] = set()

    def send_unsent(self) -> None:
        """Start with every event that was made since the last time."""
        waiting, self.state.unsent = self.state.unsent, []
        for event_id in waiting:
            self.send(event_id)

    def send(self, event_id: str) -> None:
        """Start with one event, anew if it has been out before.

        Raises:
            NotFound: there is no such event.
        """
        event = self.state.events.get(event_id)
        if event is None:
            raise NotFound
        body = json.dumps(event).encode()
        for hook_id, hook in self.state.webhooks.items():
            fault = self.state.faults.for_webhook(hook["url"])
            headers = self._headers(hook_id, body, fault)
            self._start(self._taken(event_id, hook["url"], body, headers, fault))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, way: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(way)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _headers(self, hook_id: str, body: bytes, fault: Fault | None) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "User-Agent": "EasyPost Webhook/sandbox"}
        secret = self.state.secrets[hook_id]
        if not secret or (fault and fault.kind == "webhook_unsigned"):
            return headers
        if fault and fault.kind == "webhook_forged":
            secret = FORGED_SECRET
        return headers | {"X-Hmac-Signature": signature(secret, body)}

    async def _taken(
        self, event_id: str, url: str, body: bytes, headers: dict[str, str], fault: Fault | None
    ) -> None:
        if fault and fault.kind == "webhook_lost":
            return
        if fault and fault.kind == "webhook_late":
            await asyncio.sleep(fault.seconds)
        for _ in range(2 if fault and fault.kind == "webhook_twice" else 1):
            await self._until_heard(event_id, url, body, headers)

    async def _until_heard(
        self, event_id: str, url: str, body: bytes, headers: dict[str, str]
    ) -> None:
        for attempt in range(1, ATTEMPTS_MAX + 1):
            status = await _posted(url, body, headers)
            self.state.deliveries.append(
                {"event_id": event_id, "url": url, "attempt": attempt, "status": status}
            )
            if status // 100 == 2:
                return
            await asyncio.sleep(RETRY_S)


async def _posted(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Deliver once; 0 stands for no answer."""
    patience = aiohttp.ClientTimeout(total=PATIENCE_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=patience) as session,
            session.post(url, data=body, headers=headers) as response,
        ):
            return response.status
    except (aiohttp.ClientError, TimeoutError):
        return 0
