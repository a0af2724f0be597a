"""Replenishment, played back: what a policy would have kept, served and ordered on past demand.

The order of events in a period, the same for every policy that is compared:

1. Review: what is on hand and on order, less what is owed, is filled up to the item's level. Levels
   are whole units: a part of a unit is kept as one.
2. What was ordered `lead_time` periods ago arrives (at once for a lead time of 0) and first goes to
   those who wait.
3. Demand comes. What is on hand is served at once, the rest waits: it counts as missed once, however
   long it waits.
4. What is left on hand is counted.

It starts with as much on hand as the first level says, and nothing on order.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inventory.policies.arrays import Floats

ROUNDING: Final = 1e-9
"""A level so little above whole units is whole: 3.0000000001 is three."""

Rule = Callable[[Floats], Floats]
"""Demand of the past (n, periods known) -> levels for the next review (n,)."""


@dataclass(frozen=True)
class Outcome:
    """What came of a policy; arrays have one entry an item.

    Attributes:
        periods: how many were played.
        demanded, served: units asked for, and of these the ones that were there at once.
        on_hand: mean units at the end of a period.
        backorders: mean units owed at the end of a period.
        orders: how many orders were placed; `ordered`: their units.
        short: in how many periods something was missing.
    """

    periods: int
    demanded: Floats
    served: Floats
    on_hand: Floats
    backorders: Floats
    orders: Floats
    ordered: Floats
    short: Floats

    @property
    def fill(self) -> float:
        """The share of all units that were there at once; 1 where none was asked for."""
        demanded = float(self.demanded.sum())
        return float(self.served.sum()) / demanded if demanded > 0 else 1.0

    @property
    def item_fills(self) -> Floats:
        """The same of each item."""
        return np.divide(
            self.served, self.demanded, out=np.ones_like(self.served), where=self.demanded > 0
        )

    @property
    def item_fill(self) -> float:
        """The mean over the items that were asked for: slow ones count as much as fast ones."""
        asked_for = self.item_fills[self.demanded > 0]
        return float(asked_for.mean()) if asked_for.size else 1.0

    @property
    def cycle_service(self) -> float:
        """The share of items and periods in which nothing was missing."""
        played = self.periods * self.short.size
        return 1.0 - float(self.short.sum()) / played if played else 1.0

    @property
    def units(self) -> float:
        """Mean units on hand of all items together."""
        return float(self.on_hand.sum())

    def value(self, price: ArrayLike) -> float:
        """Mean value on hand, at one price an item."""
        return float((self.on_hand * np.asarray(price, dtype=np.float64)).sum())


class Shelves:
    """All items through the periods: on hand, owed and on the way."""

    def __init__(self, levels: ArrayLike, lead_time: int) -> None:
        """Start with whole levels on hand, nothing on order.

        Raises:
            ValueError: the lead time is below zero, or a level is no finite number.
        """
        if lead_time < 0:
            raise ValueError("lead_time: whole periods, zero or more")
        self.on_hand = whole(levels)
        self.owed = np.zeros_like(self.on_hand)
        self._coming = deque([np.zeros_like(self.on_hand) for _ in range(lead_time)])

    def order_up_to(self, levels: ArrayLike) -> Floats:
        """Order up to whole levels, take in what arrives, and return the units ordered."""
        position = self.on_hand - self.owed + sum(self._coming, np.zeros_like(self.on_hand))
        ordered: Floats = np.maximum(whole(levels) - position, 0.0)
        self._coming.append(ordered)
        self.on_hand = self.on_hand + self._coming.popleft()
        given = np.minimum(self.on_hand, self.owed)
        self.on_hand, self.owed = self.on_hand - given, self.owed - given
        return ordered

    def serve(self, demand: Floats) -> Floats:
        """Take demand in, and return the units that were there at once."""
        served = np.minimum(self.on_hand, demand)
        self.on_hand, self.owed = self.on_hand - served, self.owed + demand - served
        return served


def simulate(
    demand: ArrayLike, levels: ArrayLike, *, lead_time: int, first: int | None = None
) -> Outcome:
    """Play order-up-to levels back on demand.

    Args:
        demand: (n, periods) units, oldest first; NaN and what is below zero count as no demand.
        levels: (n, played) order-up-to levels in units, one column for each period played, decided
            before its demand was known; or (n, 1) for levels that never change.
        lead_time: L, whole periods from a review to the arrival; 0 for the same period.
        first: the column of `demand` played first; None for as many last periods as `levels` has
            columns.

    Returns:
        What came of it.

    Raises:
        ValueError: shapes that do not go together, a negative lead time, or values that are not
            finite.

    Examples:
        The first month's three are there; the second month's four wait for what was ordered then:

        >>> found = simulate([[3, 4, 0]], [[3, 3, 3]], lead_time=1)
        >>> found.served.tolist(), found.on_hand.tolist(), round(found.fill, 3)
        ([3.0], [0.0], 0.429)
    """
    wanted, plan = needed(demand), np.asarray(levels, dtype=np.float64)
    if plan.ndim != 2 or len(plan) != len(wanted):
        raise ValueError(f"levels are {plan.shape}: one row for each of {len(wanted)} items")
    if first is None:
        first = wanted.shape[1] - plan.shape[1]
    played = wanted[:, first:] if first >= 0 else wanted[:, :0]
    if first < 0 or plan.shape[1] not in {1, played.shape[1]}:
        raise ValueError(f"levels are {plan.shape}, the demand played {played.shape}")
    return tally(Shelves(plan[:, 0], lead_time), np.broadcast_to(plan, played.shape), played)


def replay(demand: ArrayLike, rule: Rule, *, lead_time: int, first: int) -> Outcome:
    """Play a rule back that is asked anew before each period, and sees the past only.

    Args:
        demand: as for `simulate`.
        rule: the demand before a period, NaN as given -> the levels for it.
        lead_time: L, whole periods.
        first: the column of `demand` played first; the rule has seen those before it.

    Raises:
        ValueError: as `simulate` and the rule say.

    Examples:
        Two months' mean demand, by what has been seen so far:

        >>> demand = [[2, 2, 2, 4, 0, 2]]
        >>> replay(demand, lambda past: 2 * past.mean(axis=1), lead_time=0, first=2).fill
        1.0
    """
    return simulate(demand, levels_of(demand, rule, first=first), lead_time=lead_time, first=first)


def levels_of(demand: ArrayLike, rule: Rule, *, first: int) -> Floats:
    """Return what a rule says before each period from `first` on: (n, periods - first).

    Raises:
        ValueError: nothing is left to play.
    """
    known = np.asarray(demand, dtype=np.float64)
    if not 0 <= first < known.shape[1]:
        raise ValueError(f"first: a column of {known.shape}")
    return np.stack([rule(known[:, :period]) for period in range(first, known.shape[1])], axis=1)


def tally(shelves: Shelves, levels: Floats, demand: Floats) -> Outcome:
    """Go through the periods and count."""
    items, periods = demand.shape
    served, on_hand, owed, orders, ordered, short = np.zeros((6, items))
    for level, wanted in zip(levels.T, demand.T, strict=True):
        bought = shelves.order_up_to(level)
        given = shelves.serve(wanted)
        served += given
        short += given < wanted
        on_hand += shelves.on_hand
        owed += shelves.owed
        ordered += bought
        orders += bought > 0
    share = max(periods, 1)
    return Outcome(
        periods, demand.sum(axis=1), served, on_hand / share, owed / share, orders, ordered, short
    )


def whole(levels: ArrayLike) -> Floats:
    """Return levels rounded up to whole units, none below zero.

    Raises:
        ValueError: a level is no finite number.

    Examples:
        >>> whole([2.2, 3.0000000001, -1]).tolist()
        [3.0, 3.0, 0.0]
    """
    values = np.asarray(levels, dtype=np.float64)
    if not np.isfinite(values).all():
        raise ValueError("levels: every value must be a finite number")
    return np.maximum(np.ceil(values - ROUNDING), 0.0)


def needed(demand: ArrayLike) -> Floats:
    """Return demand as it is played: NaN and what is below zero as none.

    Raises:
        ValueError: it is no table, or infinite.
    """
    values = np.asarray(demand, dtype=np.float64)
    if values.ndim != 2 or np.isinf(values).any():
        raise ValueError("demand: one row an item, one column a period, all of them finite")
    return np.maximum(np.nan_to_num(values), 0.0)
