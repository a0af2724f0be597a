"""How long the schedule of counts takes in a large house, and looking back on a year of counts.

A morning's schedule decides among 50,000 balances which are counted today; the year of shipments that
makes the classes is added up in a ledger of 1,000,000 rows, beside reading these rows in Python; looking
back reads 2,000 sheets of 40 lines, of which a month reads its own.
"""

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

import typer
from sqlalchemy import Engine, create_engine, insert, select

from benchmarks.measuring import Finding, milliseconds, report, seconds_of, take_turns
from inventory.book import Book
from inventory.bookkeeping.shelves import Touch
from inventory.count_commands import ScheduleCounts
from inventory.counting.accuracy import Grouping, accuracy_report
from inventory.counting.turns_today import turns_today
from inventory.decide import decide
from inventory.documents.cycle_count import (
    CountLine,
    CountLineStatus,
    CountStatus,
    CycleCount,
    Tally,
)
from inventory.documents.last_count import LastCount
from inventory.entries import Entry
from inventory.history import NOTHING
from inventory.item import Item
from inventory.location import CUSTOMER, Location
from inventory.move import MoveKind
from inventory.people import Person, Role
from inventory.stock_key import StockKey
from journal.reading import SqlReader
from journal.tables import metadata, move

BALANCES: Final = 50_000
ITEMS: Final = 20_000
BINS: Final = 10_000
SHEETS: Final = 2_000
LINES: Final = 40
ROWS: Final = 1_000_000
ROWS_AT_ONCE: Final = 10_000
ROUNDS: Final = 3
GOAL_S: Final = 5.0
AT: Final = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)
TODAY: Final = AT.date()


def measure() -> Iterator[Finding]:
    """Yield the findings on the schedule, the classes, and looking back."""
    yield from _schedule()
    yield _classes()
    yield from _looking_back()


def _schedule() -> Iterator[Finding]:
    """What is found before the journal is locked, and what is decided while it is."""
    book = _house()
    names = {_sku(number): "A" if number < ITEMS // 5 else "B" for number in range(ITEMS // 2)}
    job, turns = "job:counts", turns_today(book, names, TODAY)
    looked = [seconds_of(lambda _n: turns_today(book, names, TODAY), 0) for _ in range(ROUNDS)]
    yield _within_goal(
        f"find whose turn it is among {BALANCES:,} balances, outside the lock", looked
    )
    command = ScheduleCounts(key=job, actor=job, at=AT, on=TODAY, turns=turns.keys, week=turns.week)
    made = decide(book.fork(), NOTHING, command).transaction.changes
    lines = sum(len(one.after.lines) for one in made if isinstance(one.after, CycleCount))
    decided = [
        seconds_of(lambda _n: decide(book.fork(), NOTHING, command), 0) for _ in range(ROUNDS)
    ]
    yield _within_goal(f"schedule a day: {lines:,} lines on {len(made)} sheets, inside it", decided)


def _classes() -> Finding:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'ledger.sqlite3'}")
        _fill(engine)
        reader, since = SqlReader(engine), TODAY - timedelta(days=365)
        if reader.shipped(since) != _read_one_by_one(engine, since):
            raise AssertionError("the two sums differ")
        timed = take_turns(
            ROUNDS,
            lambda _n: reader.shipped(since),
            lambda _n: _read_one_by_one(engine, since),
        )
        engine.dispose()
    return Finding(
        what=f"add up a year of shipments in {ROWS:,} ledger rows",
        ours=milliseconds(timed.ours),
        theirs=f"read and added row by row: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal=f"within {GOAL_S:.0f} s",
        is_met=statistics.median(timed.ours) <= GOAL_S,
    )


def _looking_back() -> Iterator[Finding]:
    book = Book()
    for number in range(SHEETS):
        _put(book, _sheet(number))
    for name, days in (("a month", 30), ("90 days", 90), ("the whole year", 365)):
        first = TODAY - timedelta(days=days)
        look = partial(accuracy_report, book, Grouping.BIN, first, TODAY)
        found = look().total.lines
        seconds = [seconds_of(lambda _n, look=look: look(), 0) for _ in range(ROUNDS)]  # type: ignore[misc]
        yield _within_goal(f"look back on {name} of {SHEETS:,} sheets: {found:,} lines", seconds)


def _within_goal(what: str, seconds: list[float]) -> Finding:
    return Finding(
        what=what,
        ours=milliseconds(seconds),
        theirs="",
        ratio="",
        goal=f"within {GOAL_S:.0f} s",
        is_met=statistics.median(seconds) <= GOAL_S,
    )


