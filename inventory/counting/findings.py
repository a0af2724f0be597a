"""What settled lines of counts found: the ground of accuracy and shrinkage.

A line is right where exactly what the book said was there. What was off is shrinkage once it was
posted; goods that lay in the wrong bin were not lost, so that a line that ended as a move counts as
wrong and loses nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.documents.approval import Variance
from inventory.documents.cycle_count import CountLine, CountLineStatus
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.rules import Rules
from inventory.tolerance import needs_approval

SETTLED: Final = frozenset({CountLineStatus.POSTED, CountLineStatus.MOVED})


class Finding(NamedTuple):
    """One settled line, or what one person said of it.

    Attributes:
        off: by how much the book was off.
        lost: what of it was posted: nothing where goods only lay in the wrong bin.
        value: what that is worth, None where no cost is known.
        is_within: off by no more than the house lets pass without a second person.
        is_overruled: somebody counted it once more, and found something else.
    """

    item: str
    location: str
    person: str
    on: date
    off: Decimal
    lost: Decimal
    value: Decimal | None
    is_within: bool
    is_overruled: bool = False


def findings(
    lines: Iterable[CountLine],
    is_within: Callable[[CountLine], bool],
    *,
    of_everybody: bool = False,
) -> Iterator[Finding]:
    """Yield what settled lines found.

    Args:
        lines: of any counts; those that are not settled are left out.
        is_within: whether a line was off by no more than the tolerance.
        of_everybody: a finding for each who counted it, instead of one for the last.
    """
    for line in lines:
        tallies = [tally for tally in line.tallies if not tally.is_overtaken]
        if line.status not in SETTLED or not tallies or line.settled_on is None:
            continue
        last = tallies[-1]
        off = last.quantity - last.expected
        lost = off if line.status is CountLineStatus.POSTED and line.transaction else ZERO
        for tally in {one.by: one for one in tallies}.values() if of_everybody else (last,):
            mine = tally.quantity - tally.expected
            is_last = tally.by == last.by
            yield Finding(
                item=line.item,
                location=line.location,
                person=tally.by,
                on=line.settled_on,
                off=mine,
                lost=lost if is_last else ZERO,
                value=_value(line, lost if is_last else ZERO),
                is_within=is_within(line),
                is_overruled=mine != off,
            )


def is_within_tolerance(rules: Rules, line: CountLine, item: Item) -> bool:
    """Tell whether a line is off by no more than the house lets pass without a second person."""
    if not line.variance or line.tally is None:
        return True
    variance = Variance(
        item=line.item,
        location=line.location,
        expected=line.tally.expected,
        counted=line.tally.quantity,
    )
    return not needs_approval(rules, variance, item)


def _value(line: CountLine, quantity: Decimal) -> Decimal | None:
    """Return what a quantity of a line is worth, None where it is something of unknown cost."""
    if not quantity:
        return ZERO
    return None if line.unit_cost is None else quantity * line.unit_cost
