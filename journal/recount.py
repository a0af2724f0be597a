"""Every balance counted again from the ledger's own columns, by nothing but addition.

It shares no code with the book: a mistake in folding would show here.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import Engine, select

from inventory.book import Book
from journal.engine import reading
from journal.tables import move

ROWS_AT_ONCE = 10_000


def recount(engine: Engine, upto_line: int) -> Mapping[tuple[str, str, str], Decimal]:
    """Return (item, location, lot) -> on hand after a ledger line; zeros are left out."""
    sums: defaultdict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    columns = (move.c.item, move.c.lot, move.c.quantity, move.c.source, move.c.target)
    query = select(*columns).where(move.c.line <= upto_line)
    with reading(engine).connect().execution_options(yield_per=ROWS_AT_ONCE) as connection:
        for item, lot, text, source, target in connection.execute(query):
            quantity = Decimal(text)
            sums[item, source, lot] -= quantity
            sums[item, target, lot] += quantity
    return {key: total for key, total in sums.items() if total}


def recount_differences(engine: Engine, book: Book) -> list[str]:
    """Return where a book and the recount disagree, in words."""
    counted = recount(engine, book.line)
    folded = {
        (item, location, lot): quantity
        for item, places in book.stock.items()
        for (location, lot), quantity in places.items()
    }
    return [
        f"{item} at {location}{f' lot {lot}' if lot else ''}: the book says "
        f"{folded.get((item, location, lot), 0)}, its moves add up to "
        f"{counted.get((item, location, lot), 0)}"
        for item, location, lot in sorted(counted.keys() | folded.keys())
        if counted.get((item, location, lot)) != folded.get((item, location, lot))
    ]
