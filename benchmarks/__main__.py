"""Every comparison in one run, as one table: `python -m benchmarks`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks import (
    bins,
    choosing,
    commands,
    counting,
    demand,
    drain,
    fault_mix,
    papers,
    posting,
    receipts,
    sheet,
    startup,
    trace,
    tryton,
)
from benchmarks.measuring import machine, table_of
from benchmarks.replay import replay_file

RESULTS: Final = Path(__file__).parent / "RESULTS.md"
FIRST: Final = 2_000


def main(
    *,
    data: Annotated[
        Path | None, typer.Option(envvar="BINCARD_DATA", help="Also replay the year in here.")
    ] = None,
    million: Annotated[
        bool, typer.Option("--million", help="Also start on 1,000,000 moves, and trace in them.")
    ] = False,
    save: Annotated[bool, typer.Option("--save", help="Keep the results in RESULTS.md.")] = False,
) -> None:
    """Run everything and print one table."""
    findings = [
        *posting.measure(),
        *commands.measure(),
        *receipts.measure(),
        *tryton.measure(),
        *sheet.measure(),
        *drain.measure(),
        *fault_mix.measure(),
        *choosing.measure(),
        *bins.measure(),
        *counting.measure(),
        *demand.measure(),
        *papers.measure(),
        *startup.measure(100_000),
        *(startup.measure(1_000_000) if million else []),
        *(trace.measure() if million else []),
    ]
    parts = [f"# Results\n\n{machine()}", table_of(findings)]
    print("\n\n".join(parts))
    for text in _replays(data) if data else ():
        print(f"\n{text}")
        parts.append(f"```\n{text}\n```")
    if save:
        RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _replays(data: Path) -> Iterator[str]:
    for is_full in (False, True):
        text, _ = replay_file(data, is_full=is_full, first=FIRST)
        yield text


if __name__ == "__main__":
    typer.run(main)
