"""Every kind of alert and what finds it."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from inventory.planning_commands import CheckAlerts
from inventory.replenishing.alerting.expiring import expiring_lots
from inventory.replenishing.alerting.finding import KINDS, SHORTAGES, Finding
from inventory.replenishing.alerting.late_suppliers import late_suppliers
from inventory.replenishing.alerting.look import Look
from inventory.replenishing.alerting.shortages import shortages
from inventory.replenishing.alerting.surplus import dead_stock, overstock
from inventory.replenishing.alerting.unusual import bad_forecasts, unusual_demand
from inventory.stock_policy import AlertKind

Finder = Callable[[Look], Iterator[Finding]]

SLOW: Final[tuple[Finder, ...]] = (
    late_suppliers,
    expiring_lots,
    bad_forecasts,
    overstock,
    dead_stock,
)
"""What changes within days rather than hours."""


def findings(look: Look, command: CheckAlerts) -> dict[str, Finding]:
    """Return everything that is wrong by what it is; of one kind and subject what is found first."""
    found: Iterator[Finding] = shortages(look)
    if command.daily:
        slow = (finder(look) for finder in SLOW)
        found = chain(found, unusual_demand(look, command.seen), *slow)
    by_identity: dict[str, Finding] = {}
    for one in found:
        by_identity.setdefault(one.identity, one)
    return by_identity


def judged_kinds(command: CheckAlerts) -> frozenset[AlertKind]:
    """Return the kinds that a run looks at: what it has not looked at stays as it is."""
    return frozenset(KINDS if command.daily else SHORTAGES)
