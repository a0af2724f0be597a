"""How long a start takes on a long ledger, beside reading the same rows with bare SQLite.

A start reads the newest snapshot and folds what came after it, so that it should cost little more
than the rows themselves. Transactions carry four moves each; snapshots are taken as in production.
"""

import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks.measuring import Finding, report, seconds_of
from benchmarks.retail_commands import edit_of
from benchmarks.warehouse import AT
from inventory.commands import Command, Line, MoveStock, ReceiveStock
from inventory.entries import MasterRow
from inventory.item import Item
from inventory.location import Location
from inventory.people import IMPORT
from inventory.quantity import Amount
from journal.opening import open_journal

ITEMS: Final = 2_000
BINS: Final = 100
LINES: Final = 4
AT_ONCE: Final = 200


def measure(moves: int) -> list[Finding]:
    """Return the finding on a start with a ledger of so many moves."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bincard.sqlite3"
        fill(path, moves)
        starts, reads = [], []
        for _ in range(3):
            starts.append(seconds_of(lambda _n: _start(path), 0))
            reads.append(seconds_of(lambda _n: _read_rows(path), 0))
    ours, theirs = sorted(starts)[1], sorted(reads)[1]
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Finding(
            what=f"start with {moves:,} moves",
            ours=f"{ours:.2f} s, peak of the whole run {peak_mib:,.0f} MiB",
            theirs=f"the same rows read by sqlite3: {theirs:.2f} s",
            ratio=f"{ours / theirs:.2f}",
            goal="within 5",
            is_met=ours / theirs <= 5,
        )
    ]


def fill(path: Path, moves: int) -> None:
    """Write a journal of so many moves: receipts, then goods carried from bin to bin."""
    journal = open_journal(f"sqlite:///{path}", "benchmark")
    try:
        journal.desk.handle_all([edit_of(row, AT) for row in _master_rows()])
        for start in range(0, moves // LINES, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, moves // LINES))
            journal.desk.handle_all([_command(number) for number in numbers])
    finally:
        journal.close()


def _start(path: Path) -> None:
    open_journal(f"sqlite:///{path}", "benchmark").close()


def _read_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM move ORDER BY line").fetchall()


def _master_rows() -> Iterator[MasterRow]:
    yield from (Location(code=f"A-{number:03}") for number in range(BINS))
    yield from (Item(sku=f"SKU-{number:05}", name=f"Item {number}") for number in range(ITEMS))


def _command(number: int) -> Command:
    """Return a receipt where an item is new, else a walk from one bin to the next."""
    lines = []
    for index in range(LINES):
        visit, item = divmod(number * LINES + index, ITEMS)
        lines.append(
            Line(
                item=f"SKU-{item:05}",
                amount=Amount(number=Decimal(5)),
                location=f"A-{(item + max(0, visit - 1)) % BINS:03}",
                target=f"A-{(item + visit) % BINS:03}" if visit else "",
            )
        )
    verb = MoveStock if number * LINES >= ITEMS else ReceiveStock
    return verb(key=f"c{number}", actor=IMPORT, at=AT, lines=tuple(lines))


def main(
    *,
    million: Annotated[bool, typer.Option("--million", help="Also 1,000,000 moves.")] = False,
) -> None:
    """Compare a start with reading the same rows."""
    report(lambda: measure(100_000) + (measure(1_000_000) if million else []))


if __name__ == "__main__":
    typer.run(main)
