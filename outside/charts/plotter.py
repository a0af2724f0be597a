"""Draws charts one at a time: matplotlib's settings and fonts are shared by a whole process."""

from threading import Lock

from inventory.papers.chart import Chart, ChartSheet


class MatplotlibPlotter:
    """Turns charts into PNG. It needs no display, and nothing of the machine but its fonts."""

    def __init__(self) -> None:
        self._lock = Lock()

    def draw(self, shown: Chart | ChartSheet) -> bytes:
        """Return a PNG; the same chart gives the same bytes on one machine."""
        from outside.charts.drawing import picture_of  # half a second, and only where it is needed

        with self._lock:
            return picture_of(shown)
