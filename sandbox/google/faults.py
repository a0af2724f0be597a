"""Misbehaviour on request: the ways in which a network and somebody else's servers fail.

A rule says which requests it is for and what befalls them. The first rule that matches and has
something left acts.
"""

from dataclasses import dataclass
from typing import Final

from sandbox.fault_rule import FaultRule

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


@dataclass
class Fault(FaultRule):
    """One rule for requests.

    Attributes:
        hang: for applied_late: never answer, in place of a 504.
    """

    KINDS = KINDS

    hang: bool = False


class Faults:
    """The rules in force, in the order they were set."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def for_request(self, method: str, path: str) -> Fault | None:
        """What befalls this request, None if nothing does."""
        return next((rule for rule in self.rules if rule.strikes(method, path)), None)
