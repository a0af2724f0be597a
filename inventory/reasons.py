"""Why a stock figure was wrong, and where the difference goes; why a delivery is no good.

Most differences go to (or come from) the count difference; goods that were seen and thrown away go
to scrap, so that shrinkage and waste stay two figures.
"""

from typing import Final

from inventory.location import DIFFERENCE, SCRAP

REASONS: Final[dict[str, str]] = {
    "correction": DIFFERENCE,
    "counted": DIFFERENCE,
    "found": DIFFERENCE,
    "missing": DIFFERENCE,
    "misplaced": DIFFERENCE,
    "stolen": DIFFERENCE,
    "recounted": DIFFERENCE,
    "data_entry_error": DIFFERENCE,
    "not_recorded": DIFFERENCE,
    "consumed": DIFFERENCE,
    "damaged": SCRAP,
    "expired": SCRAP,
    "scrapped": SCRAP,
    "other": DIFFERENCE,
}
"""Reason code -> the virtual location that takes or gives the difference."""

SHORT_DATED: Final = "short_dated"
"""Why goods are rejected that keep for too short a time, or why a manager takes them all the same."""

REJECT_REASONS: Final[tuple[str, ...]] = (
    "damaged",
    "defective",
    "wrong_item",
    SHORT_DATED,
    "expired",
    "not_ordered",
    "too_many",
    "papers_missing",
    "other",
)
"""Why goods of a delivery are no good."""
