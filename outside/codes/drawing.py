"""Draws barcodes as SVG, to be scaled by whoever puts them on a paper."""

import re
from typing import Final

from zxingcpp import create_barcode

from inventory.record import Record
from outside.codes.symbology import FORMATS, GS1_KINDS, Symbology

_SIZE: Final = re.compile(r'<svg width="(\d+)" height="(\d+)"')
DIGITS: Final = {
    Symbology.EAN_13: 13,
    Symbology.EAN_8: 8,
    Symbology.UPC_A: 12,
    Symbology.UPC_E: 8,
    Symbology.ITF_14: 14,
}
"""Those of retail goods and cartons hold so many, the check digit with them."""

TEXT_MAX: Final = 2_000
"""Characters; a QR code holds hardly more, and nobody scans one of that size."""


class CodeRefusedError(Exception):
    """A text that this kind of barcode cannot hold.

    Attributes:
        reason: what the encoder says, for the log.
    """

    def __init__(self, *, text: str, symbology: Symbology, reason: str) -> None:
        super().__init__(f"{symbology} cannot hold {text[:50]!r}: {reason}")
        self.text = text
        self.symbology = symbology
        self.reason = reason


class Drawing(Record):
    """A barcode as a picture, quiet zone included.

    Attributes:
        svg: one unit of its width is one module, the thinnest bar.
        width, height: in modules; the height of bars is free, that of squares is not.
    """

    svg: str
    width: int
    height: int


def draw(text: str, symbology: Symbology) -> Drawing:
    """Draw a barcode of exactly this text.

    Args:
        text: for GS1, element strings with their identifiers in brackets: `(01)...(10)L7`. What
            stands on retail goods comes with its check digit, which is checked and not added.
        symbology: the kind.

    Raises:
        CodeRefusedError: empty, too long, a letter it has no bars for, a wrong check digit.

    Examples:
        >>> draw("SO-7", Symbology.QR).width
        29
    """
    if len(text) > TEXT_MAX:
        raise CodeRefusedError(text=text, symbology=symbology, reason="too long")
    if (digits := DIGITS.get(symbology)) and len(text) != digits:
        raise CodeRefusedError(text=text, symbology=symbology, reason=f"not {digits} digits")
    try:
        text.encode()  # the encoder has no words for half a character
        svg = _encoded(text, symbology)
    except (ValueError, UnicodeError) as error:
        raise CodeRefusedError(text=text, symbology=symbology, reason=str(error)) from error
    width, height = (int(number) for number in _SIZE.findall(svg)[0])
    return Drawing(svg=svg[svg.index("<svg") :], width=width, height=height)


def _encoded(text: str, symbology: Symbology) -> str:
    is_gs1 = symbology in GS1_KINDS.values()
    return create_barcode(text, FORMATS[symbology], gs1=is_gs1, force_square=True).to_svg()
