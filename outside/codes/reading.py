"""Reads barcodes from pictures, and tries again on copies that a phone should have taken.

A photo is read as it is first; then smaller (noise and blur shrink with it), sharpened, and larger
(small codes in a wide view). The first copy on which anything is read decides.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PIL import Image, ImageFilter, ImageOps
from zxingcpp import Barcode, BarcodeFormats, ContentType, read_barcodes

from inventory.carriage.check_digits import gs1_check_digit
from inventory.record import Record
from outside.codes.symbology import FORMATS, GS1_KINDS, ITF_14_DIGITS, PLAIN_KINDS, Symbology

PIXELS_MAX: Final = 50_000_000
"""A phone's largest photo; what is larger is no photo of a barcode."""
PIXELS_TO_ENLARGE_MAX: Final = 4_000_000

FILE_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""What phones, scanners and screens make."""

BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

SHARPENED: Final = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=2)


class PictureRefusedError(Exception):
    """Bytes that are no picture, or too large a one."""


class FoundCode(Record):
    """One barcode of a picture.

    Attributes:
        text: GS1 with its identifiers in brackets. Codes of retail goods come with 13 digits: UPC-A
            with a zero in front, as the EAN-13 that it is, and UPC-E with what it leaves out.
    """

    text: str
    symbology: Symbology


def read_codes(
    picture: Image.Image | bytes, symbologies: Iterable[Symbology] = Symbology
) -> tuple[FoundCode, ...]:
    """Return every barcode found, each once; none where none can be read.

    Args:
        picture: a picture, or the bytes of a file of one.
        symbologies: the kinds looked for; fewer are found faster and mistaken less.

    Raises:
        PictureRefusedError: the bytes are no picture, or it has over 50 million pixels.
    """
    wanted = frozenset(symbologies)
    formats = BarcodeFormats([FORMATS[one] for one in sorted(wanted)])
    for copy in _copies(_upright(picture)):
        found = (_found(code) for code in read_barcodes(copy, formats=formats))
        if seen := {one: None for one in found if one.symbology in wanted and _is_whole(one)}:
            return tuple(seen)
    return ()


def _upright(picture: Image.Image | bytes) -> Image.Image:
    """Return it in shades of grey, on white, the right way up."""
    image = _opened(picture) if isinstance(picture, bytes) else picture
    if image.width * image.height > PIXELS_MAX:
        raise PictureRefusedError(f"{image.width} x {image.height} pixels")
    try:
        upright = ImageOps.exif_transpose(image)
        if upright.has_transparency_data:
            on_white = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(on_white, upright.convert("RGBA"))
        return upright.convert("L")
    except (OSError, ValueError, SyntaxError) as error:  # decoded only now
        raise PictureRefusedError(str(error)) from error


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FILE_FORMATS)
    except (OSError, ValueError, SyntaxError, *BOMBS) as error:
        raise PictureRefusedError(str(error)) from error


def _copies(image: Image.Image) -> Iterator[Image.Image]:
    yield image
    for change in _CHANGES:
        yield change(image)
    if image.width * image.height <= PIXELS_TO_ENLARGE_MAX:
        yield ImageOps.scale(image, 2)


_CHANGES: Final[tuple[Callable[[Image.Image], Image.Image], ...]] = (
    lambda image: ImageOps.scale(image, 0.5) if min(image.size) > 1 else image,
    lambda image: image.filter(SHARPENED),
    lambda image: ImageOps.autocontrast(image, cutoff=2).filter(SHARPENED).filter(SHARPENED),
)


def _found(code: Barcode) -> FoundCode:
    is_gs1 = code.content_type is ContentType.GS1
    kinds = GS1_KINDS if is_gs1 and code.format in GS1_KINDS else PLAIN_KINDS
    return FoundCode(text=code.text, symbology=kinds[code.format])


def _is_whole(one: FoundCode) -> bool:
    """Tell a carton's code from a piece of it, or of a printed word: those read as short ones."""
    if one.symbology is not Symbology.ITF_14:
        return True
    return len(one.text) == ITF_14_DIGITS and gs1_check_digit(one.text[:-1]) == one.text[-1]
