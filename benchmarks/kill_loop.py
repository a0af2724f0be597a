"""Kills the programs at random moments, a thousand times, and looks for what is lost or twice.

Two post and two write the sheet, on one journal. The stand-in for Google refuses, loses, answers
late and applies late meanwhile. At the end the journal must hold every command once, in the order of
its item, all that was acknowledged among them, and the sheet must be the rendering of the journal.

A seed gives the same commands, victims and faults again, though not the same instants.
"""

import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from benchmarks.kill_loop_children import (
    LEASE,
    PICKED,
    RECEIVED,
    Place,
    hurried_writer,
    key_of,
    sku_of,
    web,
    worker,
)
from benchmarks.measuring import machine
from benchmarks.retail_commands import edit_of
from benchmarks.warehouse import AT
from inventory.entries import MasterRow
from inventory.invariants import check_invariants
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import Person, Role
from journal.opening import Journal, open_journal
from journal.recount import recount_differences
from sandbox.google.faults import Fault
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sheets_schema.layout import init
from sheets_schema.verify import compare
from sheets_schema.workbook import open_workbook
from sheets_schema.writer import Outcome
from tests.postgres_server import running_postgres

RESULTS: Final = Path(__file__).parent / "KILL_LOOP.md"
WEBS: Final = 2
WORKERS: Final = 2
LANES: Final = 8
LATE_S: Final = 1.0
FAULTS: Final = {
    "429": 0.05,
    "503": 0.05,
    "disconnect": 0.05,
    "applied_then_dropped": 0.10,
    "applied_late": 0.06,
    "slow": 0.05,
}
"""How likely each is to befall a write."""


class Found(NamedTuple):
    """What became of the commands."""

    commands: int
    acknowledged: int
    kills: int
    lost: int
    twice: int
    out_of_order: int
    differences: tuple[str, ...]
    seconds: float

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.twice or self.out_of_order or self.differences)

    def __str__(self) -> str:
        return (
            f"{self.commands} commands, {self.kills} kills, {self.acknowledged} acknowledged: "
            f"{self.lost} lost, {self.twice} twice, {self.out_of_order} out of order, "
            f"{len(self.differences)} differences, {self.seconds:.0f} s"
        )


def run_loop(database: str, *, commands: int, kills: int, seed: int) -> Found:
    """Post so many commands under so many kills, and look what became of them."""
    start = time.monotonic()
    with _opened(database, seed) as (place, journal):
        loop = KillLoop(place, commands, kills, random.Random(seed))
        loop.run()
        _drain(place, journal)
        return _examined(place, journal, loop, time.monotonic() - start)


