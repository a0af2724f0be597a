"""A loop works in one process at a time, and goes on after what went wrong."""

from collections.abc import Callable
from threading import Event

import pytest

from bincard.leased_loop import LeasedLoop
from tests.memory_desk import MemoryDesk
from tests.waiting import WITHIN_S

LONG_S = 3600.0


@pytest.fixture
def lease():
    return MemoryDesk()


class AskedLease(MemoryDesk):
    """Tells that somebody asked for a lease."""

    def __init__(self) -> None:
        super().__init__()
        self.was_asked = Event()

    def acquire(self, name: str, holder: str, ttl_s: float) -> int | None:
        token = super().acquire(name, holder, ttl_s)
        self.was_asked.set()
        return token


class Worker:
    """Counts its steps; whoever waits for one is told."""

    def __init__(self, *, fails_first: bool = False) -> None:
        self.answers: list[bool] = []
        self.has_worked = Event()
        self._fails = fails_first

    def step(self, may_go_on: Callable[[], bool]) -> float:
        if self._fails:
            self._fails = False
            raise ConnectionError
        self.answers.append(may_go_on())
        self.has_worked.set()
        return LONG_S

    def wait(self) -> None:
        assert self.has_worked.wait(WITHIN_S)
        self.has_worked.clear()


def a_loop(lease, worker, wake=None):
    return LeasedLoop("outbox", lease, "web-1", ttl_s=60.0, step=worker.step, wake=wake)


def test_who_has_new_work_wakes_the_loop_before_its_rest_is_over(lease):
    worker, wake = Worker(), Event()
    loop = a_loop(lease, worker, wake)
    loop.start()
    worker.wait()

    wake.set()
    worker.wait()
    loop.stop()

    assert worker.answers[:2] == [True, True]


def test_a_loop_that_ends_leaves_its_lease_to_others(lease):
    worker = Worker()
    loop = a_loop(lease, worker)
    loop.start()
    worker.wait()
    assert lease.acquire("outbox", "web-2", 60.0) is None

    loop.stop()

    assert lease.acquire("outbox", "web-2", 60.0) is not None


def test_nothing_is_done_while_another_process_has_the_lease():
    worker, lease = Worker(), AskedLease()
    lease.acquire("outbox", "web-2", 60.0)
    lease.was_asked.clear()
    loop = a_loop(lease, worker)

    loop.start()
    assert lease.was_asked.wait(WITHIN_S)
    loop.stop()

    assert worker.answers == []


def test_a_step_that_fails_is_made_again(lease):
    worker, wake = Worker(fails_first=True), Event()
    loop = a_loop(lease, worker, wake)
    loop.start()

    wake.set()
    worker.wait()
    loop.stop()

    assert worker.answers == [True]
