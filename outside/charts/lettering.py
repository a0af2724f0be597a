"""Letters on charts: the fonts that come with matplotlib, and the machine's for other scripts.

A letter that no font has becomes an open box, as everywhere else; matplotlib would draw the same
box and warn.
"""

from bisect import bisect
from functools import cache, lru_cache
from typing import Final

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from outside.charts.style import DPI

PACKAGED: Final = "DejaVu Sans"
OTHERS: Final = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans Khmer",
)
"""Families that letters come from which the packaged one lacks, where the machine has them."""

ASCENT: Final = 1.1
"""From the top of a line to its baseline, as a share of the size."""

BOX: Final = "\N{WHITE SQUARE}"


def legible(text: str) -> str:
    """Return text on one line without what cannot be drawn."""
    flat = " ".join(text.split())
    return "".join(BOX if _family_of(one) is None else one for one in flat if one.isprintable())


def font_for(text: str, *, size: float, is_bold: bool = False) -> FontProperties:
    """Return the font of a text: the packaged one, and those of other scripts that it needs."""
    needed = [family for one in text if (family := _family_of(one)) and family != PACKAGED]
    families = [PACKAGED, *dict.fromkeys(needed)]
    return FontProperties(family=families, size=size, weight="bold" if is_bold else "normal")


@lru_cache(maxsize=4096)
def _family_of(letter: str) -> str | None:
    """Return the first family that has a letter, None where none has."""
    if letter.isspace():
        return PACKAGED
    return next((one for one in _families() if _has(one, letter)), None)


@cache
def _families() -> tuple[str, ...]:
    known = set(font_manager.get_font_names())
    return (PACKAGED, *(one for one in OTHERS if one in known))


def _has(family: str, letter: str) -> bool:
    path = font_manager.findfont(FontProperties(family=[family]))
    return font_manager.get_font(path).get_char_index(ord(letter)) != 0


def write(  # noqa: PLR0913 - where, how and what is written
    figure: Figure,
    text: str,
    left: float,
    top: float,
    *,
    size: float,
    colour: str,
    is_bold: bool = False,
) -> None:
    """Write one line onto a figure, in pixels from its upper left corner."""
    said = legible(text)
    figure.text(
        left / figure.bbox.width,
        1 - (top + ASCENT * size * DPI / 72) / figure.bbox.height,
        said,
        ha="left",
        va="baseline",  # which lines of every script share
        color=colour,
        fontproperties=font_for(said, size=size, is_bold=is_bold),
        parse_math=False,
    )


def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide a line is, in pixels."""
    said = legible(text)
    font = font_for(said, size=size, is_bold=is_bold)
    size_of = _measure().get_text_width_height_descent
    width, _, _ = size_of(said, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(width)


def broken(text: str, width: float, size: float) -> list[str]:
    """Return a text in lines that fit; none for no text."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [cut(one, width, size) for one in lines]


def cut(text: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """Return a line as far as it fits."""
    said = legible(text)
    if width_of(said, size, is_bold=is_bold) <= width:
        return said

    def is_too_wide(letters: int) -> bool:
        return width_of(f"{said[:letters]}…", size, is_bold=is_bold) > width

    most = bisect(range(len(said)), x=False, key=is_too_wide) - 1
    return f"{said[: max(most, 0)].rstrip()}…"


@cache
def _measure() -> RendererAgg:
    return RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
