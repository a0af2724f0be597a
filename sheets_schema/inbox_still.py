"""Rows of an inbox that keep others waiting: how long nothing has changed in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from inventory.ports import Clock

STILL_AFTER: Final = timedelta(minutes=2)
"""Whoever has typed nothing for so long is told what is missing, and has what is there kept waiting."""

REMEMBERED: Final = 500
"""Groups of rows at most, the newest."""


class StillRows:
    """Remembers when rows were first seen as they are; forgotten with the process, and begun anew.

    Args:
        clock: the time of day.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: dict[tuple[str, ...], datetime] = {}

    def is_so(self, digests: Sequence[str]) -> bool:
        """Tell whether rows have stood so for a while; the first look at them begins it."""
        now = self._clock()
        since = self._since.setdefault(tuple(digests), now)
        if len(self._since) > REMEMBERED:
            del self._since[next(iter(self._since))]
        return now - since >= STILL_AFTER
