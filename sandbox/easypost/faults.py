"""Misbehaviour on request: what befalls a call, or a webhook on its way out.

The first rule that matches and has something left acts.
"""

from dataclasses import dataclass
from typing import Final

from sandbox.fault_rule import FaultRule

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


@dataclass
class Fault(FaultRule):
    """One rule for calls and webhooks; its path is searched for in a webhook's address as well."""

    KINDS = KINDS

    count: int | None = 1


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
