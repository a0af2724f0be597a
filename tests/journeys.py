"""Orders that have come a long way, for tests of what happens to them outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inventory.customer import Contact
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.order_commands import CheckLine, PackShipment, PlanPick, RecordPick, ShipShipment
from inventory.ports import Desk
from journal.opening import Journal, open_journal
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_customer,
    edit,
    open_stock,
    ordered,
    place_order,
    set_rule,
)

SOL = Contact(
    name="Café Sol",
    lines=("7 Quay Rd",),
    postcode="12180",
    city="Troy, NY",
    country="US",
    email="sol@example.com",
)


@contextmanager
def a_journal(
    folder: Path, *rows: Any, contact: Contact | None = SOL, **rules: object
) -> Iterator[Journal]:
    """A journal with a house, people, items, 24 blue mugs, and CAFE-SOL who can be written to."""
    journal = open_journal(f"sqlite:///{folder / 'bincard.sqlite3'}", "journal-1")
    try:
        mark = journal.contacts.put("CAFE-SOL", contact) if contact else "erased"
        wanted = (*HOUSE, *PEOPLE, *ITEMS, a_customer(contact=mark), *rows)
        journal.desk.handle_all(
            [edit(row) for row in {(r.type, r.key): r for r in wanted}.values()]
        )
        for name, value in rules.items():
            journal.desk.handle(set_rule(name, value))
        journal.desk.handle(open_stock(24, "MUG-BLU", at="A-01"))
        yield journal
    finally:
        journal.close()


def packed(desk: Desk, *lines: Any, packages: tuple[Any, ...] = (), **facts: Any) -> str:
    """Have an order packed; return its shipment's number."""
    placed = desk.handle(place_order(*lines, **facts))
    number = next(c.key for c in placed.transaction.changes if c.type == "order")
    desk.handle(ordered(PlanPick, orders=(number,)))
    pick_list = desk.book.get(PickList, the_order(desk, number).pick_list)
    assert pick_list is not None
    for stop in pick_list.lines:
        desk.handle(ordered(RecordPick, pick_list.number, line=stop.number))
    shipment = the_order(desk, number).shipments[0]
    desk.handle(ordered(CheckLine, shipment, by="U0BEN"))
    desk.handle(ordered(PackShipment, shipment, packages=packages))
    return shipment


def shipped(desk: Desk, *lines: Any, **facts: Any) -> str:
    """Have an order leave; return its shipment's number."""
    journey = {
        name: facts.pop(name) for name in ("carrier", "tracking", "promised_on") if name in facts
    }
    shipment = packed(desk, *lines, **facts)
    desk.handle(
        ordered(ShipShipment, shipment, **{"carrier": "Bike", "tracking": "B-1", **journey})
    )
    return shipment


def the_order(desk: Desk, number: str) -> Order:
    found = desk.book.get(Order, number)
    assert found is not None
    return found


def the_shipment(desk: Desk, number: str = "SH-1") -> Shipment:
    found = desk.book.get(Shipment, number)
    assert found is not None
    return found
