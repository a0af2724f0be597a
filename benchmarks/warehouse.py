"""A small warehouse to be measured in: one item, one operator, 25 bins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from benchmarks.retail_commands import edit_of
from inventory.commands import Line, ReceiveStock
from inventory.entries import MasterRow
from inventory.item import Item
from inventory.location import Location
from inventory.people import Person, Role
from inventory.quantity import Amount
from journal.opening import Journal, open_journal

AT: Final = datetime(2026, 11, 22, 10, tzinfo=UTC)


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """Open a small warehouse's journal in a folder."""
    journal = open_journal(f"sqlite:///{folder / 'bincard.sqlite3'}", "benchmark")
    try:
        rows: list[MasterRow] = [
            Item(sku="MUG-BLU", name="Blue mug"),
            Person(user="U0ANA", role=Role.OPERATOR),
            *(Location(code=f"A-{number:02}") for number in range(1, 26)),
        ]
        journal.desk.handle_all([edit_of(row, AT) for row in rows])
        yield journal
    finally:
        journal.close()


def receipt(key: str) -> ReceiveStock:
    """Return a command of one line."""
    line = Line(item="MUG-BLU", amount=Amount(number=Decimal(24)), location="A-01", note="ok")
    return ReceiveStock(key=key, actor="U0ANA", at=AT, lines=(line,))
