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


PLANNING_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (unknown_site,)
"""One function an error."""
