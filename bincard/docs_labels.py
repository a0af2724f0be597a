"""The picture of labels in README.md: one of each kind, as a label printer would draw them.

Only the fonts that come with typst are used, so that it is the same picture wherever it is made.
"""

import io
from datetime import date
from pathlib import Path
from typing import Final

from PIL import Image
from typst import Fonts

from inventory.papers.stock_label import (
    BinLabel,
    Copies,
    ItemLabel,
    LabelCode,
    LabelSheet,
    LabelSize,
    LotLabel,
)
from outside.documents.printer import TypstPrinter

LABELS: Final = Path("docs/labels.png")
GAP: Final = 16
PAPER: Final = 208
"""The grey that labels lie on."""

SHOWN: Final = (
    (LabelCode.QR, ItemLabel(sku="MUG-BLU", name="Blue mug")),
    (
        LabelCode.DATA_MATRIX,
        LotLabel(
            sku="JAM-STR",
            name="Strawberry jam 340 g",
            gtin="09506000134352",
            lot="L7",
            expires_on=date(2027, 3, 1),
        ),
    ),
    (LabelCode.QR, BinLabel(code="A-01", name="Aisle A, bin 1")),
)


def labels_picture() -> Image.Image:
    """Draw an item's label, a lot's and a bin's, side by side."""
    printer = TypstPrinter(Fonts(include_system_fonts=False))
    drawn: list[Image.Image] = []
    for code, label in SHOWN:
        sheet = LabelSheet(
            size=LabelSize.SINGLE_62X29, code=code, labels=(Copies(label=label, copies=1),)
        )
        (page,) = printer.pictures(sheet)
        drawn.append(Image.open(io.BytesIO(page)).convert("L"))
    width, height = drawn[0].size
    side = (GAP + (width + GAP) * len(drawn), height + 2 * GAP)
    picture = Image.new("L", side, PAPER)
    for number, one in enumerate(drawn):
        picture.paste(one, (GAP + (width + GAP) * number, GAP))
    return picture.quantize(16).convert("L")


def write_labels() -> None:
    """Draw the picture anew, unless it is the same: two writers of PNG pack one picture in two ways."""
    fresh = labels_picture()
    if not LABELS.exists() or Image.open(LABELS).convert("L").tobytes() != fresh.tobytes():
        fresh.quantize(16).save(LABELS, optimize=True)
