"""How long a delivery of 200 lines takes to decide in a house of 10,000 bins, with a bin for each line.

Beside it a plain look at every bin for every line, as a script over rows of a sheet would do it. Half
of the bins that hold something hold what the delivery brings; one in twenty is empty.
"""

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import typer

from benchmarks.measuring import Finding, milliseconds, report, take_turns
from inventory.book import Book
from inventory.commands import Command, EditRow, Line, OpenStock, ReceiveStock
from inventory.decide import decide
from inventory.documents.putaway import Putaway
from inventory.entries import MasterRow
from inventory.history import NOTHING
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import IMPORT, SHEET, Person, Role
from inventory.quantity import Amount

BINS: Final = 10_000
FILLED: Final = 9_500
LINES: Final = 200
CAPACITY: Final = 100
PLAIN_ROUNDS: Final = 5
GOAL_MS: Final = 500.0
AT: Final = datetime(2026, 11, 25, 12, tzinfo=UTC)


def measure() -> list[Finding]:
    """Return the finding on one delivery."""
    book = _house()
    rows = [(number, float(CAPACITY if number < FILLED else 0)) for number in range(BINS)]
    delivery = _delivery()
    posted = decide(book.fork(), NOTHING, delivery)
    made = next(c.after for c in posted.transaction.changes if isinstance(c.after, Putaway))
    if not all(line.proposed for line in made.lines):
        raise AssertionError("a line found no bin though hundreds are empty")
    timed = take_turns(
        PLAIN_ROUNDS,
        lambda _n: decide(book.fork(), NOTHING, delivery),
        lambda _n: [min(rows, key=lambda row: (row[1], row[0])) for _ in range(LINES)],
    )
    return [
        Finding(
            what=f"decide a delivery of {LINES} lines with a bin of {BINS:,} for each",
            ours=milliseconds(timed.ours),
            theirs=f"every bin looked at for every line: {milliseconds(timed.theirs)}",
            ratio=f"{timed.ratio:.2f}",
            goal=f"within {GOAL_MS:.0f} ms",
            is_met=statistics.median(timed.ours) * 1000 <= GOAL_MS,
        )
    ]


def _house() -> Book:
    book = Book()
    for command in _commands():
        stage = book.fork()
        stage.apply(decide(stage, NOTHING, command).transaction)
        book.absorb(stage)
    return book


def _commands() -> Iterator[Command]:
    rows: list[MasterRow] = [
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Location(code="IN", kind=LocationKind.RECEIVING),
    ]
    rows += [Item(sku=_sku(number), name="Thing") for number in range(2 * LINES)]
    rows += [
        Location(code=_bin(number), walk_order=number, capacity=Decimal(CAPACITY))
        for number in range(BINS)
    ]
    for row in rows:
        key, kind = f"row:{row.type}:{row.key}", row.type
        yield EditRow(key=key, actor=SHEET, at=AT, type=kind, row_key=row.key, version=0, after=row)
    for start in range(0, FILLED, LINES):
        lines = [_line(n, _bin(n)) for n in range(start, min(start + LINES, FILLED))]
        yield OpenStock(key=f"open:{start}", actor=IMPORT, at=AT, lines=tuple(lines))


def _delivery() -> ReceiveStock:
    lines = tuple(_line(number, "") for number in range(LINES))
    return ReceiveStock(key="delivery", actor="U0ANA", at=AT, lines=lines)


def _line(number: int, place: str) -> Line:
    amount = Amount(number=Decimal(CAPACITY))
    return Line(item=_sku(number % (2 * LINES)), amount=amount, location=place)


def _sku(number: int) -> str:
    return f"SKU-{number:04}"


def _bin(number: int) -> str:
    return f"A-{number:05}"


def main() -> None:
    """Compare a delivery with a plain look at every bin."""
    report(measure)


if __name__ == "__main__":
    typer.run(main)
