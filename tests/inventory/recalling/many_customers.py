"""One lot that has gone to very many customers."""

from functools import cache

from inventory.base_command import Line
from inventory.ports import Desk
from inventory.recall_commands import ContinueRecall
from inventory.recalling.parts import unfinished
from tests.builders import a_desk, an_amount, an_item, pick, receive, ship
from tests.inventory.recalling.recalls import JAM, asked
from tests.memory_desk import MemoryDesk

A_SHIPMENT = 125


def a_lot_of(customers: int) -> MemoryDesk:
    """Lot L7 of jam, of which every other customer has got one jar, and every other two.

    Shipment SH-1 went to `CUST-0`, the next to the next.
    """
    return _sold(customers).copied()


@cache
def _sold(customers: int) -> MemoryDesk:
    desk = a_desk(an_item(JAM, is_lot_tracked=True, packs=()))
    desk.handle(receive(3 * customers, JAM, at="A-01", lot="L7"))
    sell_to_many(desk, JAM, "L7", customers)
    return desk


def sell_to_many(desk: Desk, item: str, lot: str, customers: int) -> None:
    """Send goods at A-01 to `CUST-0` and the others, one piece and two in turn."""
    desk.handle(pick(2 * customers, item, at="A-01", lot=lot))
    for first in range(0, customers, A_SHIPMENT):
        numbers = range(first, min(first + A_SHIPMENT, customers))
        lines = [
            Line(item=item, amount=an_amount(1 + one % 2), lot=lot, to=f"CUST-{one}")
            for one in numbers
        ]
        desk.handle(ship(lines=lines))


def go_on(desk: MemoryDesk) -> None:
    """Do what is still to be done about recalls, as the process that began them does."""
    while waiting := unfinished(desk.book):
        desk.handle(asked(ContinueRecall, waiting[0]))
