"""Steps of planning: what the buttons and the form of a review ask for."""

from collections.abc import Mapping
from typing import Final

from bot.stepping.asked import Asked, Fields, Press, Reader, numbered, take_back
from bot.target import Target
from inventory.book import Book

USE: Final = "use"
KEEP: Final = "keep"
"""Fields of the form: keys of forecasts whose new figures act, and of those that stay."""


PLANNING_PRESSES: Final[Mapping[str, Press]] = {
    "use_review": numbered("decide_review", is_accepted=True),
    "keep_review": numbered("decide_review", is_accepted=False),
    "undo_review": take_back,
}
"""Step -> the request of its button."""


def read_review(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read which new figures act and which old ones stay; what is in neither field waits on."""
    used, kept = fields.several(USE), fields.several(KEEP)
    if both := [key for key in used if key in kept]:
        fields.errors[KEEP] = f"{both[0]} stands in both fields: leave it in one."
    elif not (used or kept):
        fields.errors[USE] = "Choose at least one item, here or below."
    facts = {"number": target.number, "is_accepted": True, "lines": used, "kept": kept}
    return Asked("decide_review", facts)


PLANNING_READERS: Final[Mapping[str, Reader]] = {
    "review_lines": read_review,
}
"""Step -> what reads its form."""
