"""What received goods cost: as said at the dock, else as agreed on the order, else as usual."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from inventory.base_command import Line
from inventory.errors import NotPositive
from inventory.inbound.arrivals import Share, costs_of
from inventory.item import Item
from inventory.quantity import Quantity

Part = tuple[str, Decimal]
"""A lot and how much of it."""

Portion = tuple[Decimal, Quantity | None]
"""How much of some goods, and what one of them cost."""


def refuse_negative_cost(line: Line, item: Item) -> None:
    """Refuse to be paid for taking goods in.

    Raises:
        NotPositive: they cost less than nothing.
    """
    if line.unit_cost is not None and line.unit_cost < 0:
        raise NotPositive(verb="cost", item=item.sku, number=line.unit_cost)


def cost_of(line: Line, item: Item, agreed: Quantity | None = None) -> Quantity | None:
    """Return what one piece cost: as said, else as agreed, else as usual."""
    known = (line.unit_cost, agreed, item.unit_cost)
    return next((cost for cost in known if cost is not None), None)


def portions_of(
    line: Line, item: Item, shares: tuple[Share, ...], quantity: Decimal
) -> list[Portion]:
    """Return how much of a line cost how much a piece, by the lines of the order it counts for."""
    if line.unit_cost is not None or not shares:
        return [(quantity, cost_of(line, item))]
    return [(much, cost_of(line, item, agreed)) for much, agreed in costs_of(shares)]


def laid_upon(
    lots: Iterable[Part], costs: Iterable[Portion]
) -> Iterator[tuple[str, Decimal, Quantity | None]]:
    """Yield (lot, quantity, cost): two ways of dividing the same goods, laid upon each other."""
    waiting = iter(costs)
    room, cost = next(waiting)
    for lot, much in lots:
        left = much
        while left:
            if not room:
                room, cost = next(waiting)
            taken = min(left, room)
            yield lot, taken, cost
            left, room = left - taken, room - taken
