"""How long it takes to trace one lot in a ledger of 1,000,000 moves, forward and back, through kits of kits.

Beside it recursive SQL over the same ledger, which has an index for each of its steps. Both have to
name the same lots, customers and receipts with the same quantities. Once the lot is one among two
thousand items; once all moves are about it. From a started book: the trail is folded as the ledger
grows and is kept with the snapshots, and what that costs is measured too.
"""

import gc
import statistics
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from benchmarks import startup
from benchmarks.measuring import Finding, Timed, milliseconds, report, seconds_of, take_turns
from benchmarks.trace_sql import Answer, Peer, answer_of
from benchmarks.traced_lot import LOT, MOVES_A_CYCLE, journey
from bincard.memory import leave_the_book_alone
from inventory.book import Book
from inventory.bookkeeping.trail import Trail
from inventory.recalling.tracing import trace_back, trace_forward
from inventory.stock_key import LotKey
from journal.opening import open_journal

MOVES: Final = 1_000_000
CYCLES: Final = 25
ROUNDS: Final = 10
AT_ONCE: Final = 20
ROOT: Final = LotKey("SYRUP", LOT)


def measure(moves: int = MOVES) -> Iterator[Finding]:
    """Yield the findings on one lot among others, and on one that is the whole ledger."""
    cycles = min(CYCLES, moves // (2 * MOVES_A_CYCLE))
    yield from _measure("one lot among 2,000 items", moves, cycles)
    yield from _measure("all of them of one lot", moves, moves // MOVES_A_CYCLE)


def _measure(what: str, moves: int, cycles: int) -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bincard.sqlite3"
        startup.fill(path, max(0, moves - cycles * MOVES_A_CYCLE) // startup.LINES * startup.LINES)
        fill_journey(path, cycles)
        journal = open_journal(f"sqlite:///{path}", "benchmark")
        try:
            book = journal.desk.book
            leave_the_book_alone()  # as every process does that has started
            peer = Peer(path, book, Path(folder))
            try:
                yield from _compared(f"{book.line:,} moves, {what}", book, peer, cycles - 1)
            finally:
                peer.close()
        finally:
            journal.close()


def fill_journey(path: Path, cycles: int) -> None:
    """Write what happens to the lot in so many cycles into a journal."""
    journal = open_journal(f"sqlite:///{path}", "benchmark")
    try:
        commands = list(journey(cycles))
        for start in range(0, len(commands), AT_ONCE):
            outcomes = journal.desk.handle_all(commands[start : start + AT_ONCE])
            for refused in (one for one in outcomes if isinstance(one, Exception)):
                raise refused
    finally:
        journal.close()


def _compared(what: str, book: Book, peer: Peer, last: int) -> Iterator[Finding]:
    pallet = LotKey("PALLET", f"P-{last}")
    ours = answers_of(book, pallet)
    _refuse_other(f"forward, {what}", ours.forward, peer.forward(ROOT))
    _refuse_other(f"back, {what}", ours.back, peer.back(pallet))
    parcels = sum(len(book.trail.shipped.of(LotKey(*lot))) for lot in ours.forward.lots)
    forward = take_turns(
        ROUNDS, lambda _n: trace_forward(book, [ROOT]), lambda _n: peer.forward(ROOT)
    )
    reached = f"{len(ours.forward.lots):,} lots, {parcels:,} shipped lines"
    yield _finding(f"trace forward in {what}: {reached}", forward)
    back = take_turns(ROUNDS, lambda _n: trace_back(book, [pallet]), lambda _n: peer.back(pallet))
    yield _finding(f"trace back in {what}", back)
    yield _cost(what, book, parcels)


def _finding(what: str, timed: Timed) -> Finding:
    return Finding(
        what=what,
        ours=milliseconds(timed.ours),
        theirs=f"recursive SQL over the indexed ledger: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal="under 1 s",
        is_met=statistics.median(timed.ours) < 1,
    )


def _cost(what: str, book: Book, parcels: int) -> Finding:
    """Return what the trail takes of memory, and of a start from a snapshot."""
    dumped = book.trail.dumped()
    gc.collect()
    tracemalloc.start()
    loaded = Trail()
    loaded.load(dumped)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    seconds = statistics.median(seconds_of(lambda _n: Trail().load(dumped), 0) for _ in range(3))
    return Finding(
        what=f"keep the trail of {what}",
        ours=f"{taken / 2**20:,.1f} MiB, {taken / max(1, parcels):,.0f} bytes a shipped line; "
        f"{seconds:.2f} s of a start",
        theirs="",
        ratio="",
    )


class Answers(NamedTuple):
    """What a trace of the lot says, forward, and one of the last pallet back."""

    forward: Answer
    back: Answer


def answers_of(book: Book, pallet: LotKey) -> Answers:
    """Return what our own traces say, as the peer would."""
    return Answers(_forward(book, ROOT), _back(book, pallet))


def _forward(book: Book, lot: LotKey) -> Answer:
    trace = trace_forward(book, [lot])
    reached = (((*one.reached.lot, ""), 0, 0) for one in trace.lots)
    passed = (
        ((*of, one.customer), int(one.shipped), int(one.returned)) for of, one in trace.consignees
    )
    return answer_of([*reached, *passed])


def _back(book: Book, lot: LotKey) -> Answer:
    rows = []
    for one in trace_back(book, [lot]).lots:
        sums: dict[str, int] = {}
        for receipt in one.origin.receipts:
            sums[receipt.document] = sums.get(receipt.document, 0) + int(receipt.quantity)
        rows += [((*one.reached.lot, document), much, 0) for document, much in sums.items()]
        rows.append(((*one.reached.lot, ""), 0, 0))
    return answer_of(rows)


def _refuse_other(what: str, ours: Answer, theirs: Answer) -> None:
    """Refuse to compare the times of two answers that differ.

    Raises:
        AssertionError: with what only one of them has.
    """
    if ours != theirs:
        lots = ours.lots ^ theirs.lots
        passed = set(ours.passed.items()) ^ set(theirs.passed.items())
        raise AssertionError(f"{what}: {sorted(lots)[:5]} {sorted(passed)[:5]}")


def main(
    *,
    moves: Annotated[int, typer.Option(help="How long the ledgers are.")] = MOVES,
) -> None:
    """Compare a trace with recursive SQL."""
    report(lambda: list(measure(moves)))


if __name__ == "__main__":
    typer.run(main)
