"""Reads barcodes from pictures, and tries again on copies that a phone should have taken.

A photo is read as it is, smaller (noise and blur shrink with it) and larger (small codes in a wide
view): what any of these shows counts. Only where none shows a code it is sharpened, stretched to full
contrast, and turned; then the first copy on which anything is read decides.

The decoder's own smaller copies are not asked for. It reads bars that have become too thin for it, by
chance with a right check digit, as a second code in the same place.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from PIL import Image, ImageFilter, ImageOps
from zxingcpp import Barcode, BarcodeFormats, ContentType, read_barcodes

from inventory.carriage.check_digits import gs1_check_digit
from inventory.record import Record
from outside.codes.symbology import FORMATS, GS1_KINDS, ITF_14_DIGITS, PLAIN_KINDS, Symbology

PIXELS_MAX: Final = 50_000_000
"""A phone's largest photo; what is larger is no photo of a barcode."""
PIXELS_TO_ENLARGE_MAX: Final = 4_000_000
SIDE_MIN: Final = 1
SIDE_LARGE: Final = 2_000

ANGLES: Final = (15, 30, 45, 60, 75)
"""Bars are read from either side, and a little askew: these are the ways between."""

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
    looker = _Looker(frozenset(symbologies))
    upright = _upright(picture)
    seen: list[_Seen] = []
    for scale in _scales(upright):
        seen += _elsewhere(looker.look(ImageOps.scale(upright, scale), scale), seen)
    for copy in () if seen else _changed(upright):
        if seen := looker.look(copy):
            break
    return tuple(dict.fromkeys(one.code for one in seen))


class _Seen(NamedTuple):
    """A code and where it is, in pixels of the picture as it came."""

    code: FoundCode
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "_Seen") -> bool:
        """Tell whether the middle of another code lies on this one."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


class _Looker:
    """Looks for some kinds of barcode."""

    def __init__(self, wanted: frozenset[Symbology]) -> None:
        self._wanted = wanted
        self._formats = BarcodeFormats([FORMATS[one] for one in sorted(wanted)])

    def look(self, copy: Image.Image, scale: float = 1) -> list[_Seen]:
        """Return the codes of a copy, which was made `scale` times as large."""
        read = read_barcodes(copy, formats=self._formats, try_downscale=False)
        seen = (_placed(code, scale) for code in read)
        wanted = [one for one in seen if one.code.symbology in self._wanted and _is_whole(one.code)]
        return _elsewhere(wanted, [])


def _elsewhere(seen: Sequence[_Seen], known: Sequence[_Seen]) -> list[_Seen]:
    """Return what does not lie on a code that is known: two cannot be printed in one place."""
    kept: list[_Seen] = []
    for one in seen:
        if not any(other.covers(one) for other in (*known, *kept)):
            kept.append(one)
    return kept


def _placed(code: Barcode, scale: float) -> _Seen:
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    across, down = [c.x / scale for c in corners], [c.y / scale for c in corners]
    return _Seen(_found(code), min(across), min(down), max(across), max(down))


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


def _scales(image: Image.Image) -> Iterator[float]:
    yield 1
    if min(image.size) > SIDE_MIN:
        yield 0.5
    if max(image.size) > SIDE_LARGE:
        yield 0.25
    if image.width * image.height <= PIXELS_TO_ENLARGE_MAX:
        yield 2


def _changed(image: Image.Image) -> Iterator[Image.Image]:
    """Yield copies of a picture on which nothing could be read as it was."""
    sharper = image.filter(SHARPENED)
    stretched = ImageOps.autocontrast(image, cutoff=2)
    yield sharper
    yield ImageOps.invert(image)
    yield stretched.filter(SHARPENED).filter(SHARPENED)
    yield ImageOps.equalize(image.filter(ImageFilter.MedianFilter(3)))
    stretched.thumbnail((SIDE_LARGE, SIDE_LARGE))
    if min(stretched.size) > SIDE_MIN:
        yield ImageOps.scale(stretched, 0.5).filter(SHARPENED)
    for angle in ANGLES:
        yield stretched.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _found(code: Barcode) -> FoundCode:
    is_gs1 = code.content_type is ContentType.GS1
    kinds = GS1_KINDS if is_gs1 and code.format in GS1_KINDS else PLAIN_KINDS
    return FoundCode(text=code.text, symbology=kinds[code.format])


def _is_whole(one: FoundCode) -> bool:
    """Tell a carton's code from a piece of it, or of a printed word: those read as short ones."""
    if one.symbology is not Symbology.ITF_14:
        return True
    return len(one.text) == ITF_14_DIGITS and gs1_check_digit(one.text[:-1]) == one.text[-1]
