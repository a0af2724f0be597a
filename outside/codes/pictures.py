"""`PictureReader` for the pictures that phones and screens make."""

from collections.abc import Sequence
from typing import Final

from inventory.scanning.scanner import PictureError
from outside.codes.reading import PictureRefusedError, read_codes

HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
"""What stands in the head of a file of Apple's phones."""


class BarcodePictures:
    """Reads every kind of barcode that we know."""

    def read(self, content: bytes) -> Sequence[str]:
        """Return what every barcode in a picture says, each once.

        Raises:
            PictureError: it is no picture that can be opened.
        """
        if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
            raise PictureError("heic")
        try:
            found = read_codes(content)
        except PictureRefusedError as error:
            raise PictureError("too_large" if "pixels" in str(error) else "unreadable") from error
        return tuple(dict.fromkeys(code.text for code in found))
