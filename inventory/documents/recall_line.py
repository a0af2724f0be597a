"""What customers have got of recalled lots, line by line, and what that comes to in all.

Goods that came back without a name are nobody's on the board. They are here all the same: of their
lot so much less is out, whoever of those who had some it was.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from inventory.documents.lined import NumberedLine
from inventory.quantity import ZERO, Quantity


class RecallLine(NumberedLine):
    """What one customer has of one recalled lot.

    Attributes:
        customer: a code, or to whom it was shipped as people wrote it; empty where nobody knows.
        shipped: what they have got in all, less what had come back before the recall.
        returned: has come back since; `destroyed` they have thrown away; `written_off` will not
            be found any more, says whoever closed the recall.
        notified_on: the day a notice was sent to them, or somebody called; `reminded_on` the last
            time they were asked again.
        acknowledged_by: who on our side noted that they know.
        returned_on, destroyed_on: the last day of each.
        named_on: the last day they were named to us as somebody who is still to be asked.
    """

    customer: str
    item: str
    lot: str = ""
    orders: tuple[str, ...] = ()
    shipments: tuple[str, ...] = ()
    shipped: Quantity
    returned: Quantity = ZERO
    destroyed: Quantity = ZERO
    written_off: Quantity = ZERO
    notified_on: date | None = None
    reminded_on: date | None = None
    acknowledged_on: date | None = None
    acknowledged_by: str = ""
    note: str = ""
    returned_on: date | None = None
    destroyed_on: date | None = None
    named_on: date | None = None

    @property
    def outstanding(self) -> Quantity:
        """What they still have, as far as anybody knows."""
        return max(ZERO, self.missing - self.written_off)

    @property
    def missing(self) -> Quantity:
        """What is neither back nor destroyed, given up or not."""
        return max(ZERO, self.shipped - self.returned - self.destroyed)

    @property
    def recovered(self) -> Quantity:
        """What can harm nobody any more: back here, or destroyed."""
        return self.returned + self.destroyed

    @property
    def unnamed(self) -> Quantity:
        """What is back that somebody else must have had: nobody's, and never sent to nobody known."""
        return ZERO if self.customer else max(ZERO, self.recovered - self.shipped)


class Balance(NamedTuple):
    """Where all goods are that customers had got: shipped is what the rest adds up to.

    Attributes:
        shipped: to all of them.
        recovered: is back or destroyed, not more of any line than had been shipped by it.
        unnamed: is back, too, and one of those had it whose lines still miss some.
        outstanding: is still with customers; `written_off` was given up.
    """

    shipped: Quantity = ZERO
    recovered: Quantity = ZERO
    unnamed: Quantity = ZERO
    outstanding: Quantity = ZERO
    written_off: Quantity = ZERO

    @property
    def percent(self) -> int:
        """How much is back or destroyed, rounded down: 100 only when nothing is missing."""
        found = self.recovered + self.unnamed
        return int(found * 100 / self.shipped) if self.shipped else 100


def balance_of(lines: Iterable[RecallLine]) -> Balance:
    """Add up lines, each lot for itself: goods of one lot make up for none of another."""
    by_lot: defaultdict[tuple[str, str], list[RecallLine]] = defaultdict(list)
    for line in lines:
        by_lot[line.item, line.lot].append(line)
    lots = list(map(_of_one_lot, by_lot.values()))
    return Balance(*(sum(parts, ZERO) for parts in zip(*lots, strict=True))) if lots else Balance()


def _of_one_lot(lines: Iterable[RecallLine]) -> Balance:
    shipped = recovered = unnamed = outstanding = missing = ZERO
    for line in lines:
        shipped += line.shipped
        recovered += min(line.recovered, line.shipped)
        unnamed += line.unnamed
        outstanding += line.outstanding
        missing += line.missing
    unnamed = min(unnamed, missing)
    outstanding = max(ZERO, outstanding - unnamed)
    return Balance(shipped, recovered, unnamed, outstanding, missing - unnamed - outstanding)
