"""Economic order quantities of all items at once: ordering seldom costs storage, often costs orders."""

import numpy as np
from numpy.typing import ArrayLike

from inventory.policies.arrays import Floats, at_least_zero


def economic_quantities(
    order_cost: ArrayLike, holding_cost: ArrayLike, demand_rate: ArrayLike
) -> Floats:
    """Return the economic order quantity of each item, 0 where there is none.

    Q* = sqrt(2 * K * d / h); the formula of one item, with its source, is in `textbook`.

    There is none without an ordering cost, without a holding cost (price 0) and without demand:
    then what is needed is ordered, as often as it is needed.

    Args:
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit per year, same currency.
        demand_rate: d, units per year.

    Returns:
        units an order, not rounded, in the shape of the arguments together.

    Raises:
        ValueError: a value is no finite number.

    Examples:
        >>> economic_quantities(8, [0.225, 0, 0.225], [1300, 1300, 0]).round(1).tolist()
        [304.0, 0.0, 0.0]
    """
    orders = at_least_zero("order_cost", order_cost) * at_least_zero("demand_rate", demand_rate)
    held = at_least_zero("holding_cost", holding_cost)
    orders, held = np.broadcast_arrays(2.0 * orders, held)
    return np.sqrt(np.divide(orders, held, out=np.zeros_like(orders), where=held > 0.0))
