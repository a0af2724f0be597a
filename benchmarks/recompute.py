"""The retail year recomputed with nothing but csv and dicts: what the Stock tab has to say.

This file imports nothing of the project and shares no rule with the replay: the rules stand here a
second time, in the plainest form they have, so that one mistake cannot hide in both.

    code in NOT_GOODS           no stock
    50,000 pieces and more      a typing mistake that was taken back minutes later: no stock
    invoice C..., quantity < 0  comes back:      stock - quantity
    other quantity < 0          is written off:  stock + quantity
    quantity > 0, sold          leaves:          stock - quantity
    quantity > 0, not sold      turns up:        stock + quantity

Sold means that it has a price, or a customer, or (given away) the description of a line of the same
code that has a price. The opening stock of a code is the least that never lets it fall below ten.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

NOT_GOODS = frozenset(
    ["POST", "DOT", "M", "m", "D", "S", "B", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK"]
)
TYPING_MISTAKE = 50_000
RESERVE = 10


def stock_at_the_end(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], int]:
    """Return (code, bin) -> pieces left, for every code that is goods."""
    kept = list(rows)
    names = _names_of_sold(kept)
    level: defaultdict[str, int] = defaultdict(int)
    lowest: defaultdict[str, int] = defaultdict(int)
    for row in kept:
        code = row["StockCode"]
        level[code] += _change(row, names)
        lowest[code] = min(lowest[code], level[code])
    left = {code: level[code] - lowest[code] + RESERVE for code in level if code not in NOT_GOODS}
    return {(code, f"R-{code[:2].upper()}"): pieces for code, pieces in left.items()}


def rows_of(path: Path, first: int | None = None) -> Iterator[dict[str, str]]:
    """Yield the lines of the gzipped file, or only so many of them."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number == first:
                return
            yield row


def _names_of_sold(rows: Iterable[Mapping[str, str]]) -> dict[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if float(row["UnitPrice"]) > 0:
            names[row["StockCode"]].add(row["Description"].strip())
    return names


def _change(row: Mapping[str, str], names: Mapping[str, set[str]]) -> int:
    code, pieces = row["StockCode"], int(row["Quantity"])
    if code in NOT_GOODS or abs(pieces) >= TYPING_MISTAKE:
        return 0
    if pieces < 0:
        return -pieces if row["InvoiceNo"].startswith("C") else pieces
    is_given_away = row["Description"].strip() in names.get(code, ())
    is_sold = float(row["UnitPrice"]) > 0 or row["CustomerID"] or is_given_away
    return -pieces if is_sold else pieces
