"""An order as somebody has asked for it so far: by a line, a form or a message."""

from datetime import date
from decimal import Decimal

from inventory.order_commands import AskedLine
from inventory.quantity import ZERO, Amount, Quantity
from inventory.record import Record


class DraftLine(Record):
    """One line; a part that was left out is empty.

    Attributes:
        unit_price: None for the item's own price.
    """

    item: str = ""
    amount: Amount | None = None
    unit_price: Quantity | None = None
    discount_percent: Quantity = ZERO

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts without which nothing can be ordered."""
        return (*(() if self.amount else ("quantity",)), *(() if self.item else ("item",)))

    def asked(self) -> AskedLine:
        """Return the line as the order takes it; nothing may be missing."""
        return AskedLine(
            item=self.item,
            amount=self.amount or Amount(number=Decimal(0)),
            unit_price=self.unit_price,
            discount_percent=self.discount_percent,
        )


class OrderDraft(Record):
    """What was said of an order.

    Attributes:
        priority: one of the names of `Priority`, empty for the usual one.
        numbers: each line's number in what was typed, from 1.
        source: form or message.
    """

    customer: str = ""
    lines: tuple[DraftLine, ...] = ()
    reference: str = ""
    requested_on: date | None = None
    priority: str = ""
    requirements: tuple[str, ...] = ()
    service: str = ""
    note: str = ""
    numbers: tuple[int, ...] = ()
    source: str = "form"

    @property
    def is_whole(self) -> bool:
        """Whether it can be placed as it is."""
        return bool(self.customer and self.lines) and not any(one.missing for one in self.lines)

    def number_of(self, index: int) -> int:
        """Return the typed number of a line; 0 stands for the customer, on the first.

        Lines of the order are counted from 1; the customer's own line is none of them.
        """
        if not index:
            return 1
        return self.numbers[index - 1] if self.numbers else index

    def with_line(self, index: int, line: DraftLine) -> "OrderDraft":
        """Return the draft with another line at a place, counted from 1."""
        lines = (*self.lines[: index - 1], line, *self.lines[index:])
        return self.model_copy(update={"lines": lines})
