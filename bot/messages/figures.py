"""How quantities, money, units, lots and times are written, everywhere the same."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.messages.text import clipped
from inventory.book import Book
from inventory.item import Item, ItemKind
from inventory.money import rounded
from inventory.quantity import plural, trimmed
from inventory.transaction import Crowded

ARROW: Final = "→"
THOUSANDS: Final = 3
"""So many digits behind a point may be thousands."""


def number(value: Decimal) -> str:
    """Write a quantity without its unit.

    Examples:
        >>> number(Decimal("1200")), number(Decimal("-2.50"))
        ('1,200', '-2.5')
    """
    return f"{trimmed(value):,f}"


def typed(value: Decimal) -> str:
    """Write a quantity as somebody types it: with three decimals it would read as thousands, too.

    Examples:
        >>> typed(Decimal("1200")), typed(Decimal("6.375"))
        ('1200', '6.3750')
    """
    text = f"{trimmed(value):f}"
    return f"{text}0" if len(text.partition(".")[2]) == THOUSANDS else text


def signed(value: Decimal) -> str:
    """Write a difference with its sign.

    Examples:
        >>> signed(Decimal(3)), signed(Decimal(-3)), signed(Decimal(0))
        ('+3', '-3', '0')
    """
    return f"+{number(value)}" if value > 0 else number(value)


def amount(value: Decimal, unit: str) -> str:
    """Write a quantity with its unit.

    Examples:
        >>> amount(Decimal(1), "piece"), amount(Decimal(24), "box"), amount(Decimal(2), "kg")
        ('1 piece', '24 boxes', '2 kg')
    """
    return f"{number(value)} {unit if abs(value) == 1 else plural(unit)}"


def money(value: Decimal, currency: str) -> str:
    """Write an amount to its currency's smallest unit.

    Examples:
        >>> money(Decimal("1234.5"), "EUR"), money(Decimal("980"), "JPY")
        ('1,234.50 EUR', '980 JPY')
    """
    return f"{rounded(value, currency):,f} {clipped(currency, 10)}"


def price(value: Decimal, currency: str) -> str:
    """Write what one costs: to its currency's smallest unit, or as finely as it is.

    Examples:
        >>> price(Decimal("4.5"), "EUR"), price(Decimal("0.0125"), "EUR")
        ('4.50 EUR', '0.0125 EUR')
    """
    if rounded(value, currency) == value:
        return money(value, currency)
    return f"{number(value)} {clipped(currency, 10)}"


def unit_of(book: Book, sku: str) -> str:
    """Return the base unit of an item, also of one that is gone from the tab."""
    item = book.get(Item, sku)
    return item.unit if item else "piece"


def raw_mark(item: Item | None) -> str:
    """Return what is said of a raw material after its name; nothing of finished goods."""
    return ", raw material" if item and item.kind is ItemKind.RAW else ""


def place_and_lot(location: str, lot: str) -> str:
    """Write a place with the lot that lies there.

    Examples:
        >>> place_and_lot("A-01", "L7"), place_and_lot("A-01", "")
        ('A-01 lot L7', 'A-01')
    """
    return f"{clipped(location, 60)} lot {clipped(lot, 60)}" if lot else clipped(location, 60)


def crowded(bin_: Crowded) -> str:
    """Write that a bin holds more than it is made for.

    Examples:
        >>> crowded(Crowded(location="A-01", holds=130, capacity=100))
        'A-01 holds 130, made for 100.'
    """
    unit = f" {bin_.unit}" if bin_.unit else ""
    holds, most = number(bin_.holds), number(bin_.capacity)
    return f"{clipped(bin_.location, 60)} holds {holds}{unit}, made for {most}{unit}."


def moment(book: Book, at: datetime) -> str:
    """Write when something was, in the warehouse's own time."""
    return f"{at.astimezone(book.rules.zone):%Y-%m-%d %H:%M}"


def counted(count: int, noun: str) -> str:
    """Write a number of things.

    Examples:
        >>> counted(1, "line"), counted(3, "line")
        ('1 line', '3 lines')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {plural(noun)}"
