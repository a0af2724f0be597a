"""The form by which a manager decides on a review item by item."""

from collections.abc import Callable
from typing import Final

from bot.messages.figures import counted
from bot.messages.reviews import levels
from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.stepping.planning_steps import KEEP, USE
from bot.suggesting.typeahead import OPTIONS_MAX
from bot.views.blocks import field, words
from bot.views.step_fields import FormAbout, Option, many, step_form
from inventory.documents.review import Review
from inventory.errors import AlreadyDecided
from inventory.known import known
from inventory.planning_errors import ReviewOvertaken


def review_lines_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that names which new figures act and which old ones stay.

    Raises:
        UnknownDocument, AlreadyDecided, ReviewOvertaken: there is nothing to decide.
    """
    review = _open_review(telling, about.target.number)
    options = [Option(one.forecast, f"{one.forecast}: {levels(one)}") for one in review.waiting]
    more = len(options) - OPTIONS_MAX
    rest = f" Shown are the first {OPTIONS_MAX}; {more} more come after these." if more > 0 else ""
    blocks = [
        words(
            "about",
            f"{counted(len(options), 'item')} to decide. What you name in neither field waits on.{rest}",
        ),
        field(USE, "Use the new figures of", many(options), optional=True),
        field(KEEP, "Keep the old figures of", many(options), optional=True),
    ]
    return step_form("review_lines", f"{review.number}: one by one", "Decide", about, blocks)


def _open_review(telling: Telling, wanted: str) -> Review:
    review = known(telling.book, Review, wanted)
    if review.is_open:
        return review
    if review.overtaken_by or not review.decided_by:
        raise ReviewOvertaken(number=review.number, by=review.overtaken_by)
    raise AlreadyDecided(number=review.number, status=review.status, by=review.decided_by)


REVIEW_FORMS: Final[dict[str, tuple[str, Callable[[FormAbout, Telling], Block]]]] = {
    "review_lines": ("decide_review", review_lines_form),
}
"""Step -> the right it takes, and its form."""
