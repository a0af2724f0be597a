"""What settled lines of counts found: the ground of accuracy and shrinkage.

A line is right where exactly what the book said was there. What was off is shrinkage once it was
posted; goods that lay in the wrong bin were not lost, so that a line that ended as a move counts as
wrong and loses nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from inventory.documents.cycle_count import CountLine, CountLineStatus, Tally
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
        is_last: nobody counted it after this person: what they said stands.
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
    is_last: bool
    is_overruled: bool


class Off(NamedTuple):
    """By how much the book was off, of how much it expected."""

    expected: Decimal
    difference: Decimal


Within: TypeAlias = Callable[[str, Off], bool]
"""Tells whether an item was off by no more than the tolerance."""


def findings(lines: Iterable[CountLine], is_within: Within) -> Iterator[Finding]:
    """Yield what everybody said of settled lines; of each line one finding is the last.

    Args:
        lines: of any counts; those that are not settled are left out.
        is_within: judges by how much they were off.
    """
    for line in lines:
        by_person = {one.by: one for one in line.tallies if not one.is_overtaken}
        if line.status not in SETTLED or line.tally is None or line.settled_on is None:
            continue
        for tally in by_person.values():
            yield _finding(line, line.settled_on, tally, line.tally, is_within)


def within_tolerance(rules: Rules, item: Item, off: Off) -> bool:
    """Tell whether something is off by no more than the house lets pass without a second person."""
    return not off.difference or not needs_approval(rules, off, item)


def off_by(tally: Tally) -> Off:
    """Return by how much the book was off, by what somebody found."""
    return Off(expected=tally.expected, difference=tally.quantity - tally.expected)


def _finding(line: CountLine, on: date, tally: Tally, last: Tally, is_within: Within) -> Finding:
    off, is_last = off_by(tally), tally is last
    is_posted = is_last and line.status is CountLineStatus.POSTED and bool(line.transaction)
    lost = off.difference if is_posted else ZERO
    return Finding(
        item=line.item,
        location=line.location,
        person=tally.by,
        on=on,
        off=off.difference,
        lost=lost,
        value=_value(line, lost),
        is_within=is_within(line.item, off),
        is_last=is_last,
        is_overruled=off.difference != off_by(last).difference,
    )


def _value(line: CountLine, quantity: Decimal) -> Decimal | None:
    """Return what a quantity of a line is worth, None where it is something of unknown cost."""
    if not quantity:
        return ZERO
    return None if line.unit_cost is None else quantity * line.unit_cost
