"""Economic order quantities: ordering seldom costs storage, ordering often costs orders."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from inventory.textbook.checking import must_be_positive


class BackorderedQuantity(NamedTuple):
    """An order quantity where customers may wait.

    Attributes:
        order_quantity: Q, units an order.
        share_waiting: x, the share of demand that waits.
        cost: of ordering, holding and waiting, a year.
    """

    order_quantity: float
    share_waiting: float
    cost: float


class DiscountedQuantity(NamedTuple):
    """An order quantity under price breaks.

    Attributes:
        order_quantity: Q, units an order.
        region: which price applies, counted from 0.
        cost: of ordering, holding and the goods themselves, a year.
    """

    order_quantity: float
    region: int
    cost: float


def economic_order_quantity(*, order_cost: float, holding_cost: float, demand_rate: float) -> float:
    """Return the order quantity that balances ordering cost against holding cost.

    Q* = sqrt(2 * K * d / h)

    Args:
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit per year, same currency.
        demand_rate: d, units per year.

    Returns:
        units an order, not rounded; `order_size` makes an order of it.

    Raises:
        ValueError: an argument is not positive: without holding cost (price 0) there is nothing to
            balance, and the quantity would be infinite.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 3.4, Example 3.1 and
        Problem 3.1.

    Examples:
        >>> round(economic_order_quantity(order_cost=8, holding_cost=0.225, demand_rate=1300), 4)
        304.0468
        >>> round(economic_order_quantity(order_cost=2250, holding_cost=275, demand_rate=182500), 4)
        1728.1098
    """
    must_be_positive(order_cost=order_cost, holding_cost=holding_cost, demand_rate=demand_rate)
    return math.sqrt(2.0 * order_cost * demand_rate / holding_cost)


def yearly_cost(
    order_quantity: float, *, order_cost: float, holding_cost: float, demand_rate: float
) -> float:
    """Return what ordering and holding cost a year with any order quantity.

    K * d / Q + h * Q / 2; flat around the best quantity: a quarter more costs 2.5 % more.

    Args:
        order_quantity: Q, units an order.
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit per year, same currency.
        demand_rate: d, units per year.

    Returns:
        account currency a year, without the goods themselves.

    Raises:
        ValueError: an argument is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., Example 3.1.

    Examples:
        >>> yearly = dict(order_cost=8, holding_cost=0.225, demand_rate=1300)
        >>> round(yearly_cost(economic_order_quantity(**yearly), **yearly), 4)
        68.4105
        >>> yearly_cost(250, **yearly)
        69.725
    """
    must_be_positive(
        order_quantity=order_quantity,
        order_cost=order_cost,
        holding_cost=holding_cost,
        demand_rate=demand_rate,
    )
    return order_cost * demand_rate / order_quantity + holding_cost * order_quantity / 2.0


def economic_quantity_with_waiting(
    *, order_cost: float, holding_cost: float, waiting_cost: float, demand_rate: float
) -> BackorderedQuantity:
    """Return the order quantity where customers may wait for a price (EOQB).

    Q* = sqrt(2 * K * d * (h + p) / (h * p)), of which the share x* = h / (h + p) waits.

    Args:
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit per year, same currency.
        waiting_cost: p, per unit that waits, per year.
        demand_rate: d, units per year.

    Returns:
        the quantity, the share that waits, and the yearly cost without the goods themselves.

    Raises:
        ValueError: an argument is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eqs. 3.27 to 3.29, Example 3.8.

    Examples:
        >>> best = economic_quantity_with_waiting(
        ...     order_cost=8, holding_cost=0.225, waiting_cost=5, demand_rate=1300
        ... )
        >>> round(best.order_quantity, 4), round(best.share_waiting, 4), round(best.cost, 4)
        (310.8126, 0.0431, 66.9214)
    """
    simple = economic_order_quantity(
        order_cost=order_cost, holding_cost=holding_cost, demand_rate=demand_rate
    )
    must_be_positive(waiting_cost=waiting_cost)
    wider = math.sqrt((holding_cost + waiting_cost) / waiting_cost)
    share = holding_cost / (holding_cost + waiting_cost)
    return BackorderedQuantity(simple * wider, share, holding_cost * simple / wider)


def quantity_with_discounts(
    *,
    order_cost: float,
    holding_rate: float,
    demand_rate: float,
    breaks: Sequence[tuple[float, float]],
) -> DiscountedQuantity:
    """Return the order quantity of least yearly cost where larger orders cost less a unit.

    All units of an order cost what its quantity is worth. In each region the economic quantity of
    its price, raised to where the region begins, is compared; one beyond its end has a better
    region to be in.

    Args:
        order_cost: K, per order, in account currency.
        holding_rate: i, a year, as a share of what a unit costs.
        demand_rate: d, units per year.
        breaks: (from which quantity, what a unit costs then), by rising quantity, the first from 0.

    Returns:
        the quantity, not rounded, its region from 0, and the yearly cost with the goods.

    Raises:
        ValueError: an argument is not positive, or breaks are none, not rising, or not from 0.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., Examples 3.5 and 3.6.

    Examples:
        >>> quantity_with_discounts(
        ...     order_cost=8,
        ...     holding_rate=0.3,
        ...     demand_rate=1300,
        ...     breaks=[(0, 0.75), (400, 0.72), (800, 0.68)],
        ... )
        DiscountedQuantity(order_quantity=800.0, region=2, cost=978.6)
    """
    starts = [float(start) for start, _ in breaks]
    if not starts or starts[0] != 0.0 or sorted(set(starts)) != starts:
        raise ValueError("breaks: must begin at 0 and rise")
    ends = [*starts[1:], math.inf]
    offered = []
    for region, (start, unit_cost) in enumerate(breaks):
        yearly = {
            "order_cost": order_cost,
            "holding_cost": holding_rate * unit_cost,
            "demand_rate": demand_rate,
        }
        quantity = max(economic_order_quantity(**yearly), float(start))
        if quantity < ends[region]:
            cost = yearly_cost(quantity, **yearly) + unit_cost * demand_rate
            offered.append(DiscountedQuantity(quantity, region, round(cost, 10)))
    return min(offered, key=lambda one: one.cost)
