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
        is_overtaken: a later computation says otherwise, or the same on a newer review.
    """

    item: str
    site: str = ""
    before: Parameters
    after: Parameters
    cause: str = ""
    is_accepted: bool | None = None
    is_overtaken: bool = False

    @property
    def forecast(self) -> str:
        return forecast_key(self.item, self.site)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.is_accepted is None and not self.is_overtaken


REVIEW_LINES_MAX: Final = 500
"""Lines of one review; what is beyond them is another one."""


class Review(Record):
    """What one computation would change by much, numbered `RV-1`.

    Attributes:
        decided_in: the transaction of the last decision, by which it can be taken back.
        overtaken_by: the review that its lines have gone to, empty for none.
    """

    type: Literal["review"] = "review"
    number: str
    status: ReviewStatus = ReviewStatus.OPEN
    on: date
    lines: tuple[ReviewLine, ...]
    decided_by: str = ""
    decided_on: date | None = None
    decided_in: str = ""
    overtaken_by: str = ""

    @property
    def key(self) -> str:
        return self.number

    @property
    def part_keys(self) -> tuple[str, ...]:
        """What names its lines, each of which has a row of its own in the workbook."""
        return tuple(f"{self.number}/{place}" for place in range(1, len(self.lines) + 1))

    @property
    def waiting(self) -> tuple[ReviewLine, ...]:
        """The lines that are still to be decided."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def is_open(self) -> bool:
        return self.status is ReviewStatus.OPEN


REVIEW_TRANSITIONS: Final[dict[ReviewStatus, frozenset[ReviewStatus]]] = {
    ReviewStatus.OPEN: frozenset({ReviewStatus.DECIDED, ReviewStatus.OVERTAKEN}),
    ReviewStatus.DECIDED: frozenset({ReviewStatus.OPEN}),
    ReviewStatus.OVERTAKEN: frozenset({ReviewStatus.OPEN}),
}
"""Status -> what may follow; back leads an undo."""
