"""A real shop's invoices, each from order to doorstep: ordered, kept, fetched, checked, packed, shipped.

    python -m benchmarks.fulfilment --data <folder>        # as many invoices as five minutes take

Three people work at one desk on SQLite: orders come in as they stand in the file, a picker fetches
waves of up to five, somebody else checks, rules are ticked, parcels leave and arrive. The opening
stock lacks one code in twenty, so that bins run short, orders wait, and what a supplier brings later
is kept for them. At the end every piece that was ordered has left, and every invoice comes to what
plain arithmetic makes of the file.
"""

import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated, Final, TypeVar, cast

import typer

from benchmarks.measuring import machine
from benchmarks.replay import FOLDER, FULL_FILE
from benchmarks.retail_commands import edit_of
from benchmarks.retail_desk import set_up_shop
from benchmarks.retail_lines import Names, RetailLine, Sorted, Treatment, read_lines, sort_out
from benchmarks.retail_postings import bin_of, chunks, opening_stock
from inventory.base_command import LINES_MAX, BaseCommand
from inventory.billing.issued import IssuedInvoice
from inventory.commands import Command, Line, ReceiveStock
from inventory.customer import Customer
from inventory.documents.order import Order, OrderStatus
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.entries import MasterRow
from inventory.errors import StockError
from inventory.invariants import check_invariants
from inventory.journey_commands import RecordProgress
from inventory.location import Location
from inventory.order_commands import (
    AskedLine,
    CheckLine,
    PackShipment,
    PlaceOrder,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    TickRule,
)
from inventory.package_type import PackageType
from inventory.people import Person, Role
from inventory.ports import Desk
from inventory.quantity import Amount
from inventory.transaction import Posted
from journal.opening import open_journal

PICKER, CHECKER, OFFICE = "U0ANA", "U0BEN", "U0CLEO"
PACKING_RULES: Final = ("Two layers of paper", "Invoice on top")
WAVE: Final = 5
STOPS: Final = 200
LACKING: Final = 20
"""One code in so many has only half of what will be sold."""

CENT: Final = Decimal("0.01")
T = TypeVar("T")


@dataclass
class Shop:
    """The desk, a stamp for every request, and what has been counted."""

    desk: Desk
    at: datetime
    counted: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def ask(self, kind: type[BaseCommand], by: str, **parts: object) -> Posted | None:
        """Have somebody ask for something; what is refused is counted by its name."""
        self.counted["requests"] += 1
        name = kind.model_fields["kind"].default
        key = f"fulfilment:{self.counted['requests']}"
        command = cast("Command", kind(key=key, actor=by, at=self.at, **parts))
        began = time.perf_counter()
        try:
            return self.desk.handle(command)
        except StockError as refusal:
            self.counted[f"refused: {type(refusal).__name__}"] += 1
            return None
        finally:
            self.seconds[name] += time.perf_counter() - began


def run(path: Path, *, minutes: float, folder: Path) -> tuple[str, bool]:
    """Take invoices through the shop for so long; return the summary and whether all agrees."""
    lines = read_lines(path)
    names = Names(lines)
    sales = [one for one in sort_out(lines, names) if one.treatment is Treatment.SALE]
    journal = open_journal(f"sqlite:///{folder / 'fulfilment.sqlite3'}", "fulfilment")
    try:
        opening = _lacking(opening_stock(sales))
        set_up_shop(journal.desk, names, opening, lines[0].at)
        journal.desk.handle_all([edit_of(row, lines[0].at) for row in _people_and_customers(sales)])
        shop = Shop(journal.desk, lines[0].at)
        began = time.perf_counter()
        done = _work(shop, _invoices(sales), until=began + minutes * 60)
        _catch_up(shop, done)
        took = time.perf_counter() - began
        check_invariants(journal.desk.book)
        wrong = list(_differences(shop, done))
        return _report(path, shop, done, took, wrong), not wrong
    finally:
        journal.close()


