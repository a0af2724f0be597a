"""The lines of a real shop's year, and what each of them is: exactly one treatment a line.

The file mixes sales with postage, bank charges, write-offs explained in a shopkeeper's shorthand
("wet pallet", "?") and two typing mistakes of 70,000 and 80,000 pieces. Sorting them out before
anything is posted keeps the good lines of an invoice from failing beside a bad one.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

NOT_GOODS: Final[Mapping[str, str]] = {
    "POST": "postage",
    "DOT": "postage of the web shop",
    "C2": "carriage",
    "M": "manual entry",
    "m": "manual entry",
    "D": "discount",
    "S": "samples charged",
    "BANK CHARGES": "bank charges",
    "AMAZONFEE": "marketplace fee",
    "CRUK": "charity commission",
    "B": "bad debt",
}
"""Code -> what it stands for; nothing that lies on a shelf."""

MISTYPED_FROM: Final = 50_000
"""Pieces on one line that nobody meant: the two such sales were cancelled within minutes."""


class Treatment(StrEnum):
    """What is done about a line."""

    SALE = "sale, picked and shipped"
    GIFT = "sale free of charge, picked and shipped"
    CREDIT = "credit note, returned to its bin"
    WRITTEN_OFF = "adjusted down for the reason given"
    WRITTEN_OFF_SILENTLY = "adjusted down, no description"
    TURNED_UP = "adjusted up for the reason given"
    TURNED_UP_SILENTLY = "adjusted up, no description"
    NOT_GOODS = "refused, not goods"
    MISTYPED_SALE = "refused, mistyped sale of more than there is"
    MISTYPED_CREDIT = "void, credit of a sale that was refused"


class RetailLine(NamedTuple):
    """One line of the file; `number` counts from 1 after the header."""

    number: int
    invoice: str
    code: str
    description: str
    quantity: int
    at: datetime
    price: Decimal
    customer: str

    @property
    def is_credit_note(self) -> bool:
        return self.invoice.startswith("C")


class Sorted(NamedTuple):
    """A line and its treatment."""

    line: RetailLine
    treatment: Treatment


def read_lines(path: Path, first: int | None = None) -> list[RetailLine]:
    """Read a gzipped file of the shop, or only its first so many lines."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [
            line_from(number, row)
            for number, row in enumerate(islice(csv.DictReader(file), first), start=1)
        ]


def line_from(number: int, row: Mapping[str, str]) -> RetailLine:
    """Parse one row."""
    return RetailLine(
        number=number,
        invoice=row["InvoiceNo"],
        code=row["StockCode"],
        description=row["Description"].strip(),
        quantity=int(row["Quantity"]),
        at=datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=UTC),
        price=Decimal(row["UnitPrice"]),
        customer=row["CustomerID"].removesuffix(".0"),
    )


def sort_out(lines: Iterable[RetailLine], names: "Names") -> Iterator[Sorted]:
    """Yield every line with the one treatment it gets."""
    return (Sorted(line, treatment_of(line, names)) for line in lines)


def treatment_of(line: RetailLine, names: "Names") -> Treatment:
    """Say what is done about a line."""
    if line.code in NOT_GOODS:
        return Treatment.NOT_GOODS
    if abs(line.quantity) >= MISTYPED_FROM:
        return Treatment.MISTYPED_CREDIT if line.is_credit_note else Treatment.MISTYPED_SALE
    if line.is_credit_note:
        return Treatment.CREDIT
    if line.price > 0:
        return Treatment.SALE
    return _treatment_without_price(line, names)


def _treatment_without_price(line: RetailLine, names: "Names") -> Treatment:
    if line.quantity < 0:
        return Treatment.WRITTEN_OFF if line.description else Treatment.WRITTEN_OFF_SILENTLY
    if line.customer or names.is_name_of(line.code, line.description):
        return Treatment.GIFT
    return Treatment.TURNED_UP if line.description else Treatment.TURNED_UP_SILENTLY


class Names:
    """What each code is called: descriptions of its priced lines, in order of appearance.

    Descriptions of lines without a price are remarks ("found", "check") more often than names.
    """

    def __init__(self, lines: Iterable[RetailLine]) -> None:
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._prices: dict[str, Decimal] = {}
        for line in lines:
            names = self._names[line.code]
            if line.price > 0:
                self._prices.setdefault(line.code, line.price)
                names[line.description] = None

    def codes(self) -> Iterator[str]:
        """Yield every code of the file, in order of appearance."""
        return iter(self._names)

    def name_of(self, code: str) -> str:
        """Return the first name of a code, or the code where it never had one."""
        return next(iter(self._names[code]), code)

    def price_of(self, code: str) -> Decimal | None:
        return self._prices.get(code)

    def is_name_of(self, code: str, description: str) -> bool:
        return description in self._names[code]
