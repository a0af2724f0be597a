"""Goods in the wrong bin: found where the book has none, while it has as many somewhere else."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.location import VIRTUAL_LOCATIONS

OPEN_TO_DOUBT = (CountLineStatus.RECOUNT, CountLineStatus.APPROVAL)
"""Counted, and neither posted nor settled: the book may still be wrong there."""


def where_it_belongs(draft: Draft, count: CycleCount, line: CountLine) -> str:
    """Return the bin that seems to miss what was found, empty where nothing says so.

    A bin that was counted short on the same run comes first, then the one that has most by the book
    and has not been counted on it. What was missing on the run and is posted as such is not looked for
    anywhere else.
    """
    tally = line.tallies[-1]
    if tally.expected or not tally.quantity:
        return ""
    counted = {
        one.location: one
        for one in _on_run(draft, count)
        if _is_same(one, line) and one.tally and draft.book.kind_of(one.location).is_available
    }
    short = [code for code, one in counted.items() if _is_short(one, tally.quantity)]
    if short:
        return min(short)
    if any(_is_posted_short(one, tally.quantity) for one in counted.values()):
        return ""
    places = dict(_places(draft, line, tally.quantity))
    elsewhere = [code for code in places if code not in counted]
    return min(elsewhere, key=lambda code: (-places[code], code), default="")


def _on_run(draft: Draft, count: CycleCount) -> Iterator[CountLine]:
    """Yield the lines of a sheet as it is about to be put, and of the others of its run."""
    yield from count.lines
    for other in draft.book.found(CycleCount, count.run) if count.run else ():
        if other.number != count.number:
            yield from other.lines


def _is_same(one: CountLine, line: CountLine) -> bool:
    return one.location != line.location and (one.item, one.lot) == (line.item, line.lot)


def _is_short(line: CountLine, quantity: Decimal) -> bool:
    is_open = line.status in OPEN_TO_DOUBT
    return is_open and line.variance is not None and -line.variance >= quantity


def _is_posted_short(line: CountLine, quantity: Decimal) -> bool:
    """Tell whether what was found explains what was missing there, which the book says by now."""
    is_posted = line.status is CountLineStatus.POSTED and bool(line.transaction)
    return is_posted and line.variance is not None and -line.variance >= quantity


def _places(draft: Draft, line: CountLine, quantity: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Yield where at the same site as much of it lies by the book, and on its way to nobody."""
    here = draft.book.location(line.location)
    for code, lot in draft.book.balances(line.item):
        there = draft.book.location(code)
        if lot != line.lot or code in VIRTUAL_LOCATIONS or there is None:
            continue
        is_near = here is not None and there.site == here.site and there.kind.is_available
        lies = draft.on_hand(line.item, code, lot)
        if is_near and code != line.location and lies >= quantity:
            yield code, lies
