"""A house that waits for deliveries: orders that were sent, and what is asked when they come."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Outlet, Rejection
from inventory.inbound_commands import PlacePurchase, SettleRejection, WantedLine
from inventory.item import Item
from inventory.quantity import Amount
from inventory.supplier import Supplier
from tests.builders import a_desk, an_amount, an_item, fresh_key
from tests.memory_desk import START, MemoryDesk

MONDAY = date(2026, 11, 23)
POTTERY = Supplier(code="POTTERY", name="The Pottery")
TOLERANT = an_item("NAIL-3", name="Nail 3 in", over_percent=Decimal(10), under_percent=Decimal(5))
JAM = an_item("JAM-STR", name="Jam", is_lot_tracked=True, shelf_life_days=365, least_days_left=90)


def a_waiting_desk(
    *lines: tuple[Any, ...], items: Iterable[Item] = (), **rules: object
) -> MemoryDesk:
    """A desk with one order that was sent: lines as (quantity, item[, unit cost])."""
    desk = a_desk(POTTERY, TOLERANT, JAM, *items, **rules)
    send_order(desk, *(lines or ((36, "MUG-BLU"),)))
    return desk


def send_order(desk: MemoryDesk, *lines: tuple[Any, ...], on: date = MONDAY) -> str:
    """Bring in an order as sent; return its number."""
    wanted = tuple(
        WantedLine(
            item=sku,
            amount=Amount(number=Decimal(str(quantity))),
            unit_cost=Decimal(str(cost[0])) if cost else None,
        )
        for quantity, sku, *cost in lines
    )
    placed = desk.handle(
        PlacePurchase(
            key=fresh_key(),
            actor="U0MIA",
            at=START,
            supplier="POTTERY",
            lines=wanted,
            ordered_on=on,
        )
    )
    (order,) = (change.after for change in placed.transaction.changes)
    return order.key


def settle(outlet: str, quantity: Any = None, number: str = "RJ-1", **parts: Any) -> Any:
    """`settle("scrap", 2)`."""
    return SettleRejection(
        key=fresh_key(),
        actor=parts.pop("by", "U0ANA"),
        at=START,
        number=number,
        outlet=Outlet(outlet),
        amount=an_amount(quantity),
        **parts,
    )


def stands(desk: MemoryDesk, number: str = "PO-1") -> tuple[str, list[tuple[int, int, int]]]:
    """Return an order's status, and of each line what was received, rejected and cancelled."""
    order = desk.book.get(PurchaseOrder, number)
    lines = [(int(one.received), int(one.rejected), int(one.cancelled)) for one in order.lines]
    return order.status.value, lines


def rejection(desk: MemoryDesk, number: str = "RJ-1") -> Rejection:
    return desk.book.get(Rejection, number)
