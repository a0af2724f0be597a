"""Why something about policies, forecasts and reviews was refused, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.text import Line, clipped, line
from inventory import planning_errors as errors
from inventory.book import Book

NAMED_MAX: Final = 12


def unknown_site(error: errors.UnknownSite, book: Book) -> Line:
    """Word that no place is of a site."""
    del book
    known = ", ".join(clipped(site, 40) for site in error.known[:NAMED_MAX])
    there = f" Sites: {known}." if known else ""
    return line(f"There is no site “{clipped(error.site, 60)}”.{there} Sites stand on Locations.")


def not_on_review(error: errors.NotOnReview, book: Book) -> Line:
    """Word that an item does not wait on a review, and which do."""
    del book
    named = ", ".join(clipped(key, 60) for key in error.lines[:NAMED_MAX])
    do = "does" if len(error.lines) == 1 else "do"
    waits = ", ".join(clipped(key, 60) for key in error.waiting[:NAMED_MAX])
    return line(f"{named} {do} not wait on {error.number}. What waits there: {waits or 'nothing'}.")


def review_overtaken(error: errors.ReviewOvertaken, book: Book) -> Line:
    """Word that the figures of a review are out of date."""
    del book
    if not error.by:
        return line(
            f"{error.number} is over: its figures have changed, and nothing waits any more."
        )
    return line(f"The figures of {error.number} have changed since: decide on {error.by} instead.")


PLANNING_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_site,
    not_on_review,
    review_overtaken,
)
"""One function an error."""
