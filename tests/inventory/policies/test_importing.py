"""The bot imports these formulas when it starts, so that they must cost it little."""

import subprocess
import sys
from pathlib import Path

import inventory.policies

ROOM = Path(inventory.policies.__file__).parent


def test_no_formula_loads_what_takes_long_to_load():
    rooms = [f"inventory.policies.{path.stem}" for path in sorted(ROOM.glob("[a-z]*.py"))]
    slow = "{'scipy.stats', 'scipy.optimize', 'pandas', 'matplotlib'}"
    program = f"import sys, {', '.join(rooms)}; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOM.parents[1],
    )

    assert done.stdout.strip() == "[]"
