"""The shop whose goods come back: it knows its items and customers, and has shipped what was sold."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, cast

from benchmarks.retail_commands import edit_of
from benchmarks.retail_lines import NOT_GOODS, Names, RetailLine
from benchmarks.retail_postings import bin_of, chunks
from benchmarks.returns_lines import Event, OrderName
from inventory.base_command import LINES_MAX, BaseCommand
from inventory.commands import Command, Line, OpenStock
from inventory.customer import Customer
from inventory.entries import MasterRow
from inventory.errors import StockError
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.order_commands import (
    AskedLine,
    PackShipment,
    PlaceOrder,
    PlanPick,
    RecordPick,
    ShipShipment,
)
from inventory.people import IMPORT, Person, Role
from inventory.quantity import Amount
from inventory.rules import Setting
from inventory.transaction import Posted
from journal.opening import Journal

CLERK: Final = "U0ANA"
MANAGER: Final = "U0CLEO"
ORDERS_AT_ONCE: Final = 20


@dataclass
class Shop:
    """A journal, what was asked of it, and what was counted.

    Attributes:
        orders: as the file has them -> number of ours.
        waiting: orders that leave together at the next credit note.
        surprises: refusals that nobody expected, in words.
    """

    journal: Journal
    orders: dict[OrderName, str] = field(default_factory=dict)
    waiting: list[tuple[OrderName, tuple[RetailLine, ...]]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    surprises: list[str] = field(default_factory=list)
    _asked: int = 0

    def make(self, kind: type[BaseCommand], by: str, at: datetime, **parts: object) -> Command:
        """Return a request with a key of its own."""
        self._asked += 1
        return cast("Command", kind(key=f"returns:{self._asked}", actor=by, at=at, **parts))

    def ask_all(self, commands: Sequence[Command], step: str) -> list[Posted | StockError]:
        """Have requests decided in order; what is refused is a surprise."""
        began = time.perf_counter()
        outcomes = self.journal.desk.handle_all(commands)
        self.seconds[step] += time.perf_counter() - began
        self.counted["requests"] += len(commands)
        self.surprises += [repr(one) for one in outcomes if isinstance(one, StockError)]
        return list(outcomes)

    def ask(self, command: Command, step: str) -> Posted | StockError:
        """Have one request decided, and return its refusal where it is refused."""
        began = time.perf_counter()
        [outcome] = self.journal.desk.handle_all([command])
        self.seconds[step] += time.perf_counter() - began
        self.counted["requests"] += 1
        return outcome


def set_up(shop: Shop, events: Sequence[Event], names: Names) -> None:
    """Import items, bins, people and customers, and open with what the orders will take."""
    sold: Counter[str] = Counter()
    for event in events:
        for line in event.order[1] if event.order else ():
            sold[line.code] += line.quantity
    at = next(line.at for event in events for line in _lines_of(event))
    rows = _master_rows(events, names)
    shop.ask_all([edit_of(row, at) for row in rows], "items, bins, customers")
    openings = [
        shop.make(OpenStock, IMPORT, at, lines=tuple(_opening(code, n) for code, n in chunk))
        for chunk in chunks(sorted(sold.items()), LINES_MAX)
    ]
    shop.ask_all(openings, "items, bins, customers")


def _master_rows(events: Sequence[Event], names: Names) -> Iterator[MasterRow]:
    yield Setting(name="is_checked", value="no")
    yield Person(user=CLERK, role=Role.OPERATOR)
    yield Person(user=MANAGER, role=Role.MANAGER)
    for code, kind in (
        ("PACKING", LocationKind.PACKING),
        ("RETURNS", LocationKind.RETURNS),
        ("QUARANTINE", LocationKind.QUARANTINE),
    ):
        yield Location(code=code, kind=kind)
    lines = [line for event in events for line in _lines_of(event)]
    codes = dict.fromkeys(line.code for line in lines if line.code not in NOT_GOODS)
    for place in sorted({bin_of(code) for code in codes}):
        yield Location(code=place)
    for code in codes:
        yield Item(sku=code, name=names.name_of(code), home=bin_of(code))
    for customer in sorted({line.customer for line in lines if line.customer}):
        yield Customer(code=customer)


def _lines_of(event: Event) -> Iterator[RetailLine]:
    if event.order:
        yield from event.order[1]
    if event.note:
        yield from (back.line for back in event.note.lines)
        yield from event.note.not_goods


def _opening(code: str, sold: int) -> Line:
    return Line(item=code, amount=pieces(sold), location=bin_of(code))


def pieces(number: int) -> Amount:
    """Return so many pieces."""
    return Amount(number=Decimal(number))


def ship_what_waits(shop: Shop) -> None:
    """Have orders leave, each step of each; all of it is there, so their numbers are known."""
    for chunk in chunks(shop.waiting, ORDERS_AT_ONCE):
        commands = [one for name, lines in chunk for one in _steps_of(shop, name, lines)]
        shop.ask_all(commands, "orders, from word to doorstep")
    shop.waiting.clear()


def _steps_of(shop: Shop, name: OrderName, lines: Sequence[RetailLine]) -> list[Command]:
    number = len(shop.orders) + 1
    order, at = f"SO-{number}", lines[0].at
    shop.orders[name] = order
    asked = tuple(
        AskedLine(item=line.code, amount=pieces(line.quantity), unit_price=line.price)
        for line in lines
    )
    facts = {"customer": lines[0].customer, "reference": name.invoice, "source": "import"}
    return [
        shop.make(PlaceOrder, MANAGER, at, lines=asked, **facts),
        shop.make(PlanPick, CLERK, at, orders=(order,)),
        shop.make(RecordPick, CLERK, at, number=f"PK-{number}"),
        shop.make(PackShipment, CLERK, at, number=f"SH-{number}"),
        shop.make(ShipShipment, CLERK, at, number=f"SH-{number}", carrier="Royal Mail"),
    ]
