"""A shop's year by requests: everything that is sold is shipped, what comes back is returned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from benchmarks.retail_commands import edit_of
from benchmarks.retail_flows import BACK, SOLD
from benchmarks.retail_lines import RetailLine, Sorted
from benchmarks.retail_postings import chunks
from benchmarks.returns_shop import pieces
from inventory.base_command import LINES_MAX
from inventory.commands import Command, Line, OpenStock, ReturnStock, ShipStock
from inventory.customer import Customer
from inventory.entries import MasterRow
from inventory.errors import StockError
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import IMPORT, Person, Role
from inventory.ports import Desk

CLERK: Final = "U0ANA"
PLACES: Final = (
    Location(code="PACKING", kind=LocationKind.PACKING),
    Location(code="A-01", kind=LocationKind.STORAGE),
)
AT_ONCE: Final = 50


def post_all(desk: Desk, lines: Iterable[Sorted]) -> None:
    """Post what customers bought and brought back; the shelf's own changes are left out.

    Raises:
        StockError: something was refused.
    """
    moved = [one for one in lines if one.treatment in SOLD | BACK]
    commands = [*_rows(moved), *_openings(moved), *_postings(moved)]
    for chunk in chunks(commands, AT_ONCE):
        for outcome in desk.handle_all(chunk):
            if isinstance(outcome, StockError):
                raise outcome


def _rows(moved: Sequence[Sorted]) -> Iterator[Command]:
    at = moved[0].line.at
    customers = sorted({one.line.customer for one in moved} - {""})
    rows: list[MasterRow] = [
        Person(user=CLERK, role=Role.OPERATOR),
        *PLACES,
        *(Customer(code=code) for code in customers),
        *(Item(sku=code, name=code) for code in dict.fromkeys(one.line.code for one in moved)),
    ]
    return (edit_of(row, at) for row in rows)


def _openings(moved: Sequence[Sorted]) -> Iterator[Command]:
    """Yield so much of everything at packing as is ever sold."""
    sold: Counter[str] = Counter()
    for line, treatment in moved:
        sold[line.code] += line.quantity if treatment in SOLD else 0
    there = [(code, quantity) for code, quantity in sold.items() if quantity]
    for number, chunk in enumerate(chunks(there, LINES_MAX)):
        yield OpenStock(
            key=f"demand:opening:{number}",
            actor=IMPORT,
            at=moved[0].line.at,
            lines=tuple(
                Line(item=code, amount=pieces(quantity), location="PACKING")
                for code, quantity in chunk
            ),
        )


def _postings(moved: Sequence[Sorted]) -> Iterator[Command]:
    for (_, is_sold), group in groupby(moved, lambda o: (o.line.invoice, o.treatment in SOLD)):
        for chunk in chunks(list(group), LINES_MAX):
            first = chunk[0].line
            kind = ShipStock if is_sold else ReturnStock
            yield kind(
                key=f"demand:{first.number}",
                actor=CLERK,
                at=first.at,
                lines=tuple(_line(one.line, is_sold=is_sold) for one in chunk),
            )


def _line(line: RetailLine, *, is_sold: bool) -> Line:
    amount = pieces(abs(line.quantity))
    if is_sold:
        return Line(item=line.code, amount=amount, to=line.customer)
    return Line(item=line.code, amount=amount, to=line.customer, location="A-01", condition="new")
