"""What is lost, twice or stale in the sheet when Google fails in every way and writers are killed.

Three writers follow one journal, each into a spreadsheet of its own on a stand-in of its own: ours,
one that appends and retries, one that reads back and appends what is missing. All three are killed at
random moments, and meet the same mix: 5 % of requests refused for quota, 5 % answered with 503, 5 %
lost on the way, 10 % done without an answer, 5 % slow, 6 % done a second (a minute, at the speed they
run) after the client was told that they failed. Counted are the rows of Ledger, which only grows, and
of Stock, which changes; ours has to be right in every cell of every tab besides.

A seed gives the same postings and faults again, though not the same instants.
"""

import logging
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from functools import partial
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from benchmarks.kill_loop_children import Place, worker
from benchmarks.measuring import Finding, machine, table_of
from benchmarks.naive_writers import (
    FASTER,
    LEDGER,
    PROGRESS,
    STOCK,
    append_and_retry,
    lay_out,
    opened_by_gspread,
    read_back_and_append,
    values_of,
)
from benchmarks.retail_commands import edit_of
from benchmarks.warehouse import AT
from inventory.commands import Command, Line, PickStock, ReceiveStock, ReportProblems
from inventory.entries import MasterRow
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import SHEET, Person, Role
from inventory.problem import Problem
from inventory.quantity import Amount
from journal.opening import Journal, open_journal
from sandbox.google.faults import Fault
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sheets_schema.layout import init
from sheets_schema.verify import compare
from sheets_schema.workbook import open_workbook

LATE_S: Final = 1.0
FAULTS: Final = (
    ("429", 0.05, 0.0),
    ("503", 0.05, 0.0),
    ("disconnect", 0.05, 0.0),
    ("applied_then_dropped", 0.10, 0.0),
    ("slow", 0.05, 0.2),
    ("applied_late", 0.06, LATE_S),
)
"""What befalls a request, how likely, and how many seconds late it is."""

COMMANDS_A_BURST: Final = 10
BURST_S: Final = 0.8
KILLED: Final = 0.8
"""How likely a writer that has written since its start is killed after a burst."""

PATIENCE_S: Final = 180.0
OURS: Final = "bincard"
PROGRAMS: Final[dict[str, Callable[[Place, str], None]]] = {
    OURS: partial(worker, faster=FASTER),
    "append and retry": append_and_retry,
    "read back, append what is missing": read_back_and_append,
}


class StuckError(Exception):
    """A writer did not finish in time."""


class Count(NamedTuple):
    """What is wrong with one spreadsheet.

    Attributes:
        rows: of the ledger, as there should be.
        stale: rows that do not say what they should.
        struck: requests that met a fault.
        kills: how often the writer was killed.
    """

    rows: int
    lost: int
    twice: int
    stale: int
    struck: int
    kills: int

    def __str__(self) -> str:
        return (
            f"{self.lost} lost, {self.twice} twice, {self.stale} stale "
            f"({self.struck} faults, {self.kills} kills)"
        )

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.twice or self.stale)


def measure(bursts: int = 60, seeds: Sequence[int] = (1, 2, 3)) -> list[Finding]:
    """Return the finding over some seeds."""
    logging.getLogger("aiohttp.server").disabled = True  # it reports each client that was killed
    total = dict.fromkeys(PROGRAMS, Count(0, 0, 0, 0, 0, 0))
    for seed in seeds:
        counts = run_mix(seed, bursts)
        print(
            f"seed {seed}: " + "; ".join(f"{name}: {counts[name]}" for name in counts), flush=True
        )
        for name, count in counts.items():
            total[name] = Count(*map(sum, zip(total[name], count, strict=True)))
    ours = total.pop(OURS)
    return [
        Finding(
            what=f"{ours.rows:,} ledger rows under faults, late writes and kills, {len(seeds)} runs",
            ours=str(ours),
            theirs="; ".join(f"{name}: {count}" for name, count in total.items()),
            ratio="",
            goal="0 lost, 0 twice, 0 stale",
            is_met=ours.is_clean,
        )
    ]


