"""What of a return is to be made good."""

from decimal import Decimal
from typing import NamedTuple

from inventory.documents.customer_return import ReturnLine
from inventory.quantity import Quantity


class Owed(NamedTuple):
    """So much of a line."""

    line: ReturnLine
    quantity: Decimal


def owed_of(line: ReturnLine) -> Quantity:
    """Return what was inspected of a line and is not made good yet."""
    return line.inspected - line.made_good
