"""The schedule of counts: every working day its share of what is due, spread evenly over who counts.

Whose turn it is the request says, for that takes a look at the whole house (`turns_today`); here it is
held against what has happened since.

Each class takes turns: so many of its balances a day that all of them come in the working days that its
interval has at least, the one that was right longest ago first. So no day has more than one line a class
more than another, and what is counted on the day is never later than its interval says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heapreplace
from typing import Final

from inventory.carriage.working_days import is_working_day
from inventory.count_commands import PlanCount, ScheduleCounts
from inventory.counting.planning import put_run
from inventory.counting.scoping import on_open_sheets
from inventory.documents.count_scope import CountScope
from inventory.documents.count_words import schedule_word
from inventory.documents.cycle_count import SCHEDULE, CycleCount
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.people import Person
from inventory.reports import warn
from inventory.rights import may
from inventory.stock_key import StockKey

TOPIC: Final = "counts"
SHEETS_TOLD: Final = 20
BEHIND: Final = "No counts were planned today: a week's work waits already."
NOBODY: Final = "Nobody is ticked to count any more, so that no counts are planned."
MENDED: Final = "Counts are planned every working day again."

LINES_A_DAY_MAX: Final = 300
"""More than that nobody counts in a day; what is left has its turn on the next."""


def plan_schedule(draft: Draft, command: ScheduleCounts) -> None:
    """Make the sheets of a day, for everybody who counts; where a week's work waits, say so instead.

    Raises:
        NothingChanged: nobody counts, it is no working day, its sheets have been made, or it is
            nothing's turn.
    """
    counters = lines_in_hand(draft)
    is_made = any(draft.book.found(CycleCount, schedule_word(command.on)))
    if not counters:
        warn(draft, TOPIC, NOBODY, (), is_open=False)
    elif is_working_day(command.on, draft.book.rules.holidays) and not is_made:
        _plan_day(draft, command, counters)
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


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


def _plan_day(draft: Draft, command: ScheduleCounts, counters: Mapping[str, int]) -> None:
    waiting = _a_weeks_work(draft, command.week)
    warn(draft, TOPIC, BEHIND if waiting else MENDED, _told(draft, waiting), is_open=bool(waiting))
    taken = on_open_sheets(draft.book)
    chosen = [] if waiting else [key for key in command.turns if key not in taken]
    for user, stretch in _stretches(chosen, counters):
        put_run(draft, _plan_for(command, user), stretch)


def _a_weeks_work(draft: Draft, week: int) -> list[CycleCount]:
    """Return the sheets that wait where they are as much as a week brings, none where they are less.

    More sheets would not have more counted.
    """
    made = [count for count in draft.book.open(CycleCount) if count.source == SCHEDULE]
    lines = sum(len(count.waiting) for count in made)
    return [count for count in made if count.waiting] if lines >= max(1, week) else []


def _told(draft: Draft, waiting: Sequence[CycleCount]) -> tuple[str, ...]:
    """Say which sheets wait, and with whom, the oldest first."""
    lines = [_sheet_told(draft, count) for count in waiting[:SHEETS_TOLD]]
    more = len(waiting) - len(lines)
    return (*lines, f"and {more} more") if more else tuple(lines)


def _sheet_told(draft: Draft, count: CycleCount) -> str:
    person = draft.book.get(Person, count.counter)
    name = person.name if person and person.name else count.counter
    lines = len(count.waiting)
    noun = "line" if lines == 1 else "lines"
    return f"{count.number}, {name or 'with nobody'}: {lines} {noun} since {count.planned_on}"


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
