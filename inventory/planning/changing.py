"""How much parameters change, what of it changed most, and what that does to the stock."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.forecast import Forecast, Parameters
from inventory.documents.review import ReviewLine
from inventory.item import Item
from inventory.planning.policy_rules import policy_for
from inventory.quantity import ONE, ZERO
from inventory.stock_policy import forecast_key

PER_CENT: Final = Decimal(100)
ONE_UNIT: Final = ONE
"""So little is never worth a manager's look, whatever share of the old level it is."""


def differs_much(before: Parameters, after: Parameters, percent: Decimal) -> bool:
    """Tell whether a reorder point or an order-up-to level changes by more than a share of it.

    Examples:
        >>> old, new = Parameters(reorder_point=10), Parameters(reorder_point=13)
        >>> differs_much(old, new, Decimal(30)), differs_much(old, new, Decimal(20))
        (False, True)
    """
    pairs = (
        (before.reorder_point, after.reorder_point),
        (before.order_up_to_level, after.order_up_to_level),
    )
    return any(
        abs(new - old) > ONE_UNIT and abs(new - old) * PER_CENT > percent * old
        for old, new in pairs
    )


def cause_of(before: Forecast, after: Forecast) -> str:
    """Name what changed most between two computations: demand, deviation, lead_time, service, policy.

    What follows from none of the first four is a matter of the policy: a minimum order, a floor.
    """
    changes = {
        "demand": _change(before.daily, after.daily),
        "deviation": _change(_variation(before), _variation(after)),
        "lead_time": _change(_lead_days(before), _lead_days(after)),
        "service": _change(ONE - before.target, ONE - after.target),
    }
    most = max(changes, key=lambda name: changes[name])
    return most if changes[most] else "policy"


def value_effect(book: Book, lines: Iterable[ReviewLine]) -> Decimal | None:
    """Return by how much the average stock would be worth more; None where no cost is known.

    Items whose cost nobody knows count nothing.
    """
    known = [
        (line.after.average_stock - line.before.average_stock) * item.unit_cost
        for line in lines
        if (item := book.get(Item, line.item)) is not None and item.unit_cost is not None
    ]
    return sum(known, ZERO) if known else None


def is_stated_since(book: Book, forecast: Forecast) -> bool:
    """Tell whether a manager has said by what an item is kept since a forecast was kept.

    A row of Policies always says so; one of Items where it states a minimum or a maximum.
    """
    kept = book.version_of("forecast", forecast.key)
    rows = {forecast.key, forecast_key(forecast.item)}
    if any(book.version_of("stock_policy", row) > kept for row in rows):
        return True
    item = book.get(Item, forecast.item)
    if item is None or book.version_of("item", item.sku) <= kept:
        return False
    policy = policy_for(book, item, forecast.site)
    return policy.minimum is not None or policy.maximum is not None


def _lead_days(forecast: Forecast) -> Decimal:
    return forecast.lead_time.days if forecast.lead_time else ZERO


def _variation(forecast: Forecast) -> Decimal:
    """How uneven demand is, whatever its level: that is told by the demand itself."""
    return forecast.deviation / forecast.mean if forecast.mean else ZERO


def _change(before: Decimal, after: Decimal) -> Decimal:
    """Return a change as a share of the larger of two figures, so that to zero is as far as from it."""
    largest = max(abs(before), abs(after))
    return abs(after - before) / largest if largest else ZERO
