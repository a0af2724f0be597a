"""Bringing a payload to the app and hearing its acknowledgement within three seconds.

The way (socket or signed HTTP) is the manifest's choice; without a manifest an open socket is
preferred. What comes back is judged in the words a person would see: `operation_timeout` when
the app was too slow, `dispatch_failed` when nobody could be reached.
"""

import asyncio
import copy
import uuid
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from sandbox.slack.background import Background
from sandbox.slack.clock import Clock
from sandbox.slack.faults import Fault, Faults
from sandbox.slack.manifest_rules import AppRules
from sandbox.slack.signed_http import Answer, SignedHttp
from sandbox.slack.sockets import Sockets
from sandbox.slack.wire import JsonObject, encode

ACK_SECONDS = 3.0
EnvelopeType = Literal["events_api", "slash_commands", "interactive"]
Outcome = Literal["ok", "operation_timeout", "dispatch_failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One payload on its way to the app.

    `age_seconds` and `is_forged` make an HTTP request that the app has to refuse: signed long
    ago, or not by Slack.
    """

    type: EnvelopeType
    payload: JsonObject
    url: str | None
    accepts_reply: bool = False
    retry_attempt: int | None = None
    retry_reason: str = ""
    age_seconds: float = 0.0
    is_forged: bool = False

    @property
    def place(self) -> str:
        """Where faults find it; the challenge to a URL is no event, and has a place of its own."""
        is_challenge = self.payload.get("type") == "url_verification"
        return f"delivery:{'url_verification' if is_challenge else self.type}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """How the app took a delivery."""

    outcome: Outcome
    body: JsonObject = field(default_factory=dict)
    status: int = 0
    failure: str | None = None
    no_retry: bool = False
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.outcome == "ok"


@dataclass(slots=True, kw_only=True)
class DeliveryRecord:
    """A delivery as it was made, kept for inspection and for doing it again."""

    number: int
    delivery: Delivery
    at: float
    ack: Ack | None = None

    def as_json(self) -> JsonObject:
        ack = self.ack
        return {
            "number": self.number,
            "type": self.delivery.type,
            "payload": self.delivery.payload,
            "retry_attempt": self.delivery.retry_attempt,
            "retry_reason": self.delivery.retry_reason,
            "at": self.at,
            "outcome": ack.outcome if ack else None,
            "status": ack.status if ack else None,
            "failure": ack.failure if ack else None,
            "seconds": ack.seconds if ack else None,
        }


class Courier:
    """Takes payloads to the app, with faults on the way where rules say so."""

    def __init__(self, *, sockets: Sockets, http: SignedHttp, clock: Clock) -> None:
        self.rules = AppRules()
        self.faults = Faults()
        self.ack_seconds = ACK_SECONDS
        self.log: list[DeliveryRecord] = []
        self._sockets = sockets
        self._http = http
        self._clock = clock
        self._background = Background()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way behind the answers that were heard."""
        return self._background.is_idle

    async def bring(self, delivery: Delivery) -> Ack:
        """Deliver, wait for the acknowledgement, and keep a record of both."""
        record = DeliveryRecord(number=len(self.log) + 1, delivery=delivery, at=self._clock.now())
        self.log.append(record)
        started = asyncio.get_running_loop().time()
        ack = await self._carry(delivery, self.faults.draw(delivery.place))
        seconds = asyncio.get_running_loop().time() - started
        record.ack = replace(ack, seconds=seconds)
        return record.ack

    def takes_sockets(self, url: str | None) -> bool:
        """Whether a delivery that could go to `url` goes to a socket instead."""
        if self.rules.uses_sockets is not None:
            return self.rules.uses_sockets
        return bool(self._sockets.connections) or url is None

    def forget(self, faults: Faults) -> None:
        """Begin anew: an empty log, new faults, the platform's own deadline."""
        self._background.cancel()
        self.faults = faults
        self.ack_seconds = ACK_SECONDS
        self.log.clear()

    async def stop(self) -> None:
        await self._background.stop()
        await self._http.close()

    async def _carry(self, delivery: Delivery, fault: Fault | None) -> Ack:
        if fault is None:
            return await self._hand_over(delivery)
        if fault.kind == "duplicate":
            self._background.start(self._hand_over(copy.deepcopy(delivery)))
            return await self._hand_over(delivery)
        if fault.kind == "lost":
            await asyncio.sleep(self.ack_seconds)
            return self._timed_out(delivery)
        if fault.kind == "drop_socket":
            return await self._by_socket(delivery, broken=True)
        return await self._late(delivery, fault.seconds)

    async def _late(self, delivery: Delivery, seconds: float) -> Ack:
        work = self._background.start(self._after(delivery, seconds))
        done, _ = await asyncio.wait([work], timeout=self.ack_seconds)
        return work.result() if done else self._timed_out(delivery)

    async def _after(self, delivery: Delivery, seconds: float) -> Ack:
        await asyncio.sleep(seconds)
        return await self._hand_over(delivery)

    async def _hand_over(self, delivery: Delivery) -> Ack:
        if self.takes_sockets(delivery.url):
            return await self._by_socket(delivery)
        return await self._by_http(delivery)

    async def _by_socket(self, delivery: Delivery, *, broken: bool = False) -> Ack:
        envelope = _envelope(delivery)
        try:
            frame = await self._sockets.send(envelope, seconds=self.ack_seconds, broken=broken)
        except ConnectionError:
            return Ack(outcome="dispatch_failed", failure="connection_failed")
        if frame is None:
            return self._timed_out(delivery)
        payload = frame.get("payload")
        body = payload if delivery.accepts_reply and isinstance(payload, dict) else {}
        return Ack(outcome="ok", body=body, status=200)

    def _timed_out(self, delivery: Delivery) -> Ack:
        by_socket = self.takes_sockets(delivery.url)
        return Ack(outcome="operation_timeout", failure="timeout" if by_socket else "http_timeout")

    async def _by_http(self, delivery: Delivery) -> Ack:
        if delivery.url is None:
            return Ack(outcome="dispatch_failed", failure="connection_failed")
        content_type, body = _http_body(delivery)
        headers = {"Content-Type": content_type}
        if delivery.is_forged:
            headers["X-Slack-Signature"] = "v0=" + "0" * 64
        if delivery.retry_attempt:
            headers["X-Slack-Retry-Num"] = str(delivery.retry_attempt)
            headers["X-Slack-Retry-Reason"] = delivery.retry_reason
        answer = await self._http.post(
            delivery.url,
            body,
            headers=headers,
            now=self._clock.now() - delivery.age_seconds,
            seconds=self.ack_seconds,
        )
        return _judged(answer)


def _judged(answer: Answer) -> Ack:
    if answer.failure == "http_timeout":
        return Ack(outcome="operation_timeout", failure="http_timeout")
    if answer.failure is not None:
        return Ack(
            outcome="dispatch_failed",
            status=answer.status,
            failure=answer.failure,
            no_retry=answer.no_retry,
        )
    return Ack(outcome="ok", body=answer.as_object(), status=answer.status)


def _envelope(delivery: Delivery) -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": str(uuid.uuid4()),
        "type": delivery.type,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.accepts_reply,
    }
    if delivery.retry_attempt is not None:
        envelope["retry_attempt"] = delivery.retry_attempt
        envelope["retry_reason"] = delivery.retry_reason
    return envelope


def _http_body(delivery: Delivery) -> tuple[str, bytes]:
    if delivery.type == "events_api":
        return "application/json", encode(delivery.payload).encode()
    if delivery.type == "slash_commands":
        fields = delivery.payload
    else:
        fields = {"payload": encode(delivery.payload)}
    return "application/x-www-form-urlencoded", urlencode(fields).encode()
