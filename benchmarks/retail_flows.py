"""A real shop's year as ledger rows, and as arrays of what was asked for.

The ledger's rows are made without a desk, which would take minutes; whose they are stands in a book
with a parcel for every invoice and a return for every credit note. Mistyped sales and the notes that
take them back are in it: demand has to come out without them.

    found = retail_demand(Path("online_retail/online_retail.csv.gz"), Period.MONTH)
    found.demand                               # items x months
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.retail_lines import Names, RetailLine, Sorted, Treatment, read_lines, sort_out
from inventory.book import Book
from inventory.demand.history import Demand, DemandHistory, stacked
from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.forecast import Period
from inventory.documents.shipment import Shipment
from inventory.entries import type_of
from inventory.location import CUSTOMER, DIFFERENCE, Location, LocationKind
from inventory.move import MoveKind
from inventory.ports import Flow
from inventory.record import Record

BIN: Final = "A-01"
SOLD: Final = frozenset({Treatment.SALE, Treatment.GIFT, Treatment.MISTYPED_SALE})
BACK: Final = frozenset({Treatment.CREDIT, Treatment.MISTYPED_CREDIT})


@dataclass(frozen=True)
class RetailDemand:
    """What was asked of a shop: one row a code, one column a period, oldest first.

    Attributes:
        codes: of the rows; `prices` is what a piece cost first, 0 where it never had a price.
        start: the first day of the first period.
        demand: pieces net of matched returns; 0 before a code was seen first.
    """

    codes: tuple[str, ...]
    prices: NDArray[np.float64]
    start: date
    demand: NDArray[np.float64]


def retail_demand(path: Path, period: Period = Period.MONTH) -> RetailDemand:
    """Return a year's demand; the last period, which is not whole, is left out."""
    lines = read_lines(path)
    names = Names(lines)
    demand = demand_of(sort_out(lines, names))
    found = [one for one in asked(demand, lines, period).values() if one.values.any()]
    values, _ = stacked(found)
    return RetailDemand(
        codes=tuple(one.item for one in found),
        prices=np.array([float(names.price_of(one.item) or 0) for one in found]),
        start=min(one.start for one in found),
        demand=np.nan_to_num(values),
    )


def demand_of(lines: Iterable[Sorted]) -> Demand:
    """Return demand as the ledger tells it."""
    sorted_out = list(lines)
    return Demand(book_of(sorted_out), flows_of(sorted_out))


def asked(
    demand: Demand, lines: list[RetailLine], period: Period = Period.WEEK
) -> dict[str, DemandHistory]:
    """Return demand until the end of the file: of weeks all, also the last, which it covers."""
    last = max(line.at for line in lines).date()
    end = last + timedelta(days=7 - last.weekday()) if period is Period.WEEK else last
    return demand.histories(on=end, period=period)


def book_of(lines: Iterable[Sorted]) -> Book:
    """Return a book that knows whose every invoice and credit note is."""
    book = Book()
    papers: dict[str, Record] = {BIN: Location(code=BIN, kind=LocationKind.STORAGE)}
    for line, treatment in lines:
        if treatment in SOLD and line.invoice not in papers:
            papers[line.invoice] = Shipment(number=line.invoice, to=line.customer)
        elif treatment in BACK and line.invoice not in papers:
            papers[line.invoice] = CustomerReturn(
                number=line.invoice,
                status=ReturnStatus.CLOSED,
                customer=line.customer,
                lines=(),
                asked_by="import",
                asked_on=line.at.date(),
            )
    for version, (key, paper) in enumerate(papers.items(), start=1):
        book.register.put(type_of(type(paper)), key, paper, version)  # type: ignore[arg-type]
    book.sequence = 10**9
    return book


def flows_of(lines: Iterable[Sorted]) -> Iterator[Flow]:
    """Yield a ledger row for every line of goods."""
    for line, treatment in lines:
        if treatment is Treatment.NOT_GOODS:
            continue
        kind, source, target = _way(line, treatment)
        yield Flow(
            line=line.number,
            transaction=line.number,
            undoes=0,
            kind=kind,
            item=line.code,
            lot="",
            quantity=Decimal(abs(line.quantity)),
            source=source,
            target=target,
            document=line.invoice,
            occurred_at=line.at,
        )


def _way(line: RetailLine, treatment: Treatment) -> tuple[MoveKind, str, str]:
    if treatment in SOLD:
        return MoveKind.SHIPMENT, BIN, CUSTOMER
    if treatment in BACK:
        return MoveKind.RETURN, CUSTOMER, BIN
    if line.quantity < 0:
        return MoveKind.ADJUSTMENT, BIN, DIFFERENCE
    return MoveKind.ADJUSTMENT, DIFFERENCE, BIN
