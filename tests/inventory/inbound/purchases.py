"""Purchase orders on their way, for tests: drafted by Ana, agreed to by Mia, sent."""

from datetime import date
from decimal import Decimal
from typing import Any

from inventory.documents.purchase_order import PurchaseOrder
from inventory.inbound_commands import ApprovePurchase, PlacePurchase, SendPurchase, WantedLine
from inventory.ports import Desk
from inventory.quantity import Amount
from inventory.supplier import Supplier
from tests.builders import ordered

CLAY = Supplier(
    code="CLAYCO",
    name="Clay & Co",
    email="orders@clay.example",
    address=("2 Kiln Lane", "Stoke"),
    lead_time_days=14,
)
MONDAY = date(2026, 11, 23)


def buy(*lines: tuple[Any, ...], supplier: str = "CLAYCO", **facts: Any) -> PlacePurchase:
    """A purchase order of lines as (quantity, item[, unit cost])."""
    wanted = tuple(
        WantedLine(
            item=line[1],
            amount=Amount(number=Decimal(line[0])),
            unit_cost=Decimal(line[2]) if len(line) > 2 else None,
        )
        for line in lines or ((24, "MUG-BLU", "3.20"),)
    )
    return ordered(PlacePurchase, supplier=supplier, lines=wanted, **facts)


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


def the_purchase(desk: Desk, number: str = "PO-1") -> PurchaseOrder:
    found = desk.book.get(PurchaseOrder, number)
    assert found is not None
    return found
