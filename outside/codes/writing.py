"""What stands in the barcode of a label, so that our own scan reads it back.

Goods with a GTIN get what the trade prints, so that others can read it too; all else gets our own
form (`own_label`).
"""

import re
from typing import Final

from inventory.carriage.check_digits import gs1_check_digit
from inventory.item import Item
from inventory.location import Location
from inventory.lot import Lot
from inventory.record import Record
from outside.codes.own_label import bin_label, item_label, lot_label
from outside.codes.symbology import Symbology

GTIN_LENGTHS: Final = (8, 12, 13, 14)
YEARS: Final = range(2000, 2050)
"""Two digits of a year have one meaning for as long as anybody reads the label."""

PRINTABLE_LOT: Final = re.compile(r"""[A-Za-z0-9!"%&'*+,./:;<=?_-]{1,20}""")
"""What (10) may hold, without the brackets that would look like the next element."""


class LabelCode(Record):
    """The text of a barcode and the kind that holds it."""

    text: str
    symbology: Symbology


def item_code(item: Item) -> LabelCode:
    """Return the code of an item: its GTIN, or our own form where it has none.

    Examples:
        >>> item_code(Item(sku="MUG-BLU", name="Blue mug", barcodes=("9506000134352",))).text
        '(01)09506000134352'
        >>> item_code(Item(sku="MUG-BLU", name="Blue mug")).text
        'BC:I:MUG-BLU'
    """
    if gtin := _gtin_of(item):
        return LabelCode(text=f"(01){gtin}", symbology=Symbology.GS1_DATA_MATRIX)
    return LabelCode(text=item_label(item.sku), symbology=Symbology.QR)


def lot_code(item: Item, lot: Lot) -> LabelCode:
    """Return the code of a lot with its expiry, or our own form, which names the lot alone."""
    gtin, expires_on = _gtin_of(item), lot.expires_on
    is_datable = expires_on is None or expires_on.year in YEARS
    if not gtin or not is_datable or not PRINTABLE_LOT.fullmatch(lot.code):
        return LabelCode(text=lot_label(lot.item, lot.code), symbology=Symbology.QR)
    expiry = f"(17){expires_on:%y%m%d}" if expires_on else ""
    text = f"(01){gtin}{expiry}(10){lot.code}"
    return LabelCode(text=text, symbology=Symbology.GS1_DATA_MATRIX)


def bin_code(location: Location) -> LabelCode:
    """Return the code of a bin."""
    return LabelCode(text=bin_label(location.code), symbology=Symbology.QR)


def _gtin_of(item: Item) -> str:
    """Return the first of its barcodes that is a GTIN, with 14 digits."""
    for code in item.barcodes:
        is_number = code.isascii() and code.isdigit() and len(code) in GTIN_LENGTHS
        if is_number and gs1_check_digit(code[:-1]) == code[-1]:
            return code.zfill(14)
    return ""
