"""Misbehaviour on request: the ways in which a network and somebody else's servers fail.

A rule says which requests it is for and what befalls them. The first rule that matches and has
something left acts; rules with a probability draw from a seeded source, so that a run can be
repeated.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

KINDS: Final = frozenset(
    (
        "429",  # quota exceeded, nothing done
        "500",  # INTERNAL, nothing done
        "502",  # an HTML page instead of JSON, nothing done
        "503",  # UNAVAILABLE, nothing done
        "disconnect",  # the connection closes before anything is done
        "slow",  # done and answered after `seconds`
        "applied_then_dropped",  # done, then the connection closes without an answer
        "applied_then_503",  # done, then answered as if it were not
        "lost_silently",  # answered as if done, and not done: what an overlapping append does
        "applied_late",  # 504 at once (or silence, with `hang`), done `seconds` later
    )
)


class FaultError(ValueError):
    """A rule that cannot be; the text says what is wrong with it."""


@dataclass
class Fault:
    """One rule.

    Attributes:
        kind: what befalls the request, one of `KINDS`.
        method: the HTTP method it is for, in capitals; empty for any.
        path: a regular expression searched for in the path, still percent-encoded.
        count: how many requests it has left; None for no end.
        probability: how likely it befalls a matching request.
        seconds: how slow or how late.
        hang: for applied_late: never answer, in place of a 504.
        skip: how many matching requests pass unharmed before the first one is hit.
    """

    kind: str
    method: str = ""
    path: str = ""
    count: int | None = None
    probability: float = 1.0
    seconds: float = 0.0
    hang: bool = False
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
            FaultError: if a member is unknown or missing.
        """
        known = {name for name in cls.__dataclass_fields__ if name not in ("hits", "_random")}
        unknown = set(rule) - known
        if unknown or "kind" not in rule:
            raise FaultError(f"a rule has a kind and may have {', '.join(sorted(known))}")
        return cls(**{**rule, "kind": str(rule["kind"])})

    def strikes(self, method: str, path: str) -> bool:
        """Whether it befalls this request; being asked uses it up."""
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

    def for_request(self, method: str, path: str) -> Fault | None:
        """What befalls this request, None if nothing does."""
        return next((rule for rule in self.rules if rule.strikes(method, path)), None)
