"""How a forecaster has done: asked again and again with what was known then, and compared."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from inventory.forecasting.arrays import Counts, Flags, Floats, Names
from inventory.forecasting.forecaster import Expected, Forecaster

TRAINING_MIN: Final = 6
"""Known periods that an item needs before it is asked about."""

Bound = Callable[[Floats, Floats], Floats]
"""Mean and variance of a sum of demand -> what it stays within, at a level the caller knows."""


@dataclass(frozen=True)
class Rolling:
    """From which periods of the past a forecaster is asked, and how far it has to see.

    Attributes:
        horizon: periods added up: lead time and review together.
        step: periods from one origin to the next: the review.
        origins: how many at most, the last one a horizon before the end.
    """

    horizon: int
    step: int = 1
    origins: int = 4

    def ends(self, periods: int) -> list[int]:
        """Return how many periods are known at each origin, the earliest origin first.

        Examples:
            >>> Rolling(horizon=3, step=3).ends(20)
            [8, 11, 14, 17]
        """
        ends = (periods - self.horizon - back * self.step for back in range(self.origins))
        return sorted(end for end in ends if end >= TRAINING_MIN)


@dataclass(frozen=True)
class Backtest:
    """What was forecast and what came, as sums over the horizon: one row an item, one column an origin.

    Attributes:
        is_compared: False where the item was too young, or nobody knows what was wanted; whatever else
            stands there is 0.
        upper: the bound that was given at `level`.
    """

    is_compared: Flags
    forecast: Floats
    actual: Floats
    upper: Floats
    level: float

    @property
    def origins(self) -> Counts:
        """How often each item was compared; 0 for a history that is too short."""
        numbers: Counts = self.is_compared.sum(axis=1)
        return numbers

    @property
    def demand(self) -> Floats:
        """What came in all. Where it is 0, there is nothing that errors could be a share of."""
        result: Floats = self.actual.sum(axis=1)
        return result

    @property
    def error(self) -> Floats:
        """Root mean squared error of the sums as a share of the mean sum; 0 without demand."""
        squares = ((self.forecast - self.actual) ** 2).sum(axis=1)
        root = np.sqrt(squares * np.maximum(self.origins, 1))
        return _share(root, self.demand)

    @property
    def bias(self) -> Floats:
        """(Forecast - demand) / demand over all origins; 0 without demand."""
        return _share((self.forecast - self.actual).sum(axis=1), self.demand)

    @property
    def coverage(self) -> Floats:
        """The share of sums within the bound; 0 where nothing was compared."""
        within = ((self.actual <= self.upper) & self.is_compared).sum(axis=1)
        return _share(within.astype(np.float64), self.origins.astype(np.float64))

    @property
    def pinball(self) -> Floats:
        """The loss of the bound, in units: each unit short weighs `level`, each too many the rest."""
        over = self.upper - self.actual
        losses = np.where(over >= 0, (1 - self.level) * over, -self.level * over)
        result: Floats = losses.sum(axis=1)
        return result


class Summary(NamedTuple):
    """How a forecaster has done on several items together.

    Attributes:
        items: that were compared; `compared`: how many sums of theirs.
        demand: units that came; where none came, what is a share of it is 0.
        bias: (forecast - demand) / demand.
        error: root mean squared error over the mean sum.
        coverage: the share of sums within the bound; `pinball`: its loss over demand.
    """

    items: int
    compared: int
    demand: float
    bias: float
    error: float
    coverage: float
    pinball: float


def summary(tested: Backtest, rows: Flags | None = None) -> Summary:
    """Return how the forecaster has done on some rows together; None for all."""
    chosen = tested.is_compared if rows is None else tested.is_compared & rows[:, None]
    off, came = tested.forecast[chosen] - tested.actual[chosen], tested.actual[chosen]
    demand, compared = float(came.sum()), int(chosen.sum())
    pinball = tested.pinball if rows is None else tested.pinball[rows]
    within = float((came <= tested.upper[chosen]).sum())
    root = float(np.sqrt(np.square(off).sum() * compared))
    return Summary(
        items=int(chosen.any(axis=1).sum()),
        compared=compared,
        demand=demand,
        bias=float(off.sum()) / demand if demand else 0.0,
        error=root / demand if demand else 0.0,
        coverage=within / compared if compared else 0.0,
        pinball=float(pinball.sum()) / demand if demand else 0.0,
    )


def by_group(tested: Backtest, groups: Names) -> dict[str, Summary]:
    """Return the summary of each group of items, by its name in order: of classes, of A, B and C.

    Args:
        tested: one row an item.
        groups: the name of each item's group.
    """
    return {str(name): summary(tested, groups == name) for name in np.unique(groups)}


def backtest(
    demand: Floats,
    forecaster: Forecaster,
    rolling: Rolling,
    *,
    season: int,
    bound: tuple[float, Bound],
    censored: Flags | None = None,
) -> Backtest:
    """Return how a forecaster would have done on the past of each item; see `backtests`."""
    (done,) = backtests(
        demand, forecaster, [rolling], season=season, bound=bound, censored=censored
    )
    return done


def backtests(
    demand: Floats,
    forecaster: Forecaster,
    rollings: Sequence[Rolling],
    *,
    season: int,
    bound: tuple[float, Bound],
    censored: Flags | None = None,
) -> list[Backtest]:
    """Return how a forecaster would have done on the past of each item, over several horizons.

    At each origin it sees the periods before it and nothing else. A sum of which one period is
    censored or unknown is not compared: nobody knows what was wanted. Where several horizons have an
    origin in common it is asked there once, for the longest of them: our own forecasters say the same
    of a period however many follow, a library may choose its method by all of them.

    Args:
        demand: one row an item, one column a period, oldest first.
        forecaster: who is asked.
        rollings: from where and how far.
        season: periods in a year.
        bound: a level (0.95) and what gives the bound at it.
        censored: periods in which the item had run out.

    Raises:
        ValueError: as the forecaster says.
    """
    level, upper = bound
    asked: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, rolling in enumerate(rollings):
        for place, end in enumerate(rolling.ends(demand.shape[1])):
            asked[end].append((number, place))
    found = [np.zeros((4, len(demand), len(one.ends(demand.shape[1])))) for one in rollings]
    for end, compared in sorted(asked.items()):
        ahead = max(rollings[number].horizon for number, _ in compared)
        seen = None if censored is None else censored[:, :end]
        expected = forecaster(demand[:, :end], horizon=ahead, season=season, censored=seen)
        for number, place in compared:
            coming = slice(end, end + rollings[number].horizon)
            found[number][:, :, place] = _compared(demand, censored, coming, expected, upper)
    return [Backtest(one[0] > 0, one[1], one[2], one[3], level) for one in found]


def _compared(
    demand: Floats, censored: Flags | None, coming: slice, expected: Expected, upper: Bound
) -> Floats:
    """Return whether each item is compared, and if so what was forecast, what came, and the bound."""
    horizon = coming.stop - coming.start
    mean = expected.mean[:, :horizon].sum(axis=1)
    limit = upper(mean, horizon * expected.deviation_over(horizon) ** 2)
    actual = demand[:, coming].clip(min=0.0).sum(axis=1)
    is_known = ~np.isnan(actual) & (expected.history >= TRAINING_MIN)
    if censored is not None:
        is_known &= ~censored[:, coming].any(axis=1)
    return np.where(is_known, np.array([is_known, mean, actual, limit]), 0.0)


def _share(part: Floats, whole: Floats) -> Floats:
    result: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return result
