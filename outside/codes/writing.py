"""What stands in the barcode of a label, so that our own scan reads it back.

A DataMatrix on goods with a GTIN says what the trade says, so that others can read it too; all else
gets our own form (`own_label`).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.papers.stock_label import (
    BinLabel,
    GoodsLabel,
    ItemLabel,
    LabelCode,
    LotLabel,
    SerialLabel,
    StockLabel,
)
from inventory.record import Record
from outside.codes.own_label import bin_label, item_label, lot_label, serial_label
from outside.codes.symbology import Symbology

YEARS: Final = range(2000, 2050)
"""Two digits of a year have one meaning for as long as anybody reads the label."""

COUNT_MAX: Final = 99_999_999
"""What (30) may count to; it counts whole things."""

PRINTABLE: Final = re.compile(r"""[A-Za-z0-9!"%&'*+,./:;<=?_-]{1,20}""")
"""What (10) and (21) may hold, without the brackets that would look like the next element."""


class CodeText(Record):
    """The text of a barcode and the kind that holds it."""

    text: str
    symbology: Symbology


def code_of(label: StockLabel, kind: LabelCode = LabelCode.QR) -> CodeText:
    """Return the code of a label.

    Examples:
        >>> mug = ItemLabel(sku="MUG-BLU", gtin="09506000134352")
        >>> code_of(mug, LabelCode.DATA_MATRIX).text, code_of(mug).text
        ('(01)09506000134352', 'BC:I:MUG-BLU')
    """
    if kind is LabelCode.QR or isinstance(label, BinLabel):
        return CodeText(text=_own(label), symbology=Symbology.QR)
    elements = _elements(label)
    if elements is None:
        return CodeText(text=_own(label), symbology=Symbology.DATA_MATRIX)
    return CodeText(text=elements, symbology=Symbology.GS1_DATA_MATRIX)


def _own(label: StockLabel) -> str:
    """Return our own form; of a lot's expiry the book knows."""
    match label:
        case ItemLabel():
            return item_label(label.sku, label.quantity)
        case LotLabel():
            return lot_label(label.sku, label.lot, label.quantity)
        case SerialLabel():
            return serial_label(label.sku, label.serial)
        case BinLabel():
            return bin_label(label.code)


def _elements(label: GoodsLabel) -> str | None:
    """Return the element string of goods, or None where the trade has no way to say it."""
    if not label.gtin:
        return None
    try:
        return f"(01){label.gtin}{_more(label)}"
    except _UnsayableError:
        return None


class _UnsayableError(Exception):
    """Something that no element of the trade can hold."""


def _more(label: GoodsLabel) -> str:
    match label:
        case ItemLabel():
            return _count(label.quantity)
        case LotLabel():
            return f"{_expiry(label.expires_on)}{_named('10', label.lot)}{_count(label.quantity)}"
        case SerialLabel():
            return f"{_expiry(label.expires_on)}{_named('21', label.serial)}"


def _expiry(expires_on: date | None) -> str:
    if expires_on is None:
        return ""
    if expires_on.year not in YEARS:
        raise _UnsayableError
    return f"(17){expires_on:%y%m%d}"


def _named(identifier: str, text: str) -> str:
    if not PRINTABLE.fullmatch(text):
        raise _UnsayableError
    return f"({identifier}){text}"


def _count(quantity: Decimal | None) -> str:
    if quantity is None:
        return ""
    if quantity != quantity.to_integral_value() or not 0 < quantity <= COUNT_MAX:
        raise _UnsayableError
    return f"(30){int(quantity)}"
