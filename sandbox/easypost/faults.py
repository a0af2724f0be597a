"""Misbehaviour on request: what befalls a call, or a webhook on its way out.

The first rule that matches and has something left acts. Rules with a probability draw from a seeded
source, so that a run can be repeated.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

CALL_KINDS: Final = frozenset(
    (
        "429",  # asked too often, nothing done
        "500",  # nothing done
        "502",  # an HTML page instead of JSON, nothing done
        "503",  # nothing done
        "disconnect",  # the connection closes before anything is done
        "slow",  # done and answered after `seconds`, whether or not anybody still listens
        "applied_then_dropped",  # done, then the connection closes without an answer
        "applied_then_500",  # done, then answered as if it were not
        "applied_late",  # the connection closes at once, it is done `seconds` later
    )
)
WEBHOOK_KINDS: Final = frozenset(
    (
        "webhook_twice",  # delivered two times
        "webhook_late",  # delivered `seconds` later
        "webhook_lost",  # never delivered
        "webhook_forged",  # delivered with a signature made with another secret
        "webhook_unsigned",  # delivered without a signature
    )
)
KINDS: Final = CALL_KINDS | WEBHOOK_KINDS


class FaultError(ValueError):
    """A rule that cannot be; the text says what is wrong with it."""


@dataclass
class Fault:
    """One rule.

    Attributes:
        kind: what befalls it, one of `KINDS`.
        method: the HTTP method it is for, in capitals; empty for any.
        path: a regular expression searched for in the path, or in a webhook's address.
        count: how many hits it has left; None for no end.
        seconds: how slow or how late.
        skip: how many matching calls pass unharmed before the first one is hit.
    """

    kind: str
    method: str = ""
    path: str = ""
    count: int | None = 1
    probability: float = 1.0
    seconds: float = 0.0
    skip: int = 0
    seed: int = 0
    hits: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultError(f"unknown kind {self.kind!r}; known: {', '.join(sorted(KINDS))}")
        try:
            re.compile(self.path)
        except re.error as error:
            raise FaultError(f"path is no regular expression: {error}") from error
        self.method = self.method.upper()
        self._random.seed(self.seed)

    @classmethod
    def told(cls, rule: Mapping[str, Any]) -> "Fault":
        """A rule as JSON tells it.

        Raises:
            FaultError: a member is unknown or missing.
        """
        known = {name for name in cls.__dataclass_fields__ if name not in ("hits", "_random")}
        if set(rule) - known or "kind" not in rule:
            raise FaultError(f"a rule has a kind and may have {', '.join(sorted(known))}")
        return cls(**{**rule, "kind": str(rule["kind"])})

    def strikes(self, method: str, path: str) -> bool:
        """Whether it befalls this call; being asked uses it up."""
        if self.count == 0 or (self.method and self.method != method):
            return False
        if not re.search(self.path, path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.probability < 1 and self._random.random() >= self.probability:
            return False
        if self.count is not None:
            self.count -= 1
        self.hits += 1
        return True

    def shown(self) -> dict[str, Any]:
        names = (name for name in self.__dataclass_fields__ if name != "_random")
        return {name: getattr(self, name) for name in names}


class Faults:
    """The rules in force, in the order they were set."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def for_call(self, method: str, path: str) -> Fault | None:
        """What befalls a call of the API."""
        return self._first(CALL_KINDS, method, path)

    def for_webhook(self, url: str) -> Fault | None:
        """What befalls a delivery."""
        return self._first(WEBHOOK_KINDS, "POST", url)

    def _first(self, kinds: frozenset[str], method: str, path: str) -> Fault | None:
        meant = (rule for rule in self.rules if rule.kind in kinds)
        return next((rule for rule in meant if rule.strikes(method, path)), None)
