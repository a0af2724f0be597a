"""The schedule of counts, over a simulated year of a small house: everything in time, no day heavy."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.count_commands import ScheduleCounts
from inventory.counting.scheduling import LINES_A_DAY_MAX, shares
from inventory.counting.turns import share_of, working_days_in
from inventory.counting.turns_today import turns_today
from inventory.documents.cycle_count import CountLineStatus, CountStatus, CycleCount
from inventory.documents.last_count import LastCount
from inventory.errors import NothingChanged
from inventory.item import Item
from inventory.people import Role
from inventory.rules import Rules
from inventory.stock_key import StockKey
from inventory.warning import ManagersWarning
from tests.builders import (
    ANA,
    BEN,
    VIC,
    a_desk,
    a_location,
    an_item,
    edit,
    fresh_key,
    move,
    refusal_of,
    set_rule,
)
from tests.inventory.counting.kept_sheets import keep
from tests.inventory.counting.sheets import asked, plan
from tests.memory_desk import START, MemoryDesk

MONDAY = START.date()
COUNTERS = (
    ANA.model_copy(update={"is_counter": True}),
    BEN.model_copy(update={"is_counter": True}),
)
DAYS = {"A": 31, "B": 91, "C": 365}
"""No later than this each is counted again: a day is lost where an interval ends on a weekend."""


def schedule(desk: MemoryDesk, on: date, classes: Any = None) -> ScheduleCounts:
    """What the job asks for in the morning of a day."""
    at, turns = datetime.combine(on, START.timetz()), turns_today(desk.book, classes or {}, on)
    parts = {"turns": turns.keys, "week": turns.week}
    return ScheduleCounts(key=fresh_key(), actor="job:counts", at=at, on=on, **parts)


def a_shelf(name: str, items: int, of_class: str) -> tuple[Item, ...]:
    return tuple(
        an_item(f"{name}-{number:03}", name=name, abc_class=of_class) for number in range(items)
    )


def a_house(a: int = 22, b: int = 45, c: int = 130, people: Any = COUNTERS) -> MemoryDesk:
    """So many balances of each class, five to a bin."""
    items = (*a_shelf("MUG", a, "A"), *a_shelf("TEE", b, "B"), *a_shelf("JAM", c, "C"))
    bins = tuple(a_location(f"R-{number:02}", walk_order=number) for number in range(40))
    stock = [(10, item.sku, bins[at // 5].code) for at, item in enumerate(items)]
    return a_desk(*people, *bins, *items, stock=stock)


def planned(desk: MemoryDesk) -> list[CycleCount]:
    return [count for count in desk.book.open(CycleCount) if count.source == "schedule"]


def count_all(desk: MemoryDesk, on: date) -> None:
    """Everybody counts what they have, and everything is right."""
    for count in planned(desk):
        settled = {"status": CountLineStatus.POSTED, "settled_on": on}
        lines = tuple(line.model_copy(update=settled) for line in count.lines)
        done = count.model_copy(update={"lines": lines, "status": CountStatus.DONE, "done_on": on})
        counts = (
            LastCount(
                item=line.item,
                location=line.location,
                lot=line.lot,
                counted=Decimal(10),
                on=on,
                by=count.counter,
                count=count.number,
                sequence=desk.last_sequence(),
            )
            for line in lines
        )
        keep(desk, done, *counts)


class Day(NamedTuple):
    """What the schedule gave everybody on one day."""

    on: date
    lines: tuple[tuple[str, StockKey], ...]


def a_year(desk: MemoryDesk, days: int = 365, away: Any = ()) -> Iterator[Day]:
    """Every morning the job, and in the evening all is counted; not on days when all are away."""
    for day in (MONDAY + timedelta(days=number) for number in range(days)):
        desk.handle_all([schedule(desk, day)])
        lines = tuple((one.counter, line.stock_key) for one in planned(desk) for line in one.lines)
        yield Day(day, lines)
        if day not in away:
            count_all(desk, day)


def gaps(days: list[Day], first: date) -> dict[StockKey, int]:
    """Return for each balance the longest it was without a count, up to the last day."""
    seen: dict[StockKey, date] = defaultdict(lambda: first)
    longest: Counter[StockKey] = Counter()
    for day in days:
        for _, key in day.lines:
            longest[key] = max(longest[key], (day.on - seen[key]).days)
            seen[key] = day.on
    for key in list(seen):
        longest[key] = max(longest[key], (days[-1].on - seen[key]).days)
    return longest


@pytest.fixture(scope="module")
def year() -> list[Day]:
    return list(a_year(a_house()))


def test_every_balance_is_counted_as_often_as_its_class_says(year: list[Day]) -> None:
    longest = gaps(year, MONDAY)

    assert len(longest) == 22 + 45 + 130
    for name, shelf in (("A", "MUG"), ("B", "TEE"), ("C", "JAM")):
        assert max(days for key, days in longest.items() if key.item[:3] == shelf) <= DAYS[name]


def test_nothing_is_counted_much_more_often_than_its_class_says(year: list[Day]) -> None:
    times = Counter(key.item[:3] for day in year for _, key in day.lines)

    assert times["MUG"] <= 22 * 261 // 20 + 22  # 261 working days a year, 20 in the interval
    assert times["TEE"] <= 45 * 261 // 64 + 45
    assert times["JAM"] <= 130 * 261 // 260 + 1


def test_no_day_has_more_than_a_line_a_class_more_than_another(year: list[Day]) -> None:
    loads = [len(day.lines) for day in year if day.on.weekday() < 5]

    assert max(loads) - min(loads) <= 3
    assert sum(loads) / len(loads) == pytest.approx(22 / 20 + 45 / 64 + 130 / 260, abs=0.1)


def test_weekends_are_free(year: list[Day]) -> None:
    assert not any(day.lines for day in year if day.on.weekday() >= 5)


def test_two_people_get_the_same_within_a_line(year: list[Day]) -> None:
    for day in year:
        load = Counter(user for user, _ in day.lines)
        assert abs(load["U0ANA"] - load["U0BEN"]) <= 1


def test_no_balance_is_on_two_open_sheets_while_nobody_counts() -> None:
    desk = a_house()
    for _ in a_year(desk, days=60, away={MONDAY + timedelta(days=n) for n in range(60)}):
        keys = [line.stock_key for count in planned(desk) for line in count.lines]
        assert len(keys) == len(set(keys))


def test_no_more_than_a_weeks_work_ever_waits() -> None:
    desk = a_house()
    away = {MONDAY + timedelta(days=number) for number in range(60)}

    waiting = [len(day.lines) for day in a_year(desk, days=60, away=away)]

    assert max(waiting) <= 6 + 4 + 3 + 3  # a week of each class, and the day that filled it
    assert waiting[-1] == waiting[20]


def test_managers_hear_of_it_once_and_when_it_is_over() -> None:
    desk = a_house(b=0, c=0)
    away = {MONDAY + timedelta(days=number) for number in range(20)}
    for _ in a_year(desk, days=20, away=away):
        pass
    [warning] = desk.book.open(ManagersWarning)
    assert warning.headline == "No counts were planned today: a week's work waits already."
    assert warning.lines[0] == "CC-1, Ana: 1 line since 2026-11-23"
    told = [row for row in desk.pending(900) if row.message == warning.number]
    assert len(told) == 1

    count_all(desk, MONDAY + timedelta(days=20))
    desk.handle(schedule(desk, MONDAY + timedelta(days=21)))
    assert not list(desk.book.open(ManagersWarning))
    assert planned(desk)


def test_the_warning_ends_where_nobody_is_to_count_any_more() -> None:
    desk = a_house(b=0, c=0)
    away = {MONDAY + timedelta(days=number) for number in range(20)}
    assert list(a_year(desk, days=20, away=away))
    for person in COUNTERS:
        desk.handle(edit(person.model_copy(update={"is_counter": False})))

    desk.handle(schedule(desk, MONDAY + timedelta(days=21)))

    assert [warning.is_open for warning in desk.book.all(ManagersWarning)] == [False]


def test_a_holiday_is_made_up_for_the_longest_ago_first() -> None:
    """Two days off at Christmas: their sheets wait, and nothing is later for it than these days."""
    off = {date(2026, 12, 24), date(2026, 12, 25)}

    longest = gaps(list(a_year(a_house(b=0, c=0), days=120, away=off)), MONDAY)

    assert max(longest.values()) <= DAYS["A"] + 2


def test_on_a_holiday_nothing_is_planned_and_no_day_after_it_is_heavier() -> None:
    desk = a_house(b=0, c=0)
    desk.handle(set_rule("holidays", "2026-12-24, 2026-12-25"))

    days = list(a_year(desk, days=120))

    loads = {day.on: len(day.lines) for day in days if day.on.weekday() < 5}
    assert (loads.pop(date(2026, 12, 24)), loads.pop(date(2026, 12, 25))) == (0, 0)
    assert set(loads.values()) == {1, 2}
    assert max(gaps(days, MONDAY).values()) <= DAYS["A"] + 4  # two days off, beside a weekend


def test_holidays_that_cannot_be_read_are_named_and_leave_those_before() -> None:
    assert Rules.problem_with("holidays", "2026-12-25, 2026-12-26") is None
    assert Rules.of({"holidays": "2026-12-25; 2026-12-26"}).holidays == {
        date(2026, 12, 25),
        date(2026, 12, 26),
    }
    assert "2026-12-25, 2026-12-26" in str(Rules.problem_with("holidays", "25.12."))


def test_what_somebody_began_to_count_meanwhile_is_left_to_them() -> None:
    """Whose turn it is was found before the journal was locked."""
    desk = a_desk(
        *COUNTERS, stock=[(10, "MUG-BLU", "A-01"), (5, "TEE-BLK-M", "A-02")], count_days_c=1
    )
    asked_for = schedule(desk, MONDAY)
    desk.handle(plan(bins=("A-01",)))

    desk.handle(asked_for)

    assert [asked(count) for count in planned(desk)] == [[("A-02", "TEE-BLK-M")]]


def test_what_comes_to_lie_somewhere_new_has_its_turn_too() -> None:
    desk = a_house(a=10, b=0, c=0)
    desk.handle(move(4, "MUG-000", at="R-00", to="R-39", when=START))

    days = list(a_year(desk, days=40))

    assert gaps(days, MONDAY)[StockKey("MUG-000", "R-39", "")] <= DAYS["A"]


def test_where_nobody_is_ticked_nothing_is_planned() -> None:
    desk = a_house(people=())

    assert refusal_of(desk, schedule(desk, MONDAY)) == NothingChanged(what="counts")


def test_who_may_not_count_or_has_left_gets_nothing() -> None:
    gone = BEN.model_copy(update={"is_counter": True, "is_active": False})
    looks_on = VIC.model_copy(update={"is_counter": True})
    desk = a_house(people=(*COUNTERS[:1], gone, looks_on))
    assert VIC.role is Role.VIEWER

    desk.handle(schedule(desk, MONDAY))

    assert {count.counter for count in planned(desk)} == {"U0ANA"}


def test_a_day_is_planned_once_whoever_asks() -> None:
    desk = a_house()
    desk.handle(schedule(desk, MONDAY))
    first = [count.number for count in planned(desk)]

    assert refusal_of(desk, schedule(desk, MONDAY)) == NothingChanged(what="counts")
    count_all(desk, MONDAY)
    assert refusal_of(desk, schedule(desk, MONDAY)) == NothingChanged(what="counts")
    assert first


def test_everybody_walks_a_stretch_of_their_own() -> None:
    desk = a_house(a=200, b=0, c=0)

    desk.handle(schedule(desk, MONDAY))

    ana, ben = (asked(count) for count in planned(desk))
    assert (len(ana), len(ben)) == (5, 5)
    assert ana + ben == sorted(ana + ben)


def test_what_is_on_somebodys_sheet_already_is_left_to_them() -> None:
    desk = a_house(a=20, b=0, c=0)
    desk.handle(plan(bins=("R-00",)))

    days = list(a_year(desk, days=10))

    assert not {key for day in days for _, key in day.lines if key.location == "R-00"}


def test_whoever_has_work_in_hand_gets_less() -> None:
    desk = a_house(a=200, b=0, c=0)
    desk.handle(plan(bins=("R-39",), counter="U0ANA"))

    desk.handle(schedule(desk, MONDAY))

    load = Counter(count.counter for count in planned(desk) for _ in count.lines)
    assert load == {"U0BEN": 7, "U0ANA": 3}  # of ten: Ana has five in hand already


def test_a_day_has_no_more_than_people_can_count() -> None:
    assert shares({"U0ANA": 0}, 1000) == {"U0ANA": LINES_A_DAY_MAX}
    assert shares({"U0ANA": 7, "U0BEN": 0}, 5) == {"U0ANA": 0, "U0BEN": 5}


def test_an_item_that_says_no_class_follows_what_was_sold() -> None:
    desk = a_desk(*COUNTERS, stock=[(10, "MUG-BLU", "A-01")], count_days_a=1)

    desk.handle(schedule(desk, MONDAY, classes={"MUG-BLU": "A"}))

    assert [asked(count) for count in planned(desk)] == [[("A-01", "MUG-BLU")]]


def test_shares_add_up_to_all_of_them_over_any_run_of_working_days() -> None:
    days = [MONDAY + timedelta(days=number) for number in range(70) if number % 7 < 5]
    for size in (1, 7, 20, 63):
        given = [share_of(size, 20, day) for day in days]
        assert max(given) - min(given) <= 1
        assert {sum(given[start : start + 20]) for start in range(30)} == {size}


@given(size=st.integers(1, 120), days=st.integers(5, 120), start=st.integers(0, 400))
def test_whatever_the_size_and_the_interval_everything_comes_round_in_time(
    size: int, days: int, start: int
) -> None:
    """The one longest ago first, every working day its share: nobody waits longer than `days`."""
    first = MONDAY + timedelta(days=start)
    queue = [(first, number) for number in range(size)]
    for on in (first + timedelta(days=number) for number in range(1, 3 * days)):
        given_today = share_of(size, working_days_in(days), on) if on.weekday() < 5 else 0
        assert all((on - seen).days <= days for seen, _ in queue)
        taken, queue = queue[:given_today], queue[given_today:]
        queue += [(on, number) for _, number in taken]


@pytest.mark.parametrize("days", range(1, 60))
def test_an_interval_has_at_least_so_many_working_days_wherever_it_begins(days: int) -> None:
    least = min(
        sum((MONDAY + timedelta(days=start + each)).weekday() < 5 for each in range(days))
        for start in range(7)
    )
    assert working_days_in(days) == max(1, least)
