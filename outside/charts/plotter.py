"""Draws charts one at a time: matplotlib's settings and fonts are shared by a whole process."""

import gc
from threading import Lock
from typing import Final

from inventory.papers.chart import Chart, ChartSheet

YOUNG: Final = 1
"""A figure's parts know each other, so that its pixels, some megabytes, wait for the collector. Told to
look at what is young, it takes them within milliseconds.
"""


class MatplotlibPlotter:
    """Turns charts into PNG. It needs no display, and nothing of the machine but its fonts."""

    def __init__(self) -> None:
        self._lock = Lock()

    def draw(self, shown: Chart | ChartSheet) -> bytes:
        """Return a PNG; the same chart gives the same bytes on one machine."""
        from outside.charts.drawing import picture_of  # half a second, and only where it is needed

        with self._lock:
            drawn = picture_of(shown)
            gc.collect(YOUNG)
            return drawn
