"""Why something about policies, forecasts and reviews was refused, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.naming import named_first
from bot.messages.text import Line, clipped, line
from inventory import planning_errors as errors
from inventory.book import Book

NAMED_MAX: Final = 12


def unknown_site(error: errors.UnknownSite, _book: Book) -> Line:
    """Word that no place is of a site."""
    known = ", ".join(clipped(site, 40) for site in error.known[:NAMED_MAX])
    there = f" Sites: {known}." if known else ""
    return line(f"There is no site “{clipped(error.site, 60)}”.{there} Sites stand on Locations.")


def rest_refused(error: errors.RestRefused, _book: Book) -> Line:
    """Word that nothing can be put off to a day."""
    return line(
        f"{error.number} cannot rest until {error.until}. "
        f"Say a day from {error.earliest} up to {error.latest}, or a number of days."
    )


def not_there(error: errors.NotThere, book: Book) -> Line:
    """Word that a site has less by now than was to be brought from it."""
    short = "; ".join(
        f"{amount(wanted, unit_of(book, sku))} of {sku}, and {number(there)} are free"
        for sku, wanted, there in error.short[:NAMED_MAX]
    )
    return line(
        f"Cannot bring it: {error.number} takes {short} at {clipped(error.site, 40)}. "
        "Approve less with Change…, or wait: tomorrow's run proposes what is there then."
    )


def not_on_proposal(error: errors.NotOnProposal, _book: Book) -> Line:
    """Word that an item is not on a proposal, and which are."""
    named = ", ".join(clipped(item, 60) for item in error.items[:NAMED_MAX])
    are = "is" if len(error.items) == 1 else "are"
    there = named_first([clipped(item, 60) for item in error.proposed], NAMED_MAX)
    return line(f"{named} {are} not on {error.number}, so nothing was approved. On it: {there}.")


def not_on_review(error: errors.NotOnReview, _book: Book) -> Line:
    """Word that an item does not wait on a review, and which do."""
    named = ", ".join(clipped(key, 60) for key in error.lines[:NAMED_MAX])
    do = "does" if len(error.lines) == 1 else "do"
    waits = ", ".join(clipped(key, 60) for key in error.waiting[:NAMED_MAX])
    return line(f"{named} {do} not wait on {error.number}. What waits there: {waits or 'nothing'}.")


def review_overtaken(error: errors.ReviewOvertaken, _book: Book) -> Line:
    """Word that the figures of a review are out of date."""
    if not error.by:
        return line(
            f"{error.number} is over: its figures have changed, and nothing waits any more."
        )
    return line(f"The figures of {error.number} have changed since: decide on {error.by} instead.")


def unknown_category(error: errors.UnknownCategory, _book: Book) -> Line:
    """Word that no item is of a category."""
    known = ", ".join(clipped(one, 40) for one in error.known[:NAMED_MAX])
    there = f" There are: {known}." if known else ""
    return line(f"No item is of the category “{clipped(error.category, 60)}”.{there}")


def nothing_subscribed(error: errors.NothingSubscribed, book: Book) -> Line:
    """Word that nobody hears of alerts by what was to end."""
    if error.code:
        return line(f"{clipped(error.code, 60)} has ended already.")
    stock = ""
    if book.rules.stock_channel:
        stock = " The stock channel hears of all that no subscription of its own narrows down."
    return line(f"This channel has no subscription, so there is none to end.{stock}")


PLANNING_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_site,
    rest_refused,
    not_there,
    not_on_proposal,
    not_on_review,
    review_overtaken,
    unknown_category,
    nothing_subscribed,
)
"""One function an error."""
