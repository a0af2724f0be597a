"""What the demo's warehouse did in the half year before: deliveries and sales, week by week.

All of it came and all of it left again, so that the opening stock is as it is counted; the blue mugs
had run out once, when a delivery was late.
"""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from bincard.importing.refusal import RowRefusedError
from inventory.commands import Command, Line, PickStock, ReceiveStock, ShipStock
from inventory.dates import local_date
from inventory.errors import StockError
from inventory.people import IMPORT
from inventory.ports import Desk
from inventory.quantity import Amount

BUYERS: Final = ("Cafe Sol", "Hotel Mar")
DELIVERED_BEFORE: Final = timedelta(days=3)
"""Deliveries of a week come so long before its goods leave."""


class Row(NamedTuple):
    """What of an item came or left in each week.

    Attributes:
        quantities: weeks ago -> how much, as written.
    """

    verb: str
    item: str
    location: str
    quantities: dict[int, str]


def seed_past(desk: Desk, file: Path, now: datetime) -> None:
    """Post what a file says of the weeks before.

    Args:
        desk: with items and bins, and nothing on them.
        file: one row an item and verb, one column a week: how many weeks ago.
        now: when it is entered; the last goods leave on this day.

    Raises:
        RowRefusedError: something of it cannot have been so.
    """
    for outcome in desk.handle_all(list(_commands(desk, _rows(file), now))):
        if isinstance(outcome, StockError):
            raise RowRefusedError(f"{file.name}: {type(outcome).__name__}")


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [_row(one) for one in csv.DictReader(opened)]


def _row(said: dict[str, str]) -> Row:
    weeks = {int(name): text for name, text in said.items() if name.isdigit() and text}
    return Row(said["Verb"], said["Item"], said["Location"], weeks)


def _commands(desk: Desk, rows: list[Row], now: datetime) -> Iterator[Command]:
    """Yield the weeks' postings, the oldest first."""
    weeks = sorted({week for row in rows for week in row.quantities}, reverse=True)
    today = local_date(desk.book, now)
    for week in weeks:
        leaves = today - timedelta(weeks=week - 1)
        came, left = _lines(rows, "receive", week), _lines(rows, "ship", week)
        sent = tuple(_sent(line, BUYERS[week % len(BUYERS)]) for line in left)
        asked = {"actor": IMPORT, "at": now}
        if came:
            day = leaves - DELIVERED_BEFORE
            yield ReceiveStock(key=f"past:receive:{week}", lines=came, occurred_on=day, **asked)
        yield PickStock(key=f"past:pick:{week}", lines=left, occurred_on=leaves, **asked)
        yield ShipStock(key=f"past:ship:{week}", lines=sent, occurred_on=leaves, **asked)


def _lines(rows: list[Row], verb: str, week: int) -> tuple[Line, ...]:
    return tuple(
        Line(item=row.item, location=row.location, amount=Amount(number=row.quantities[week]))
        for row in rows
        if row.verb == verb and week in row.quantities
    )


def _sent(line: Line, buyer: str) -> Line:
    return line.model_copy(update={"location": "", "to": buyer})
