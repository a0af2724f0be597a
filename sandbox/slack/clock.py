"""The stand-in's time: the real one, which a test may push ahead instead of waiting."""

import time


class Clock:
    """Wall-clock time plus what it was advanced by.

    `retry_scale` shrinks the long waits between event retries (one and five minutes), and only
    those: deadlines that the app is judged by stay as long as Slack's.
    """

    def __init__(self, *, retry_scale: float = 1.0) -> None:
        self.retry_scale = retry_scale
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once: triggers, response URLs and rate windows grow older."""
        self._ahead += seconds
