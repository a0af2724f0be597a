"""Reads and writes a minute: counted for each account and for the project, refilled on the minute.

Besides granting and refusing, it remembers the worst 60 seconds, so that a test can say how near a
client came to the limit however the minutes fell.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.google.clock import Clock
from sandbox.google.errors import GoogleError

WINDOW_SECONDS: Final = 60.0
PROJECT_NUMBER: Final = "314159265358"
NAMES: Final = {"read": "Read", "write": "Write"}


class QuotaExceeded(GoogleError):
    """429, word for word; Google sends no Retry-After with it."""

    code = 429
    status = "RESOURCE_EXHAUSTED"

    def __init__(self, kind: str, limit: int, *, whole_project: bool) -> None:
        name = NAMES[kind]
        per_user = "" if whole_project else " per user"
        self.kind = kind
        self.limit = limit
        super().__init__(
            f"Quota exceeded for quota metric '{name} requests' and limit '{name} requests per "
            f"minute{per_user}' of service 'sheets.googleapis.com' for consumer "
            f"'project_number:{PROJECT_NUMBER}'.",
            [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "RATE_LIMIT_EXCEEDED",
                    "domain": "googleapis.com",
                    "metadata": {
                        "quota_metric": f"sheets.googleapis.com/{kind}_requests",
                        "quota_limit": f"{name}RequestsPerMinutePer"
                        + ("Project" if whole_project else "User"),
                        "quota_limit_value": str(limit),
                        "quota_location": "global",
                        "quota_unit": "1/min/{project}" + ("" if whole_project else "/{user}"),
                        "service": "sheets.googleapis.com",
                        "consumer": f"projects/{PROJECT_NUMBER}",
                    },
                },
                {
                    "@type": "type.googleapis.com/google.rpc.Help",
                    "links": [
                        {
                            "description": "Request a higher quota limit.",
                            "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                        }
                    ],
                },
            ],
        )


@dataclass
class Quotas:
    """The limits in force and what has been used of them.

    Attributes:
        enabled: whether anything is refused at all; counting goes on either way.
        per_user: reads or writes a minute for one account.
        per_project: the same for all accounts together.
    """

    clock: Clock
    enabled: bool = True
    per_user: int = 60
    per_project: int = 300
    refused: Counter[str] = field(default_factory=Counter)
    granted: Counter[str] = field(default_factory=Counter)
    worst: Counter[str] = field(default_factory=Counter)
    _minute: int = 0
    _used: Counter[tuple[str, str]] = field(default_factory=Counter)
    _recent: dict[str, deque[float]] = field(
        default_factory=lambda: {kind: deque() for kind in NAMES}
    )

    def take(self, kind: str, user: str) -> None:
        """Count one request of `kind` (read or write) by `user`.

        Raises:
            QuotaExceeded: if the minute's share is used up.
        """
        now = self.clock.time()
        minute = int(now // WINDOW_SECONDS)
        if minute != self._minute:
            self._minute = minute
            self._used.clear()
        if self.enabled:
            self._check(kind, user)
        self._used[kind, user] += 1
        self._used[kind, ""] += 1
        self.granted[kind] += 1
        self._remember(kind, now)

    def report(self) -> dict[str, Any]:
        """What was granted and refused, and the most that was granted within any 60 seconds."""
        return {
            "enabled": self.enabled,
            "per_user": self.per_user,
            "per_project": self.per_project,
            "granted": {kind: self.granted[kind] for kind in NAMES},
            "refused": {kind: self.refused[kind] for kind in NAMES},
            "worst_60_seconds": {kind: self.worst[kind] for kind in NAMES},
        }

    def _check(self, kind: str, user: str) -> None:
        for who, limit in ((user, self.per_user), ("", self.per_project)):
            if self._used[kind, who] >= limit:
                self.refused[kind] += 1
                raise QuotaExceeded(kind, limit, whole_project=not who)

    def _remember(self, kind: str, now: float) -> None:
        recent = self._recent[kind]
        recent.append(now)
        while recent[0] <= now - WINDOW_SECONDS:
            recent.popleft()
        self.worst[kind] = max(self.worst[kind], len(recent))
