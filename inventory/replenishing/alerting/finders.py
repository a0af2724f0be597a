"""Every kind of alert and what finds it."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from inventory.book import Book
from inventory.documents.stock_alert import StockAlert
from inventory.planning_commands import CheckAlerts
from inventory.replenishing.alerting.expiring import expiring_lots
from inventory.replenishing.alerting.finding import KINDS, SHORTAGES, Finding, gravity
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

ITEMS_MAX: Final = 2_000
"""Items of which a run is told; more than that one message hardly counts."""


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


def worth_a_look(book: Book, command: CheckAlerts) -> tuple[str, ...]:
    """Return the items of which something is wrong that nobody was told of, the gravest first.

    Args:
        book: as it is published; a run decides by the one it is posted to.
        command: the run.
    """
    known = {one.identity for one in book.open(StockAlert)}
    found = findings(Look(book, command.on), command).values()
    new = [one for one in found if one.item and one.identity not in known]
    new.sort(key=lambda one: (*gravity(one.about, one.figures), one.subject))
    return tuple(dict.fromkeys(one.item for one in new))[:ITEMS_MAX]


def look_for(book: Book, command: CheckAlerts) -> Look:
    """Return a look at what a run is to look at: what it names, and what the alerts it judges are about."""
    if command.items is None:
        return Look(book, command.on)
    kinds = judged_kinds(command)
    known = (one.item for one in book.open(StockAlert) if one.item and one.about in kinds)
    return Look(book, command.on, dict.fromkeys((*command.items, *known)))


def judged_kinds(command: CheckAlerts) -> frozenset[AlertKind]:
    """Return the kinds that a run looks at: what it has not looked at stays as it is."""
    return frozenset(KINDS if command.daily else SHORTAGES)
