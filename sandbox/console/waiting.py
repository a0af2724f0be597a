"""Waiting for something to come about by itself."""

import time
from collections.abc import Callable

_LOOK_SECONDS = 0.05


def wait_for(is_so: Callable[[], bool], *, seconds: float) -> bool:
    """Look again and again until something is so; says whether it came about in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOK_SECONDS)
    return True
