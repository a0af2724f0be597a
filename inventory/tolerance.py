"""How much the book may be off before a second person has to agree."""

from decimal import Decimal
from typing import Protocol

from inventory.item import Item
from inventory.rules import Rules


class Deviation(Protocol):
    """By how much the book was off, of how much it expected."""

    @property
    def expected(self) -> Decimal: ...

    @property
    def difference(self) -> Decimal: ...


def needs_approval(rules: Rules, variance: Deviation, item: Item) -> bool:
    """Tell whether a variance is beyond the tolerance by units, percent or value."""
    off = abs(variance.difference)
    if off > rules.count_tolerance:
        return True
    percent = rules.count_tolerance_percent
    if percent is not None and off * 100 > percent * variance.expected:
        return True
    value = rules.count_tolerance_value
    return value is not None and item.unit_cost is not None and off * item.unit_cost > value
