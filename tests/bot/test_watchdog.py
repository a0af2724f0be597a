"""When a quiet connection is dialled anew, and when the process is better ended."""

import asyncio

from bot.watchdog import Watchdog


class Line:
    """A connection that is heard or not, as told look by look."""

    def __init__(self, *quiet_s: float, away: tuple[int, ...] = (), stuck: bool = False) -> None:
        self._quiet_s = list(quiet_s)
        self._away = away
        self._stuck = stuck
        self.looks = 0
        self.reopened_at: list[int] = []

    def quiet_s(self) -> float:
        self.looks += 1
        if self.looks > len(self._quiet_s):
            raise EOFError
        return self._quiet_s[self.looks - 1]

    async def reopen(self) -> None:
        self.reopened_at.append(self.looks)
        if self._stuck:
            await asyncio.Event().wait()

    async def is_slack_there(self) -> bool:
        return self.looks not in self._away


def gives_up_at(line: Line, quiet_s_max: float = 60) -> int | None:
    """Return the look at which the watchdog gave up; None where it never did."""
    try:
        asyncio.run(Watchdog(line, quiet_s_max=quiet_s_max, look_every_s=0).watch())
    except EOFError:
        return None
    return line.looks


def test_a_connection_that_is_heard_is_left_alone():
    line = Line(1, 9, 10, 3)
    assert gives_up_at(line) is None
    assert line.reopened_at == []


def test_a_quiet_one_is_dialled_anew_and_may_go_on():
    line = Line(59, 61, 0, 61, 0)
    assert gives_up_at(line) is None
    assert line.reopened_at == [2, 4]


def test_one_that_stays_quiet_is_given_up():
    line = Line(61, 66, 71)
    assert gives_up_at(line) == 3
    assert line.reopened_at == [1, 2]


def test_nobody_gives_up_while_slack_itself_is_away():
    line = Line(61, 66, 71, 900, 901, 0, away=(1, 2, 3, 4, 5))
    assert gives_up_at(line) is None
    assert line.reopened_at == []


def test_a_dial_that_hangs_does_not_stop_the_watch():
    line = Line(61, 66, 71, stuck=True)
    assert gives_up_at(line, quiet_s_max=0.01) == 3


def test_everything_seen_is_passed_on():
    noted: list[tuple[float, bool]] = []

    async def note(quiet_s: float, is_away: bool) -> None:
        noted.append((quiet_s, is_away))

    line = Line(5, 61, away=(2,))
    try:
        asyncio.run(Watchdog(line, quiet_s_max=60, look_every_s=0, note=note).watch())
    except EOFError:
        assert noted == [(5, False), (61, True)]