def _house() -> Book:
    """A house as its history left it: four of five balances have been counted before."""
    book = Book()
    for user in ("U0ANA", "U0BEN"):
        _put(book, Person(user=user, role=Role.OPERATOR, is_counter=True))
    for number in range(ITEMS):
        _put(book, Item(sku=_sku(number), name="Thing", unit_cost=Decimal(2)))
    for number in range(BINS):
        _put(book, Location(code=_bin(number), walk_order=number))
    for number in range(BALANCES):
        key = StockKey(_sku(number % ITEMS), _bin(number * 7 % BINS), f"L{number // ITEMS}")
        days = number % 300
        since = AT - timedelta(days=days + 60)
        book.stock.setdefault(key.item, {})[key.location, key.lot] = Decimal(10)
        book.rows[key] = number
        book.touches[key] = Touch(1, AT - timedelta(days=days), since)
        if number % 5:
            on = (AT - timedelta(days=days)).date()
            _put(book, _last_count(key, on))
    book.shelves.row_count = BALANCES
    book.shelves.fold_loads()
    return book


def _last_count(key: StockKey, on: date) -> LastCount:
    counted = {"counted": Decimal(10), "on": on, "by": "U0ANA", "count": "CC-1", "sequence": 1}
    return LastCount.model_validate({**key._asdict(), **counted})


def _sheet(number: int) -> CycleCount:
    """A sheet that was counted whole: one line in ten was off."""
    on = TODAY - timedelta(days=number * 365 // SHEETS)
    return CycleCount(
        number=f"CC-{number + 1}",
        status=CountStatus.DONE,
        lines=tuple(_line(number * LINES + place, place + 1, on) for place in range(LINES)),
        planned_by="job:counts",
        planned_on=on,
        done_on=on,
    )


def _line(number: int, place: int, on: date) -> CountLine:
    off = Decimal(-1 if number % 10 == 0 else 0)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    said = {"expected": Decimal(20), "asked_expected": Decimal(20), "quantity": Decimal(20) + off}
    return CountLine(
        number=place,
        item=_sku(number * 31 % ITEMS),
        location=_bin(number * 17 % 500),
        status=CountLineStatus.POSTED,
        tallies=(Tally(by="U0ANA", at=at, **said),),
        transaction="TX-9" if off else "",
        unit_cost=Decimal(2),
        settled_on=on,
    )


def _put(book: Book, entry: Entry) -> None:
    book.register.put(entry.type, entry.key, entry, 1)


def _fill(engine: Engine) -> None:
    metadata.create_all(engine)
    with engine.begin() as connection:
        for start in range(0, ROWS, ROWS_AT_ONCE):
            rows = [_row(line) for line in range(start + 1, start + ROWS_AT_ONCE + 1)]
            connection.execute(insert(move), rows)


def _row(line: int) -> dict[str, object]:
    """One row in four is a shipment, over the last year and a half."""
    kinds = (MoveKind.SHIPMENT, MoveKind.PICK, MoveKind.RECEIPT, MoveKind.MOVE)
    kind = kinds[line % 4]
    at = AT - timedelta(days=550) + timedelta(seconds=line * 47)
    return {
        "line": line,
        "seq": line,
        "number": 1,
        "kind": kind.value,
        "item": _sku(line * 13 % BINS),
        "lot": "",
        "quantity": str(1 + line % 24),
        "source": "PACK",
        "target": CUSTOMER if kind is MoveKind.SHIPMENT else "A-01",
        "document": f"SH-{line}",
        "occurred_at": at.isoformat(),
        "hash": "0" * 64,
    }


def _read_one_by_one(engine: Engine, since: date) -> dict[str, Decimal]:
    shipped: defaultdict[str, Decimal] = defaultdict(Decimal)
    query = select(move.c.item, move.c.kind, move.c.quantity, move.c.target, move.c.occurred_at)
    with engine.connect() as connection:
        for row in connection.execute(query):
            if row.kind == MoveKind.SHIPMENT.value and row.occurred_at >= since.isoformat():
                sign = 1 if row.target == CUSTOMER else -1
                shipped[row.item] += sign * Decimal(row.quantity)
    return dict(shipped)


def _sku(number: int) -> str:
    return f"SKU-{number:05}"


def _bin(number: int) -> str:
    return f"A-{number:05}"


def main() -> None:
    """Measure the schedule, the classes and looking back."""
    report(measure)


if __name__ == "__main__":
    typer.run(main)
