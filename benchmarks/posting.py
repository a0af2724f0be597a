"""What a durable posting costs beside the bare database, alone and by 32 threads at once.

Beside one posting stand two others: the same rows inserted through SQLAlchemy Core, which decides,
hashes and checks nothing, and one row through the sqlite3 module, which is what the disk costs.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Engine, insert

from benchmarks.bare import GroupCommit, bare_database
from benchmarks.measuring import Finding, machine, milliseconds, table_of, take_turns
from benchmarks.warehouse import opened, receipt
from bincard.memory import leave_the_book_alone
from inventory.transaction import Posted
from journal.engine import open_engine
from journal.opening import Journal
from journal.rows import Tail, inserts_for, written
from journal.tables import journal as journal_table
from journal.tables import metadata
from journal.tables import move as move_table

AT: Final = datetime(2026, 11, 22, 10, tzinfo=UTC)
THREADS: Final = 32
EMPTY: Final = Tail(0, 0, "", "")


def measure(rounds: int = 1000) -> list[Finding]:
    """Return the findings on single postings and on 32 threads."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as journal:
        leave_the_book_alone()  # as the running bot does; the other side gains by it too
        return [*_one_at_a_time(journal, Path(folder), rounds), _many_at_once(journal, folder)]


def _one_at_a_time(journal: Journal, folder: Path, rounds: int) -> Iterator[Finding]:
    post = _poster(journal)
    sample = journal.desk.handle(receipt("sample"))
    core_engine = open_engine(f"sqlite:///{folder / 'core.sqlite3'}")
    metadata.create_all(core_engine)
    timed = take_turns(rounds, post, _core_inserter(core_engine, sample))
    core_engine.dispose()
    yield Finding(
        what="one durable posting, one client",
        ours=milliseconds(timed.ours),
        theirs=f"the same rows by SQLAlchemy Core: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal="within 3",
        is_met=timed.ratio <= 3,
    )
    with bare_database(folder / "bare.sqlite3") as database:
        body = sample.transaction.model_dump_json()
        timed = take_turns(rounds, post, lambda _number: database.insert([body]))
    yield Finding(
        what="one durable posting, one client",
        ours=milliseconds(timed.ours),
        theirs=f"one row by sqlite3, WAL and FULL: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
    )


def _many_at_once(journal: Journal, folder: str, a_thread: int = 60, rounds: int = 5) -> Finding:
    """Take turns between 32 threads at the desk and 32 threads of bare inserts."""
    body = journal.desk.handle(receipt("body")).transaction.model_dump_json()
    with bare_database(Path(folder) / "grouped.sqlite3") as database:
        group = GroupCommit(database)

        def at_the_desk(number: int) -> None:
            _by_threads(lambda key: journal.desk.handle(receipt(f"m{number}:{key}")), a_thread)

        timed = take_turns(
            rounds, at_the_desk, lambda _number: _by_threads(lambda _key: group.add(body), a_thread)
        )
        group.close()
    postings = THREADS * a_thread
    ours, theirs = (postings / sorted(side)[len(side) // 2] for side in timed)
    return Finding(
        what=f"postings a second, {THREADS} threads",
        ours=f"{ours:,.0f}",
        theirs=f"bare inserts, group-committed: {theirs:,.0f}",
        ratio=f"{ours / theirs:.2f}",
        goal="at least 0.25",
        is_met=ours / theirs >= 0.25,
    )


def _by_threads(call: Callable[[str], object], a_thread: int) -> None:
    def work(name: int) -> None:
        for number in range(a_thread):
            call(f"{name}-{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _poster(journal: Journal) -> Callable[[int], Posted]:
    started = time.perf_counter_ns()
    count = iter(range(10**9))
    return lambda _number: journal.desk.handle(receipt(f"{started}:{next(count)}"))


def _core_inserter(engine: Engine, sample: Posted) -> Callable[[int], None]:
    """Return a call that inserts the rows of one posting under the next free numbers."""
    rows = inserts_for([written(sample)], EMPTY)
    count = iter(range(1, 10**9))

    def add(_number: int) -> None:
        seq = next(count)
        entry = rows.journal[0] | {"seq": seq, "key": f"k{seq}"}
        with engine.begin() as connection:
            connection.execute(insert(journal_table), [entry])
            connection.execute(insert(move_table), [rows.move[0] | {"line": seq, "seq": seq}])

    return add


def main(rounds: Annotated[int, typer.Option(help="Postings timed on each side.")] = 1000) -> None:
    """Compare durable postings with bare inserts."""
    print(machine())
    print(table_of(measure(rounds)))


if __name__ == "__main__":
    typer.run(main)
