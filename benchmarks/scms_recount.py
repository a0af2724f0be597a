"""The deliveries counted once more with nothing but csv, dates and dicts: what the book has to say.

This file imports nothing of the project and shares no rule with the import: the rules stand here a
second time, in the plainest form they have, so that one mistake cannot hide in both.

    PO Sent to Vendor Date is no date      no purchase order
    Line Item Quantity                     packs that came of the item, and are on hand
    Line Item Quantity x Pack Price        what the line cost
    Delivered - PO Sent, in days           its lead time
    Delivered > Scheduled                  it is late

Where one item stands on several lines of an order for several days, a receipt does not say for which
of them it came: whether those lines are late is told, and not held against the book.
"""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Row = Mapping[str, str]


class Days(NamedTuple):
    """Lead times of some lines, every line counting once.

    Attributes:
        late: as a share from 0 to 1; `doubtful` is of how many lines nobody can tell.
    """

    lines: int
    mean: float
    deviation: float
    median: float
    late: float
    doubtful: int


class Anchor(NamedTuple):
    """What the description of the data says, rounded to one decimal."""

    lines: int
    mean: float
    deviation: float


ALL = Anchor(4592, 105.6, 79.7)
ALL_MEDIAN = 92
LATE_OF_EVERYTHING_PERCENT = 11.5
VENDORS = {
    "Orgenics, Ltd": Anchor(747, 103.2, 57.9),
    "Aurobindo Pharma Limited": Anchor(642, 130.3, 71.8),
    "S. BUYS WHOLESALER": Anchor(491, 34.6, 55.4),
}


def is_ordered(row: Row) -> bool:
    """Tell whether a line has a day on which its order was sent."""
    return row["PO Sent to Vendor Date"][:1] == "2"


def packs_by_item(rows: Iterable[Row]) -> dict[str, int]:
    """Return description -> packs that came."""
    packs: defaultdict[str, int] = defaultdict(int)
    for row in filter(is_ordered, rows):
        packs[row["Item Description"]] += int(row["Line Item Quantity"])
    return dict(packs)


def value_by_order(rows: Iterable[Row]) -> dict[tuple[str, str], Decimal]:
    """Return (PO number, vendor) -> what its lines cost."""
    values: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in filter(is_ordered, rows):
        cost = int(row["Line Item Quantity"]) * Decimal(row["Pack Price"])
        values[row["PO / SO #"], row["Vendor"]] += cost
    return dict(values)


def lines_by_order(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Return (PO number, vendor) -> how many lines it has."""
    lines: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in filter(is_ordered, rows):
        lines[row["PO / SO #"], row["Vendor"]] += 1
    return dict(lines)


def value_by_file(rows: Iterable[Row]) -> Decimal:
    """Return what the file itself says that the ordered lines cost."""
    return sum((Decimal(row["Line Item Value"]) for row in filter(is_ordered, rows)), Decimal())


def days_by_vendor(rows: Iterable[Row]) -> dict[str, Days]:
    """Return vendor -> the lead times of its lines; an empty name stands for all of them."""
    lines: defaultdict[str, list[Row]] = defaultdict(list)
    for row in filter(is_ordered, rows):
        lines[""].append(row)
        lines[row["Vendor"]].append(row)
    return {vendor: _days(own) for vendor, own in lines.items()}


def late_of_everything(rows: Iterable[Row]) -> float:
    """Return which share of all lines, ordered or not, came after its day."""
    told = [_is_late(row) for row in rows]
    return sum(told) / len(told)


def before_the_order(rows: Iterable[Row]) -> int:
    """Return how many lines came before their order was sent."""
    return sum(_lead_time(row) < 0 for row in filter(is_ordered, rows))


def _days(rows: list[Row]) -> Days:
    days = [_lead_time(row) for row in rows]
    return Days(
        lines=len(days),
        mean=statistics.mean(days),
        deviation=statistics.stdev(days) if len(days) > 1 else 0.0,
        median=statistics.median(days),
        late=sum(map(_is_late, rows)) / len(rows),
        doubtful=sum(map(len, _for_several_days(rows))),
    )


def _for_several_days(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the lines of each item that stands on an order for several days."""
    same: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        same[row["PO / SO #"], row["Vendor"], row["Item Description"]].append(row)
    for lines in same.values():
        if len({row["Scheduled Delivery Date"] for row in lines}) > 1:
            yield lines


def _lead_time(row: Row) -> int:
    came = date.fromisoformat(row["Delivered to Client Date"])
    return (came - date.fromisoformat(row["PO Sent to Vendor Date"])).days


def _is_late(row: Row) -> bool:
    return row["Delivered to Client Date"] > row["Scheduled Delivery Date"]
