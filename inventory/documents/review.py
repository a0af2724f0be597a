"""Reviews: parameters that changed so much that a manager looks before they act."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.documents.forecast import Parameters
from inventory.record import Record
from inventory.stock_policy import forecast_key


class ReviewStatus(StrEnum):
    """Where a review stands; `overtaken` by the next computation."""

    OPEN = "open"
    DECIDED = "decided"
    OVERTAKEN = "overtaken"


class ReviewLine(Record):
    """One item at one site whose parameters would change.

    Attributes:
        cause: what changed most: demand, deviation, lead_time, service, policy, or first.
        is_accepted: None while nobody has decided.
    """

    item: str
    site: str = ""
    before: Parameters
    after: Parameters
    cause: str = ""
    is_accepted: bool | None = None

    @property
    def forecast(self) -> str:
        return forecast_key(self.item, self.site)


class Review(Record):
    """What one computation would change by much, numbered `RV-1`."""

    type: Literal["review"] = "review"
    number: str
    status: ReviewStatus = ReviewStatus.OPEN
    on: date
    lines: tuple[ReviewLine, ...]
    decided_by: str = ""
    decided_on: date | None = None

    @property
    def key(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.status is ReviewStatus.OPEN


REVIEW_TRANSITIONS: Final[dict[ReviewStatus, frozenset[ReviewStatus]]] = {
    ReviewStatus.OPEN: frozenset({ReviewStatus.DECIDED, ReviewStatus.OVERTAKEN}),
    ReviewStatus.DECIDED: frozenset({ReviewStatus.OPEN}),
    ReviewStatus.OVERTAKEN: frozenset({ReviewStatus.OPEN}),
}
"""Status -> what may follow; back leads an undo."""