def run_mix(seed: int, bursts: int) -> dict[str, Count]:
    """Run one seed; return what is wrong with each spreadsheet."""
    rng = random.Random(seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.naive_writers"])
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        database = f"sqlite:///{Path(folder) / 'bincard.sqlite3'}"
        journal = open_journal(database, "fault mix")
        stack.callback(journal.close)
        _stock_up(journal, bursts)
        sides = {
            name: stack.enter_context(_side(name, database, journal, context, seed))
            for name in PROGRAMS
        }
        _work(journal, list(sides.values()), bursts, rng)
        return {name: _count(side, journal) for name, side in sides.items()}


class _Side:
    """One writer with its spreadsheet; `struck` says how many requests met a fault."""

    def __init__(
        self, name: str, place: Place, google: GoogleStandIn, context: ForkServerContext
    ) -> None:
        self.name = name
        self.place = place
        self.google = google
        self._context = context
        self.struck = 0
        self.kills = 0
        self._began_at = 0
        self._process: ForkServerProcess | None = None

    def start(self, journal: Journal) -> None:
        """Start the writer, or start it again."""
        self._began_at = self._position(journal)
        life = f"{self.name}, life {self.kills}"
        process = self._context.Process(target=PROGRAMS[self.name], args=(self.place, life))
        process.start()
        self._process = process

    def kill(self) -> None:
        """End it at whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def end_faults(self) -> None:
        """Let Google be well again, and remember how often it was not."""
        self.struck = sum(rule.hits for rule in self.google.state.faults.rules)
        self.google.state.faults.rules = []

    def kill_if_it_wrote(self, journal: Journal) -> None:
        """Kill it and start it anew, unless this life has not got to write anything yet."""
        if self._position(journal) > self._began_at:
            self.kills += 1
            self.kill()
            self.start(journal)

    def has_all(self, journal: Journal) -> bool:
        """Whether the writer believes that everything is in the sheet."""
        return self._position(journal) == journal.reader.last_sequence()

    def _position(self, journal: Journal) -> int:
        """Return the sequence number that the writer believes the sheet to have."""
        if self.name != OURS:
            return int(journal.progress.mark(self.place.spreadsheet, PROGRESS) or 0)
        batch = journal.progress.last_batch(self.place.spreadsheet)
        if batch is None:
            return 0
        return batch.to_sequence if batch.is_confirmed else batch.from_sequence


@contextmanager
def _side(
    name: str, database: str, journal: Journal, context: ForkServerContext, seed: int
) -> Iterator[_Side]:
    """Lay out a spreadsheet on a stand-in, and end the writer at the end."""
    google = GoogleStandIn()
    google.state.quotas.enabled = False
    with ServerThread(google.create_app()) as server:
        account = google.service_account_info(server.base_url)
        place = Place(database, server.base_url, account, google.add_spreadsheet(name).id)
        side = _Side(name, place, google, context)
        if name == OURS:
            workbook = open_workbook(account, place.spreadsheet, api_base=place.google)
            init(workbook, journal.id, admin_user="U0ANA")
            workbook.close()
        else:
            lay_out(place)
        google.state.faults.rules = [
            Fault(kind, path="/v4/", probability=share, seconds=seconds, seed=seed * 100 + number)
            for number, (kind, share, seconds) in enumerate(FAULTS)
        ]
        try:
            yield side
        finally:
            side.kill()


def _stock_up(journal: Journal, bursts: int) -> None:
    rows: list[MasterRow] = [
        Location(code="A-01"),
        Location(code="PACK", kind=LocationKind.PACKING),
        Person(user="U0ANA", role=Role.OPERATOR),
        *(Item(sku=_sku(number), name=f"Mug {number}") for number in range(bursts)),
    ]
    journal.desk.handle_all([edit_of(row, AT) for row in rows])


def _work(journal: Journal, sides: Sequence[_Side], bursts: int, rng: random.Random) -> None:
    """Post burst by burst, killing the writers now and then, and wait until all is written."""
    for side in sides:
        side.start(journal)
    for number in range(bursts):
        for command in _burst(number):
            journal.desk.handle(command)
            time.sleep(rng.uniform(0, 2 * BURST_S / COMMANDS_A_BURST))
        for side in sides:
            if rng.random() < KILLED:
                side.kill_if_it_wrote(journal)
    _wait_for(journal, sides)
    for side in sides:
        side.kill()
        side.end_faults()
    time.sleep(2 * LATE_S)


def _burst(number: int) -> Iterable[Command]:
    """Yield what befalls one item; its rows are touched again and again, and then never more."""
    for step in range(COMMANDS_A_BURST):
        kind, quantity = (PickStock, 2) if step % 2 else (ReceiveStock, 5)
        line = Line(item=_sku(number), amount=Amount(number=Decimal(quantity)), location="A-01")
        yield kind(key=f"{number}/{step}", at=AT, actor="U0ANA", lines=(line,))
    problem = Problem(
        tab="Items",
        row_key=_sku(number),
        column="Minimum",
        cell=f"F{number + 2}",
        value="many",
        reason="no number",
        mend="12",
    )
    yield ReportProblems(
        key=f"problem {number}", at=AT, actor=SHEET, tab="Items", problems=(problem,)
    )


def _sku(number: int) -> str:
    return f"MUG-{number:03}"


def _wait_for(journal: Journal, sides: Iterable[_Side]) -> None:
    end = time.monotonic() + PATIENCE_S
    for side in sides:
        while not side.has_all(journal):
            if time.monotonic() > end:
                raise StuckError(side.name)
            time.sleep(0.05)


def _count(side: _Side, journal: Journal) -> Count:
    """Read a spreadsheet back as anybody would, and compare with the journal."""
    book = journal.desk.book
    with opened_by_gspread(side.place) as spreadsheet:
        header, *rows = values_of(spreadsheet.worksheet(LEDGER[0]))
        lines = Counter(row[header.index("Line")] for row in rows if row)
        header, *rows = values_of(spreadsheet.worksheet(STOCK[0]))
    at = [header.index(name) for name in STOCK[1]]
    says = {(row[at[0]], row[at[1]]): row[at[2]] for row in rows if row}
    should = {(key.item, key.location): book.on_hand(*key) for key in book.rows}
    wrong = sum(says.get(key) != on_hand for key, on_hand in should.items())
    return Count(
        rows=book.line,
        lost=len(set(range(1, book.line + 1)) - set(lines)),
        twice=sum(times - 1 for times in lines.values()),
        stale=max(wrong, _cells_astray(side, journal)) if side.name == OURS else wrong,
        struck=side.struck,
        kills=side.kills,
    )


def _cells_astray(side: _Side, journal: Journal) -> int:
    """Count the rows of our workbook that differ in any cell of any tab, and print why."""
    workbook = open_workbook(side.place.account, side.place.spreadsheet, api_base=side.place.google)
    try:
        found = compare(workbook, journal.reader, journal.progress)
    finally:
        workbook.close()
    for difference in found:
        print(f"  {difference}")
    return len({(one.tab, one.row) for one in found})


def main(
    bursts: Annotated[int, typer.Option(help="Of ten postings each.")] = 60,
    seeds: Annotated[int, typer.Option(help="How many runs.")] = 3,
    first_seed: Annotated[int, typer.Option(help="The first run's seed.")] = 1,
) -> None:
    """Run the fault mix against ours and two usual writers."""
    print(machine())
    print(table_of(measure(bursts, range(first_seed, first_seed + seeds))))


if __name__ == "__main__":
    typer.run(main)
