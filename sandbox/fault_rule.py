"""A rule of misbehaviour on request: which calls it is for, how many of them, and how often.

Rules with a probability draw from a seeded source, so that a run can be repeated. Each stand-in has
kinds of its own: the ways in which its vendor's servers fail.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self


class FaultError(ValueError):
    """A rule that cannot be; the text says what is wrong with it."""


@dataclass
class FaultRule:
    """One rule.

    Attributes:
        KINDS: what may befall a call of this stand-in.
        kind: what befalls it, one of `KINDS`.
        method: the HTTP method it is for, in capitals; empty for any.
        path: a regular expression searched for in the path, still percent-encoded.
        count: how many calls it has left; None for no end.
        probability: how likely it befalls a matching call.
        seconds: how slow or how late.
        skip: how many matching calls pass unharmed before the first one is hit.
    """

    KINDS: ClassVar[frozenset[str]]

    kind: str
    method: str = ""
    path: str = ""
    count: int | None = None
    probability: float = 1.0
    seconds: float = 0.0
    skip: int = 0
    seed: int = 0
    hits: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in self.KINDS:
            raise FaultError(f"unknown kind {self.kind!r}; known: {', '.join(sorted(self.KINDS))}")
        try:
            re.compile(self.path)
        except re.error as error:
            raise FaultError(f"path is no regular expression: {error}") from error
        self.method = self.method.upper()
        self._random.seed(self.seed)

    @classmethod
    def told(cls, rule: Mapping[str, Any]) -> Self:
        """A rule as JSON tells it.

        Raises:
            FaultError: a member is unknown or missing.
        """
        known = {one.name for one in fields(cls)} - {"hits", "_random"}
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
        names = (one.name for one in fields(self) if one.name != "_random")
        return {name: getattr(self, name) for name in names}
