"""What a scanned code says, whatever kind of barcode it was on.

The domain names what it needs to know; who can read barcodes stands outside and keeps to `Scanner`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

from inventory.quantity import Quantity
from inventory.record import Record

CodeProblem = Literal["check_digit", "malformed"]


class Scan(Record):
    """The parts one code holds; those it leaves out are empty.

    Attributes:
        gtin: always 14 digits, zeros in front.
        sku, location: of our own labels.
        expires_on: the last day it may be used; a code without a day means the end of its month.
        quantity: how many the code is about.
        weight_kg: what the goods weigh without their package; their quantity, where that is weighed.
        serial: of one piece.
        is_of_contents: the code is on what holds the goods, and counts things with that GTIN.
        name: what a plain barcode holds, as it stands: a code of an item, a lot or a bin.
    """

    gtin: str = ""
    sku: str = ""
    lot: str = ""
    location: str = ""
    expires_on: date | None = None
    quantity: Quantity | None = None
    weight_kg: Quantity | None = None
    serial: str = ""
    name: str = ""
    is_of_contents: bool = False


class WrongCodeError(Exception):
    """A text that is written like a code and cannot be right.

    Attributes:
        text: as it was read.
        problem: `check_digit` where a digit must have been lost or mistyped, else `malformed`.
    """

    def __init__(self, *, text: str, problem: CodeProblem = "malformed") -> None:
        super().__init__(f"{text[:80]!r}: {problem}")
        self.text = text
        self.problem = problem


class Scanner(Protocol):
    """Reads what a barcode scanner types."""

    def read(self, text: str) -> Scan | None:
        """Return what a code says, or None for a text that is no code.

        Raises:
            WrongCodeError: it is written like a code, and cannot be right.
        """
        ...


PictureProblem = Literal["unreadable", "too_large", "heic"]


class PictureError(Exception):
    """A file in which no barcode can be looked for.

    Attributes:
        problem: `heic` is the form in which Apple's phones keep photos.
    """

    def __init__(self, problem: PictureProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class PictureReader(Protocol):
    """Finds barcodes in pictures."""

    def read(self, content: bytes) -> Sequence[str]:
        """Return what every barcode in a picture says, each once; none where none is found.

        Raises:
            PictureError: it is no picture that can be opened.
        """
        ...
