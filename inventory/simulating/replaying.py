"""A way of buying replayed day by day on what one item was asked for: its stock, and its service.

A day begins with what arrives, which goes to whoever waits first. Then comes the day's demand; what
is not there waits for goods. On review days the position is looked at last, and what is ordered then
arrives in the morning of the day after its lead time. It begins with a full shelf.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.policies.arrays import Floats

ROUNDING: Final = 1e-9
"""Packs nearer to a whole number than this are that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """How an item is bought in a replay.

    Attributes:
        points: s at each review, in units: at or below it something is ordered.
        levels: S at each review: up to it; the last ones stay for reviews beyond.
        review_days: from one look at the position to the next; the first is on the first day.
        lead_days: of one delivery after the other, taken in turn.
        quantity: Q, where so much is ordered at a time (as often as it takes); zero for up to S.
        minimum: the least of one order.
        step: what an order is a multiple of; zero for any quantity.
    """

    points: Floats
    levels: Floats
    review_days: int
    lead_days: Sequence[int]
    quantity: float = 0.0
    minimum: float = 0.0
    step: float = 1.0

    def ordered(self, review: int, position: float) -> float:
        """Return what is ordered at a review, in units."""
        last = self.points.size - 1
        point, level = self.points[min(review, last)], self.levels[min(review, last)]
        if position > point:
            return 0.0
        need = float(level) - position
        if self.quantity:
            need = self.quantity * (np.floor((float(point) - position) / self.quantity) + 1.0)
        if need <= 0.0:
            return 0.0
        wanted = max(need, self.minimum)
        if self.step <= 0.0:
            return wanted
        return float(np.ceil(wanted / self.step - ROUNDING) * self.step)


@dataclass(frozen=True, slots=True)
class Replayed:
    """How it went.

    Attributes:
        stock: on hand at the end of each day, in units.
        asked, served: units asked for, and those of them that were there at once.
        days_out: days at the end of which somebody waited, or nothing was left.
        cycles: times from one delivery to the next; `cycles_kept` those in which nobody waited.
        orders: how many were placed.
    """

    stock: Floats
    asked: float
    served: float
    days_out: int
    cycles: int
    cycles_kept: int
    orders: int

    @property
    def days(self) -> int:
        return int(self.stock.size)

    @property
    def mean_stock(self) -> float:
        """Units on hand on an average day; 0 for no days."""
        return float(self.stock.mean()) if self.days else 0.0

    @property
    def fill_rate(self) -> float:
        """The share of what was asked for that was there at once; 1 where nothing was asked for."""
        return self.served / self.asked if self.asked else 1.0

    @property
    def cycle_service(self) -> float:
        """The share of order cycles in which nobody waited; 1 where there was none."""
        return self.cycles_kept / self.cycles if self.cycles else 1.0


def replay_daily(demand: Floats, buying: Buying) -> Replayed:
    """Replay a way of buying on what was asked for.

    Args:
        demand: (days,) units asked for, oldest first; below zero counts as none.
        buying: how it is bought.

    Returns:
        stock day by day, and the service.

    Raises:
        ValueError: there is no level to order up to, no lead time, or no day between reviews.

    Examples:
        Two a day, looked at every fifth day, three days to come: up to 16 nobody ever waits.

        >>> buying = Buying(
        ...     points=np.array([15.0]), levels=np.array([16.0]), review_days=5, lead_days=[3]
        ... )
        >>> seen = replay_daily(np.full(50, 2.0), buying)
        >>> seen.fill_rate, seen.mean_stock, seen.orders
        (1.0, 4.64, 10)
    """
    if not (buying.points.size == buying.levels.size > 0 and buying.lead_days):
        raise ValueError("a replay needs levels and a lead time")
    if buying.review_days < 1:
        raise ValueError("a replay is looked at every day at most")
    shelf = _Shelf(float(buying.levels[0]))
    wanted = np.maximum(demand, 0.0).tolist()
    for day, units in enumerate(wanted):
        shelf.open(day)
        shelf.ask(units)
        if day % buying.review_days == 0:
            shelf.order(buying, day)
        shelf.close()
    return Replayed(
        stock=np.array(shelf.stock, dtype=np.float64),
        asked=shelf.asked,
        served=shelf.served,
        days_out=shelf.days_out,
        cycles=shelf.cycles,
        cycles_kept=shelf.cycles_kept,
        orders=shelf.orders,
    )


class _Shelf:
    """One item's stock from day to day."""

    def __init__(self, on_hand: float) -> None:
        self.on_hand = on_hand
        self.waiting = 0.0
        self.coming: dict[int, float] = {}
        self.stock: list[float] = []
        self.asked = self.served = 0.0
        self.days_out = self.orders = self.cycles = self.cycles_kept = 0
        self._someone_waited = False

    def open(self, day: int) -> None:
        arrived = self.coming.pop(day, 0.0)
        if not arrived:
            return
        self.cycles += 1
        self.cycles_kept += not self._someone_waited
        self._someone_waited = False
        given = min(arrived, self.waiting)
        self.waiting -= given
        self.on_hand += arrived - given

    def ask(self, units: float) -> None:
        given = min(units, self.on_hand)
        self.on_hand -= given
        self.waiting += units - given
        self.asked += units
        self.served += given
        self._someone_waited |= given < units

    def order(self, buying: Buying, day: int) -> None:
        position = self.on_hand + sum(self.coming.values()) - self.waiting
        quantity = buying.ordered(day // buying.review_days, position)
        if quantity <= 0.0:
            return
        lead = buying.lead_days[self.orders % len(buying.lead_days)]
        arrives = day + max(lead, 0) + 1
        self.coming[arrives] = self.coming.get(arrives, 0.0) + quantity
        self.orders += 1

    def close(self) -> None:
        self.stock.append(self.on_hand)
        self.days_out += self.waiting > 0.0 or self.on_hand <= 0.0
