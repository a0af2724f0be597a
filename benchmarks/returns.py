"""A real shop's credit notes, run as returns against the orders they take back.

    python -m benchmarks.returns --data <folder>              # all 541,909 lines
    python -m benchmarks.returns --data <folder> --small      # the first 109,168

Every order that goods come back of is ordered, picked, packed, shipped and invoiced on its real day.
A credit note against orders is announced (late ones by a manager, with a reason), taken in, inspected
line by line, and refunded; what belongs to no order just comes. Postage, fees and discounts are asked
for as well, and refused. At the end everything lies where a plain recount says.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks.measuring import machine
from benchmarks.replay import FOLDER, FULL_FILE, SMALL_FILE
from benchmarks.retail_lines import Names, read_lines, sort_out
from benchmarks.returns_lines import Event, events_of
from benchmarks.returns_recount import Recount, recount, rows_of
from benchmarks.returns_shop import Shop, set_up, ship_what_waits
from benchmarks.returns_steps import take_back
from inventory.billing.issued import IssuedCredit
from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.invariants import check_invariants
from journal.opening import open_journal

SHOWN_MAX: Final = 20


def run(path: Path, *, folder: Path) -> tuple[str, bool]:
    """Take a file's credit notes through the shop; return the report and whether all agrees."""
    lines = read_lines(path)
    names = Names(lines)
    events = events_of(sort_out(lines, names))
    expected = recount(rows_of(path))
    return run_events(events, names, expected, folder=folder, name=path.name)


def run_events(
    events: Sequence[Event], names: Names, expected: Recount, *, folder: Path, name: str
) -> tuple[str, bool]:
    """Take orders and credit notes through a new shop; see `run`."""
    journal = open_journal(f"sqlite:///{folder / 'returns.sqlite3'}", "returns")
    try:
        shop = Shop(journal)
        set_up(shop, events, names)
        for event in events:
            if event.order:
                shop.waiting.append(event.order)
            if event.note:
                ship_what_waits(shop)
                take_back(shop, event.note)
        check_invariants(journal.desk.book)
        wrong = list(_differences(shop, expected))
        return _report(name, shop, expected, wrong), not wrong
    finally:
        journal.close()


def _differences(shop: Shop, expected: Recount) -> Iterator[str]:
    """Yield where the book says something else than the recount."""
    yield from shop.surprises[:SHOWN_MAX]
    book = shop.journal.desk.book
    counts = {**shop.counted, "orders": len(shop.orders)}
    for what, number in expected.counts.items():
        if counts.get(what, 0) != number:
            yield f"{what}: {counts.get(what, 0)}, the recount says {number}"
    found = {
        (item, place): int(quantity)
        for item, balances in book.stock.items()
        for (place, _), quantity in balances.items()
        if quantity
    }
    for key in sorted(found.keys() | expected.stock.keys()):
        if found.get(key, 0) != expected.stock.get(key, 0):
            yield f"{key}: {found.get(key, 0)}, the recount says {expected.stock.get(key, 0)}"
    if _refunded(shop) != expected.refunded:
        yield f"{_refunded(shop)} refunded, the recount says {expected.refunded}"
    open_still = [one.number for one in book.open(CustomerReturn)]
    if open_still:
        yield f"not closed: {', '.join(open_still[:SHOWN_MAX])}"


def _refunded(shop: Shop) -> Decimal:
    return -sum((one.net for one in shop.journal.desk.book.all(IssuedCredit)), Decimal(0))


def _report(name: str, shop: Shop, expected: Recount, wrong: Sequence[str]) -> str:
    book = shop.journal.desk.book
    spent = sorted(shop.seconds.items(), key=lambda one: -one[1])
    return "\n".join(
        [
            f"{name}, {machine()}",
            "",
            *_counts(shop),
            *_whereabouts(expected),
            "",
            *(f"{seconds:>9.1f} s  {step}" for step, seconds in spent),
            _figure(shop.counted["requests"], "requests"),
            _figure(book.sequence, f"transactions, {book.line:,} ledger lines"),
            *(f"  {line}" for line in wrong[:SHOWN_MAX]),
            "",
            "EQUAL" if not wrong else "NOT EQUAL",
        ]
    )


def _counts(shop: Shop) -> Iterator[str]:
    counted, book = shop.counted, shop.journal.desk.book
    returns = list(book.all(CustomerReturn))
    closed = sum(one.status is ReturnStatus.CLOSED for one in returns)
    against = (
        f"{counted['lines against orders']:,} lines, {counted['units against orders']:,} units"
    )
    late = f"of them later than 30 days ({counted['lines late']:,} lines), taken by a manager"
    yield _figure(counted["credit notes"], f"credit notes, {counted['credit lines']:,} lines")
    yield _figure(counted["refused, not goods"], "lines refused, not goods:")
    yield from (f"    {_figure(n, what)}" for what, n in shop.refused.most_common())
    yield _figure(counted["void"], "lines left out: their sale was a typing mistake")
    yield ""
    yield _figure(len(shop.orders), "orders something comes back of, shipped and invoiced")
    yield _figure(counted["returns"], f"returns against them: {against}")
    yield _figure(counted["returns late"], late)
    yield _figure(
        counted["lines unannounced"],
        f"lines that nobody had announced, {counted['units unannounced']:,} units",
    )
    yield _figure(closed, f"of {len(returns):,} returns are closed")
    yield _figure(
        sum(1 for _ in book.all(IssuedCredit)),
        f"credit notes of ours, {_refunded(shop):,.2f} in all",
    )


def _whereabouts(expected: Recount) -> Iterator[str]:
    by_place: Counter[str] = Counter()
    for (_, place), pieces in expected.stock.items():
        by_place["in bins" if place.startswith("R-") else f"in {place.lower()}"] += pieces
    for place in ("in bins", "in quarantine", "in scrap"):
        yield _figure(by_place[place], f"units came to lie {place}")


def _figure(number: int, what: str) -> str:
    return f"{number:>9,}  {what}"


def main(
    *,
    data: Annotated[
        Path | None, typer.Option(envvar="BINCARD_DATA", help="Holds online_retail/.")
    ] = None,
    small: Annotated[bool, typer.Option("--small", help="The smaller file of the two.")] = False,
) -> None:
    """Run a shop's credit notes as returns; exit code 1 unless everything agrees."""
    path = (data or Path()) / FOLDER / (SMALL_FILE if small else FULL_FILE)
    if not path.exists():
        print(
            f"Skipped: {data or 'no folder'} holds no {FOLDER}/{path.name}. Name one with --data."
        )
        return
    with tempfile.TemporaryDirectory(prefix="bincard-returns-") as folder:
        text, is_equal = run(path, folder=Path(folder))
    print(text)
    raise typer.Exit(0 if is_equal else 1)


if __name__ == "__main__":
    typer.run(main)
