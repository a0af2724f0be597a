"""What demand looks like: how often it comes, how its sizes differ, and where an item is in its life."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.documents.forecast import DemandClass, LifeStage
from inventory.forecasting.arrays import Counts, Flags, Floats, Names, lengths, means, observed
from inventory.forecasting.blocks import by_blocks
from inventory.forecasting.intermittent import tsb

ADI_CUT: Final = 1.32
CV2_CUT: Final = 0.49
NEW_PERIODS: Final = 6
NEW_DEMANDS: Final = 3
DEAD_GAPS: Final = 3
FADED_TO: Final = 0.25
X_CUT: Final = 0.5
Y_CUT: Final = 1.0


@dataclass(frozen=True)
class Patterns:
    """One entry an item.

    Attributes:
        periods: known periods; `demands`: those with any demand.
        quiet: periods since the last demand; all of them for an item nobody has asked for.
        longest_gap: the most periods there have been from one demand to the next.
        adi: mean interval between demands in periods; 0 for an item nobody has asked for.
        cv2: squared coefficient of variation of the sizes above zero; 0 for one or none.
        demand_class: values of `DemandClass`.
        life_stage: values of `LifeStage`.
        xyz: X, Y or Z; empty for an item nobody has asked for.
    """

    periods: Counts
    demands: Counts
    quiet: Counts
    longest_gap: Counts
    adi: Floats
    cv2: Floats
    demand_class: Names
    life_stage: Names
    xyz: Names


def classify(demand: Floats, censored: Flags | None = None, *, year: int = 12) -> Patterns:
    """Return what each item's demand looks like.

    Args:
        demand: one row an item, one column a period, oldest first; see `observed` for NaN,
            negatives and leading zeros.
        censored: periods in which the item had run out.
        year: periods in a year: 12, 52 or 365.

    Raises:
        ValueError: the shapes differ, or a demand is infinite.

    Source:
        Syntetos, Boylan and Croston, JORS 56 (2005): intervals cut at 1.32, squared variation of
        sizes at 0.49.

    Examples:
        >>> found = classify(np.array([[0.0, 4, 0, 0, 6, 0, 5], [5, 6, 5, 5, 6, 5, 5]]))
        >>> found.adi.round(2).tolist(), found.demand_class.tolist()
        ([2.0, 1.0], ['intermittent', 'smooth'])
    """
    return patterns_of(observed(demand, censored), year=year)


def patterns_of(history: Floats, *, year: int = 12) -> Patterns:
    """Return the same for demand that `observed` has prepared.

    What has ended is dead before it is new, however little it was.
    """
    positive = history > 0
    periods, demands = lengths(history), positive.sum(axis=1)
    quiet = np.where(demands > 0, positive[:, ::-1].argmax(axis=1), periods)
    longest_gap = _longest_gap(positive)
    adi, cv2 = _adi(positive, demands), _cv2(history, positive, demands)
    stages = {
        LifeStage.DEAD: (quiet >= np.maximum(year, DEAD_GAPS * longest_gap)) & (periods > 0),
        LifeStage.NEW: (periods < NEW_PERIODS) | (demands < NEW_DEMANDS),
        LifeStage.FADING: tsb(history) < FADED_TO * means(history),
    }
    return Patterns(
        periods=periods,
        demands=demands,
        quiet=quiet,
        longest_gap=longest_gap,
        adi=adi,
        cv2=cv2,
        demand_class=_demand_class(adi, cv2),
        life_stage=np.select(list(stages.values()), list(stages), LifeStage.ACTIVE.value),
        xyz=_xyz(history, demands, max(1, round(year / 12))),
    )


def _adi(positive: Flags, demands: Counts) -> Floats:
    since = positive.shape[1] - positive.argmax(axis=1)
    return np.where(demands > 0, since / np.maximum(demands, 1), 0.0)


def _cv2(history: Floats, positive: Flags, demands: Counts) -> Floats:
    sizes = np.where(positive, history, 0.0)
    mean = sizes.sum(axis=1) / np.maximum(demands, 1)
    squares = np.where(positive, (history - mean[:, None]) ** 2, 0.0).sum(axis=1)
    variance = squares / np.maximum(demands - 1, 1)
    result: Floats = variance / np.where(mean > 0, mean, 1.0) ** 2
    return result


def _demand_class(adi: Floats, cv2: Floats) -> Names:
    often, alike = adi <= ADI_CUT, cv2 <= CV2_CUT
    return np.select(
        [adi == 0, often & alike, often, alike],
        [
            DemandClass.NONE.value,
            DemandClass.SMOOTH.value,
            DemandClass.ERRATIC.value,
            DemandClass.INTERMITTENT.value,
        ],
        DemandClass.LUMPY.value,
    )


def _longest_gap(positive: Flags) -> Counts:
    """Return the most periods from one demand to the next; 0 where there are not two."""
    places = np.arange(1, positive.shape[1] + 1)
    last = np.maximum.accumulate(np.where(positive, places, 0), axis=1)
    gaps = np.where(positive[:, 1:] & (last[:, :-1] > 0), places[1:] - last[:, :-1], 0)
    longest: Counts = gaps.max(axis=1, initial=0)
    return longest


def _xyz(history: Floats, demands: Counts, month: int) -> Names:
    """Return classes by the variation of monthly demand: weeks and days would make all of it Z."""
    cv = _variation(by_blocks(history, month))
    names = np.select([cv < X_CUT, cv <= Y_CUT], ["X", "Y"], "Z")
    return np.where(demands > 0, names, "")


def _variation(history: Floats) -> Floats:
    mean, numbers = means(history), lengths(history)
    squares = np.nansum((history - mean[:, None]) ** 2, axis=1) / np.maximum(numbers - 1, 1)
    result: Floats = np.sqrt(squares) / np.where(mean > 0, mean, 1.0)
    return result
