"""By which form a typed word is known as a scanned code, before anybody looks what it says.

    (01)09506000134352(10)L7      an element string, as printed under a barcode
    0109506000134352…             the same without brackets
    ]C1…                          whatever begins with the identifier of a kind of barcode
    https://…/01/09506000134352   a GS1 Digital Link
    BC:B:A-01                     our own labels

Plain digits are no code here: whether they are a quantity or a barcode is seen from their place in
the line. A word in quotes is never a code.
"""

import re
from typing import Final

from inventory.carriage.check_digits import gs1_check_digit

GS: Final = "\x1d"
"""Separates the parts of a code; scanners send it, and Python takes it for a space."""

_BEGINS: Final = re.compile(
    r"bc:[a-z]:\S|\(\d{2,4}\)\S|\][a-z][0-9a-z]\S|https?://\S|0[12]\d{14}"
    rf"|\d\d[^\s{GS}]*[{GS}\u241d]",
    re.IGNORECASE,
)
_ARROW_OF_CODE: Final = "<GS>"
OWN_LABEL: Final = "BC:"
BIN_LABEL: Final = "BC:B:"

BARCODE_DIGITS_MIN: Final = 10
"""A run of so many digits is too large for a quantity and reads as a barcode."""
SHORT_BARCODE_DIGITS: Final = 8


def is_code(text: str) -> bool:
    """Tell whether a text begins as a scanned code does."""
    return begins_code(text, 0)


def begins_code(line: str, at: int) -> bool:
    """Tell whether a scanned code begins at a place in a line."""
    return _BEGINS.match(line, at) is not None


def is_arrow_of_code(line: str, at: int) -> bool:
    """Tell whether the `>` at a place is part of a separator, not the arrow of a move."""
    end = at + 1
    return line[end - len(_ARROW_OF_CODE) : end].upper() == _ARROW_OF_CODE


def is_own_label(text: str) -> bool:
    """Tell whether a text has the form of our own labels, which mean nothing else."""
    return text[: len(OWN_LABEL)].upper() == OWN_LABEL and is_code(text)


def is_bin_label(text: str) -> bool:
    """Tell whether a code says itself that it is a bin."""
    return text[: len(BIN_LABEL)].upper() == BIN_LABEL


def is_barcode_digits(text: str) -> bool:
    """Tell whether plain digits are a barcode rather than a quantity.

    Examples:
        >>> is_barcode_digits("4006381333931"), is_barcode_digits("96385074")
        (True, True)
        >>> is_barcode_digits("96385075"), is_barcode_digits("24"), is_barcode_digits("A-01")
        (False, False, False)
    """
    if not (text.isascii() and text.isdigit()):
        return False
    is_short = len(text) == SHORT_BARCODE_DIGITS and gs1_check_digit(text[:-1]) == text[-1]
    return is_short or len(text) >= BARCODE_DIGITS_MIN
