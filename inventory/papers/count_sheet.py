"""The count sheet as it is printed: what to count in walking order, with boxes to write in."""

from datetime import date
from typing import Literal

from inventory.quantity import Quantity
from inventory.record import Record


class CountSheetLine(Record):
    """One balance to count, or a bin to look into.

    Attributes:
        number: of the line on the sheet.
        sku: empty for a bin that should be empty.
        expected: what the book says in `unit`; None where it is not told.
        counted_by: names of who has counted it and leaves it to somebody else.
    """

    number: int
    location: str
    sku: str = ""
    name: str = ""
    lot: str = ""
    unit: str = ""
    expected: Quantity | None = None
    counted_by: tuple[str, ...] = ()


class CountSheet(Record):
    """Everything a count sheet says.

    Attributes:
        number: the count's, `CC-3`, which is also its code.
        house: the company's name.
        counter: the name of who has it, empty while nobody does.
        lines: what is still to be counted, in walking order.
    """

    type: Literal["count_sheet"] = "count_sheet"
    number: str
    issued_on: date
    house: str
    counter: str = ""
    due_on: date | None = None
    lines: tuple[CountSheetLine, ...]

    @property
    def is_blind(self) -> bool:
        """Whether it tells nothing of what the book expects."""
        return all(line.expected is None for line in self.lines)
