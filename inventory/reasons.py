"""Why a stock figure was wrong: the codes of counts and adjustments, and where the difference goes.

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
