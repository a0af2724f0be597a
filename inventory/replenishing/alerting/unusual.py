"""Demand that jumped or stopped, and forecasts that have gone bad.

What is unusual of late is found by a job: the book does not keep the past. How wrong forecasts have
been is kept with them.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from inventory.documents.forecast import Accuracy
from inventory.documents.stock_alert import AlertFigures
from inventory.item import Item
from inventory.planning_commands import Seen
from inventory.quantity import ZERO
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
    """Yield the forecasts whose own past speaks against them."""
    for one in look.items:
        if one.forecast is None or one.forecast.abc_class not in WATCHED:
            continue
        if _is_bad(one.forecast.accuracy) and one.daily > 0:
            yield _finding(one, one.forecast.accuracy)


def _is_bad(accuracy: Accuracy) -> bool:
    if accuracy.origins < ORIGINS_MIN:
        return False
    is_biased = accuracy.bias is not None and not TOO_LOW <= accuracy.bias <= TOO_HIGH
    return is_biased or _is_beyond(accuracy)


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
