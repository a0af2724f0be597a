"""What selects offer as bins for what waits in receiving, and as ends of a transfer."""

from collections.abc import Iterator

from bot.messages.figures import number
from bot.messages.text import Block
from bot.suggesting.typeahead import OPTIONS_MAX, labelled_options, place_options
from bot.target import Target
from inventory.book import Book
from inventory.documents.putaway import Putaway
from inventory.location import REAL_KINDS, Location, LocationKind


def bin_options(book: Book, typed: str, about: str) -> list[Block]:
    """Offer the bins of the site where a putaway's goods lie, with what they hold.

    Args:
        book: its bins.
        typed: so far.
        about: the putaway, as a form's note names it.
    """
    putaway = book.get(Putaway, Target.read(about).number)
    docks = {line.location for line in putaway.lines} if putaway else set()
    sites = {place.site for place in map(book.location, docks) if place}
    found = (place for place in book.all(Location) if place.site in sites)
    return labelled_options(
        (place.code, f"{place.code} {place.name}", f": {_held(book, place)}")
        for place in sorted(_matching(found, typed), key=lambda place: place.code)
    )


def end_options(book: Book, typed: str, *, item: str) -> list[Block]:
    """Offer sites, then places, as where a transfer goes."""
    named = sorted({p.site for p in book.all(Location) if p.site and p.is_active})
    sites = [site for site in named if typed.casefold() in site.casefold()]
    offered = labelled_options((site, f"Site {site}", "") for site in sites)
    places = place_options(book, typed, item=item, kinds=REAL_KINDS)
    return [*offered, *places][:OPTIONS_MAX]


def _matching(places: Iterator[Location], typed: str) -> Iterator[Location]:
    wanted = typed.casefold()
    for place in places:
        is_bin = place.kind is LocationKind.STORAGE and place.is_active
        if is_bin and (wanted in place.code.casefold() or wanted in place.name.casefold()):
            yield place


def _held(book: Book, place: Location) -> str:
    load = book.load(place.code)
    held = f"{number(load)} in it" if load else "empty"
    return held if place.capacity is None else f"{held}, made for {number(place.capacity)}"
