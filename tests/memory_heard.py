"""What was heard, in memory: `HeardMessages` beside the desk in memory, which has the outbox."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from inventory.correspondence.heard import HeardKind, HeardMessage, Waiting
from inventory.notices import AnswerNotice
from inventory.ports import JournalUnavailableError
from tests.memory_desk import MemoryDesk


class MemoryHeard:
    """`HeardMessages` whose clock is the desk's, so that time passes only in tests that let it.

    Attributes:
        failures: so many messages are not noted, as by a database that is away.
    """

    def __init__(self, desk: MemoryDesk) -> None:
        self._desk = desk
        self.failures = 0
        self._clock: Callable[[], datetime] = desk.clock
        self._lock = threading.RLock()
        self._noted: dict[tuple[str, str], tuple[HeardMessage, datetime]] = {}
        self._settled: set[tuple[str, str]] = set()
        self._remembered: dict[str, str] = {}

    def note(self, message: HeardMessage) -> bool:
        with self._lock:
            if self.failures:
                self.failures -= 1
                raise JournalUnavailableError
            is_new = _name(message) not in self._noted
            self._noted.setdefault(_name(message), (message, self._clock()))
            return is_new

    def waiting(self, kind: HeardKind, limit: int) -> Sequence[Waiting]:
        with self._lock:
            found = [
                Waiting(message=one, age_s=(self._clock() - at).total_seconds())
                for name, (one, at) in self._noted.items()
                if one.kind is kind and name not in self._settled
            ]
        return sorted(found, key=lambda one: one.message.ts)[:limit]

    def remembered(self) -> Mapping[str, str]:
        with self._lock:
            return dict(self._remembered)

    def settle(
        self,
        messages: Sequence[HeardMessage],
        *,
        answers: Sequence[AnswerNotice] = (),
        remember: Mapping[str, str] | None = None,
    ) -> bool:
        with self._lock:
            names = {_name(one) for one in messages}
            if names & self._settled or not names <= set(self._noted):
                return False
            self._settled |= names
            for conversation, body in (remember or {}).items():
                self._remembered[conversation] = body
                if not body:
                    del self._remembered[conversation]
            for answer in answers:
                self._desk.queue(answer)
            return True


def _name(message: HeardMessage) -> tuple[str, str]:
    return message.channel, message.ts
