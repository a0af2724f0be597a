"""What a select offers for a scanned code: the one thing it names, with what else it holds."""

from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.usage import UsageError
from bot.messages.figures import amount
from bot.messages.text import Block
from bot.suggesting.typeahead import VALUE_MAX, counts_blind, free_of, labelled_options
from inventory.book import Book
from inventory.item import Item
from inventory.location import Location
from inventory.scanning.scanner import Scan


def coded_options(
    book: Book, codes: Codes, verb: str, field: str, typed: str
) -> list[Block] | None:
    """Offer what a scanned code names; None for what is typed by hand.

    Args:
        book: its items, lots and places.
        codes: what codes mean in it.
        verb: whose form it is; where it posts, the chosen item keeps its code, so that lot, expiry
            and quantity come with it when the form is sent.
        field: item, location, target or lot.
        typed: so far.
    """
    text = typed.strip()
    try:
        scan = codes.goods(text) if field == "item" else codes.read(text)
        if scan is None:
            return None
        return _options(book, codes, verb, field, text, scan)
    except UsageError:  # half a code, or one of something else: the next character may mend it
        return None if text.isdigit() else []


def item_of_code(book: Book, codes: Codes, text: str) -> Item | None:
    """Return the item that a chosen value names, which may be a code."""
    try:
        return book.item(codes.item(text)) if text else None
    except UsageError:
        return None


def _options(book: Book, codes: Codes, verb: str, field: str, text: str, scan: Scan) -> list[Block]:
    if field == "item":
        found = book.item(codes.item(text))
        return _item(book, found, verb, text, scan) if found and found.is_active else []
    if field == "lot":
        lot = scan.lot or scan.name
        return labelled_options([(lot, lot, "")] if lot else [])
    place = book.get(Location, codes.place(text))
    return labelled_options([(place.code, f"{place.code} {place.name}", "")] if place else [])


def _item(book: Book, item: Item, verb: str, text: str, scan: Scan) -> list[Block]:
    posts = verb in VERBS and VERBS[verb].command is not None
    holds = [
        f"lot {scan.lot}" if scan.lot else "",
        f"until {scan.expires_on}" if scan.expires_on else "",
        amount(scan.quantity, item.unit) if scan.quantity is not None else "",
    ]
    said = ", ".join(filter(None, holds))
    value = text if posts and said and len(text) <= VALUE_MAX else item.sku
    free = "" if counts_blind(book, verb) else f": {free_of(book, item)}"
    name = f"{item.sku} {item.name}" if value == item.sku else f"{item.sku} {said}"
    return labelled_options([(value, name, free)])
