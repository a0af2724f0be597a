"""One write at a time, and never so many that Google has to say no.

A service account may write 60 times a minute. 1.25 seconds apart makes 48, and the room left is for
people's own scripts. After a refusal for quota a whole minute has to pass.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

GAP_S: Final = 1.25
MINUTE_S: Final = 61.0
BACKOFF_MAX_S: Final = 20.0
"""However long Google has been down, the sheet goes on within 20 seconds of its return; three tries
a minute are no burden to it."""

AFTER_DOUBT: Final = timedelta(seconds=200)
"""When nothing of a request without an answer can be under way any more: Google works on one for 180
seconds at most."""

PATIENCE_S: Final = 5.0
"""Who has something small to write and would have to wait longer does it another time."""


class Pace:
    """The turns of everybody who writes to one workbook in this process.

    Args:
        gap_s: between the beginnings of two writes.
        elapsed: a clock that only goes forward, in seconds.
        rest: waits some seconds.
    """

    def __init__(
        self,
        gap_s: float = GAP_S,
        *,
        elapsed: Callable[[], float] = time.monotonic,
        rest: Callable[[float], object] = time.sleep,
    ) -> None:
        self._gap_s = gap_s
        self._elapsed = elapsed
        self._rest = rest
        self._lock = threading.Lock()
        self._next_turn = 0.0
        self._doubts = 0

    def wait_s(self) -> float:
        """Return how long the next turn is away."""
        return max(0.0, self._next_turn - self._elapsed())

    @property
    def is_open(self) -> bool:
        """Whether the next turn is near enough to wait for."""
        return self.wait_s() <= PATIENCE_S

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and hold it while a request is in flight."""
        with self._lock:
            if wait := self.wait_s():
                self._rest(wait)
            self._next_turn = self._elapsed() + self._gap_s
            yield

    def hold_off_a_minute(self) -> None:
        """Let the quota's minute pass."""
        self._next_turn = max(self._next_turn, self._elapsed() + MINUTE_S)

    def back_off(self) -> None:
        """Wait twice as long as the last time, for an unknown outcome or a server in trouble."""
        self._doubts += 1
        delay = min(self._gap_s * 2**self._doubts, BACKOFF_MAX_S)
        self._next_turn = max(self._next_turn, self._elapsed() + delay)

    def went_well(self) -> None:
        """Go back to the usual gap."""
        self._doubts = 0
