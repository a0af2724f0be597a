"""Whoever draws no chart does not wait for what draws them."""

import subprocess
import sys

STARTED = "import sys, bincard.serving, bincard.running; print('matplotlib' in sys.modules)"


def test_a_start_does_not_load_what_draws():
    done = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "False"
