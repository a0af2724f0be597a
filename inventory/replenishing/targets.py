"""What an item is held against at a site: reorder point and order-up-to level, and by what.

The forecast's parameters follow from the policy; what managers have stated since it was computed
counts at once. An item without forecast and without minimum and maximum is held against nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from inventory.book import Book
from inventory.documents.forecast import Forecast
from inventory.item import Item
from inventory.planning.policy_rules import ResolvedPolicy, policy_for
from inventory.quantity import ZERO
from inventory.stock_policy import PolicyKind, forecast_key


@dataclass(frozen=True, slots=True)
class Target:
    """When an item is bought at a site, and up to what.

    Attributes:
        reorder_point: s: needed at or below it.
        order_up_to_level: S.
        order_quantity: Q of a fixed order quantity; zero where the need is filled up.
        forecast: what it rests on; None where managers state all of it.
    """

    policy: ResolvedPolicy
    reorder_point: Decimal
    order_up_to_level: Decimal
    order_quantity: Decimal = ZERO
    forecast: Forecast | None = None

    @property
    def daily(self) -> Decimal | None:
        """Expected demand a day, None where nobody knows."""
        return self.forecast.daily if self.forecast else None

    @property
    def kind(self) -> PolicyKind:
        return self.policy.kind

    def needed(self, position: Decimal) -> Decimal:
        """Return what brings a position back: up to S, or so many fixed quantities that it is above s.

        Examples:
            A position of 4 with s = 10 and S = 40 needs 36; with s = 10 and Q = 12 it needs 12.
        """
        if not self.order_quantity:
            return max(ZERO, self.order_up_to_level - position)
        short = self.reorder_point - position
        return ZERO if short < 0 else (short // self.order_quantity + 1) * self.order_quantity


def target_for(book: Book, item: Item, site: str = "") -> Target | None:
    """Return what an item is held against at a site, None where it is held against nothing.

    Args:
        book: as it stands.
        item: as the tab Items has it; kits are built, and what is out of use is not bought.
        site: one of the house's; empty for a house of one, or for all of a larger one.
    """
    policy = policy_for(book, item, site)
    if not item.is_active or item.components or policy.kind is PolicyKind.NONE:
        return None
    forecast = book.get(Forecast, forecast_key(item.sku, site))
    levels = _levels(policy, forecast)
    if levels is None:
        return None
    point, level = (max(one, policy.floor) for one in levels)
    is_fixed = policy.kind is PolicyKind.REORDER_QUANTITY
    return Target(
        policy=policy,
        reorder_point=point,
        order_up_to_level=max(point, level),
        order_quantity=_fixed(policy, forecast) if is_fixed else ZERO,
        forecast=forecast,
    )


def _levels(policy: ResolvedPolicy, forecast: Forecast | None) -> tuple[Decimal, Decimal] | None:
    found = forecast.parameters if forecast else None
    point = found.reorder_point if policy.minimum is None and found else policy.minimum
    level = found.order_up_to_level if policy.maximum is None and found else policy.maximum
    if policy.kind is PolicyKind.KEEP_AT_LEAST and found is None:
        return policy.floor, policy.floor
    if policy.kind is PolicyKind.REORDER_QUANTITY and point is not None and level is None:
        level = point + (policy.order_quantity or ZERO)
    return None if point is None or level is None else (point, level)


def _fixed(policy: ResolvedPolicy, forecast: Forecast | None) -> Decimal:
    stated = policy.order_quantity
    if stated is None and forecast is not None:
        stated = forecast.parameters.order_quantity
    return stated or ZERO
