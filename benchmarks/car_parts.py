"""The car parts: real monthly demand for slow movers, January 1998 to March 2002."""

import csv
import gzip
from pathlib import Path
from typing import Final

import numpy as np

from inventory.forecasting.arrays import Floats

FILE: Final = Path("carparts") / "carparts.csv.gz"


def car_parts(data: Path) -> Floats:
    """Return the 2,509 series that are complete, one row a part, 51 months."""
    with gzip.open(data / FILE, "rt", encoding="utf-8", newline="") as file:
        rows = [row[1:] for row in list(csv.reader(file))[1:]]
    return np.array([row for row in rows if all(row)], dtype=np.float64)
