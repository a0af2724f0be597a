"""How long the next delivery will take, and how far from that it may be.

An item's own deliveries are few, and two of them say little about the spread of the third. So what
they say is shrunk towards what the supplier's say, and that towards all of the house: of n deliveries
the weight is n / (n + k), where k is how much single deliveries differ compared with whole groups of
them. What a manager states takes the place of what others' deliveries say, and own deliveries outvote
it as they come in.

    found = deliveries_of(book, reader)
    times = SupplyTimes(book, found)
    times.of(item)                        # a LeadTimeEstimate

Source: Bühlmann and Gisler, A Course in Credibility Theory, 2005: the weight is theorem 3.7, its
nested form chapter 6, estimators of k section 4.9 (here every delivery counts once).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import fmean
from typing import Final, Self

from inventory.book import Book
from inventory.documents.forecast import LeadTimeBasis, LeadTimeEstimate
from inventory.inbound.lead_times import Delivery
from inventory.item import Item
from inventory.supplier import Supplier

ASSUMED_DAYS: Final = 14.0
"""Where nobody has stated anything and nothing was ever delivered: two weeks."""

ASSUMED_VARIATION: Final = 0.25
"""Deviation over mean where no two deliveries tell: a stated fortnight is 14 days, give or take 3.5."""

WEIGHT_MIN: Final = 1.0
WEIGHT_MAX: Final = 20.0
WEIGHT_USUAL: Final = 4.0
"""k where too few groups tell, and its bounds: one delivery never outvotes the rest, twenty do."""

PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and variance of days, and how many deliveries say so."""

    mean: float
    variance: float
    deliveries: int = 0

    @classmethod
    def of(cls, days: Sequence[float]) -> Self:
        """Return those of some days, at least one; the variance of a single one is not known: 0."""
        mean, n = fmean(days), len(days)
        squares = sum((day - mean) ** 2 for day in days)
        return cls(mean, squares / (n - 1) if n > 1 else 0.0, n)

    def shrunk(self, prior: "Spread", k: float) -> "Spread":
        """Return what own deliveries and a prior say together.

        The next delivery is as own ones are with the weight n / (n + k), else as the prior's; mean
        and variance are those of that mixture. A single own delivery tells nothing of the spread,
        which is the prior's then.
        """
        weight = self.deliveries / (self.deliveries + k)
        own = self.variance if self.deliveries > 1 else prior.variance
        apart = weight * (1 - weight) * (self.mean - prior.mean) ** 2
        return Spread(
            mean=weight * self.mean + (1 - weight) * prior.mean,
            variance=weight * own + (1 - weight) * prior.variance + apart,
            deliveries=self.deliveries,
        )

    @property
    def variation(self) -> float:
        """Deviation over mean; that of an assumption where nothing tells."""
        if self.deliveries < 2 or not self.mean:
            return ASSUMED_VARIATION
        return sqrt(self.variance) / self.mean


class SupplyTimes:
    """Lead times of every item and supplier of a house.

    Args:
        book: as it stands, with what managers state.
        found: all deliveries; goods that came before they were ordered took no time.
    """

    def __init__(self, book: Book, found: Iterable[Delivery]) -> None:
        self._book = book
        of_item: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        of_supplier: defaultdict[str, list[float]] = defaultdict(list)
        for one in found:
            days = float(max(0, one.days))
            of_item[one.supplier, one.item].append(days)
            of_supplier[one.supplier].append(days)
        self._items = {key: Spread.of(days) for key, days in of_item.items()}
        self._suppliers = {code: Spread.of(days) for code, days in of_supplier.items()}
        everything = [day for days in of_supplier.values() for day in days]
        self._house = Spread.of(everything) if everything else None
        self._item_k = weight_of(of_item.values())
        self._supplier_k = weight_of(of_supplier.values())

    def of(self, item: Item, supplier: str = "") -> LeadTimeEstimate:
        """Return how long the next delivery of an item takes.

        Args:
            item: the one to buy.
            supplier: of whom; the item's own where it is left out.
        """
        code = supplier or item.supplier
        basis, prior = self._of_supplier(code)
        if item.lead_time_days is not None and code == item.supplier:
            basis, prior = LeadTimeBasis.STATED, self._stated(item.lead_time_days)
        own = self._items.get((code, item.sku))
        if own is None:
            return _estimate(prior, basis, 0)
        if own.deliveries >= self._item_k:
            basis = LeadTimeBasis.ITEM
        return _estimate(own.shrunk(prior, self._item_k), basis, own.deliveries)

    def _of_supplier(self, code: str) -> tuple[LeadTimeBasis, Spread]:
        basis, prior = self._of_house()
        known = self._book.get(Supplier, code)
        if known is not None and known.lead_time_days is not None:
            basis, prior = LeadTimeBasis.STATED, self._stated(known.lead_time_days)
        own = self._suppliers.get(code)
        if own is None:
            return basis, prior
        if own.deliveries >= self._supplier_k:
            basis = LeadTimeBasis.SUPPLIER
        return basis, own.shrunk(prior, self._supplier_k)

    def _of_house(self) -> tuple[LeadTimeBasis, Spread]:
        if self._house is None:
            spread = Spread(ASSUMED_DAYS, (ASSUMED_VARIATION * ASSUMED_DAYS) ** 2)
            return LeadTimeBasis.ASSUMED, spread
        if self._house.deliveries > 1:
            return LeadTimeBasis.HOUSE, self._house
        variance = (ASSUMED_VARIATION * self._house.mean) ** 2
        return LeadTimeBasis.HOUSE, Spread(self._house.mean, variance, self._house.deliveries)

    def _stated(self, days: int) -> Spread:
        """Return what is stated, as far off as the house's deliveries usually are."""
        variation = self._house.variation if self._house else ASSUMED_VARIATION
        return Spread(float(days), (variation * days) ** 2)


def weight_of(groups: Iterable[Sequence[float]]) -> float:
    """Return k: the variance within groups over that between their means.

    Deliveries that differ as much within a group as between groups say little about it, and many are
    needed before it counts for itself.

    Args:
        groups: days of the deliveries of each.

    Returns:
        Between `WEIGHT_MIN` and `WEIGHT_MAX`; `WEIGHT_USUAL` where there are fewer than two groups
        of two deliveries, or all took equally long.
    """
    spreads = [Spread.of(days) for days in groups if len(days) > 1]
    if len(spreads) < 2:
        return WEIGHT_USUAL
    freedom = sum(one.deliveries - 1 for one in spreads)
    within = sum((one.deliveries - 1) * one.variance for one in spreads) / freedom
    size = fmean(one.deliveries for one in spreads)
    between = Spread.of([one.mean for one in spreads]).variance - within / size
    if between <= 0:
        return WEIGHT_MAX if within > 0 else WEIGHT_USUAL
    return min(max(within / between, WEIGHT_MIN), WEIGHT_MAX)


def _estimate(spread: Spread, basis: LeadTimeBasis, deliveries: int) -> LeadTimeEstimate:
    return LeadTimeEstimate(
        days=Decimal(spread.mean).quantize(PLACES),
        deviation=Decimal(sqrt(spread.variance)).quantize(PLACES),
        deliveries=deliveries,
        basis=basis,
    )
