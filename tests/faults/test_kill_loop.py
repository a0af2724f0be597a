"""Programs that post and write the sheet die at random moments; nothing is lost and nothing twice.

The long run, ten thousand commands and a thousand deaths, is `python -m benchmarks.kill_loop`.
"""

import pytest

from benchmarks.kill_loop import run_loop

SEED = 20261122

pytestmark = pytest.mark.e2e


def test_twelve_deaths_lose_nothing_and_repeat_nothing(database: str):
    found = run_loop(database, commands=240, kills=12, seed=SEED)
    assert found.is_clean, f"seed {SEED}: {found} {found.differences}"
    assert (found.commands, found.acknowledged) == (240, 240)
    assert found.kills >= 12
