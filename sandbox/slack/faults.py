"""Faults on request: what goes wrong, where, how often.

A rule names a kind of fault and a place: `api:chat.postMessage`, `delivery:events_api`,
`response_url`, `upload`; `*` fits anything. It strikes a number of times, or with a
probability drawn from its own seeded generator, so that a run can be repeated.
"""

import fnmatch
import random
from dataclasses import dataclass, field
from typing import Literal, get_args

from sandbox.slack.wire import JsonObject

FaultKind = Literal[
    "ratelimited",  # 429 with Retry-After
    "api_error",  # 200 with `ok: false` and the `error` asked for
    "error_500",  # 500 with a JSON body
    "error_503",  # 503 with a JSON body
    "html_502",  # 502 with a page of HTML
    "applied_then_dropped",  # done, but the connection closes without an answer
    "applied_late",  # the connection closes at once, the effect comes `seconds` later
    "slow",  # answered after `seconds`
    "disconnect",  # the connection closes and nothing was done
    "duplicate",  # a delivery is made twice
    "lost",  # a delivery never arrives
    "late",  # a delivery arrives `seconds` late
    "drop_socket",  # the socket a delivery should take breaks under it
]
KINDS: tuple[str, ...] = get_args(FaultKind)
KEYS = frozenset({"kind", "place", "times", "skip", "probability", "seconds", "error", "seed"})


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule; `times` counts down, None strikes for ever; `skip` hits are let pass first."""

    kind: FaultKind
    place: str = "*"
    times: int | None = 1
    skip: int = 0
    probability: float = 1.0
    seconds: float = 1.0
    error: str = "internal_error"
    seed: int = 0
    struck: int = 0
    chance: random.Random = field(default_factory=random.Random)

    def strikes(self, place: str) -> bool:
        """Whether it hits here now; a hit is used up."""
        if self.times == 0 or not fnmatch.fnmatchcase(place, self.place):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.chance.random() >= self.probability:
            return False
        self.struck += 1
        if self.times is not None:
            self.times -= 1
        return True

    def as_json(self) -> JsonObject:
        return {
            "kind": self.kind,
            "place": self.place,
            "times": self.times,
            "skip": self.skip,
            "probability": self.probability,
            "seconds": self.seconds,
            "struck": self.struck,
        }


class Faults:
    """The rules in force, asked in the order in which they were given."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def add(self, given: JsonObject) -> Fault:
        """Put a rule in force.

        Raises:
            ValueError: for a kind that does not exist or a key no rule has.
        """
        if given.get("kind") not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        unknown = set(given) - KEYS
        if unknown:
            raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
        fault = Fault(**given)
        fault.chance = random.Random(fault.seed)  # noqa: S311 - a repeatable die, not a secret
        self.rules.append(fault)
        return fault

    def draw(self, place: str) -> Fault | None:
        """The first rule that strikes at this place, if any does."""
        return next((rule for rule in self.rules if rule.strikes(place)), None)
