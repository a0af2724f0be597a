"""Everything the EasyPost stand-in remembers, in one object that can be looked at and thrown away."""

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any, Final

from sandbox.easypost.errors import Json
from sandbox.easypost.faults import Faults

API_KEY: Final = "EZTK-sandbox"
BALANCE: Final = Decimal("1000.00")
KEPT_REQUESTS: Final = 1000


@dataclass
class EasyPostState:
    """The account, its shipments and what was sold.

    Attributes:
        api_keys: the keys that are let in.
        balance: what is left to buy labels with.
        declines: while set, carriers refuse to sell and give this for a reason.
        sold: one entry a label that was paid for, in order.
        deliveries: every webhook that left, and how it was answered.
        files: labels by their path.
        pending: how many calls a fault has put off and are still to be done.
    """

    api_keys: set[str] = field(default_factory=lambda: {API_KEY})
    balance: Decimal = BALANCE
    declines: str = ""
    clock_offset_seconds: float = 0.0
    faults: Faults = field(default_factory=Faults)
    shipments: dict[str, Json] = field(default_factory=dict)
    trackers: dict[str, Json] = field(default_factory=dict)
    webhooks: dict[str, Json] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    unsent: list[str] = field(default_factory=list)
    sold: list[Json] = field(default_factory=list)
    deliveries: list[Json] = field(default_factory=list)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    pending: int = 0
    requests: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_REQUESTS))
    _numbers: Any = field(default_factory=lambda: count(1), repr=False)

    def reset(self) -> None:
        """Forget everything; ids go on counting, so that an old one never means a new thing."""
        self.__init__(_numbers=self._numbers, pending=self.pending)  # type: ignore[misc]

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):032x}"

    def stamp(self) -> str:
        """Now, as EasyPost writes moments."""
        now = datetime.fromtimestamp(time.time() + self.clock_offset_seconds, UTC)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def add_event(self, description: str, result: Json, previous: Json | None = None) -> Json:
        """Make an event; it is on its way to every webhook before the call that made it ends."""
        event_id, now = self.new_id("evt"), self.stamp()
        event: Json = {
            "id": event_id,
            "object": "Event",
            "mode": "test",
            "description": description,
            "previous_attributes": previous or {},
            "pending_urls": [hook["url"] for hook in self.webhooks.values()],
            "completed_urls": [],
            "status": "pending",
            "created_at": now,
            "updated_at": now,
            "result": result,
        }
        self.events[event_id] = event
        self.unsent.append(event_id)
        return event
