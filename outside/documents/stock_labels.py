"""What a print of labels says: on each a name, what tells it apart, and its code in whole dots.

A code that is too fine to be read refuses the print: a label is there to be scanned.
"""

from typing import Final

from inventory.papers.paper import UnprintableError, title_of
from inventory.papers.stock_label import (
    BinLabel,
    Copies,
    ItemLabel,
    LabelSheet,
    LabelSize,
    LotLabel,
    SerialLabel,
    StockLabel,
)
from inventory.quantity import plural
from outside.codes.drawing import CodeRefusedError, draw
from outside.codes.symbology import Symbology
from outside.codes.writing import code_of
from outside.documents import words
from outside.documents.parts import Contents, cleaned
from outside.documents.text import printable, printable_code

TEXT_MAX: Final = 120
"""Characters of one text; more would not be legible on a label in any size."""

CODE_DOTS: Final[dict[LabelSize, int]] = {
    LabelSize.A4: 204,
    LabelSize.A4_14: 232,
    LabelSize.LETTER: 164,
    LabelSize.SINGLE_4X6: 560,
    LabelSize.SINGLE_62X29: 184,
}
"""The side of the square a code has there, at 203 dots an inch: 25.5, 29, 20.5, 70 and 23 mm."""

DOTS_MIN: Final = 2
"""Of the thinnest bar; a finer one runs together in print."""

DOTS_MAX: Final = 24
"""A coarser one makes no code easier to read."""


def sheet_contents(sheet: LabelSheet) -> Contents:
    """Return what the template of labels needs.

    Raises:
        UnprintableError: the code of a label does not fit on it.
    """
    return {
        "title": "Labels",
        "number": cleaned({"number": sheet.number})["number"],
        "size": sheet.size.value,
        "start": sheet.start,
        "labels": [_label(sheet, one) for one in sheet.labels],
    }


def _label(sheet: LabelSheet, one: Copies) -> Contents:
    says = cleaned(_says(one.label), most=TEXT_MAX)
    head = printable_code(_head(one.label)[:TEXT_MAX])
    return says | {"head": head, "code": _code(sheet, one.label), "copies": one.copies}


def _head(label: StockLabel) -> str:
    return label.code if isinstance(label, BinLabel) else label.sku


def _says(label: StockLabel) -> Contents:
    """Return the texts of a label: what it is, and what tells it apart."""
    match label:
        case BinLabel():
            about = [text for text in (label.name, label.site) if text and text != label.code]
            return {"kind": "bin", "name": ", ".join(about), "facts": []}
        case ItemLabel():
            facts = [_quantity(label)]
        case LotLabel():
            facts = [("Lot", label.lot), _expiry(label), _quantity(label)]
        case SerialLabel():
            facts = [("S/N", label.serial), _expiry(label)]
    told = [(title, text) for title, text in facts if text]
    return {"kind": "goods", "name": label.name, "facts": told}


def _quantity(label: ItemLabel | LotLabel) -> tuple[str, str]:
    if label.quantity is None:
        return "Qty", ""
    unit = label.unit if label.quantity == 1 else plural(label.unit)
    return "Qty", f"{words.number(label.quantity)} {unit}"


def _expiry(label: LotLabel | SerialLabel) -> tuple[str, str]:
    """Return the day in figures: on goods it is compared with others, not read aloud."""
    return "Exp", label.expires_on.isoformat() if label.expires_on else ""


def _code(sheet: LabelSheet, label: StockLabel) -> Contents:
    code = code_of(label, sheet.code)
    try:
        drawing = draw(code.text, code.symbology)
    except CodeRefusedError as error:
        raise UnprintableError(paper=title_of(sheet), reason=error.reason) from error
    dots = min(CODE_DOTS[sheet.size] // drawing.width, DOTS_MAX)
    if dots < DOTS_MIN:
        raise UnprintableError(paper=title_of(sheet), reason="the code does not fit on the label")
    is_gs1 = code.symbology is Symbology.GS1_DATA_MATRIX
    return {
        "svg": drawing.svg,
        "dots": drawing.width * dots,
        "text": printable(code.text) if is_gs1 else "",
    }
