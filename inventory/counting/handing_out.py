"""Handing lines out: from then on, goods that move are noticed.

What the book says of a line is put down when somebody takes it. A bin that was empty when the count
was planned may hold goods by then: its line asks for these instead.
"""

from collections.abc import Iterable
from decimal import Decimal

from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.draft import Draft
from inventory.quantity import ZERO
from inventory.stock_key import StockKey


def hand_out(draft: Draft, count: CycleCount, lines: Iterable[CountLine]) -> CycleCount:
    """Return a sheet of which some lines are handed out as the book stands now."""
    for line in lines:
        if line.item:
            count = count.with_line(handed_out(draft, line))
        else:
            count = _hand_out_bin(draft, count, line)
    return count


def handed_out(draft: Draft, line: CountLine) -> CountLine:
    """Return a line with what the book says now."""
    expected = expected_of(draft, line.stock_key)
    return line.model_copy(update={"expected": expected, "asked_at": draft.book.sequence + 1})


def expected_of(draft: Draft, key: StockKey) -> Decimal:
    """Return what the book says of a balance; nothing of a bin that it says is empty."""
    return draft.on_hand(*key) if key.item else ZERO


def add_line(count: CycleCount, line: CountLine) -> CycleCount:
    """Return a sheet with one more line, under the next number."""
    number = max((one.number for one in count.lines), default=0) + 1
    numbered = line.model_copy(update={"number": number})
    return count.model_copy(update={"lines": (*count.lines, numbered)})


def goods_in(draft: Draft, location: str) -> list[StockKey]:
    """Return the balances that lie in a bin by now, sorted."""
    drafted = {key for key in draft.touched if key.location == location}
    keys = {*draft.book.items_at(location), *drafted}
    return sorted(key for key in keys if draft.on_hand(*key))


def arrived_in(draft: Draft, count: CycleCount, location: str) -> list[StockKey]:
    """Return what lies in a bin by now that a sheet does not ask for."""
    asked = {one.stock_key for one in count.lines}
    return [key for key in goods_in(draft, location) if key not in asked]


def _hand_out_bin(draft: Draft, count: CycleCount, line: CountLine) -> CycleCount:
    """Hand out a bin that was empty: as such, or as the goods which have come to lie there."""
    arrived = arrived_in(draft, count, line.location)
    if not arrived:
        return count.with_line(handed_out(draft, line))
    first, *others = (
        handed_out(draft, line.model_copy(update={"item": key.item, "lot": key.lot}))
        for key in arrived
    )
    count = count.with_line(first)
    for other in others:
        count = add_line(count, other.model_copy(update={"tallies": ()}))
    return count
