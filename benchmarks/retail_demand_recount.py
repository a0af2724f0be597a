"""A shop's demand recounted with nothing but csv, dates and dicts.

This file imports nothing of the project and shares no rule with it; the rules stand here a second
time, in the plainest form they have, so that one mistake cannot hide in both.

    code in NOT_GOODS              no goods
    C..., quantity below zero      comes back
    price above zero               a sale
    no price, quantity below zero  a write-off: nobody asked for it
    no price, else                 a gift where it has a customer or says the name of the code, and
                                   as good as a sale; else found on a shelf: nobody asked for it

What comes back is taken off the earlier sales of its code to its customer (lines without a customer
belong together): first off the latest of which exactly so much is left, else off the latest, then
the one before, and so on. What is left over changes nothing. Demand counts in the week of the sale.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

NOT_GOODS = frozenset(
    ["POST", "DOT", "M", "m", "D", "S", "B", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK"]
)


class Sale:
    """A sale: what of it is left, and the Monday of its week."""

    def __init__(self, left: int, monday: date) -> None:
        self.left = left
        self.monday = monday


class Recount(NamedTuple):
    """What has to be so.

    Attributes:
        weeks: (code, Monday) -> pieces, where there are any.
        counts: returns in the words of the report.
    """

    weeks: dict[tuple[str, date], int]
    counts: dict[str, int]


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of the gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def recount(rows: Iterable[Mapping[str, str]]) -> Recount:
    """Go through the file once for names and once for goods, in the order of their time."""
    every = sorted(rows, key=lambda row: row["InvoiceDate"])
    named = {
        (row["StockCode"], row["Description"].strip())
        for row in every
        if float(row["UnitPrice"]) > 0
    }
    counts: Counter[str] = Counter()
    sales: defaultdict[tuple[str, str], list[Sale]] = defaultdict(list)
    for row in every:
        code, pieces = row["StockCode"], int(row["Quantity"])
        if code in NOT_GOODS:
            continue
        own = sales[row["CustomerID"].removesuffix(".0"), code]
        if row["InvoiceNo"].startswith("C"):
            _take_back(-pieces, own, counts)
        elif float(row["UnitPrice"]) > 0 or (
            pieces > 0 and (row["CustomerID"] or (code, row["Description"].strip()) in named)
        ):
            day = date.fromisoformat(row["InvoiceDate"][:10])
            own.append(Sale(pieces, day - timedelta(days=day.weekday())))
    weeks: Counter[tuple[str, date]] = Counter()
    for (_, code), own in sales.items():
        for sale in own:
            weeks[code, sale.monday] += sale.left
    return Recount({key: left for key, left in weeks.items() if left}, dict(counts))


def _take_back(pieces: int, own: list[Sale], counts: Counter[str]) -> None:
    counts["returns"] += 1
    counts["pieces that came back"] += pieces
    for sale in reversed(own):
        if sale.left == pieces:
            sale.left = 0
            counts["matched"] += 1
            counts["cancelled pairs"] += 1
            return
    rest = pieces
    for sale in reversed(own):
        part = min(rest, sale.left)
        sale.left -= part
        rest -= part
    counts["matched"] += rest == 0
    counts["matched in part"] += 0 < rest < pieces
    counts["unmatched"] += rest == pieces
    counts["pieces unmatched"] += rest
