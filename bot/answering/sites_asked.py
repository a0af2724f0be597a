"""Which sites a question about an item's plans is about."""

from inventory.book import Book
from inventory.demand.sites import Sites
from inventory.planning_errors import UnknownSite
from inventory.sites import site_named


def sites_asked(book: Book, named: str) -> tuple[str, ...]:
    """Return the site that is named, or all there are: `("",)` for a house of one.

    Raises:
        UnknownSite: no place is of the site that is named.
    """
    names = Sites(book).names
    if not named:
        return names
    known = tuple(filter(None, names))
    found = site_named(known, named)
    if found is None:
        raise UnknownSite(site=named, known=known)
    return (found,)
