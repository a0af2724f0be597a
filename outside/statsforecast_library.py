"""Nixtla's statsforecast, asked for plain figures.

The library is an extra and is imported when it is first asked. It takes what it is given: a period
that is not known makes it wrong in silence, a history shorter than its season makes it fail or say
nothing. So each item is given whole and with a season only if it has two years of it; for what the
library fails on it gives the mean.
"""

import importlib
from enum import StrEnum
from importlib.util import find_spec
from typing import Final

import numpy as np

from inventory.forecasting.arrays import Flags, Floats, lengths, means

YEARS_MIN: Final = 2
NO_SEASON: Final = 1


class LibraryMethod(StrEnum):
    """What the library is asked for, as it is told beside the forecast."""

    AUTO_ETS = "auto_ets"
    AUTO_THETA = "auto_theta"
    IMAPA = "library_imapa"
    ADIDA = "library_adida"
    TSB = "library_tsb"
    SBA = "library_sba"
    SES = "library_ses"


MODELS: Final[dict[LibraryMethod, tuple[str, dict[str, float]]]] = {
    LibraryMethod.AUTO_ETS: ("AutoETS", {}),
    LibraryMethod.AUTO_THETA: ("AutoTheta", {}),
    LibraryMethod.IMAPA: ("IMAPA", {}),
    LibraryMethod.ADIDA: ("ADIDA", {}),
    LibraryMethod.TSB: ("TSB", {"alpha_d": 0.1, "alpha_p": 0.1}),
    LibraryMethod.SBA: ("CrostonSBA", {}),
    LibraryMethod.SES: ("SimpleExponentialSmoothingOptimized", {}),
}
"""Method -> the library's name of it, and its options."""
SEASON_MAX: Final[dict[LibraryMethod, int]] = {
    LibraryMethod.AUTO_ETS: 24,
    LibraryMethod.AUTO_THETA: 52,
}
"""Method -> the longest season that it takes; the others know none."""


def is_installed() -> bool:
    """Return whether the extra is there: `pip install 'bincard[forecast]'`."""
    return find_spec("statsforecast") is not None


def asked(history: Floats, method: LibraryMethod, *, horizon: int, season: int) -> Floats:
    """Return what the library expects, one row an item, one column a period ahead.

    Args:
        history: one row an item, one column a period. NaN in front is before the item was there; NaN
            further on is taken as the mean of the item. An item without history is expected to
            have no demand.
        method: which one.
        horizon: periods ahead.
        season: periods in a year.

    Returns:
        Figures that are never below zero.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    periods = lengths(history)
    whole = np.where(_is_inside(history), means(history)[:, None], history)
    is_seasonal = (periods >= YEARS_MIN * season) & (season <= SEASON_MAX.get(method, 0))
    expected = np.zeros((len(history), horizon))
    for rows, length in (
        (np.flatnonzero(is_seasonal), season),
        (np.flatnonzero(~is_seasonal & (periods > 0)), NO_SEASON),
    ):
        if rows.size:
            expected[rows] = _forecast(whole[rows], method, horizon, length)
    return np.maximum(expected, 0.0)


def _is_inside(history: Floats) -> Flags:
    """Return what is not known after something was."""
    known = ~np.isnan(history)
    inside: Flags = np.maximum.accumulate(known, axis=1) & ~known
    return inside


def _forecast(history: Floats, method: LibraryMethod, horizon: int, season: int) -> Floats:
    library = importlib.import_module("statsforecast")
    models = importlib.import_module("statsforecast.models")
    pandas = importlib.import_module("pandas")
    name, options = MODELS[method]
    seasons = {"season_length": season} if method in SEASON_MAX else {}
    asker = library.StatsForecast(
        models=[getattr(models, name)(**options, **seasons)],
        freq=1,
        n_jobs=1,
        fallback_model=models.HistoricAverage(alias="fallback"),
    )
    known = ~np.isnan(history)
    items, periods = np.nonzero(known)
    table = pandas.DataFrame({"unique_id": items, "ds": periods, "y": history[known]})
    answer = asker.forecast(df=table, h=horizon).iloc[:, -1].to_numpy(dtype=np.float64)
    found: Floats = answer.reshape(len(history), horizon)
    return np.where(np.isfinite(found), found, means(history)[:, None])