class KillLoop:
    """The parent: starts the programs, kills them, starts them again where they left off.

    Attributes:
        told: lane -> how many of its commands were acknowledged; the next one is in doubt.
        killed: how many programs were.
    """

    def __init__(self, place: Place, commands: int, kills: int, rng: random.Random) -> None:
        self._place = place
        self._a_lane = commands // LANES
        self._kills = kills
        self._rng = rng
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["benchmarks.kill_loop_children"])
        self._webs: dict[int, _Web] = {}
        self._workers: dict[int, ForkServerProcess] = {}
        self.told = dict.fromkeys(range(LANES), 0)
        self.killed = 0

    def run(self) -> None:
        """Go on until every command has been acknowledged and enough have died."""
        for number in range(WEBS):
            self._start_web(number)
        for number in range(WORKERS):
            self._start_worker(number)
        try:
            while not self._is_done():
                self._listen(self._rng.uniform(0.0, 0.05))
                if self._is_time_to_kill():
                    self._kill_one()
        finally:
            for process in (*self._workers.values(), *(one.process for one in self._webs.values())):
                _end(process)

    def _is_done(self) -> bool:
        return sum(self.told.values()) == self._a_lane * LANES and self.killed >= self._kills

    def _is_time_to_kill(self) -> bool:
        """Spread the deaths over the commands."""
        done = sum(self.told.values()) / (self._a_lane * LANES)
        return self.killed < self._kills * done

    def _kill_one(self) -> None:
        self.killed += 1
        if self._rng.random() < 0.7:
            number = self._rng.randrange(WEBS)
            _end(self._webs[number].process)
            self._hear(self._webs[number])
            self._start_web(number)
        else:
            number = self._rng.randrange(WORKERS)
            _end(self._workers[number])
            self._start_worker(number)

    def _start_web(self, number: int) -> None:
        lanes = {
            lane: range(self.told[lane], self._a_lane)
            for lane in range(LANES)
            if lane % WEBS == number
        }
        reading, writing = self._context.Pipe(duplex=False)
        process = self._context.Process(target=web, args=(self._place, lanes, writing))
        process.start()
        writing.close()
        self._webs[number] = _Web(process, reading.fileno(), reading)

    def _start_worker(self, number: int) -> None:
        holder = f"worker {number}, life {self.killed}"
        process = self._context.Process(target=worker, args=(self._place, holder))
        process.start()
        self._workers[number] = process

    def _listen(self, seconds: float) -> None:
        open_ones = {one.pipe: one for one in self._webs.values() if not one.pipe.closed}
        if not open_ones:
            time.sleep(seconds)
            return
        for pipe in wait(list(open_ones), seconds):
            self._hear_once(open_ones[pipe])

    def _hear(self, one: "_Web") -> None:
        """Hear a program that has ended to the end of what it had said."""
        while not one.pipe.closed:
            self._hear_once(one)

    def _hear_once(self, one: "_Web") -> None:
        said = os.read(one.number, 65_536)
        if not said:
            one.pipe.close()
        one.unread += said
        *lines, one.unread = one.unread.split(b"\n")
        for line in lines:
            lane, number = map(int, line.split())
            self.told[lane] = number + 1


class _Web:
    """A program that posts, and the pipe over which it tells."""

    def __init__(self, process: ForkServerProcess, number: int, pipe) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self.process = process
        self.number = number
        self.pipe = pipe
        self.unread = b""


def _end(process: ForkServerProcess) -> None:
    process.kill()
    process.join()
    process.close()


@contextmanager
def _opened(database: str, seed: int) -> Iterator[tuple[Place, Journal]]:
    """Lay out a journal and a workbook, and a Google that fails on purpose."""
    google = GoogleStandIn()
    google.state.quotas.enabled = False
    with ExitStack() as stack:
        server = stack.enter_context(ServerThread(google.create_app()))
        place = Place(
            database,
            server.base_url,
            google.service_account_info(server.base_url),
            google.add_spreadsheet("Kill loop").id,
        )
        journal = open_journal(database, "kill loop")
        stack.callback(journal.close)
        journal.desk.handle_all([edit_of(row, AT) for row in _warehouse()])
        workbook = open_workbook(place.account, place.spreadsheet, api_base=place.google)
        stack.callback(workbook.close)
        init(workbook, journal.id, admin_user="U0ANA")
        google.state.faults.rules = [
            Fault(
                kind, "POST", "batchUpdate", probability=share, seconds=LATE_S, seed=seed + number
            )
            for number, (kind, share) in enumerate(FAULTS.items())
        ]
        yield place, journal
        google.state.faults.rules = []


def _warehouse() -> Iterable[MasterRow]:
    yield Location(code="A-01")
    yield Location(code="PACK", kind=LocationKind.PACKING)
    yield Person(user="U0ANA", role=Role.OPERATOR)
    for lane in range(LANES):
        yield Item(sku=sku_of(lane), name=f"Mug {lane}")


def _drain(place: Place, journal: Journal) -> None:
    """Write what the sheet has not yet, as the next worker would, and let late writes land."""
    writer = hurried_writer(place, journal)
    while True:
        token = journal.lease.acquire(LEASE, "the last one", 60)
        result = writer.write_once(token) if token is not None else None
        if result and result.outcome is Outcome.NOTHING:
            break
        time.sleep(0.05)
    time.sleep(2 * LATE_S)


