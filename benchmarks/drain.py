"""How soon the sheet has everything when Google comes back after ten minutes of not answering.

Postings go on as if nothing were the matter, and the writer goes on trying. The stand-in enforces its
quota, on its own clock: the outage and the writer's rests move it, work takes the time it takes. The
clock starts when Google answers again, at the worst moment: right after a try that failed, so that the
writer's longest wait counts too.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from benchmarks.measuring import Finding, machine, table_of
from benchmarks.retail_postings import chunks
from benchmarks.sheet_stand_in import TOKEN, LaidOutWorkbook, laid_out
from benchmarks.warehouse import opened, receipt
from inventory.commands import Command
from journal.opening import Journal
from sandbox.google.faults import Fault
from sheets_schema.pace import Pace
from sheets_schema.writer import Outcome, SheetWriter

OUTAGE_S: Final = 600.0
BURSTS: Final = 100
WITHIN_S: Final = 60.0
WRITES_A_MINUTE: Final = 60


class Drained(NamedTuple):
    """What came of a backlog.

    Attributes:
        waited_s: until the first write that Google took.
        took_s: until the sheet had everything, the wait included.
        tries: writes that failed while Google was down.
        writes: that drained the backlog; `refused` counts those refused for quota.
        differences: what `bincard verify` finds afterwards.
    """

    waited_s: float
    took_s: float
    tries: int
    writes: int
    refused: int
    differences: int

    @property
    def is_met(self) -> bool:
        return self.took_s <= WITHIN_S and not (self.refused or self.differences)


def measure(postings: int = 10_000) -> list[Finding]:
    """Return the finding on a backlog of so many postings."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder)) as journal,
        laid_out(journal) as sheet,
    ):
        found = _Outage(journal, sheet).drain(postings)
    return [
        Finding(
            what=f"{postings:,} postings queued while Google was down for {OUTAGE_S:.0f} s",
            ours=f"in the sheet {found.took_s:.0f} s after it came back, {found.waited_s:.0f} s of "
            f"them until the next try; {found.tries} tries failed, then {found.writes} writes, "
            f"{found.refused} refused, {found.differences} differences",
            theirs=f"an append a posting, {WRITES_A_MINUTE} a minute: "
            f"{postings * 60 / WRITES_A_MINUTE:,.0f} s",
            ratio=f"{postings * 60 / WRITES_A_MINUTE / found.took_s:,.0f}",
            goal=f"within {WITHIN_S:.0f} s, none refused",
            is_met=found.is_met,
        )
    ]


class _Outage:
    """A writer, and a Google that does not answer it."""

    def __init__(self, journal: Journal, sheet: LaidOutWorkbook) -> None:
        self._journal = journal
        self._sheet = sheet
        self._pace = Pace(elapsed=sheet.now, rest=sheet.rest)
        self._writer = SheetWriter(
            sheet.workbook,
            reader=journal.reader,
            progress=journal.progress,
            clock=sheet.google.state.clock.now,
            journal_id=journal.id,
            pace=self._pace,
        )

    def drain(self, postings: int) -> Drained:
        """Let Google be down while so much is posted, and write all of it afterwards."""
        self._write_all()
        tries = self._queue([receipt(f"r{number}") for number in range(postings)])
        quotas = self._sheet.google.state.quotas
        refused = quotas.refused["write"]
        back, waited = self._sheet.now(), self._pace.wait_s()
        self._sheet.rest(waited)
        writes = self._write_all()
        took = self._sheet.now() - back
        return Drained(
            waited_s=waited,
            took_s=took,
            tries=tries,
            writes=writes,
            refused=quotas.refused["write"] - refused,
            differences=len(self._sheet.verify(self._journal)),
        )

    def _queue(self, commands: Sequence[Command]) -> int:
        """Post in bursts over the outage, trying to write between them; return the tries."""
        faults = self._sheet.google.state.faults
        faults.rules = [Fault("disconnect", path="/v4/")]
        end = self._sheet.now() + OUTAGE_S
        tries = 0
        for number, burst in enumerate(chunks(commands, len(commands) // BURSTS or 1), start=1):
            self._journal.desk.handle_all(burst)
            tries += self._try_until(end - OUTAGE_S * max(0, BURSTS - number) / BURSTS)
        self._sheet.rest(self._pace.wait_s())
        self._writer.write_once(TOKEN)
        faults.rules = []
        return tries + 1

    def _try_until(self, moment: float) -> int:
        """Do what the writer's loop does until then."""
        tries = 0
        while (left := moment - self._sheet.now()) > 0:
            wait = self._pace.wait_s()
            if wait >= left:
                self._sheet.rest(left)
            else:
                self._sheet.rest(wait)
                self._writer.write_once(TOKEN)
                tries += 1
        return tries

    def _write_all(self) -> int:
        """Write until the sheet has everything, and return how many writes that took."""
        writes = 0
        while (result := self._writer.write_once(TOKEN)).outcome is not Outcome.NOTHING:
            writes += result.outcome is Outcome.DONE
            self._sheet.rest(self._pace.wait_s())
        return writes


def main(
    postings: Annotated[int, typer.Option(help="How many have queued.")] = 10_000,
) -> None:
    """Drain what queued during an outage."""
    print(machine())
    print(table_of(measure(postings)))


if __name__ == "__main__":
    typer.run(main)
