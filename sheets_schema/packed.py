"""Bodies that are too long for their cells are kept compressed there.

Most fit by `zlib`. It looks back over 32,000 characters only, so that a large document before and after a
change is packed twice: where that is too long, `lzma` sees the whole.
"""

import base64
import lzma
import zlib
from typing import Final

ZLIB: Final = "zlib:"
LZMA: Final = "lzma:"
"""What a body begins with that is kept compressed."""


def packed(text: str, most: int) -> str:
    """Return a text as it is kept in so many characters: as it is where it fits.

    Examples:
        >>> packed("as it is", 10), unpacked(packed("a" * 1000, 40)) == "a" * 1000
        ('as it is', True)
    """
    if len(text) <= most:
        return text
    content = text.encode()
    shorter = _written(ZLIB, zlib.compress(content, level=9))
    return shorter if len(shorter) <= most else _written(LZMA, lzma.compress(content))


def unpacked(text: str) -> str:
    """Return a body from what its cells hold together.

    Raises:
        ValueError: it was cut short, or changed.
    """
    try:
        if text.startswith(ZLIB):
            return zlib.decompress(base64.b64decode(text.removeprefix(ZLIB))).decode()
        if text.startswith(LZMA):
            return lzma.decompress(base64.b64decode(text.removeprefix(LZMA))).decode()
    except (zlib.error, lzma.LZMAError) as error:
        raise ValueError("not what was packed") from error
    return text


def _written(name: str, content: bytes) -> str:
    return name + base64.b64encode(content).decode()
