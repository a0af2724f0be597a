"""How long demand takes from 1,000,000 ledger rows, from disk to arrays, beside adding rows up.

Both sides read the same rows of the same file. Ours finds what was undone, takes returns off the sales
of their customers, rebuilds what was on the shelf every evening and counts each item by the day, week
or month that suits it; the other adds up the shipments of each item and day in a dict. What counts is
the time of the processor: both are busy with nothing else.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, insert, select

from benchmarks.measuring import Finding, milliseconds, report
from inventory.book import Book
from inventory.demand.history import Demand
from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.shipment import Shipment
from inventory.location import CUSTOMER, SUPPLIER
from inventory.move import MoveKind
from journal.reading import SqlReader
from journal.tables import metadata, move

ROWS: Final = 1_000_000
ROWS_AT_ONCE: Final = 10_000
ITEMS: Final = 10_000
CUSTOMERS: Final = 500
DAYS: Final = 1_096
ROUNDS: Final = 3
GOAL_S: Final = 10.0
FIRST: Final = datetime(2023, 11, 1, 8, tzinfo=UTC)
END: Final = date(2026, 11, 2)

WAYS: Final = (
    *((MoveKind.SHIPMENT, "PACK", CUSTOMER),) * 9,
    *((MoveKind.PICK, "A-01", "PACK"),) * 9,
    (MoveKind.RECEIPT, SUPPLIER, "A-01"),
    (MoveKind.RETURN, CUSTOMER, "A-01"),
)
"""Of twenty rows nine leave, one comes and one comes back."""


def measure() -> Iterator[Finding]:
    """Yield how long it takes."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'ledger.sqlite3'}")
        _fill(engine)
        book, reader = _book(), SqlReader(engine)
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(ROUNDS):
            ours.append(_busy(lambda: Demand(book, reader.flows()).histories(on=END)))
            theirs.append(_busy(lambda: _added_up(engine)))
        engine.dispose()
    yield Finding(
        what=f"demand of {ITEMS:,} items in three years from {ROWS:,} ledger rows",
        ours=milliseconds(ours),
        theirs=f"shipments added up by item and day: {milliseconds(theirs)}",
        ratio=f"{statistics.median(ours) / statistics.median(theirs):.2f}",
        goal=f"within {GOAL_S:.0f} s of one core",
        is_met=statistics.median(ours) <= GOAL_S,
    )


def _busy(call: Callable[[], object]) -> float:
    """Return for how many seconds a call keeps the processor busy."""
    start = time.process_time()
    call()
    return time.process_time() - start


def _fill(engine: Engine) -> None:
    metadata.create_all(engine)
    with engine.begin() as connection:
        for start in range(0, ROWS, ROWS_AT_ONCE):
            rows = [_row(line) for line in range(start + 1, start + ROWS_AT_ONCE + 1)]
            connection.execute(insert(move), rows)


def _row(line: int) -> dict[str, object]:
    kind, source, target = WAYS[line % len(WAYS)]
    is_return = kind is MoveKind.RETURN
    item = line * 104_729 // 20 % ITEMS
    number = item % CUSTOMERS
    return {
        "line": line,
        "seq": line,
        "number": 1,
        "kind": kind.value,
        "item": f"SKU-{item:05}",
        "lot": "",
        "quantity": "200" if kind is MoveKind.RECEIPT else str(1 + line % 24),
        "source": source,
        "target": target,
        "document": f"{'RMA' if is_return else 'SH'}-{number}",
        "occurred_at": (FIRST + timedelta(days=DAYS) * (line / ROWS)).isoformat(),
        "hash": "0" * 64,
    }


def _book() -> Book:
    """Return a book that knows whose every parcel and return is."""
    book = Book()
    for number in range(CUSTOMERS):
        parcel = Shipment(number=f"SH-{number}", to=f"C-{number}")
        returned = CustomerReturn(
            number=f"RMA-{number}",
            status=ReturnStatus.CLOSED,
            customer=f"C-{number}",
            lines=(),
            asked_by="import",
            asked_on=END,
        )
        book.register.put("shipment", parcel.number, parcel, number + 1)
        book.register.put("customer_return", returned.number, returned, number + 1)
    book.sequence = ROWS
    return book


def _added_up(engine: Engine) -> Counter[tuple[str, str]]:
    shipped: Counter[tuple[str, str]] = Counter()
    query = select(move.c.item, move.c.target, move.c.quantity, move.c.occurred_at)
    with engine.connect() as connection:
        for item, target, quantity, at in connection.execute(query):
            if target == CUSTOMER:
                shipped[item, at[:10]] += int(quantity)
    return shipped


if __name__ == "__main__":
    report(measure)
