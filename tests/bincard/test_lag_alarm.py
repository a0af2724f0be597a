"""The managers hear once that the sheet is behind, and once that it has caught up."""

from datetime import timedelta

import pytest

from bincard.lag_alarm import LagAlarm
from inventory.standing import Standing
from tests.builders import warn
from tests.memory_desk import MemoryDesk, SettableClock


class Lag:
    """A sheet that is behind for so many seconds."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self.seconds = 0.0

    def __call__(self) -> Standing:
        now = self._clock()
        since = now - timedelta(seconds=self.seconds)
        return Standing(at=now, sequence=9, shown=8 if self.seconds else 9, behind_since=since)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def desk(clock: SettableClock) -> MemoryDesk:
    return MemoryDesk(clock)


def said(desk: MemoryDesk) -> list[str]:
    return [row.notice.warning.headline for row in desk.pending(50)]


def look(desk: MemoryDesk, clock: SettableClock, *lags: float) -> list[str]:
    lag = Lag(clock)
    alarm = LagAlarm(desk, lag, clock)
    for seconds in lags:
        clock.advance(seconds=15)
        lag.seconds = seconds
        alarm.look()
    return said(desk)


BEHIND = (
    "The sheet has been behind for 5 minutes. Postings go on and are kept; look at /inv status."
)


def test_five_minutes_are_told_once_and_their_end_once(desk, clock):
    assert look(desk, clock, 290, 299) == []
    assert look(desk, clock, 300, 315, 900) == [BEHIND]
    assert look(desk, clock, 70) == [BEHIND]
    assert look(desk, clock, 2, 0, 0) == [BEHIND, "The sheet has caught up."]


def test_a_second_time_is_told_again(desk, clock):
    look(desk, clock, 300, 0)
    assert look(desk, clock, 300)[2:] == [BEHIND]


def test_whoever_knows_a_better_reason_is_not_talked_over(desk, clock):
    desk.handle(warn("workbook", "The workbook cannot be kept up to date."))

    assert look(desk, clock, 300, 600, 0) == ["The workbook cannot be kept up to date."]
