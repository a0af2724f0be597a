"""Colours as Google keeps them: eight bits a channel, told as the shortest float of four bytes.

What is written as 0.5 is therefore read as 0.49803922, which is 127/255.
"""

import math
import struct
from typing import Final

from sandbox.google.errors import BadRequest

CHANNELS: Final = ("red", "green", "blue")
FULL: Final = 255


def colour_of(red: int, green: int, blue: int) -> dict[str, float]:
    """A colour of 8 bits a channel as the API tells it; channels of zero are left out."""
    levels = zip(CHANNELS, (red, green, blue), strict=True)
    return {name: _TOLD[level] for name, level in levels if level}


def as_kept(colour: dict[str, object]) -> dict[str, object]:
    """A colour as it is read after it was written; its alpha is left alone.

    Raises:
        BadRequest: if a channel is no number.
    """
    kept: dict[str, object] = dict(colour_of(*(_level(colour, name) for name in CHANNELS)))
    return kept | {name: it for name, it in colour.items() if name not in CHANNELS}


def _level(colour: dict[str, object], name: str) -> int:
    try:
        level = math.ceil(float(str(colour.get(name) or 0)) * FULL - 0.5)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"Invalid value at '{name}' (TYPE_FLOAT), {colour[name]!r}") from error
    return max(0, min(FULL, level))


def _told(level: int) -> float:
    """A level as the shortest number that means the same in four bytes; the whole is 1, not 1.0."""
    if level == FULL:
        return 1
    narrow = _in_four_bytes(level / FULL)
    told = (float(f"{narrow:.{digits}g}") for digits in range(1, 10))
    return next(each for each in told if _in_four_bytes(each) == narrow)


def _in_four_bytes(number: float) -> float:
    narrow: float = struct.unpack("f", struct.pack("f", number))[0]
    return narrow


_TOLD: Final = tuple(_told(level) for level in range(FULL + 1))