def _lacking(opening: dict[str, int]) -> dict[str, int]:
    return {
        code: max(1, pieces // 2) if number % LACKING == 0 else pieces
        for number, (code, pieces) in enumerate(sorted(opening.items()))
    }


def _people_and_customers(sales: Iterable[Sorted]) -> Iterator[MasterRow]:
    yield Location(code="R-NEW", name="What came later")
    for user in (PICKER, CHECKER, OFFICE):
        yield Person(user=user, role=Role.MANAGER)
    yield PackageType(
        code="BOX-L",
        inner_length_cm=Decimal(60),
        inner_width_cm=Decimal(40),
        inner_height_cm=Decimal(40),
        most_weight_kg=Decimal(30),
    )
    for number, code in enumerate(sorted({_customer_of(one.line) for one in sales})):
        yield Customer(code=code, packing_rules=PACKING_RULES if number % 10 == 0 else ())


def _customer_of(line: RetailLine) -> str:
    return line.customer or "GUEST"


def _invoices(sales: Sequence[Sorted]) -> Iterator[Sequence[RetailLine]]:
    """Yield the lines of each invoice, 200 at most, in the order of the file."""
    for _, group in groupby((one.line for one in sales), key=lambda line: line.invoice):
        yield from chunks(list(group), LINES_MAX)


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of so many values, the last perhaps shorter."""
    source = iter(values)
    while batch := list(islice(source, size)):
        yield batch


def _waves(invoices: Iterator[Sequence[RetailLine]]) -> Iterator[list[Sequence[RetailLine]]]:
    """Yield up to five invoices at a time, fewer where that would be a long walk."""
    wave: list[Sequence[RetailLine]] = []
    for invoice in invoices:
        if wave and (len(wave) == WAVE or sum(map(len, [*wave, invoice])) > STOPS):
            yield wave
            wave = []
        wave.append(invoice)
    if wave:
        yield wave


def _work(
    shop: Shop, invoices: Iterator[Sequence[RetailLine]], *, until: float
) -> dict[str, Sequence[RetailLine]]:
    """Take invoices in and send what is there, a wave at a time; return order -> its lines."""
    taken: dict[str, Sequence[RetailLine]] = {}
    for wave in _waves(invoices):
        if time.perf_counter() > until:
            break
        placed = {number: lines for lines in wave if (number := _place(shop, lines))}
        taken |= placed
        _send(shop, [number for number in placed if _is_kept(shop, number)])
    return taken


def _place(shop: Shop, lines: Sequence[RetailLine]) -> str:
    asked = tuple(
        AskedLine(
            item=line.code, amount=Amount(number=Decimal(line.quantity)), unit_price=line.price
        )
        for line in lines
    )
    shop.at = lines[0].at
    facts = {"customer": _customer_of(lines[0]), "reference": lines[0].invoice}
    placed = shop.ask(PlaceOrder, OFFICE, lines=asked, source="import", **facts)
    return placed.transaction.changes[0].key if placed else ""


def _is_kept(shop: Shop, number: str) -> bool:
    return any(line.reserved for line in _order(shop, number).lines)


def _order(shop: Shop, number: str) -> Order:
    found = shop.desk.book.get(Order, number)
    assert found is not None
    return found


def _send(shop: Shop, orders: Sequence[str], *, is_careful: bool = False) -> None:
    """Fetch a wave, check it by another person, tick, pack, ship, and hear of its arrival."""
    if not orders:
        return
    planned = shop.ask(PlanPick, PICKER, orders=tuple(orders))
    if planned is None and len(orders) > 1:  # further than anybody walks in one go
        for number in orders:
            _send(shop, [number], is_careful=is_careful)
        return
    pick_list = shop.desk.book.get(PickList, _order(shop, orders[0]).pick_list)
    assert pick_list is not None
    for stop in () if is_careful else pick_list.lines[::50]:  # a bin holds less than the book says
        short = {"picked": stop.quantity - 1, "reason": "missing"}
        if stop.number > 1 and stop.quantity > 1:
            shop.ask(RecordPick, PICKER, number=pick_list.number, line=stop.number, **short)
    shop.ask(RecordPick, PICKER, number=pick_list.number)
    for number in orders:
        for shipment in _order(shop, number).shipments:
            _pack_and_ship(shop, shipment)


def _pack_and_ship(shop: Shop, number: str) -> None:
    shop.ask(CheckLine, CHECKER, number=number)
    shipment = shop.desk.book.get(Shipment, number)
    assert shipment is not None
    for rule in range(1, len(shipment.rules) + 1):
        shop.ask(TickRule, CHECKER, number=number, rule=rule)
    shop.ask(PackShipment, CHECKER, number=number)
    shop.ask(ShipShipment, OFFICE, number=number, carrier="Royal Mail")
    shop.ask(RecordProgress, OFFICE, number=number, event="delivered")


def _catch_up(shop: Shop, taken: dict[str, Sequence[RetailLine]]) -> None:
    """Receive what orders wait for, and send it too."""
    waiting = [number for number in taken if _order(shop, number).is_open]
    missing: Counter[str] = Counter()
    for number in waiting:
        for line in _order(shop, number).lines:
            missing[line.item] += int(line.missing)
    for chunk in batched((item for item in missing.items() if item[1]), LINES_MAX):
        lines = tuple(
            Line(item=code, amount=Amount(number=Decimal(n)), location=f"{bin_of(code)}")
            for code, n in chunk
        )
        shop.ask(ReceiveStock, OFFICE, lines=_into_another_bin(lines))
    while shop.ask(ReserveOrders, OFFICE) is not None:
        pass
    for wave in batched(waiting, WAVE):  # short walks
        _send(shop, [n for n in wave if _is_kept(shop, n)], is_careful=True)


def _into_another_bin(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A bin that was found short is not reserved from until it was counted."""
    return tuple(line.model_copy(update={"location": "R-NEW"}) for line in lines)


def _differences(shop: Shop, taken: dict[str, Sequence[RetailLine]]) -> Iterator[str]:
    """Yield what does not agree with plain arithmetic over the file."""
    book = shop.desk.book
    billed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for invoice in book.all(IssuedInvoice):
        billed[invoice.order] += invoice.net
    for number, lines in taken.items():
        order = _order(shop, number)
        ordered = sum(line.quantity for line in lines)
        left = sum(line.shipped for line in order.lines)
        if left != ordered or order.status is not OrderStatus.DELIVERED:
            yield f"{number}: {left} of {ordered} have left, it is {order.status}"
        if not _is_billed_right(billed[number], lines, order):
            yield f"{number}: billed {billed[number]}"
    numbers = [invoice.number for invoice in book.all(IssuedInvoice)]
    if numbers != [f"INV-{n}" for n in range(1, len(numbers) + 1)]:
        yield "the invoices have gaps"
    if any(book.held.values()):
        yield "something is still kept for orders"


def _is_billed_right(billed: Decimal, lines: Sequence[RetailLine], order: Order) -> bool:
    """A line that left in two parcels was rounded twice: a cent each is forgiven."""
    exact = sum((line.quantity * line.price for line in lines), Decimal())
    nets = sum(
        ((line.quantity * line.price).quantize(CENT, ROUND_HALF_UP) for line in lines), Decimal()
    )
    is_whole = all(line.ordered == line.shipped for line in order.lines)
    return is_whole and (billed == nets or abs(billed - exact) <= CENT * len(lines))


def _report(
    path: Path,
    shop: Shop,
    taken: dict[str, Sequence[RetailLine]],
    took: float,
    wrong: Sequence[str],
) -> str:
    book = shop.desk.book
    shipments = list(book.all(Shipment))
    delivered = sum(one.status is ShipmentStatus.DELIVERED for one in shipments)
    several = Counter(one.order for one in shipments if one.status is ShipmentStatus.DELIVERED)
    refusals = [
        f"{count:>9,}  {name}" for name, count in sorted(shop.counted.items()) if ":" in name
    ]
    money = sum((one.gross for one in book.all(IssuedInvoice)), Decimal())
    spent = sorted(shop.seconds.items(), key=lambda one: -one[1])
    return "\n".join(
        [
            f"{path.name}, {machine()}",
            "",
            f"{len(taken):>9,}  orders, {sum(map(len, taken.values())):,} lines",
            f"{sum(1 for _ in book.all(PickList)):>9,}  pick lists, waves of up to {WAVE}",
            f"{delivered:>9,}  shipments delivered",
            f"{sum(n > 1 for n in several.values()):>9,}  orders that left in several parcels",
            f"{sum(1 for _ in book.all(IssuedInvoice)):>9,}  invoices, {money:,.2f} in all",
            *refusals,
            "",
            f"{took:>9.1f} s  for {shop.counted['requests']:,} requests, one after another",
            *(f"{seconds:>9.1f} s  {name}" for name, seconds in spent),
            f"{book.sequence:>9,}  transactions, {book.line:,} ledger lines",
            *(f"  {line}" for line in wrong[:20]),
            "",
            "EQUAL" if not wrong else "NOT EQUAL",
        ]
    )


def main(
    *,
    data: Annotated[Path, typer.Option(envvar="BINCARD_DATA", help="Holds online_retail/.")],
    minutes: Annotated[float, typer.Option(help="So long new orders are taken.")] = 5.0,
) -> None:
    """Take real invoices from order to doorstep; exit code 1 unless everything agrees."""
    with tempfile.TemporaryDirectory(prefix="bincard-fulfilment-") as folder:
        text, is_equal = run(data / FOLDER / FULL_FILE, minutes=minutes, folder=Path(folder))
    print(text)
    raise typer.Exit(0 if is_equal else 1)


if __name__ == "__main__":
    typer.run(main)
