"""Labels for goods and bins: what stands on each, on which paper, and in which kind of code.

What the code says follows from the label: `outside/codes/writing.py` puts it into the trade's form
where the goods have a GTIN, else into our own.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from inventory.quantity import Quantity
from inventory.record import Record

LABELS_MAX: Final = 1_000
"""Labels of one print; more are a job for several."""


class LabelSize(StrEnum):
    """The paper: sheets by their page and how many labels they have, single labels by their sides."""

    A4 = "a4"
    A4_14 = "a4-14"
    LETTER = "letter"
    SINGLE_4X6 = "4x6"
    SINGLE_62X29 = "62x29"


LABELS_A_PAGE: Final[dict[LabelSize, int]] = {
    LabelSize.A4: 24,
    LabelSize.A4_14: 14,
    LabelSize.LETTER: 30,
    LabelSize.SINGLE_4X6: 1,
    LabelSize.SINGLE_62X29: 1,
}


class LabelCode(StrEnum):
    """The square on goods: QR holds our own form, which any phone reads; DataMatrix the trade's.

    Bins bear a QR code always: the trade has no form for them, and so they look unlike goods.
    """

    QR = "qr"
    DATA_MATRIX = "datamatrix"


class ItemLabel(Record):
    """What stands on goods or their shelf.

    Attributes:
        gtin: 14 digits, empty where it has none.
        quantity: how many the label is about, as on a carton; None for no number.
    """

    type: Literal["item_label"] = "item_label"
    sku: str
    name: str = ""
    gtin: str = ""
    unit: str = "piece"
    quantity: Quantity | None = None


class LotLabel(Record):
    """What stands on goods of one lot; of an item, as `ItemLabel` says."""

    type: Literal["lot_label"] = "lot_label"
    sku: str
    name: str = ""
    gtin: str = ""
    unit: str = "piece"
    quantity: Quantity | None = None
    lot: str
    expires_on: date | None = None


class SerialLabel(Record):
    """What stands on one piece with a number of its own."""

    type: Literal["serial_label"] = "serial_label"
    sku: str
    name: str = ""
    gtin: str = ""
    serial: str
    expires_on: date | None = None


class BinLabel(Record):
    """What stands on a bin; its code is all that is read from a step away."""

    type: Literal["bin_label"] = "bin_label"
    code: str
    name: str = ""
    site: str = ""


GoodsLabel = ItemLabel | LotLabel | SerialLabel
StockLabel = Annotated[GoodsLabel | BinLabel, Field(discriminator="type")]


class Copies(Record):
    """One label, so many times."""

    label: StockLabel
    copies: int = Field(1, ge=1)


class LabelSheet(Record):
    """A print of labels.

    Attributes:
        start: the place on the first sheet where it begins, from 1 and row by row, so that a sheet
            that is half used goes on.
    """

    type: Literal["label_sheet"] = "label_sheet"
    size: LabelSize = LabelSize.A4
    code: LabelCode = LabelCode.QR
    start: int = Field(1, ge=1)
    labels: tuple[Copies, ...]

    @property
    def count(self) -> int:
        """How many labels there are in all."""
        return sum(one.copies for one in self.labels)

    @property
    def pages(self) -> int:
        """How many sheets, or single labels, it takes."""
        return -(-(self.start - 1 + self.count) // LABELS_A_PAGE[self.size])

    @property
    def number(self) -> str:
        """What the print is known by: the name on its first label."""
        first, *others = [title_of_label(one.label) for one in self.labels] or [""]
        return f"{first} and {len(others)} more" if others else first


def title_of_label(label: StockLabel) -> str:
    """Name a label in a few words.

    Examples:
        >>> title_of_label(LotLabel(sku="JAM-STR", lot="L7")), title_of_label(BinLabel(code="A-01"))
        ('JAM-STR lot L7', 'A-01')
    """
    match label:
        case ItemLabel():
            return label.sku
        case LotLabel():
            return f"{label.sku} lot {label.lot}"
        case SerialLabel():
            return f"{label.sku} {label.serial}"
        case BinLabel():
            return label.code
