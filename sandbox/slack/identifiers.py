"""Ids as Slack makes them: a letter for the kind of thing, then something opaque.

They count up instead of being random, so that two runs of a test read alike.
"""

import hashlib
from collections import Counter


class Identifiers:
    """Makes every id of one workspace; no id is ever given twice."""

    def __init__(self) -> None:
        self._made: Counter[str] = Counter()

    def make(self, prefix: str) -> str:
        """The next id of a kind, such as `V0000000001` for the prefix `V`."""
        return f"{prefix}{self._next(prefix):010d}"

    def short(self) -> str:
        """A five-character id, like those Slack gives to blocks that came without one."""
        return self._digest("short")[:5]

    def secret(self, purpose: str) -> str:
        """A long opaque token for URLs and trigger ids."""
        return self._digest(purpose)[:24]

    def number(self, kind: str) -> int:
        """The next number of a kind, counting from 1."""
        return self._next(kind)

    def _next(self, kind: str) -> int:
        self._made[kind] += 1
        return self._made[kind]

    def _digest(self, kind: str) -> str:
        return hashlib.sha256(f"{kind}:{self._next(kind)}".encode()).hexdigest()
