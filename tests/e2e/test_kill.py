"""kill -9 of the whole bot in the middle of 500 commands: nothing told is lost, nothing is twice."""

import random
import threading
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.conftest import TOPOLOGIES, house_of
from tests.e2e.house import House
from tests.waiting import wait_until

SEED = 20261122
COMMANDS = 500
TYPISTS = 8

pytestmark = pytest.mark.e2e


class Typists:
    """People who type receipts, each numbered in its note, and remember which were acknowledged."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._numbers = iter(range(COMMANDS))
        self._lock = threading.Lock()
        self.told: set[str] = set()
        self.threads = [threading.Thread(target=self._type) for _ in range(TYPISTS)]

    def _type(self) -> None:
        person = self._house.person("ana")
        while (number := self._next()) is not None:
            seen = person.types("C0STOCK", f"/receive 1 MUG-BLU @A-01 note:n{number}")
            if seen.outcome == "ok":
                with self._lock:
                    self.told.add(f"n{number}")
            else:
                wait_until(self._is_open, "the bot is back")

    def _is_open(self) -> bool:
        return bool(self._house.slack.state()["sockets"])

    def _next(self) -> int | None:
        with self._lock:
            return next(self._numbers, None)


@pytest.fixture(params=TOPOLOGIES)
def house(request: pytest.FixtureRequest, tmp_path: Path):
    with house_of(request, tmp_path) as house:
        yield house


def test_a_killed_bot_loses_nothing_it_has_told_and_repeats_nothing(house: House):
    rng = random.Random(SEED)
    processes = dict(enumerate(house.start_all()))
    typists = Typists(house)
    for thread in typists.threads:
        thread.start()
    for goal in (rng.randrange(start, start + 90) for start in (20, 140, 260)):
        wait_until(lambda goal=goal: len(typists.told) >= goal, f"{goal} were told")
        number = rng.randrange(len(processes))
        processes[number].kill()
        processes[number].wait()
        processes[number] = house.start(house.topology[number])
    for thread in typists.threads:
        thread.join()
    journal = house.journal()
    entered = journal.reader.entered_after(0, 10_000)
    lines = journal.desk.book.line
    journal.close()
    moves = [move for one in entered for move in one.transaction.moves]
    posted = Counter(move.note for move in moves if move.note.startswith("n"))
    assert set(posted.values()) == {1}, f"posted twice; seed {SEED}"
    assert typists.told <= set(posted), f"told and lost; seed {SEED}"
    assert len(typists.told) > COMMANDS // 2
    wait_until(lambda: len(house.tab("Ledger")) == lines + 1, "the sheet has every line")
    rows = house.tab("Ledger")
    assert [row[0] for row in rows[1:]] == list(range(1, lines + 1))
    assert [row[1] for row in rows[1:]] == [move.id for move in moves]
    verified = house.bincard("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
