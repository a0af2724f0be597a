"""A real shop's demand by week, net of what came back, held against a plain recount.

    python -m benchmarks.retail_demand --data <folder>              # 541,909 lines as ledger rows
    python -m benchmarks.retail_demand --data <folder> --small      # 109,168, and through the desk

The whole file becomes ledger rows without a desk. The small one is posted as well: every sale is
shipped and every credit note returned by requests, and demand is read from the journal on disk. Two
sales of 74,215 and 80,995 pieces were typing mistakes that credit notes took back within minutes:
nothing of them may be left.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks.measuring import machine
from benchmarks.replay import FOLDER, FULL_FILE, SMALL_FILE
from benchmarks.retail_demand_desk import post_all
from benchmarks.retail_demand_recount import Recount, recount, rows_of
from benchmarks.retail_flows import asked, demand_of
from benchmarks.retail_lines import (
    MISTYPED_FROM,
    Names,
    RetailLine,
    Sorted,
    read_lines,
    sort_out,
)
from inventory.demand.history import Demand
from inventory.demand.matching import Matching
from inventory.demand.reading import SCALE
from journal.opening import open_journal

SHOWN_MAX: Final = 20


def run(path: Path, *, folder: Path | None = None) -> tuple[str, bool]:
    """Return the report, and whether all agrees.

    Args:
        path: the file.
        folder: where the journal is made that it goes through as well; None for no journal.
    """
    lines = read_lines(path)
    sorted_out = list(sort_out(lines, Names(lines)))
    expected = recount(rows_of(path))
    return run_lines(lines, sorted_out, expected, folder=folder, name=path.name)


def run_lines(
    lines: list[RetailLine],
    sorted_out: Sequence[Sorted],
    expected: Recount,
    *,
    folder: Path | None,
    name: str,
) -> tuple[str, bool]:
    """Read demand of lines in every way there is; see `run`."""
    began = time.perf_counter()
    ways = {"as ledger rows": demand_of(sorted_out)}
    parts = [f"{name}, {machine()}", f"{time.perf_counter() - began:>9.1f} s  as ledger rows"]
    if folder is not None:
        began = time.perf_counter()
        ways["through the desk"] = _through_the_desk(sorted_out, folder)
        parts.append(f"{time.perf_counter() - began:>9.1f} s  posted, and read from the journal")
    wrong = [
        f"{way}: {one}" for way, demand in ways.items() for one in _wrong(demand, lines, expected)
    ]
    parts += ["", *_counts(expected), "", *_typos(ways["as ledger rows"], lines), ""]
    parts += [*wrong[:SHOWN_MAX], "NOT EQUAL" if wrong else "EQUAL"]
    return "\n".join(parts), not wrong


def weeks_of(demand: Demand, lines: list[RetailLine]) -> dict[tuple[str, date], int]:
    """Return (code, Monday) -> pieces that were asked for, where there are any."""
    return {
        (one.item, one.start + timedelta(weeks=week)): int(value)
        for one in asked(demand, lines).values()
        for week, value in enumerate(one.values.tolist())
        if value
    }


def _through_the_desk(sorted_out: Sequence[Sorted], folder: Path) -> Demand:
    journal = open_journal(f"sqlite:///{folder / 'demand.sqlite3'}", "demand")
    try:
        post_all(journal.desk, sorted_out)
        return Demand(journal.desk.catch_up(), journal.reader.flows())
    finally:
        journal.close()


def _wrong(demand: Demand, lines: list[RetailLine], expected: Recount) -> Iterator[str]:
    """Yield where demand is something else than the recount says."""
    found = weeks_of(demand, lines)
    for key in sorted(found.keys() | expected.weeks.keys()):
        if found.get(key, 0) != expected.weeks.get(key, 0):
            code, monday = key
            told = f"{found.get(key, 0)}, the recount says {expected.weeks.get(key, 0)}"
            yield f"{code} in the week of {monday}: {told}"
    for what, number in _counted(demand.matching).items():
        if number != expected.counts.get(what, 0):
            yield f"{what}: {number}, the recount says {expected.counts.get(what, 0)}"


def _counted(matching: Matching) -> dict[str, int]:
    return {
        "returns": matching.returns,
        "matched": matching.matched,
        "matched in part": matching.partly,
        "unmatched": matching.unmatched,
        "cancelled pairs": matching.pairs,
        "pieces unmatched": matching.unmatched_quantity // SCALE,
    }


def _counts(expected: Recount) -> Iterator[str]:
    weeks, codes = len({week for _, week in expected.weeks}), len({c for c, _ in expected.weeks})
    yield f"{len(expected.weeks):>9,}  weeks of codes with demand ({codes:,} codes, {weeks} weeks)"
    yield f"{sum(expected.weeks.values()):>9,}  pieces of demand"
    for what, number in expected.counts.items():
        yield f"{number:>9,}  {what}"


def _typos(demand: Demand, lines: list[RetailLine]) -> Iterator[str]:
    """Yield what is left in the weeks of sales that nobody meant."""
    found = weeks_of(demand, lines)
    for line in lines:
        if line.quantity >= MISTYPED_FROM:
            monday = line.at.date() - timedelta(days=line.at.weekday())
            left = found.get((line.code, monday), 0)
            yield (
                f"{line.code}: {line.quantity:,} typed on {line.at.date()} and taken back; "
                f"demand of that week {left:,}"
            )


def main(
    *,
    data: Annotated[
        Path | None, typer.Option(envvar="BINCARD_DATA", help="Holds online_retail/.")
    ] = None,
    small: Annotated[
        bool, typer.Option("--small", help="The smaller file of the two, also through the desk.")
    ] = False,
) -> None:
    """Read a shop's demand; exit code 1 unless it equals the recount."""
    path = (data or Path()) / FOLDER / (SMALL_FILE if small else FULL_FILE)
    if not path.exists():
        print(
            f"Skipped: {data or 'no folder'} holds no {FOLDER}/{path.name}. Name one with --data."
        )
        return
    with tempfile.TemporaryDirectory(prefix="bincard-demand-") as folder:
        text, is_equal = run(path, folder=Path(folder) if small else None)
    print(text)
    raise typer.Exit(0 if is_equal else 1)


if __name__ == "__main__":
    typer.run(main)
