"""Our own codes for bins, items, lots and single pieces, where no GTIN can say it.

    BC:B:A-01             the bin A-01
    BC:I:MUG-BLU          the item MUG-BLU; BC:I:MUG-BLU:24 is a carton with 24 of it
    BC:L:MUG-BLU:L7       the lot L7 of MUG-BLU; BC:L:MUG-BLU:L7:24 a carton with 24 of that
    BC:S:DRILL:SN0100     the piece SN0100 of DRILL

Letters, digits and `. _ ~ -` stand for themselves; every other character is written as `%` and two
hexadecimal digits for each byte of its UTF-8, as in the path of an address: `BC:B:Shelf%201`. So a
code is one word, and nothing that is typed by hand is taken for one.
"""

import re
from decimal import Decimal
from typing import Final
from urllib.parse import quote, unquote

from inventory.quantity import trimmed
from inventory.scanning.scanner import Scan, WrongCodeError

PREFIX: Final = "BC:"
_FORM: Final = re.compile(r"BC:(?P<kind>[A-Z]):(?P<parts>.*)", re.IGNORECASE | re.DOTALL)
_COUNT: Final = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_PART: Final = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+")


def bin_label(location: str) -> str:
    """Return the code of a bin.

    Examples:
        >>> bin_label("A-01"), bin_label("Shelf 1")
        ('BC:B:A-01', 'BC:B:Shelf%201')
    """
    return f"{PREFIX}B:{_escaped(location)}"


def item_label(sku: str, quantity: Decimal | None = None) -> str:
    """Return the code of an item, or of so many of it."""
    return f"{PREFIX}I:{_escaped(sku)}{_counted(quantity)}"


def lot_label(sku: str, lot: str, quantity: Decimal | None = None) -> str:
    """Return the code of a lot; lot codes are unique within their item only."""
    return f"{PREFIX}L:{_escaped(sku)}:{_escaped(lot)}{_counted(quantity)}"


def serial_label(sku: str, serial: str) -> str:
    """Return the code of one piece."""
    return f"{PREFIX}S:{_escaped(sku)}:{_escaped(serial)}"


def read_label(text: str) -> Scan | None:
    """Return what one of our own codes says, or None for any other text.

    Raises:
        WrongCodeError: it begins like one and is damaged.

    Examples:
        >>> read_label("BC:L:MUG-BLU:L7").lot
        'L7'
    """
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    parts = [_plain(part, text) for part in form["parts"].split(":")]
    match form["kind"].upper(), parts:
        case "B", [location]:
            return Scan(location=location)
        case "I", [sku, *counts]:
            return Scan(sku=sku, quantity=_quantity(counts, text))
        case "L", [sku, lot, *counts]:
            return Scan(sku=sku, lot=lot, quantity=_quantity(counts, text))
        case "S", [sku, serial]:
            return Scan(sku=sku, serial=serial)
        case _:
            raise WrongCodeError(text=text)


def _escaped(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _counted(quantity: Decimal | None) -> str:
    return "" if quantity is None else f":{trimmed(quantity):f}"


def _quantity(counts: list[str], text: str) -> Decimal | None:
    if not counts:
        return None
    if len(counts) > 1 or not _COUNT.fullmatch(counts[0]):
        raise WrongCodeError(text=text)
    return Decimal(counts[0])


def _plain(part: str, text: str) -> str:
    if not _PART.fullmatch(part):
        raise WrongCodeError(text=text)
    try:
        return unquote(part, errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise WrongCodeError(text=text) from error
