"""Rows of an inbox that keep others waiting: how long nothing has changed in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from inventory.ports import Clock

STILL_AFTER: Final = timedelta(minutes=2)
"""Whoever has typed nothing for so long is told what is missing, and has what is there kept waiting."""

UNSEEN_AFTER: Final = timedelta(minutes=10)
"""What was not there for so long and reads the same is typed anew, and begins again."""

REMEMBERED: Final = 500
"""Groups of rows at most, those looked at last."""


class StillRows:
    """Remembers when rows were first seen as they are; forgotten with the process, and begun anew.

    Args:
        clock: the time of day.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: dict[tuple[str, ...], tuple[datetime, datetime]] = {}  # first, and last

    def is_so(self, digests: Sequence[str]) -> bool:
        """Tell whether rows have stood so for a while; the first look at them begins it."""
        now = self._clock()
        first, last = self._seen.pop(tuple(digests), (now, now))
        if now - last > UNSEEN_AFTER:
            first = now
        self._seen[tuple(digests)] = first, now
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return now - first >= STILL_AFTER
