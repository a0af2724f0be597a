"""What orders hold, as changes of balances: the one place that adds holds up."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from inventory.documents.order import Order
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.stock_key import StockKey


def holds_changed(before: Record | None, after: Record | None) -> Mapping[StockKey, Decimal]:
    """Return by how much what is kept of each balance differs between two states of an order."""
    changes: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for order, sign in ((before, -1), (after, 1)):
        if isinstance(order, Order):
            for line in order.lines:
                for hold in line.holds:
                    key = StockKey(line.item, hold.location, hold.lot)
                    changes[key] += sign * hold.quantity
    return {key: change for key, change in changes.items() if change}
