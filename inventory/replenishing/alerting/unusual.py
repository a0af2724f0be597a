"""Demand that jumped or stopped, and forecasts that have gone bad.

What is unusual of late is found by a job: the book does not keep the past. How wrong forecasts have
been is kept with them.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from inventory.demand.unusual import chance_limit
from inventory.documents.forecast import Accuracy
from inventory.documents.stock_alert import AlertFigures
from inventory.item import Item
from inventory.planning_commands import Seen
from inventory.quantity import ZERO
from inventory.replenishing.alerting.evidence import chance_of_bias, chance_of_misses
from inventory.replenishing.alerting.finding import Finding
from inventory.replenishing.alerting.look import ItemAtSite, Look
from inventory.stock_policy import AlertKind, forecast_key

TOO_HIGH: Final = Decimal(1)
TOO_LOW: Final = Decimal("-0.5")
"""Bias of forecasts that were more than twice the demand, or less than half, over all looks back."""

COVERAGE_MIN: Final = Decimal("0.75")
"""An upper bound that should hold 95 times in 100 and holds less often than this is none."""

ORIGINS_MIN: Final = 4
"""From fewer looks back nobody can tell."""

WATCHED: Final = ("", "A", "B")
"""Classes of items for which it matters: what is worth little is bought by other rules."""


def unusual_demand(look: Look, seen: Iterable[Seen]) -> Iterator[Finding]:
    """Yield what a job has seen of items that are in use."""
    for one in seen:
        item = look.book.get(Item, one.item)
        if item is not None and item.is_active:
            yield Finding(
                one.about,
                subject=forecast_key(one.item, one.site),
                figures=AlertFigures(before=one.before, after=one.after),
                item=one.item,
                site=one.site,
                supplier=item.supplier,
            )


def bad_forecasts(look: Look) -> Iterator[Finding]:
    """Yield the forecasts whose own past speaks against them, beyond what chance does."""
    watched = [
        (one, one.forecast)
        for one in look.items
        if one.forecast is not None and one.forecast.abc_class in WATCHED and one.daily > 0
    ]
    limit = chance_limit(len(watched))
    suspects = [(one, known) for one, known in watched if _is_suspect(known.accuracy)]
    chances = chance_of_bias([known for _, known in suspects])
    for (one, known), chance in zip(suspects, chances, strict=True):
        is_biased = _is_biased(known.accuracy) and chance <= limit
        if is_biased or (_is_beyond(known.accuracy) and chance_of_misses(known.accuracy) <= limit):
            yield _finding(one, known.accuracy)


def _is_suspect(accuracy: Accuracy) -> bool:
    is_tested = accuracy.origins >= ORIGINS_MIN and accuracy.demand is not None
    return is_tested and (_is_biased(accuracy) or _is_beyond(accuracy))


def _is_biased(accuracy: Accuracy) -> bool:
    return accuracy.bias is not None and not TOO_LOW <= accuracy.bias <= TOO_HIGH


def _is_beyond(accuracy: Accuracy) -> bool:
    return accuracy.coverage is not None and accuracy.coverage < COVERAGE_MIN


def _finding(one: ItemAtSite, accuracy: Accuracy) -> Finding:
    return Finding(
        AlertKind.FORECAST_BAD,
        subject=one.key,
        figures=AlertFigures(
            before=accuracy.error,
            after=accuracy.bias or ZERO,
            limit=accuracy.coverage if _is_beyond(accuracy) else None,
        ),
        item=one.item.sku,
        site=one.site,
        supplier=one.item.supplier,
    )
