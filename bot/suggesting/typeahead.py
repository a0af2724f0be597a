"""What a select offers while somebody types: from memory, best match first, at most 100.

A label tells what helps to choose: how much is free, where, until when. Who counts blind is told no
figures there either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Final

from bot.messages.figures import amount
from bot.messages.lot_words import IS_HELD
from bot.messages.text import Block, clipped
from inventory.book import Book
from inventory.commands import Line
from inventory.item import Item
from inventory.location import Location, LocationKind

OPTIONS_MAX: Final = 100
LABEL_MAX: Final = 75
VALUE_MAX: Final = 150
COUNTING: Final = frozenset({"count", "count_entry", "wrong_bin"})
"""Forms by which somebody counts."""


def matching_items(book: Book, typed: str, limit: int = OPTIONS_MAX) -> list[Item]:
    """Return active items that contain every typed word, codes that start with it first.

    The words raw, finished and kit also mean the items that are that.
    """
    words = typed.casefold().split()
    if not words:
        return list(islice((item for item in book.all(Item) if item.is_active), limit))
    ranked: list[tuple[int, int, Item]] = []
    for position, item in enumerate(book.all(Item)):
        rank = _rank(item, words) if item.is_active else None
        if rank is not None:
            ranked.append((rank, position, item))
    ranked.sort(key=lambda found: found[:2])
    return [item for _, _, item in ranked[:limit]]


def counts_blind(book: Book, verb: str) -> bool:
    """Tell whether who fills in a form is about to count, and not to see what the book expects."""
    return verb in COUNTING and book.rules.is_count_blind


def item_options(book: Book, typed: str, *, is_blind: bool = False) -> list[Block]:
    """Offer items with what is free of each."""
    return labelled_options(
        (item.sku, f"{item.sku} {item.name}", "" if is_blind else f": {free_of(book, item)}")
        for item in matching_items(book, typed)
    )


def free_of(book: Book, item: Item) -> str:
    """Write what is free of an item."""
    return amount(book.available(item.sku), item.unit)


def place_options(
    book: Book,
    typed: str,
    *,
    item: str = "",
    kinds: frozenset[LocationKind],
    is_blind: bool = False,
) -> list[Block]:
    """Offer locations of some kinds; where the item lies comes first, with how much."""
    wanted = typed.casefold()
    places = [
        place
        for place in book.all(Location)
        if place.is_active
        and place.kind in kinds
        and (wanted in place.code.casefold() or wanted in place.name.casefold())
    ]
    there = _quantities_by_place(book, item)
    places.sort(key=lambda place: (place.code not in there, place.code))
    told = {} if is_blind else there
    return labelled_options(
        (place.code, f"{place.code} {place.name}", f": {told.get(place.code, '')}")
        for place in places
    )


def lot_options(
    book: Book, typed: str, *, item: str, location: str = "", is_blind: bool = False
) -> list[Block]:
    """Offer the lots of an item that lie somewhere, first expired first, by either number."""
    wanted = typed.casefold()
    found: dict[str, str] = {}
    known = book.get(Item, item)
    for (place, lot), quantity in sorted(book.balances(item).items()):
        if lot and known and location in ("", place) and _is_called(book, item, lot, wanted):
            where = place if is_blind else f"{place} {amount(quantity, known.unit)}"
            found[lot] = f"{found[lot]}, {where}" if lot in found else where
    ordered = sorted(found, key=lambda lot: (_expiry(book, item, lot) or "9999", lot))
    return labelled_options(
        (lot, f"{lot} {_until(book, item, lot)}", f": {found[lot]}") for lot in ordered
    )


def item_option(book: Book, line: Line, *, is_blind: bool = False) -> Block | None:
    """Return the option of the item a line names, if it is known."""
    item = book.item(line.item) if line.item else None
    if item is None:
        return None
    free = "" if is_blind else f": {free_of(book, item)}"
    return next(iter(labelled_options([(item.sku, f"{item.sku} {item.name}", free)])), None)


def plain_option(value: str) -> Block:
    """Return an option that shows its value."""
    return {"text": {"type": "plain_text", "text": clipped(value, LABEL_MAX)}, "value": value}


def _rank(item: Item, words: list[str]) -> int | None:
    """Return how well an item matches, 0 best, or None."""
    sku = item.sku.casefold()
    if len(words) == 1 and sku.startswith(words[0]):
        return 0 if sku == words[0] else 1
    text = f"{sku} {item.name.casefold()} {' '.join(item.codes)}"
    sorts = (item.kind.value, "kit" if item.components else "")
    if not all(word in text or word in sorts for word in words):
        return None
    return 2 if any(word in sorts for word in words) else 3


def labelled_options(rows: Iterable[tuple[str, str, str]]) -> list[Block]:
    """Return options of (value, name, figures); the name gives way where room is short."""
    return list(islice(_fitting(rows), OPTIONS_MAX))


def _fitting(rows: Iterable[tuple[str, str, str]]) -> Iterator[Block]:
    for value, name, figures in rows:
        if len(value) > VALUE_MAX:
            continue
        told = clipped(figures, 35) if figures.strip(": ") else ""
        label = f"{clipped(name, LABEL_MAX - len(told))}{told}"
        yield {"text": {"type": "plain_text", "text": label}, "value": value}


def _quantities_by_place(book: Book, sku: str) -> dict[str, str]:
    item = book.get(Item, sku)
    if item is None:
        return {}
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for (place, _), quantity in book.balances(sku).items():
        totals[place] += quantity
    return {place: amount(quantity, item.unit) for place, quantity in totals.items()}


def _is_called(book: Book, item: str, lot: str, wanted: str) -> bool:
    """Tell whether our code of a lot or the supplier's number holds what was typed."""
    known = book.lot(item, lot)
    names = (lot, known.supplier_lot) if known else (lot,)
    return any(wanted in name.casefold() for name in names)


def _expiry(book: Book, item: str, lot: str) -> str:
    known = book.lot(item, lot)
    return known.expires_on.isoformat() if known and known.expires_on else ""


def _until(book: Book, item: str, lot: str) -> str:
    expires = _expiry(book, item, lot)
    held = IS_HELD.get(book.lot_status(item, lot), "")
    return ", ".join(filter(None, (f"until {expires}" if expires else "", held)))
