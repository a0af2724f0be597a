"""Purchase orders on their way to Clay & Co: drafted by Ana, agreed to and sent by a manager."""

from typing import Any

from inventory.inbound_commands import ApprovePurchase, PlacePurchase, SendPurchase
from inventory.ports import Desk
from inventory.supplier import Supplier
from tests.builders import ordered
from tests.purchases import MONDAY, place, wanted
from tests.purchases import purchase as the_purchase

__all__ = ["CLAY", "MONDAY", "approved", "buy", "sent", "the_purchase"]

CLAY = Supplier(
    code="CLAYCO",
    name="Clay & Co",
    email="orders@clay.example",
    address=("2 Kiln Lane", "Stoke"),
    lead_time_days=14,
)


def buy(*lines: tuple[Any, ...], supplier: str = "CLAYCO", **facts: Any) -> PlacePurchase:
    """A purchase order of lines as (quantity, item[, unit cost]); two dozen mugs if none is named."""
    asked = (wanted(*line) for line in lines or ((24, "MUG-BLU", "3.20"),))
    return place(*asked, supplier=supplier, **facts)


def approved(desk: Desk, *lines: tuple[Any, ...], by: str = "U0MIA", **facts: Any) -> str:
    """Have an order drafted and agreed to; return its number."""
    placed = desk.handle(buy(*lines, **facts))
    number = next(c.key for c in placed.transaction.changes if c.type == "purchase_order")
    desk.handle(ordered(ApprovePurchase, number, by=by))
    return number


def sent(
    desk: Desk, *lines: tuple[Any, ...], how: str = "posted", by: str = "U0MIA", **facts: Any
) -> str:
    """Have an order sent; return its number."""
    number = approved(desk, *lines, by=by, **facts)
    desk.handle(ordered(SendPurchase, number, by=by, how=how))
    return number
