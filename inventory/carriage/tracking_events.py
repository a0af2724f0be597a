"""What a carrier tells of a parcel on its way: events that come by themselves.

They come over the open net, so none is believed without its signature; and they come twice, late
and out of order, so each has an id to be known by and a moment to be put in order by.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Protocol

from pydantic import AwareDatetime, Field

from inventory.record import Record


class TrackingStatus(StrEnum):
    """Where a parcel is in its life."""

    UNKNOWN = "unknown"
    PRE_TRANSIT = "pre_transit"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    RETURN_TO_SENDER = "return_to_sender"
    FAILURE = "failure"
    CANCELLED = "cancelled"
    ERROR = "error"


class TrackingEvent(Record):
    """One step of a parcel, as the carrier told it. May come twice, late, and out of order.

    Attributes:
        event_id: the same at every delivery of this event.
        moment: when it happened, not when it was told; steps are ordered by it.
        place: as people say it: `Orlando, FL, US`; empty where the carrier does not say.
    """

    type: Literal["tracking"] = "tracking"
    event_id: str
    tracking_number: str
    carrier: str
    status: TrackingStatus
    moment: AwareDatetime
    place: str = ""
    message: str = ""


class OtherEvent(Record):
    """A genuine event about something we do not follow; to be answered with 200 and forgotten."""

    type: Literal["other"] = "other"
    event_id: str
    description: str


class EventRefusal(StrEnum):
    """Why an event is not believed."""

    UNSIGNED = "unsigned"
    BAD_SIGNATURE = "bad_signature"
    ODD_BODY = "odd_body"  # signed, and not what an event looks like


class EventRefused(Record):
    """An event that is not believed."""

    type: Literal["refused_event"] = "refused_event"
    reason: EventRefusal


WebhookReading = Annotated[TrackingEvent | OtherEvent | EventRefused, Field(discriminator="type")]


class EventReader(Protocol):
    """Tells genuine events from others. Pure: no network, no clock."""

    def read(self, body: bytes, headers: Mapping[str, str]) -> WebhookReading:
        """Read one delivery: the body exactly as it came, header names in any case."""
        ...
