"""How many postings a minute reach the sheet under a quota of 60 writes, beside one append each.

Both write to one stand-in that enforces the quota, on its clock: resting moves the clock, working
takes the time it takes. The other side is a bot of a few lines that calls gspread's `append_row` for
every posting and waits for the next minute when Google says no.
"""

import tempfile
from pathlib import Path
from typing import Annotated, Final

import gspread
import typer
from gspread.exceptions import APIError

from benchmarks.measuring import Finding, machine, table_of
from benchmarks.sheet_stand_in import LaidOutWorkbook, laid_out
from benchmarks.warehouse import opened, receipt
from inventory.transaction import Posted

NEEDED: Final = 3_000
TOO_MANY_REQUESTS: Final = 429
WINDOW_S: Final = 60.0


def measure(postings: int = 10_000, appended: int = 180) -> list[Finding]:
    """Return the findings on a backlog of so many postings."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as journal:
        commands = [receipt(f"r{number}") for number in range(postings)]
        posted = [one for one in journal.desk.handle_all(commands) if isinstance(one, Posted)]
        with laid_out(journal) as sheet:
            _next_minute(sheet)
            started = sheet.now()
            writes = len(list(sheet.drain(journal)))
            took = sheet.now() - started
            quota = sheet.google.state.quotas.report()
            naive = _append_each(sheet, posted[:appended])
    ours = postings * 60 / took
    return [
        Finding(
            what="postings a minute to the sheet",
            ours=f"{ours:,.0f} in {writes} writes, worst minute "
            f"{quota['worst_60_seconds']['write']}, refused {quota['refused']['write']}",
            theirs=f"append_row each: {naive:,.0f}",
            ratio=f"{ours / naive:,.0f}",
            goal="at least 3,000, none refused",
            is_met=ours >= NEEDED and not quota["refused"]["write"],
        ),
    ]


def _append_each(sheet: LaidOutWorkbook, posted: list[Posted]) -> float:
    """Append a row for each posting, and return how many went through a minute."""
    _next_minute(sheet)
    with sheet.opened_by_gspread() as spreadsheet:
        tab = spreadsheet.add_worksheet("Naive", rows=100, cols=6)
        _next_minute(sheet)
        started = sheet.now()
        for one in posted:
            _append(sheet, tab, one)
        _next_minute(sheet)  # the last minute counts whole, as all before it
    return len(posted) * 60 / (sheet.now() - started)


def _append(sheet: LaidOutWorkbook, tab: gspread.Worksheet, posted: Posted) -> None:
    [move] = posted.transaction.moves
    row: list[str | int | float] = [
        move.line,
        move.item,
        str(move.quantity),
        move.source,
        move.target,
        move.actor,
    ]
    while True:
        try:
            tab.append_row(row)
        except APIError as error:
            if error.response.status_code != TOO_MANY_REQUESTS:
                raise
            _next_minute(sheet)
        else:
            return


def _next_minute(sheet: LaidOutWorkbook) -> None:
    """Rest until the quota is full again."""
    sheet.rest(WINDOW_S - sheet.now() % WINDOW_S)


def main(
    postings: Annotated[int, typer.Option(help="How many have queued.")] = 10_000,
) -> None:
    """Compare the writer with a bot that appends rows."""
    print(machine())
    print(table_of(measure(postings)))


if __name__ == "__main__":
    typer.run(main)
