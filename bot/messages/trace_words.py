"""Parts of a trace: how lots, shares and places are called in it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.naming import listed_first
from bot.messages.text import clipped
from inventory.book import Book
from inventory.item import Item
from inventory.location import AVAILABLE_KINDS
from inventory.recalling.walking import Reached
from inventory.recalling.whereabouts import Lying
from inventory.stock_key import LotKey

SHARES_MAX: Final = 3
PLACES_MAX: Final = 6
INDENT: Final = "      "
BRANCH: Final = "└ "


def lot_name(book: Book, lot: LotKey) -> str:
    """Name goods of a lot; kits may have none."""
    item = clipped(lot.item, 60)
    if not lot.code:
        return f"{item} without lots"
    known = book.get(Item, lot.item)
    kind = "serial" if known is not None and known.is_serial else "lot"
    return f"{item} {kind} {clipped(lot.code, 60)}"


def shares_text(book: Book, reached: Reached) -> str:
    """Say how much of the lots asked about it is: of the first few, where they are many."""
    sure = "" if reached.is_certain else "at most "
    shares = list(reached.shares.items())
    if len(shares) == 1:
        ((lot, much),) = shares
        return f"{sure}{amount(much, unit_of(book, lot.item))}"
    told = [f"{number(much)} of {lot_name(book, lot)}" for lot, much in shares]
    return f"{sure}{listed_first(told, SHARES_MAX, 'more lots')}"


def places_text(lying: Iterable[Lying]) -> str:
    """Say how much lies where, and what kind of place it is unless goods are picked there."""
    told = [
        f"{clipped(one.location, 40)} {number(one.quantity)}"
        + ("" if one.kind in AVAILABLE_KINDS else f" ({one.kind.value})")
        for one in lying
    ]
    more = [f"{len(told) - PLACES_MAX} more places"] if len(told) > PLACES_MAX else []
    return ", ".join([*told[:PLACES_MAX], *more])


def facts_text(facts: Mapping[str, Decimal]) -> str:
    """Say what became of goods, leaving out what did not: `6 here, 2 thrown away`."""
    return ", ".join(f"{number(much)} {what}" for what, much in facts.items() if much)
