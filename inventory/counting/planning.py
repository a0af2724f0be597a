"""Planning counts: what a scope holds today, cut into sheets along the walk."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from inventory.bin_codes import order_of
from inventory.count_commands import PlanCount
from inventory.count_errors import CountTooLong, NothingToCount
from inventory.counting.counters import require_named
from inventory.counting.scoping import balances_in, zone_of
from inventory.counting.stepping import put_count
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import COUNT_LINES_MAX, CountLine, CycleCount
from inventory.draft import Draft
from inventory.errors import NotPositive
from inventory.stock_key import StockKey

SHEETS_MAX: Final = 50
"""Sheets one plan makes at most: a bigger house is counted zone by zone."""


def plan_sheets(draft: Draft, command: PlanCount) -> None:
    """Make sheets of what a scope holds today and nobody is counting yet.

    Raises:
        UnknownLocation, UnknownItem: the scope names no such thing.
        NothingToCount: it holds nothing, or all of it is on open sheets.
        NotPositive: a sample of less than nothing.
        CountTooLong: nobody plans so much at once.
        NotAllowed, OtherDuty: whoever is to count may not.
    """
    if command.scope.sample < 0:
        raise NotPositive(verb="count", item="", number=Decimal(command.scope.sample))
    if command.counter:
        require_named(draft, command.counter)
    scoped = balances_in(draft, command.scope, classes=command.classes, seed=command.seed)
    if not scoped.keys:
        problem = _problem(command.scope, scoped.elsewhere)
        raise NothingToCount(problem=problem, counts=scoped.elsewhere)
    if len(list(cut(scoped.keys))) > SHEETS_MAX:
        raise CountTooLong(
            lines=len(scoped.keys),
            most=SHEETS_MAX * COUNT_LINES_MAX,
            zones=_lines_by_zone(draft, scoped.keys),
        )
    put_run(draft, command, scoped.keys, elsewhere=scoped.elsewhere)


def _problem(scope: CountScope, elsewhere: Sequence[str]) -> str:
    if elsewhere:
        return "on_sheets"
    if scope.is_suspect:
        return "nothing_suspect"
    return "nothing_due" if scope.is_due else "nothing"


def _lines_by_zone(draft: Draft, keys: Iterable[StockKey]) -> tuple[tuple[str, int], ...]:
    """Return how many lines each zone would have, those that lie in none left out."""
    places = (draft.book.location(key.location) for key in keys)
    lines = Counter(zone for place in places if place and (zone := zone_of(place)))
    return tuple(sorted(lines.items(), key=lambda one: order_of(one[0])))


def put_run(
    draft: Draft,
    command: PlanCount,
    keys: Sequence[StockKey],
    *,
    elsewhere: tuple[str, ...] = (),
) -> None:
    """Put a run of sheets for balances in walking order.

    Args:
        draft: where they are put.
        command: what was asked for, and by whom.
        keys: the balances.
        elsewhere: the open sheets that have the rest of what was asked for; the first one says so.
    """
    rules, run = draft.book.rules, ""
    for stretch in cut(keys):
        number = draft.next_number(CycleCount, "CC")
        sheet = CycleCount(
            number=number,
            scope=command.scope,
            is_blind=rules.is_count_blind if command.is_blind is None else command.is_blind,
            run=run or number,
            lines=lines_of(stretch),
            counter=command.counter,
            planned_by=command.actor,
            planned_on=draft.today,
            due_on=command.due_on,
            source=command.source,
            note=command.note,
            elsewhere=() if run else elsewhere,
        )
        run = run or number
        put_count(draft, sheet)


def lines_of(keys: Iterable[StockKey]) -> tuple[CountLine, ...]:
    """Return the lines that ask for some balances, numbered in their order."""
    return tuple(
        CountLine(number=number, item=key.item, location=key.location, lot=key.lot)
        for number, key in enumerate(keys, start=1)
    )


def cut(keys: Iterable[StockKey], most: int = COUNT_LINES_MAX) -> Iterator[tuple[StockKey, ...]]:
    """Yield stretches of a walk, as long as one sheet may be; a bin stays on one where it can.

    Examples:
        >>> [len(one) for one in cut([StockKey("MUG", "A", ""), StockKey("TEE", "B", "")], most=1)]
        [1, 1]
    """
    stretch: list[StockKey] = []
    for _, group in groupby(keys, key=lambda key: key.location):
        in_bin = list(group)
        if stretch and len(stretch) + len(in_bin) > most:
            yield tuple(stretch)
            stretch = []
        stretch += in_bin
        while len(stretch) > most:
            yield tuple(stretch[:most])
            stretch = stretch[most:]
    if stretch:
        yield tuple(stretch)
