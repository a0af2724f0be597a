"""Ten years of real deliveries, brought in as purchase orders and receipts, and how long they took.

    python -m benchmarks.scms --data <folder>

The data are written as the files of `bincard import` and go through it, row by row, to a desk on
SQLite: suppliers, items, 2,694 purchase orders sent on their real days, 4,592 receipts that name
them. The book is then compared with a recount that imports nothing of the project, and the lead
times with what the description of the data says of them.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks import scms_recount as recount
from benchmarks.measuring import machine
from benchmarks.scms_lines import (
    BIN,
    FILE,
    Deliveries,
    Row,
    rows_of,
    sort_out,
    write_master,
    write_orders,
    write_receipts,
)
from bincard.importing.run import plan_import, post_import
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.inbound.lead_times import Delivery, LeadTime, deliveries_of, lead_time, lead_times
from inventory.invariants import check_invariants
from journal.opening import Journal, open_journal

NOW: Final = datetime(2016, 1, 4, 8, tzinfo=UTC)
"""After the last delivery of the data."""

ROUNDING: Final = 0.05
"""The description rounds to one decimal."""

CLOSE: Final = 0.0001
SHOWN_MAX: Final = 20


@dataclass
class Imported:
    """A journal with the deliveries in it.

    Attributes:
        refused: why -> how many rows of the files were refused; none of such a file is posted.
        seconds: what a file held -> how long it took.
    """

    journal: Journal
    found: Deliveries
    refused: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def bring(self, kind: str, path: Path) -> None:
        """Import one file, as `bincard import` does."""
        began = time.perf_counter()
        desk = self.journal.desk
        plan = plan_import(kind, path, desk.catch_up(), self.journal.reader, NOW)
        self.refused.update(plan.errors.values())
        if not plan.errors:
            post_import(plan, desk, lambda _: None, self.journal.contacts)
        self.seconds[kind] = time.perf_counter() - began

    def numbers(self) -> dict[tuple[str, str], str]:
        """Return (their reference, supplier's code) -> our number."""
        orders = self.journal.desk.book.all(PurchaseOrder)
        return {(order.reference, order.supplier): order.number for order in orders}


def run(path: Path, *, folder: Path, first: int | None = None) -> tuple[str, bool]:
    """Bring the deliveries in; return the summary and whether all agrees."""
    return run_rows(rows_of(path, first), name=path.name, folder=folder, is_whole=first is None)


def run_rows(
    rows: list[Row], *, folder: Path, name: str = "rows", is_whole: bool = False
) -> tuple[str, bool]:
    """Bring lines in; `is_whole` holds them to what the description of the data says."""
    found = sort_out(rows)
    journal = open_journal(f"sqlite:///{folder / 'scms.sqlite3'}", "scms")
    try:
        done = Imported(journal, found)
        for kind, file in write_master(found, folder):
            done.bring(kind, file)
        done.bring("purchase_orders", write_orders(found, folder))
        done.bring("moves", write_receipts(found, done.numbers(), folder))
        check_invariants(journal.desk.book)
        deliveries = list(deliveries_of(journal.desk.book, journal.reader))
        wrong = [*_differences(done, rows), *_days_differ(done, rows, deliveries)]
        if is_whole:
            wrong += _anchors_missed(rows, deliveries, found)
        return _report(name, done, rows, deliveries, wrong), not wrong
    finally:
        journal.close()


def _differences(done: Imported, rows: list[Row]) -> Iterator[str]:
    """Yield where the book says something else than the recount."""
    yield from (f"refused: {why}" for why in done.refused)
    book, found = done.journal.desk.book, done.found
    for item, packs in recount.packs_by_item(rows).items():
        if (on_hand := book.on_hand(found.items[item], BIN)) != packs:
            yield f"{found.items[item]}: {on_hand} on hand, {packs} came"
    values, lines = recount.value_by_order(rows), recount.lines_by_order(rows)
    orders = {(one.reference, one.supplier): one for one in book.all(PurchaseOrder)}
    if len(orders) != len(values):
        yield f"{len(orders)} purchase orders, {len(values)} in the file"
    for (number, vendor), value in values.items():
        order = orders.get((number, found.suppliers[vendor]))
        if order is None or order.status is not PurchaseStatus.RECEIVED:
            yield f"{number} of {vendor}: {order.status if order else 'missing'}"
        elif (order.value, len(order.lines)) != (value, lines[number, vendor]):
            yield f"{order.number}: {order.value} over {len(order.lines)} lines, not {value}"


def _days_differ(done: Imported, rows: list[Row], deliveries: list[Delivery]) -> Iterator[str]:
    """Yield where the lead times of a vendor are not what plain statistics make of the file."""
    by_supplier = lead_times(deliveries, by=lambda one: one.supplier, is_weighted=False)
    for vendor, days in recount.days_by_vendor(rows).items():
        told = by_supplier.get(done.found.suppliers.get(vendor, ""))
        if vendor and not (told and _is_close(told, days)):
            yield f"{vendor}: {told} is not {days}"


def _is_close(told: LeadTime, days: recount.Days) -> bool:
    pairs = (
        (told.mean, days.mean),
        (told.standard_deviation or Decimal(), days.deviation),
        (told.median, days.median),
    )
    is_late_alike = abs(float(told.late_share or 0) - days.late) <= (
        CLOSE + days.doubtful / days.lines
    )
    return (
        told.deliveries == days.lines
        and is_late_alike
        and all(abs(float(a) - b) < CLOSE for a, b in pairs)
    )


def _anchors_missed(
    rows: list[Row], deliveries: list[Delivery], found: Deliveries
) -> Iterator[str]:
    """Yield where the lead times are not those that the description of the data names."""
    by_supplier = lead_times(deliveries, by=lambda one: one.supplier, is_weighted=False)
    everything = lead_time(deliveries, is_weighted=False)
    if not _is_anchored(everything, recount.ALL) or everything.median != recount.ALL_MEDIAN:
        yield f"all lines: {everything}"
    for vendor, anchor in recount.VENDORS.items():
        if not _is_anchored(by_supplier[found.suppliers[vendor]], anchor):
            yield f"{vendor}: {by_supplier[found.suppliers[vendor]]} is not {anchor}"
    late = recount.late_of_everything(rows) * 100
    if abs(late - recount.LATE_OF_EVERYTHING_PERCENT) > ROUNDING:
        yield f"{late:.2f}% of the file are late"


def _is_anchored(told: LeadTime, anchor: recount.Anchor) -> bool:
    deviation = told.standard_deviation or Decimal()
    return (
        told.deliveries == anchor.lines
        and abs(float(told.mean) - anchor.mean) <= ROUNDING
        and abs(float(deviation) - anchor.deviation) <= ROUNDING
    )


def _report(
    name: str, done: Imported, rows: list[Row], deliveries: list[Delivery], wrong: list[str]
) -> str:
    book, found = done.journal.desk.book, done.found
    orders = list(book.all(PurchaseOrder))
    value = sum((order.value or Decimal() for order in orders), Decimal())
    by_file = recount.value_by_file(rows)
    return "\n".join(
        [
            f"{name}, {machine()}",
            "",
            f"{len(rows):>9,}  lines in the file",
            *(f"{count:>9,}  left out: {why}" for why, count in found.left_out.items()),
            f"{len(found.ordered):>9,}  ordered on a known day",
            *(f"{count:>9,}  refused: {why}" for why, count in done.refused.items()),
            "",
            f"{len(found.suppliers):>9,}  suppliers, {len(found.items):,} items",
            f"{len(orders):>9,}  purchase orders, {sum(len(o.lines) for o in orders):,} lines",
            f"{len(deliveries):>9,}  receipts, {sum(d.quantity for d in deliveries):,} packs",
            f"{recount.before_the_order(rows):>9,}  of them dated before their order, as in the file",
            f"{_doubtful(rows):>9,}  for one item on several lines and days: late by the first due",
            f"{value:>13,.2f}  ordered by pack price, {by_file:,.2f} by the file's line values",
            "",
            *_days_table(found, deliveries),
            "",
            *(f"{seconds:>9.1f} s  {kind}" for kind, seconds in done.seconds.items()),
            f"{book.sequence:>9,}  transactions, {book.line:,} ledger lines",
            *(f"  {line}" for line in wrong[:SHOWN_MAX]),
            "",
            "EQUAL" if not wrong else f"NOT EQUAL in {len(wrong)} places",
        ]
    )


def _doubtful(rows: list[Row]) -> int:
    everything = recount.days_by_vendor(rows).get("")
    return everything.doubtful if everything else 0


def _days_table(found: Deliveries, deliveries: list[Delivery]) -> Iterator[str]:
    """Yield the lead times in days of all vendors together, and of the ten largest."""
    if not deliveries:
        return
    names = {code: vendor for vendor, code in found.suppliers.items()}
    by_supplier = lead_times(deliveries, by=lambda one: one.supplier, is_weighted=False)
    largest = sorted(by_supplier.items(), key=lambda one: -one[1].deliveries)[:10]
    yield f"{'lead time in days':<40} lines   mean     sd  median  late"
    yield _days_row("all, every line once", lead_time(deliveries, is_weighted=False))
    yield _days_row("all, every pack once", lead_time(deliveries))
    yield from (_days_row(names[code], told) for code, told in largest)


def _days_row(name: str, told: LeadTime) -> str:
    return (
        f"{name[:40]:<40} {told.deliveries:>5,} {told.mean:>6.1f} "
        f"{told.standard_deviation or 0:>6.1f} {told.median:>7.1f} {told.late_share or 0:>5.1%}"
    )


def main(
    *,
    data: Annotated[
        Path | None, typer.Option(envvar="BINCARD_DATA", help="Holds scms_delivery/.")
    ] = None,
    first: Annotated[int | None, typer.Option(help="Only so many lines of the file.")] = None,
) -> None:
    """Bring real deliveries in; exit code 1 unless everything agrees."""
    if data is None or not (data / FILE).exists():
        print(f"Skipped: {data or 'no folder'} holds no {FILE}. Name one with --data.")
        return
    with tempfile.TemporaryDirectory(prefix="bincard-scms-") as folder:
        text, is_equal = run(data / FILE, folder=Path(folder), first=first)
    print(text)
    raise typer.Exit(0 if is_equal else 1)


if __name__ == "__main__":
    typer.run(main)
