"""Permits an interaction carries: a trigger to open one view, a URL to answer a few times."""

from dataclasses import dataclass

from sandbox.slack.identifiers import Identifiers

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


class PermitError(Exception):
    """A permit that no longer permits; `error` is the word Slack answers."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(slots=True)
class Trigger:
    """Leave to open or push one view for `user`."""

    id: str
    user: str
    issued_at: float
    from_view: str | None
    spent: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseLink:
    """Leave to answer where an interaction came from."""

    token: str
    channel: str
    user: str
    issued_at: float
    message_ts: str | None
    uses: int = 0


class Permits:
    """All triggers and response links given out so far."""

    def __init__(self, identifiers: Identifiers) -> None:
        self.trigger_seconds = TRIGGER_SECONDS
        self._identifiers = identifiers
        self._triggers: dict[str, Trigger] = {}
        self._links: dict[str, ResponseLink] = {}

    def new_trigger(self, user: str, *, now: float, from_view: str | None = None) -> str:
        number = self._identifiers.number("trigger")
        secret = self._identifiers.secret("trigger")
        trigger_id = f"{1_000_000 + number}.{4_242_000_000}.{secret}"
        self._triggers[trigger_id] = Trigger(trigger_id, user, now, from_view)
        return trigger_id

    def spend_trigger(self, trigger_id: str, *, now: float) -> Trigger:
        """Use a trigger up.

        Raises:
            PermitError: `invalid_trigger_id`, `exchanged_trigger_id` (used before) or
                `expired_trigger_id` (older than three seconds).
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise PermitError("invalid_trigger_id")
        if trigger.spent:
            raise PermitError("exchanged_trigger_id")
        if now - trigger.issued_at > self.trigger_seconds:
            raise PermitError("expired_trigger_id")
        trigger.spent = True
        return trigger

    def new_link(
        self,
        channel: str,
        user: str,
        *,
        now: float,
        message_ts: str | None = None,
    ) -> ResponseLink:
        link = ResponseLink(
            token=self._identifiers.secret("response"),
            channel=channel,
            user=user,
            issued_at=now,
            message_ts=message_ts,
        )
        self._links[link.token] = link
        return link

    def use_link(self, token: str, *, now: float) -> ResponseLink:
        """Count one use of a response link.

        Raises:
            PermitError: `invalid_url`, `used_url` (five times) or `expired_url` (30 minutes).
        """
        link = self._links.get(token)
        if link is None:
            raise PermitError("invalid_url")
        if link.uses >= RESPONSE_URL_USES:
            raise PermitError("used_url")
        if now - link.issued_at > RESPONSE_URL_SECONDS:
            raise PermitError("expired_url")
        link.uses += 1
        return link
