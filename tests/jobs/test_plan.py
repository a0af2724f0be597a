"""The planning job: many forecasts to a transaction, once a slot, whoever runs it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.documents.forecast import Forecast
from inventory.documents.review import Review
from inventory.errors import NothingChanged
from inventory.planning.running import Computed, computed
from inventory.planning_commands import FORECASTS_MAX
from jobs.job import Job, Occasion
from jobs.plan import run_plan
from jobs.runner import JobRunner
from tests.builders import a_desk, an_item, edit
from tests.inventory.planning.planned import a_forecast, acting
from tests.memory_desk import START, MemoryDesk, SettableClock

MANY = FORECASTS_MAX + 20


def an_occasion(day: int = 0) -> Occasion:
    on = date(2026, 11, 23) + timedelta(days=day)
    return Occasion(job="plan", slot=on.isoformat(), at=START + timedelta(days=day), on=on)


@pytest.fixture
def desk() -> MemoryDesk:
    return a_desk(clock=SettableClock())


@pytest.fixture
def large() -> MemoryDesk:
    desk = a_desk(clock=SettableClock())
    for number in range(MANY):
        desk.handle(edit(an_item(f"I-{number:04}", packs=())))
    return desk


def all_of(level: int, count: int = MANY) -> Computed:
    return Computed(tuple(a_forecast(level, 4 * level, f"I-{n:04}") for n in range(count)))


def test_many_forecasts_are_kept_in_parts_and_asked_about_together(large: MemoryDesk) -> None:
    said = run_plan(large, an_occasion(), compute=lambda *_: all_of(10))
    assert said.count("TX-") == 2
    assert len(list(large.book.all(Forecast))) == MANY

    run_plan(large, an_occasion(1), compute=lambda *_: all_of(20))
    sizes = [len(one.waiting) for one in large.book.open(Review)]
    assert (sum(sizes), len(sizes)) == (MANY, 2)


def test_a_run_cut_short_goes_on_with_the_rest(large: MemoryDesk) -> None:
    kept = all_of(10).forecasts[:FORECASTS_MAX]
    run_plan(large, an_occasion(), compute=lambda *_: Computed(kept))
    rest = Computed(all_of(10).forecasts[FORECASTS_MAX:])

    run_plan(large, an_occasion(), compute=lambda *_: rest)

    assert len(list(large.book.all(Forecast))) == MANY


def test_nothing_due_is_nothing_to_do(desk: MemoryDesk) -> None:
    with pytest.raises(NothingChanged):
        run_plan(desk, an_occasion(), compute=lambda *_: Computed())


def test_what_is_as_it_was_is_nothing_to_do_either(desk: MemoryDesk) -> None:
    same = Computed((a_forecast(10, 40),))
    run_plan(desk, an_occasion(), compute=lambda *_: same)

    with pytest.raises(NothingChanged):
        run_plan(desk, an_occasion(1), compute=lambda *_: same)
    assert acting(desk) == (Decimal(10), Decimal(40))


def test_what_is_not_planned_any_more_goes_alone_if_need_be(desk: MemoryDesk) -> None:
    run_plan(desk, an_occasion(), compute=lambda *_: Computed((a_forecast(10, 40),)))
    run_plan(desk, an_occasion(1), compute=lambda *_: Computed((), ("MUG-BLU",)))

    assert list(desk.book.all(Forecast)) == []


def test_a_second_worker_changes_nothing(desk: MemoryDesk) -> None:
    job = Job(
        id="plan",
        does="plans",
        run=lambda to, occasion: run_plan(
            to, occasion, compute=lambda book, on: computed(book, desk, on)
        ),
        hours="5",
        late_at_most=timedelta(hours=18),
    )
    first, second = (
        JobRunner([job], desk=desk, runs=desk, lease=desk, clock=desk.clock, holder=holder)
        for holder in ("worker-1", "worker-2")
    )
    assert first.run_now("plan").startswith("posted")
    before = desk.last_sequence()
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]

    assert second.run_now("plan") == "nothing changed"
    assert desk.last_sequence() == before
