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
    "rejected": DIFFERENCE,
    "returned": DIFFERENCE,
    "bin_correction": DIFFERENCE,
    "lot_correction": DIFFERENCE,
    "incorrect_lot_picked": DIFFERENCE,
    "fix_negative": DIFFERENCE,
    "inbound_not_recorded": DIFFERENCE,
    "outbound_not_recorded": DIFFERENCE,
    "return_not_recorded": DIFFERENCE,
    "inbound_error": DIFFERENCE,
    "outbound_error": DIFFERENCE,
    "bin_missing": DIFFERENCE,
    "other": DIFFERENCE,
}
"""Reason code -> the virtual location that takes or gives the difference."""

COUNTED: Final = "counted"
"""What a count is posted with until somebody has looked into it."""

CAUSES: Final[tuple[str, ...]] = tuple(
    reason for reason in REASONS if reason not in (COUNTED, "not_recorded")
)
"""The 24 root causes of a variance that somebody has looked into."""

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
