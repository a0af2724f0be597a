"""Rate limits: so many calls a minute by a method's tier, a message a second by channel.

Slack allows bursts it does not publish; here a channel takes ten messages at once and then
one a second, and a tier counts the calls of the last sixty seconds.
"""

import math
from collections import defaultdict, deque

CALLS_A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
CHANNEL_BURST = 10
CHANNEL_SECONDS_A_MESSAGE = 1.0


class RateLimits:
    """Counts calls; says how long to wait when one is too many."""

    def __init__(self) -> None:
        self.enabled = True
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._channel_debt: dict[str, tuple[float, float]] = {}

    def wait_for_call(self, method: str, tier: int, *, now: float) -> int:
        """Count a call; 0, or the whole seconds until the next one is allowed."""
        allowed = CALLS_A_MINUTE.get(tier)
        if allowed is None or not self.enabled:
            return 0
        calls = self._calls[method]
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= allowed:
            return max(1, math.ceil(calls[0] + 60 - now))
        calls.append(now)
        return 0

    def wait_for_channel(self, channel: str, *, now: float) -> int:
        """Count a message to a channel; 0, or the whole seconds to wait."""
        if not self.enabled:
            return 0
        debt, since = self._channel_debt.get(channel, (0.0, now))
        debt = max(0.0, debt - (now - since) / CHANNEL_SECONDS_A_MESSAGE)
        if debt + 1 > CHANNEL_BURST:
            return max(1, math.ceil((debt + 1 - CHANNEL_BURST) * CHANNEL_SECONDS_A_MESSAGE))
        self._channel_debt[channel] = (debt + 1, now)
        return 0
