"""The progress of a delivery, told by carriers' events that come late, twice and out of order.

    stage   kinds
    0       label_created
    1       handed_over
    2       in_transit
    3       out_for_delivery, failed_attempt, lost    the later one stands: these take turns
    4       delivered
    5       returned                                  to us, the end of it

A shipment stands at the furthest stage it has been told of, and within a stage at its latest event.
Taking the furthest and the latest is a maximum, so that no order of arrival and no repetition makes
a difference, and nothing goes backwards: an old scan that arrives after the delivery is heard, and
changes nothing but the time of the last sign of life.
"""

from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime

from inventory.record import Record


class ProgressKind(StrEnum):
    """What a carrier, or a person in its place, has said of a shipment."""

    LABEL_CREATED = "label_created"
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    FAILED_ATTEMPT = "failed_attempt"
    LOST = "lost"
    DELIVERED = "delivered"
    RETURNED = "returned"

    @property
    def stage(self) -> int:
        return STAGES[self]

    @property
    def is_end(self) -> bool:
        """Whether nothing more is waited for."""
        return self in ENDS


STAGES: Final[dict[ProgressKind, int]] = {
    ProgressKind.LABEL_CREATED: 0,
    ProgressKind.HANDED_OVER: 1,
    ProgressKind.IN_TRANSIT: 2,
    ProgressKind.OUT_FOR_DELIVERY: 3,
    ProgressKind.FAILED_ATTEMPT: 3,
    ProgressKind.LOST: 3,
    ProgressKind.DELIVERED: 4,
    ProgressKind.RETURNED: 5,
}
"""A lost shipment that turns up is found when it goes out for delivery, not by a scan before."""

ENDS: Final = frozenset({ProgressKind.DELIVERED, ProgressKind.RETURNED})

_WITHIN: Final = {kind: number for number, kind in enumerate(ProgressKind)}


class ProgressEvent(Record):
    """One sign of life.

    Attributes:
        at: when it happened, by the carrier's clock.
        note: the carrier's own words or code.
        place: where, in the carrier's words.
    """

    kind: ProgressKind
    at: AwareDatetime
    note: str = ""
    place: str = ""


class Progress(Record):
    """Where a shipment stands.

    Attributes:
        event: the one it stands at.
        heard_at: the latest event of any kind: the last sign of life.
    """

    event: ProgressEvent
    heard_at: AwareDatetime

    @property
    def kind(self) -> ProgressKind:
        return self.event.kind


def advance(progress: Progress | None, event: ProgressEvent) -> Progress:
    """Take one event into account.

    Args:
        progress: where the shipment stands; None before its first event.
        event: may be late, a repetition, or news.

    Returns:
        The same object where nothing has changed, so that nobody is told twice.
    """
    if progress is None:
        return Progress(event=event, heard_at=event.at)
    reached = max(progress.event, event, key=_reach)
    heard_at = max(progress.heard_at, event.at)
    if reached == progress.event and heard_at == progress.heard_at:
        return progress
    return Progress(event=reached, heard_at=heard_at)


def _reach(event: ProgressEvent) -> tuple[object, ...]:
    """Rank events; of two at one moment the graver counts, and words only settle a tie."""
    return (event.kind.stage, event.at, _WITHIN[event.kind], event.note, event.place)
