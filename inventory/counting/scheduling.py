"""The schedule of counts: every working day its share of what is due, spread evenly over who counts.

Each class takes turns: so many of its balances a day that all of them come in the working days that its
interval has at least, the one that was right longest ago first. So no day has more than one line a class
more than another, and what is counted on the day is never later than its interval says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heapreplace
from operator import attrgetter
from typing import Final

from inventory.carriage.working_days import is_working_day
from inventory.count_commands import PlanCount, ScheduleCounts
from inventory.counting.planning import put_run
from inventory.counting.scoping import balances_in, on_open_sheets
from inventory.counting.turns import (
    WORKING_DAYS_A_WEEK,
    Turn,
    days_by_class,
    share_of,
    turns_of,
    working_days_in,
)
from inventory.documents.cycle_count import SCHEDULE, CountScope, CycleCount, schedule_word
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.people import Person
from inventory.rights import may
from inventory.stock_key import StockKey

LINES_A_DAY_MAX: Final = 300
"""More than that nobody counts in a day; what is left has its turn on the next."""


def plan_schedule(draft: Draft, command: ScheduleCounts) -> None:
    """Make the sheets of a day, for everybody who counts.

    Raises:
        NothingChanged: nobody counts, it is no working day, its sheets have been made, a week's work
            is waiting already, or it is nothing's turn.
    """
    counters = lines_in_hand(draft)
    is_made = any(draft.book.found(CycleCount, schedule_word(command.on)))
    if not counters or is_made or not is_working_day(command.on):
        raise NothingChanged(what="counts")
    chosen = _todays(draft, command)
    if not chosen:
        raise NothingChanged(what="counts")
    for user, stretch in _stretches(chosen, counters):
        put_run(draft, _plan_for(command, user), stretch)


def lines_in_hand(draft: Draft) -> dict[str, int]:
    """Return who gets sheets, and how many lines wait for each of them."""
    waiting: Counter[str] = Counter()
    for count in draft.book.open(CycleCount):
        waiting.update(line.counter or count.counter for line in count.waiting)
    people = (person for person in draft.book.all(Person) if person.is_counter)
    return {
        person.user: waiting[person.user]
        for person in people
        if person.is_active and may(draft.book, person.user, "enter_count")
    }


def shares(in_hand: Mapping[str, int], lines: int) -> dict[str, int]:
    """Return how many of some lines each person gets: whoever has the fewest gets the next.

    Examples:
        >>> shares({"ANA": 0, "BEN": 4, "CAT": 0}, 5)
        {'ANA': 3, 'BEN': 0, 'CAT': 2}
    """
    given = dict.fromkeys(sorted(in_hand), 0)
    queue = [(in_hand[user], user) for user in given]
    heapify(queue)
    for _ in range(min(lines, LINES_A_DAY_MAX * len(queue))):
        load, user = queue[0]
        given[user] += 1
        heapreplace(queue, (load + 1, user))
    return given


def _todays(draft: Draft, command: ScheduleCounts) -> list[StockKey]:
    """Return the balances whose turn it is, in walking order."""
    keys = balances_in(draft, CountScope(), classes=command.classes)
    waiting = _by_class(turns_of(draft.book, keys, command.classes, command.on))
    being_counted = turns_of(draft.book, on_open_sheets(draft), command.classes, command.on)
    sizes = Counter(turn.abc_class for turn in being_counted)
    sizes.update({name: len(turns) for name, turns in waiting.items()})
    if _is_week_waiting(draft, sizes):
        return []
    days = _working_days(draft)
    chosen = {
        turn.key
        for name, turns in waiting.items()
        for turn in turns[: share_of(sizes[name], days[name], command.on)]
    }
    return [key for key in keys if key in chosen]


def _by_class(turns: Iterable[Turn]) -> dict[str, list[Turn]]:
    """Return turns by class, the ones seen longest ago first, in walking order where that is equal."""
    found: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in sorted(turns, key=attrgetter("seen_on")):
        found[turn.abc_class].append(turn)
    return found


def _working_days(draft: Draft) -> dict[str, int]:
    days = days_by_class(draft.book.rules)
    return {name: working_days_in(each) for name, each in days.items()}


def _is_week_waiting(draft: Draft, sizes: Mapping[str, int]) -> bool:
    """Tell whether as much waits as a week brings: more sheets would not have more counted."""
    days = _working_days(draft)
    week = sum(-(-size * WORKING_DAYS_A_WEEK // days[name]) for name, size in sizes.items())
    waiting = sum(
        len(count.waiting) for count in draft.book.open(CycleCount) if count.source == SCHEDULE
    )
    return waiting >= max(1, week)


def _stretches(
    keys: Sequence[StockKey], in_hand: Mapping[str, int]
) -> Iterable[tuple[str, Sequence[StockKey]]]:
    """Yield everybody's part of the walk, those with the fewest lines in hand first."""
    given = shares(in_hand, len(keys))
    start = 0
    for user in sorted(given, key=lambda user: (in_hand[user], user)):
        if given[user]:
            yield user, keys[start : start + given[user]]
            start += given[user]


def _plan_for(command: ScheduleCounts, user: str) -> PlanCount:
    return PlanCount(
        key=command.key,
        actor=command.actor,
        at=command.at,
        scope=CountScope(is_due=True),
        counter=user,
        due_on=command.on,
        source=SCHEDULE,
    )
