"""Waiting for what happens by itself, without betting on how long it takes."""

import time
from collections.abc import Callable

WITHIN_S = 120.0


def wait_until(is_true: Callable[[], object], what: str) -> None:
    """Wait for something that happens by itself.

    Raises:
        AssertionError: it did not happen within two minutes.
    """
    deadline = time.monotonic() + WITHIN_S
    while not is_true():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)
