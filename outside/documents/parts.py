"""Parts that several papers share, as their templates take them: texts in dicts and lists."""

from collections.abc import Mapping
from typing import Final

from inventory.address import Address
from outside.codes.drawing import CodeRefusedError, draw
from outside.codes.symbology import Symbology
from outside.documents.text import printable
from outside.documents.words import address_lines

MODULES_MAX: Final = 360
"""Of a line code, quiet zone included: at two dots a module the widest a 4 inch label can hold."""

Contents = dict[str, object]


def party(title: str, address: Address, *more: str) -> Contents:
    """Return an address with a title above and more lines below."""
    lines = [*address_lines(address), *filter(None, more)]
    return {"title": title, "name": address.name, "lines": lines}


def facts(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Return titles and texts, without those that say nothing."""
    return [(title, text) for title, text in pairs if text.strip()]


def line_code(text: str) -> Contents | None:
    """Draw a line code, or none: the text beside it still says what it would."""
    try:
        drawing = draw(text, Symbology.CODE_128)
    except CodeRefusedError:
        return None
    return drawing.model_dump() if drawing.width <= MODULES_MAX else None


def cleaned(contents: Contents, most: int | None = None) -> Contents:
    """Return the same with every text in it fit to be set.

    Args:
        contents: of a paper.
        most: characters of one text; what is longer is cut off, with an ellipsis.
    """
    return {name: _clean(each, most) for name, each in contents.items()}


def _clean(value: object, most: int | None) -> object:
    match value:
        case str():
            is_longer = most is not None and len(value) > most
            return printable(f"{value[:most]}\N{HORIZONTAL ELLIPSIS}" if is_longer else value)
        case Mapping():
            return {name: _clean(each, most) for name, each in value.items()}
        case list() | tuple():
            return [_clean(each, most) for each in value]
        case _:
            return value
