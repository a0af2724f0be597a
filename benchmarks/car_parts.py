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
    parts = every_car_part(data)
    return parts[~np.isnan(parts).any(axis=1)]


def ended_car_parts(data: Path) -> Floats:
    """Return the 165 series that end early, in the months that all of them have."""
    parts = every_car_part(data)
    ended = parts[np.isnan(parts).any(axis=1)]
    return ended[:, ~np.isnan(ended).any(axis=0)]


def every_car_part(data: Path) -> Floats:
    """Return all 2,674 series; NaN in the months after one has ended."""
    with gzip.open(data / FILE, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(cell) if cell else np.nan for cell in row[1:]] for row in rows])
