"""kill -9 in the middle of posting: what was acknowledged is there, and nothing is there twice."""

import random
import subprocess
import sys
from pathlib import Path

from inventory.invariants import check_invariants
from journal.opening import open_journal
from tests.journal.test_desk import opened

SEED = 20261122


def test_a_kill_loses_nothing_acknowledged_and_a_retry_posts_nothing_twice(database: str):
    journal = opened(database)
    journal.close()
    rng = random.Random(SEED)
    acknowledged: set[str] = set()
    for _ in range(4):
        acknowledged |= post_until_killed(database, after=rng.randrange(5, 120))
    acknowledged |= post_until_killed(database, after=None)
    after = open_journal(database, "journal-1")
    entered = after.reader.entered_after(0, 10_000)
    keys = [one.transaction.key for one in entered if one.transaction.moves]
    assert sorted(keys) == sorted(f"k{n}" for n in range(200)), f"seed {SEED}"
    assert acknowledged <= set(keys), f"seed {SEED}"
    assert after.desk.book.on_hand("MUG-BLU", "A-01") == 200
    check_invariants(after.desk.book)
    after.close()


def post_until_killed(url: str, after: int | None) -> set[str]:
    """Post k0..k199 (again), kill -9 after some acknowledgements; return what was acknowledged."""
    command = [sys.executable, "-m", "tests.journal.poster", url, "0", "200"]
    seen: set[str] = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
        assert process.stdout is not None
        for line in process.stdout:
            seen.add(line.strip())
            if len(seen) == after:
                process.kill()
                break
    return seen
