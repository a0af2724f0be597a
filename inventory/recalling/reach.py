"""What recalled lots have gone into: kits, and kits made of kits."""

from collections.abc import Iterable

from inventory.book import Book
from inventory.stock_key import LotKey


def kits_made_of(book: Book, lots: Iterable[LotKey]) -> dict[LotKey, tuple[LotKey, ...]]:
    """Return every kit that some of the lots went into, with those that did.

    What was taken apart again, or never built after all, is left out.
    """
    made_of: dict[LotKey, dict[LotKey, None]] = {}
    waiting = list(dict.fromkeys(lots))
    begun = set(waiting)
    while waiting:
        part = waiting.pop(0)
        for kit in _built_of(book, part):
            made_of.setdefault(kit, {})[part] = None
            if kit not in begun:
                begun.add(kit)
                waiting.append(kit)
    return {kit: tuple(parts) for kit, parts in made_of.items()}


def _built_of(book: Book, part: LotKey) -> Iterable[LotKey]:
    trail = book.trail
    builds = [name for name, quantity in trail.used.of(part).items() if quantity > 0]
    return dict.fromkeys(
        kit for name in builds for kit in trail.builds[name].kits if trail.built.get(kit, name) > 0
    )
