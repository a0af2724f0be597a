"""Replays a real shop's year and ends equal, or says where it does not.

    python -m benchmarks.replay --data <folder>               # the small file, the whole workbook
    python -m benchmarks.replay --data <folder> --full        # all 541,909 lines, the Stock tab

Items, bins and opening stock are imported; the first lines go as signed slash commands over HTTP
through the bot, all others straight to the desk. At the end the Stock tab, read back from the
spreadsheet by gspread, has to say what a plain recomputation says.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.measuring import machine
from benchmarks.recompute import rows_of, stock_at_the_end
from benchmarks.retail_commands import edit_of
from benchmarks.retail_desk import replay_at_desk, set_up_shop
from benchmarks.retail_lines import Names, Sorted, read_lines, sort_out
from benchmarks.retail_postings import opening_stock, postings_of
from benchmarks.retail_slack import LINES_A_COMMAND, replay_in_slack
from benchmarks.retail_tally import Tally
from benchmarks.retail_workbook import SheetSays, write_everything, write_stock_only
from benchmarks.slack_stand_in import OPERATOR, slack_surface
from inventory.invariants import check_invariants
from inventory.people import Person, Role
from journal.opening import Journal, open_journal

FOLDER: Final = "online_retail"
FULL_FILE: Final = "online_retail.csv.gz"
SMALL_FILE: Final = "online_retail_small.csv.gz"

console = Console()


class Replayed(NamedTuple):
    """How a replay ended.

    Attributes:
        differences: what the Stock tab says otherwise than the recomputation, and what `verify`
            finds, in words; empty where all agree.
    """

    tally: Tally
    seconds: dict[str, float]
    ledger_lines: int
    transactions: int
    sheet: SheetSays
    differences: list[str]

    @property
    def is_equal(self) -> bool:
        return not self.differences and not self.tally.surprises


def replay(path: Path, *, is_full: bool, first: int, folder: Path) -> Replayed:
    """Replay one file into a new journal in a folder, and compare.

    Args:
        path: a gzipped file of the shop.
        is_full: render the Stock tab only, since the ledger is longer than a workbook.
        first: so many lines go through Slack.
        folder: for the journal.
    """
    watch = Stopwatch()
    lines = read_lines(path)
    names = Names(lines)
    in_order = list(sort_out(lines, names))
    watch.lap("reading the file")
    journal = open_journal(f"sqlite:///{folder / 'retail.sqlite3'}", "retail")
    try:
        set_up_shop(journal.desk, names, opening_stock(in_order), lines[0].at)
        journal.desk.handle(edit_of(Person(user=OPERATOR, role=Role.OPERATOR), lines[0].at))
        watch.lap("items, bins, opening stock")
        tally = _post(journal, in_order, first, watch)
        check_invariants(journal.desk.book)
        watch.lap("invariants of the whole book")
        sheet = (write_stock_only if is_full else write_everything)(journal)
        watch.lap("writing the workbook and reading it back")
        expected = stock_at_the_end(rows_of(path))
        watch.lap("recomputing by csv and dicts")
        return Replayed(
            tally=tally,
            seconds=watch.laps,
            ledger_lines=journal.desk.book.line,
            transactions=journal.desk.book.sequence,
            sheet=sheet,
            differences=[*sheet.differences, *_unlike(expected, sheet.stock)],
        )
    finally:
        journal.close()


class Stopwatch:
    """Names what the time went into."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = now - self._since
        self._since = now


def _post(journal: Journal, lines: list[Sorted], first: int, watch: Stopwatch) -> Tally:
    tally = Tally()
    with _progress(len(lines)) as advance:
        if first:
            with slack_surface(journal.desk, journal.reader) as surface:
                postings = postings_of(lines[:first], LINES_A_COMMAND)
                replay_in_slack(surface, journal.desk, postings, tally, advance)
            watch.lap(f"{first:,} lines through Slack")
        replay_at_desk(journal.desk, postings_of(lines[first:]), tally, advance)
    watch.lap(f"{len(lines) - first:,} lines at the desk")
    return tally


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    columns = (TextColumn("lines"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("lines", total=total)
        yield lambda done: progress.update(task, completed=done)


def _unlike(expected: dict[tuple[str, str], int], found: dict[tuple[str, str], int]) -> list[str]:
    return [
        f"{key[0]} at {key[1]}: the Stock tab says {found.get(key, 0)}, "
        f"the recomputation {expected.get(key, 0)}"
        for key in sorted(expected.keys() | found.keys())
        if expected.get(key, 0) != found.get(key, 0)
    ]


def report(path: Path, done: Replayed) -> str:
    """Return the summary of a replay: every line in a class, where the time went, the verdict."""
    refused = f"{done.sheet.refused} refused by quota"
    return "\n".join(
        [
            f"{path.name}, {machine()}",
            "",
            done.tally.table(),
            "",
            *(f"{seconds:>9.1f} s  {name}" for name, seconds in done.seconds.items()),
            f"{done.transactions:>9,}  transactions, {done.ledger_lines:,} ledger lines",
            f"{len(done.sheet.stock):>9,}  rows of stock compared",
            f"{done.sheet.writes:>9,}  writes to the workbook, {refused}",
            *(f"  {line}" for line in (*done.tally.surprises[:20], *done.differences[:20])),
            "",
            "EQUAL" if done.is_equal else "NOT EQUAL",
        ]
    )


def replay_file(data: Path, *, is_full: bool, first: int) -> tuple[str, bool]:
    """Replay a file of a folder; return its report and whether it ended equal."""
    path = data / FOLDER / (FULL_FILE if is_full else SMALL_FILE)
    with tempfile.TemporaryDirectory(prefix="bincard-replay-") as folder:
        done = replay(path, is_full=is_full, first=first, folder=Path(folder))
    return report(path, done), done.is_equal


def main(
    *,
    data: Annotated[Path, typer.Option(envvar="BINCARD_DATA", help="Holds online_retail/.")],
    full: Annotated[bool, typer.Option("--full", help="All lines, Stock tab only.")] = False,
    first: Annotated[int, typer.Option(help="So many lines go through Slack.")] = 2_000,
) -> None:
    """Replay the shop's year; exit code 1 unless everything ends equal."""
    text, is_equal = replay_file(data, is_full=full, first=first)
    print(text)
    raise typer.Exit(0 if is_equal else 1)


if __name__ == "__main__":
    typer.run(main)
