"""A trend or a season has to earn its place: by forecasting the item's own past better."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.forecasting.arrays import Counts, Flags, Floats, Names, lengths
from inventory.forecasting.shapes import Ahead, Dated, Shape, fit

LEFT_MAX: Final = 0.85
LEFT_MAX_SPARSE: Final = 0.5
SPARSE: Final = 2
"""Asked for less than every so many periods."""
DEMANDS_MIN: Final = 12
TESTS_MAX: Final = 6
YEARS_MIN: Final = 2


@dataclass(frozen=True)
class Won:
    """What the winning shapes expect; where none has won, as if demand were flat and zero.

    Attributes:
        is_won: whether some shape has beaten a level.
        shape: which, by its name in small letters; empty without a winner.
        error_left: the share of the level's squared error that the winner is taken to leave.
        mean, level, trend, season: as in `Expected`.
    """

    is_won: Flags
    shape: Names
    error_left: Floats
    mean: Floats
    level: Floats
    trend: Floats
    season: Floats


def contest(dated: Floats, *, horizon: int, season: int) -> Won:
    """Return what trends and seasons expect of the items whose past they have forecast better.

    The last year is forecast again and again from what was known before (or as much of it as leaves
    two years before, half of it at least): six times, each time as far as the next.
    A shape wins that leaves at most 85 % of the squared error that a level alone leaves, and of
    those the one that leaves the least; trend and season together have to better either by as much
    again. What is asked for less than every second period has few
    demands a year: it can win by a season only, and that has to leave at most half. Items that were
    asked for in fewer than twelve periods, or are not known for so long, keep their level.

    A winner was the best of several on a few periods: of what it seems to save, half counts.

    Args:
        dated: one row an item, NaN where not known, every period in its place.
        horizon: periods ahead.
        season: periods in a year.
    """
    won = _nobody(len(dated), horizon, season)
    tested = min(season, dated.shape[1] - YEARS_MIN * season)
    if tested < season // 2:
        return won
    is_long = lengths(dated) >= YEARS_MIN * season + tested // 2
    rows = np.flatnonzero(is_long & ((dated > 0).sum(axis=1) >= DEMANDS_MIN))
    shares = _shares_left(Dated.of(dated[rows]), tested, season)
    best = shares.argmin(axis=0)
    for place, shape in enumerate(Shape):
        if shape is not Shape.FLAT:
            winners = rows[best == place]
            made = fit(Dated.of(dated[winners]), season, has_season=shape.has_season)
            found = made.ahead(horizon, has_trend=shape.has_trend)
            _enter(won, winners, shape, found, shares[place, best == place])
    return won


def _nobody(items: int, horizon: int, season: int) -> Won:
    return Won(
        is_won=np.zeros(items, dtype=np.bool_),
        shape=np.full(items, "", dtype="U16"),
        error_left=np.ones(items),
        mean=np.zeros((items, horizon)),
        level=np.zeros(items),
        trend=np.zeros(items),
        season=np.ones((items, season)),
    )


def _shares_left(dated: Dated, tested: int, season: int) -> Floats:
    """Return the share of errors each shape leaves of each item; of a level what is to be beaten."""
    squares = _squares(dated, tested, season)
    shares: Floats = np.ones_like(squares)
    np.divide(squares, squares[0], out=shares, where=squares[0] > 0)
    is_sparse = (dated.values > 0).sum(axis=1) * SPARSE < dated.known.sum(axis=1)
    for place, shape in enumerate(Shape):
        if shape.has_trend:
            shares[place, is_sparse] = 1.0
    shares[-1] /= LEFT_MAX
    shares[0] = np.where(is_sparse, LEFT_MAX_SPARSE, LEFT_MAX)
    return shares


def _squares(dated: Dated, tested: int, season: int) -> Floats:
    """Return the squared errors of each shape, one row a shape, one column an item."""
    periods = dated.values.shape[1]
    step = -(-tested // TESTS_MAX)
    squares = np.zeros((len(Shape), len(dated.values)))
    for end in range(periods - tested, periods, step):
        values, known = (part[:, end : end + step] for part in dated)
        fits = {
            has_season: fit(dated.until(end), season, has_season=has_season)
            for has_season in (False, True)
        }
        for place, shape in enumerate(Shape):
            found = fits[shape.has_season].ahead(values.shape[1], has_trend=shape.has_trend)
            squares[place] += (np.square(found.mean - values) * known).sum(axis=1)
    return squares


def _enter(won: Won, rows: Counts, shape: Shape, found: Ahead, left: Floats) -> None:
    won.is_won[rows] = True
    won.shape[rows] = shape.name.lower()
    won.error_left[rows] = (1 + left) / 2
    won.mean[rows], won.level[rows], won.trend[rows], won.season[rows] = found
