"""Purchase orders for tests: of Acme, mugs at 2.40, as far as a test wants them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from inventory.documents.purchase_order import PurchaseOrder
from inventory.entries import Change
from inventory.inbound_commands import (
    ApprovePurchase,
    ChangePurchase,
    PlacePurchase,
    SendPurchase,
    WantedLine,
)
from inventory.quantity import Amount
from inventory.supplier import Supplier
from inventory.transaction import Posted, Reply, Transaction, transaction_id
from tests.builders import a_desk, an_item, ordered, warn
from tests.memory_desk import START, MemoryDesk

MONDAY = START.date()
ACME = Supplier(code="ACME", name="Acme Potters", lead_time_days=9)
ZETA = Supplier(code="ZETA", name="Zeta Weavers")


def a_buyer(*rows: Any, **wanted: Any) -> MemoryDesk:
    """A desk with two suppliers; a blue mug costs 2.40, a tee nobody knows what."""
    mug = an_item("MUG-BLU", unit_cost=Decimal("2.40"))
    return a_desk(ACME, ZETA, mug, *rows, **wanted)


def wanted(quantity: Any, item: str = "MUG-BLU", cost: Any = None, **facts: Any) -> WantedLine:
    unit_cost = None if cost is None else Decimal(str(cost))
    amount = Amount(number=Decimal(str(quantity)))
    return WantedLine(item=item, amount=amount, unit_cost=unit_cost, **facts)


def place(*lines: WantedLine, supplier: str = "ACME", **facts: Any) -> PlacePurchase:
    return ordered(PlacePurchase, supplier=supplier, lines=lines or (wanted(24),), **facts)


def change(number: str = "PO-1", **facts: Any) -> ChangePurchase:
    """`change(quantities={1: 12}, expected_lines={1: date(2026, 12, 1)})`."""
    for name in ("quantities", "unit_costs"):
        if name in facts:
            facts[name] = {key: Decimal(str(value)) for key, value in facts[name].items()}
    return ordered(ChangePurchase, number, **facts)


def purchase(desk: MemoryDesk, number: str = "PO-1") -> PurchaseOrder:
    found = desk.book.get(PurchaseOrder, number)
    assert found is not None
    return found


def stands(desk: MemoryDesk, number: str = "PO-1", **facts: Any) -> PurchaseOrder:
    """Leave an order as its own steps would: `stands(desk, status=..., received={1: 12})`."""
    before = purchase(desk, number)
    lines = before.lines
    for name in ("received", "rejected"):
        told = facts.pop(name, {})
        lines = tuple(
            line.model_copy(update={name: Decimal(told.get(line.number, getattr(line, name)))})
            for line in lines
        )
    after = before.model_copy(update={"lines": lines, **facts})
    sequence = desk.last_sequence() + 1
    name, command = transaction_id(sequence), warn()
    version = desk.book.version_of("purchase_order", number)
    transaction = Transaction(
        sequence=sequence,
        id=name,
        at=command.at,
        command=command,
        moves=(),
        changes=(Change(version=version, before=before, after=after),),
        notices=(),
    )
    desk.enter(Posted(transaction=transaction, reply=Reply(transaction=name, balances=())))
    return after


def approve(number: str = "PO-1", *, by: str = "U0MIA", **facts: Any) -> ApprovePurchase:
    return ordered(ApprovePurchase, number, by=by, **facts)


def approved(desk: MemoryDesk, number: str = "PO-1") -> PurchaseOrder:
    """Have Mia agree to an order."""
    desk.handle(approve(number))
    return purchase(desk, number)


def sent(desk: MemoryDesk, number: str = "PO-1", when: datetime = START) -> PurchaseOrder:
    """Have an order agreed to and sent."""
    approved(desk, number)
    desk.handle(ordered(SendPurchase, number, by="U0MIA", when=when))
    return purchase(desk, number)
