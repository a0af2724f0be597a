"""The stand-in's clock: the machine's, plus as much as a test has asked for.

Moving it forward empties quotas, ages tokens and dates changes without anybody waiting.
"""

import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970 in UTC, shifted by `offset_seconds`."""

    def __init__(self) -> None:
        self.offset_seconds = 0.0

    def time(self) -> float:
        return time.time() + self.offset_seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def stamp(self) -> str:
        """Now, as Google writes moments: to the millisecond, ending in Z."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
