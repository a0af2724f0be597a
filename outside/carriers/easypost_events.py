"""EasyPost's webhooks: signed, at least once, in no order.

Source:
    docs.easypost.com/docs/events, /docs/trackers, /guides/webhooks-guide.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError

from inventory.carriage.tracking_events import (
    EventRefusal,
    EventRefused,
    OtherEvent,
    TrackingEvent,
    TrackingStatus,
    WebhookReading,
)
from outside.carriers.easypost import require_sdk
from outside.carriers.easypost_answers import Answer, Text

SIGNATURE: Final = "X-Hmac-Signature"
BODY_BYTES_MAX: Final = 2**20


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _known(status: object) -> object:
    """Let a status that was invented later pass for unknown rather than lose the event."""
    is_known = isinstance(status, str) and status in set(TrackingStatus)
    return status if is_known else TrackingStatus.UNKNOWN


Moment = Annotated[datetime, AfterValidator(_aware)]  # EasyPost means UTC where it says no zone


class PlaceAnswer(Answer):
    """Where a step happened."""

    city: Text = ""
    state: Text = ""
    country: Text = ""

    def __str__(self) -> str:
        city = self.city.title() if self.city.isupper() else self.city
        return ", ".join(part for part in (city, self.state, self.country) if part)


class DetailAnswer(Answer):
    """One step of a parcel."""

    datetime: Moment
    message: Text = ""
    tracking_location: PlaceAnswer | None = None


class TrackerAnswer(Answer):
    """A parcel and its steps."""

    tracking_code: str
    carrier: Text = ""
    status: Annotated[TrackingStatus, BeforeValidator(_known)]
    updated_at: Moment
    tracking_details: tuple[DetailAnswer, ...] = ()


class EventAnswer(Answer):
    """An event of any kind; what it is about is read when we know the kind."""

    id: str
    description: str
    result: dict[str, Any] = Field(default_factory=dict)


class EasyPostEvents:
    """Reads what EasyPost sends to our webhook.

    Args:
        secret: the `webhook_secret` the webhook was made with.

    Raises:
        ValueError: the secret is empty: then anybody could sign.
        SdkMissingError: the extra is not installed.
    """

    def __init__(self, secret: SecretStr) -> None:
        if not secret.get_secret_value():
            raise ValueError("a webhook without a secret believes anybody")
        require_sdk()
        self._secret = secret

    def read(self, body: bytes, headers: Mapping[str, str]) -> WebhookReading:
        """Verify and read one delivery: the body byte for byte as it came."""
        signature = _signature(headers)
        if not signature:
            return EventRefused(reason=EventRefusal.UNSIGNED)
        if not signature.isascii():  # which the comparison in constant time cannot take
            return EventRefused(reason=EventRefusal.BAD_SIGNATURE)
        if len(body) > BODY_BYTES_MAX:
            return EventRefused(reason=EventRefusal.ODD_BODY)
        return self._verified(body, signature)

    def _verified(self, body: bytes, signature: str) -> WebhookReading:
        from easypost.errors.general.signature_verification_error import (
            SignatureVerificationError,
        )
        from easypost.util import validate_webhook

        secret = self._secret.get_secret_value()
        try:
            event = EventAnswer.model_validate(
                validate_webhook(body, {SIGNATURE: signature}, secret)
            )
            return _read(event)
        except SignatureVerificationError:
            return EventRefused(reason=EventRefusal.BAD_SIGNATURE)
        except (ValidationError, ValueError, RecursionError):
            return EventRefused(reason=EventRefusal.ODD_BODY)


def _signature(headers: Mapping[str, str]) -> str:
    wanted = SIGNATURE.lower()
    return next((value for name, value in headers.items() if name.lower() == wanted), "")


def _read(event: EventAnswer) -> TrackingEvent | OtherEvent:
    if not event.description.startswith("tracker."):
        return OtherEvent(event_id=event.id, description=event.description)
    tracker = TrackerAnswer.model_validate(event.result)
    last = max(tracker.tracking_details, key=lambda step: step.datetime, default=None)
    return TrackingEvent(
        event_id=event.id,
        tracking_number=tracker.tracking_code,
        carrier=tracker.carrier,
        status=tracker.status,
        moment=last.datetime if last else tracker.updated_at,
        place=str(last.tracking_location or "") if last else "",
        message=last.message if last else "",
    )