def _examined(place: Place, journal: Journal, loop: KillLoop, seconds: float) -> Found:
    book = journal.desk.catch_up()
    check_invariants(book)
    entered = journal.reader.entered_after(0, 10**9)
    posted = Counter(one.transaction.key for one in entered if one.transaction.moves)
    a_lane = loop.told[0]
    wanted = {key_of(lane, number) for lane in loop.told for number in range(a_lane)}
    order = [one.transaction.key for one in entered if one.transaction.moves]
    return Found(
        commands=len(wanted),
        acknowledged=sum(loop.told.values()),
        kills=loop.killed,
        lost=len(wanted - set(posted)),
        twice=sum(number - 1 for number in posted.values()),
        out_of_order=_out_of_order(order),
        differences=(*_wrong_balances(journal, a_lane), *_wrong_sheet(place, journal)),
        seconds=seconds,
    )


def _out_of_order(keys: Iterable[str]) -> int:
    """Count the commands that come before one their lane had asked for earlier."""
    last: dict[str, int] = {}
    wrong = 0
    for lane, _, number in (key.partition("/") for key in keys):
        wrong += int(number) < last.get(lane, -1)
        last[lane] = int(number)
    return wrong


def _wrong_balances(journal: Journal, a_lane: int) -> Iterator[str]:
    """Compare with plain arithmetic, and with the moves added up again."""
    book = journal.desk.book
    yield from recount_differences(journal.engine, book)
    picks = a_lane // 2
    for lane in range(LANES):
        left = RECEIVED * (a_lane - picks) - PICKED * picks
        found = book.on_hand(sku_of(lane), "A-01")
        if found != left:
            yield f"{sku_of(lane)}: {found} in place of {left}"


def _wrong_sheet(place: Place, journal: Journal) -> Iterator[str]:
    """Compare the whole workbook with the journal, and the ledger's keys one by one."""
    workbook = open_workbook(place.account, place.spreadsheet, api_base=place.google)
    try:
        for difference in compare(workbook, journal.reader, journal.progress):
            yield str(difference)
    finally:
        workbook.close()


def main(
    commands: Annotated[int, typer.Option(help="How many are posted.")] = 10_000,
    kills: Annotated[int, typer.Option(help="How often a program is killed.")] = 1_000,
    seed: Annotated[int, typer.Option(help="Gives the same commands, victims and faults.")] = 1,
    engine: Annotated[str, typer.Option(help="sqlite, postgresql or both.")] = "both",
    *,
    save: Annotated[bool, typer.Option("--save", help="Keep the results in KILL_LOOP.md.")] = False,
) -> None:
    """Kill the programs at random moments and look for what is lost or twice."""
    print(machine())
    results: dict[str, Found] = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for name in ("sqlite", "postgresql") if engine == "both" else (engine,):
            if name == "sqlite":
                database = f"sqlite:///{Path(folder) / 'bincard.sqlite3'}"
            else:
                database = stack.enter_context(running_postgres()).new_database()
            found = run_loop(database, commands=commands, kills=kills, seed=seed)
            print(f"{name}, seed {seed}: {found}", flush=True)
            for difference in found.differences:
                print(f"  {difference}")
            results[name] = found
    if save:
        RESULTS.write_text(_report(results, seed), encoding="utf-8")
    raise typer.Exit(0 if all(found.is_clean for found in results.values()) else 1)


def _report(results: Mapping[str, Found], seed: int) -> str:
    lines = [
        "# The kill loop",
        "",
        f"{machine()}, seed {seed}",
        "",
        "| journal | commands | acknowledged | kills | lost | twice | out of order | differences | took |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in results.items():
        told = (found.commands, found.acknowledged, found.kills, found.lost, found.twice)
        figures = " | ".join(f"{number:,}" for number in (*told, found.out_of_order))
        took = f"{len(found.differences)} | {found.seconds / 60:.1f} min"
        lines.append(f"| {name} | {figures} | {took} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    typer.run(main)
