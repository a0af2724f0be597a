"""Colours and sizes of charts.

The colours are of Okabe and Ito's set, which people tell apart whatever they see of red and green;
what is expected is lighter as well, so that a grey print still shows which is which.
"""

from typing import Final

from inventory.papers.chart import Tone

DPI: Final = 150
WIDTH: Final = 1080
"""Pixels of a single chart: three for each point of a phone's width."""

COLUMN_WIDTH: Final = 800
"""Pixels of one of the two columns of a sheet."""

COLOURS: Final[dict[Tone, str]] = {
    Tone.PAST: "#0072B2",
    Tone.EXPECTED: "#D55E00",
    Tone.STOCK: "#009E73",
    Tone.GOAL: "#333333",
}
INK: Final = "#1A1A1A"
QUIET: Final = "#5C5C5C"
GRID: Final = "#E2E2E2"
UNKNOWN: Final = "#A8A8A8"
TROUGH: Final = "#EBEBEB"
PAPER: Final = "#FFFFFF"
SHADE: Final = 0.22
"""How much of its colour an interval has."""

DASHES: Final = (0, (5, 2.5))
"""Of what is a level."""

SHEET_TITLE: Final = 19.0
TITLE: Final = 16.0
TEXT: Final = 13.0
TICK: Final = 12.0
"""Points at 150 to the inch: on a phone's width a third of that in its own points."""
