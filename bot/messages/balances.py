"""Balances before and after, a line each; pieces with serial numbers that went alike share one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from bot.messages.figures import ARROW, number, place_and_lot
from bot.messages.text import clipped
from inventory.book import Book
from inventory.item import Item
from inventory.lots.serials import folded, in_sequence
from inventory.transaction import BalanceChange

SERIALS_SHOWN: Final = 300
"""Characters of serial numbers in one line."""


def balance_text(balance: BalanceChange, book: Book) -> str:
    """Write a balance before and after; one that stayed was only looked at."""
    item = book.get(Item, balance.item)
    if item is not None and item.is_serial:
        where = f"{clipped(balance.location, 60)} serial {clipped(balance.lot, 60)}"
    else:
        where = place_and_lot(balance.location, balance.lot)
    return f"{where}: {_figures(balance.before, balance.after)}"


def balance_texts(book: Book, balances: Sequence[BalanceChange]) -> list[str]:
    """Write balances of several items, or of several pieces."""
    texts: list[str] = []
    pieces: dict[tuple[str, str, Decimal, Decimal], list[str]] = {}
    for balance in balances:
        item = book.get(Item, balance.item)
        if item is None or not item.is_serial:
            texts.append(f"{balance.item} at {balance_text(balance, book)}")
            continue
        way = (balance.item, balance.location, balance.before, balance.after)
        pieces.setdefault(way, []).append(balance.lot)
    for (sku, location, *figures), serials in pieces.items():
        named = serials_text(serials)
        each = "each " if len(serials) > 1 else ""
        texts.append(f"{sku} at {location} serial {named}: {each}{_figures(*figures)}")
    return texts


def serials_text(serials: Iterable[str]) -> str:
    """Write serial numbers as ranges, in the order in which people count them."""
    return clipped(folded(sorted(serials, key=in_sequence)), SERIALS_SHOWN)


def _figures(before: Decimal, after: Decimal) -> str:
    if before == after:
        return f"{number(after)}, as the book says"
    return f"{number(before)} {ARROW} {number(after)}"
