"""Commands about returns with defaults, and a shop that has shipped: for tests of what comes back."""

import contextlib
from datetime import datetime
from decimal import Decimal
from typing import Any

from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import CustomerReturn, Remedy
from inventory.documents.remark import RemarkKind
from inventory.errors import NothingChanged
from inventory.order_commands import (
    CheckLine,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
)
from inventory.ports import Desk
from inventory.quantity import Amount
from inventory.return_commands import (
    AnnounceReturn,
    InspectReturn,
    MakeGood,
    ReceiveReturn,
    ReturnedLine,
)
from tests.builders import a_customer, a_desk, an_amount, fresh_key, ordered
from tests.journeys import shipped, the_order
from tests.memory_desk import START, MemoryDesk


def a_shop(*rows: Any, stock: Any = (), **rules: object) -> MemoryDesk:
    """A desk with 24 mugs, 12 tees and lots of jam, and two customers; nothing has left."""
    lots = ((9, "JAM-STR", "A-02", "L7"), (9, "JAM-STR", "A-02", "L8"))
    lying = stock or ((24, "MUG-BLU", "A-01"), (12, "TEE-BLK-M", "A-02"), *lots)
    return a_desk(a_customer(), a_customer("BAR-LUZ"), *rows, stock=lying, **rules)


def a_shop_that_shipped(*lines: Any, **rules: object) -> MemoryDesk:
    """The shop, which has shipped an order: SO-1 of 3 mugs at 4.99 and 2 tees, where none is said."""
    desk = a_shop(**rules)
    shipped(desk, *(lines or ((3, "MUG-BLU", "4.99"), (2, "TEE-BLK-M", "12.90"))))
    return desk


def ship_the_rest(desk: Any, order: str = "SO-1", *, when: datetime = START) -> None:
    """Have what is there of an order leave with another shipment."""
    with contextlib.suppress(NothingChanged):
        desk.handle(ordered(ReserveOrders, order, when=when))
    desk.handle(ordered(PlanPick, orders=(order,), when=when))
    left = the_order(desk, order)
    desk.handle(ordered(RecordPick, left.pick_list, when=when))
    shipment = the_order(desk, order).shipments[-1]
    desk.handle(ordered(CheckLine, shipment, by="U0BEN", when=when))
    desk.handle(ordered(PackShipment, shipment, when=when))
    desk.handle(ordered(ShipShipment, shipment, carrier="Bike", tracking="B-2", when=when))


def back(
    quantity: Any = 1, item: str = "MUG-BLU", order: str = "SO-1", **facts: Any
) -> ReturnedLine:
    """A line of what comes back."""
    amount = an_amount(quantity)
    assert amount is not None
    return ReturnedLine(item=item, amount=amount, order=order, **facts)


def announce(*lines: ReturnedLine, **facts: Any) -> AnnounceReturn:
    return AnnounceReturn(lines=lines or (back(),), **_asked(facts))


def receive_back(number: str = "RMA-1", quantities: Any = None, **facts: Any) -> ReceiveReturn:
    """`quantities` is number of a line -> what came; all that is expected where it is left out."""
    came = {line: Decimal(str(quantity)) for line, quantity in (quantities or {}).items()}
    return ReceiveReturn(number=number, quantities=came, **_asked(facts))


def inspect(
    condition: str = "new",
    disposition: str = "",
    *,
    quantity: Any = None,
    line: int = 0,
    number: str = "RMA-1",
    **facts: Any,
) -> InspectReturn:
    return InspectReturn(
        number=number,
        line=line,
        amount=None if quantity is None else Amount(number=Decimal(str(quantity))),
        condition=Condition(condition),
        disposition=Disposition(disposition) if disposition else None,
        **_asked(facts),
    )


def make_good(
    remedy: str = "refund",
    *,
    line: int = 0,
    quantity: Any = None,
    number: str = "RMA-1",
    **facts: Any,
) -> MakeGood:
    facts.setdefault("by", "U0MIA")
    return MakeGood(
        number=number,
        line=line,
        remedy=Remedy(remedy),
        amount=None if quantity is None else Amount(number=Decimal(str(quantity))),
        **_asked(facts),
    )


def the_return(desk: Desk, number: str = "RMA-1") -> CustomerReturn:
    found = desk.book.get(CustomerReturn, number)
    assert found is not None
    return found


def lines_of(desk: Desk, number: str = "RMA-1") -> list[tuple[Any, ...]]:
    """Return the lines of a return: item, lot, expected, received, inspected, waiting."""
    return [
        (line.item, line.lot, line.expected, line.received, line.inspected, line.waiting)
        for line in the_return(desk, number).lines
    ]


def told(posted: Any, kind: RemarkKind | None = None) -> list[tuple[str, str]]:
    """Return what was said in threads: the thread, and what happened."""
    said = [n for n in posted.transaction.notices if n.type == "remark"]
    return [(n.thread, n.remark.kind.value) for n in said if kind in (None, n.remark.kind)]


def _asked(facts: dict[str, Any]) -> dict[str, Any]:
    when: datetime = facts.pop("when", START)
    return {"key": fresh_key(), "actor": facts.pop("by", "U0ANA"), "at": when, **facts}
