"""One lot's way through a house: received, built into kits of kits, sent to hundreds, sent back.

Each cycle brings syrup of one lot, bottles some of it, packs bottles into boxes without lots and boxes
on pallets, and sends syrup, bottles, boxes and pallets away, a parcel a line; every tenth comes back.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from benchmarks.retail_commands import edit_of
from benchmarks.warehouse import AT
from inventory.commands import Command, Line, PickStock, ReceiveStock, ReturnStock, ShipStock
from inventory.customer import Customer
from inventory.entries import MasterRow
from inventory.inbound_commands import BuildKit, UnbuildKit
from inventory.item import Component, Item
from inventory.location import Location, LocationKind
from inventory.people import IMPORT
from inventory.quantity import Amount

CUSTOMERS: Final = 300
LINES: Final = 200
RECEIVED: Final = 5
MOVES_A_CYCLE: Final = 3 * LINES + LINES // 10 + 30
"""Receipts, picks and shipments of a line each; returns; what building takes."""

LOT: Final = "L-1"
PARTS: Final = (("SYRUP", LOT), ("BOTTLE", "B-{}"), ("BOX", ""), ("PALLET", "P-{}"))
KITS_SENT: Final = 10


def rows() -> Iterator[MasterRow]:
    """Yield the goods, the bins and the customers."""
    yield Item(sku="SYRUP", name="Syrup", unit="litre", is_lot_tracked=True)
    for sku, part, each, has_lots in (
        ("BOTTLE", "SYRUP", 2, True),
        ("BOX", "BOTTLE", 2, False),
        ("PALLET", "BOX", 2, True),
    ):
        made_of = (Component(item=part, quantity=Decimal(each)),)
        yield Item(sku=sku, name=sku.title(), components=made_of, is_lot_tracked=has_lots)
    yield Location(code="LOT-IN")
    yield Location(code="PACKING", kind=LocationKind.PACKING)
    yield Location(code="RETURNS", kind=LocationKind.RETURNS)
    for number in range(CUSTOMERS):
        yield Customer(code=f"C-{number:03}")


def journey(cycles: int) -> Iterator[Command]:
    """Yield everything that happens to the lot, master rows first."""
    yield from (edit_of(row, AT) for row in rows())
    for cycle in range(cycles):
        yield from _cycle(cycle)


def _cycle(cycle: int) -> Iterator[Command]:
    signed = {"actor": IMPORT, "at": AT}
    came = _line("SYRUP", RECEIVED, LOT, location="LOT-IN", document=f"PO {cycle}")
    yield ReceiveStock(key=f"r{cycle}", lines=(came,) * LINES, **signed)
    for sku, quantity, lot in (
        ("BOTTLE", 60, f"B-{cycle}"),
        ("BOX", 20, ""),
        ("PALLET", 5, f"P-{cycle}"),
    ):
        yield BuildKit(
            key=f"{sku}{cycle}",
            item=sku,
            amount=_amount(quantity),
            location="LOT-IN",
            lot=lot,
            **signed,
        )
    apart = {"item": "PALLET", "amount": _amount(1), "location": "LOT-IN", "lot": f"P-{cycle}"}
    yield UnbuildKit(key=f"u{cycle}", target="LOT-IN", **apart, **signed)
    leaving = [*_leaving(cycle)]
    picks = tuple(line.model_copy(update={"location": "LOT-IN"}) for line in leaving)
    yield PickStock(key=f"p{cycle}", lines=picks, **signed)
    parcels = tuple(
        line.model_copy(
            update={"to": f"C-{(cycle + n) % CUSTOMERS:03}", "tracking": f"T{cycle}-{n}"}
        )
        for n, line in enumerate(leaving)
    )
    yield ShipStock(key=f"s{cycle}", lines=parcels, **signed)
    back = tuple(
        line.model_copy(update={"condition": "new", "document": f"back {cycle}"})
        for line in leaving[::10]
    )
    yield ReturnStock(key=f"b{cycle}", lines=back, **signed)


def _leaving(cycle: int) -> Iterator[Line]:
    kits = (("BOTTLE", f"B-{cycle}"), ("BOX", ""), ("PALLET", f"P-{cycle}"))
    for number in range(LINES):
        sku, lot = kits[number % 3] if number < KITS_SENT else ("SYRUP", LOT)
        yield _line(sku, 1, lot)


def _line(sku: str, quantity: int, lot: str, **parts: str) -> Line:
    return Line(item=sku, amount=_amount(quantity), lot=lot, **parts)


def _amount(quantity: int) -> Amount:
    return Amount(number=Decimal(quantity))
