"""What to buy of each supplier for each site: what is due, and what fills the order up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inventory.book import Book
from inventory.documents.replenishment import Bound
from inventory.policies.rounding import OrderSize
from inventory.quantity import ZERO
from inventory.replenishing.needs import Need
from inventory.replenishing.quantities import Sizing
from inventory.supplier import Supplier

Group = tuple[str, str]
"""Site and supplier of one proposal; an empty supplier is still to be chosen."""


@dataclass(frozen=True, slots=True)
class Bought:
    """One item to buy.

    Attributes:
        brought: what of the need comes from other sites, and is not bought.
    """

    need: Need
    buying: OrderSize
    brought: Decimal = ZERO

    @property
    def cost(self) -> Decimal | None:
        """What it costs, None where nobody knows."""
        each = self.buying.unit_cost
        return None if each is None else each * self.buying.quantity

    def cut_to(self, quantity: Decimal) -> "Bought":
        """Return the same with less, for the money there is."""
        if quantity >= self.buying.quantity:
            return self
        bounds = (*self.buying.bounds, Bound.BUDGET)
        return replace(self, buying=replace(self.buying, quantity=quantity, bounds=bounds))


class Buyer:
    """Knows how items are bought.

    Args:
        book: with suppliers and house rules.
        costs: sku -> what a unit was bought for, where its row says nothing.
    """

    def __init__(self, book: Book, costs: Mapping[str, Decimal]) -> None:
        self._book = book
        self._costs = costs

    def bought(
        self, need: Need, *, brought: Decimal = ZERO, because: tuple[Bound, ...] = ()
    ) -> Bought | None:
        """Return what to buy of an item, None for nothing.

        Args:
            need: what is needed.
            brought: what comes from other sites.
            because: what raises or lowers it before it is looked at how it is sold.
        """
        usable = need.position.usable + brought
        sizing = Sizing(
            need.item,
            need.target,
            self._book.rules,
            lead_days=need.lead_days or 0,
            known_cost=self._costs.get(need.item.sku),
        )
        found = sizing.size(need.target.needed(usable), usable, need.position.on_order)
        if not found.quantity:
            return None
        bounds = (*because, *found.bounds)
        return Bought(need, replace(found, bounds=bounds), brought)

    def supplier_of(self, need: Need) -> str:
        """Return the code of whom an item is bought, as its row says where no such one is known."""
        found = self._book.supplier(need.item.supplier) if need.item.supplier else None
        return found.code if found else need.item.supplier

    def grouped(self, lines: Iterable[Bought]) -> dict[Group, list[Bought]]:
        """Return what is bought by site and supplier, in their order."""
        groups: defaultdict[Group, list[Bought]] = defaultdict(list)
        for one in lines:
            groups[one.need.place, self.supplier_of(one.need)].append(one)
        return dict(sorted(groups.items()))

    def least_value(self, supplier: str) -> Decimal:
        """Return the least a supplier takes, zero for any."""
        found = self._book.get(Supplier, supplier) if supplier else None
        return (found.minimum_order_value if found else None) or ZERO

    def filled_up(
        self, supplier: str, lines: Sequence[Bought], others: Iterable[Need]
    ) -> list[Bought]:
        """Return lines with as much besides as brings them to the least that a supplier takes.

        What will be due soonest comes first, and last what nobody knows that of. Nothing is added where
        that does not do, where a cost is not known, so that nobody can tell, or where the house wants
        no more than is due.

        Args:
            supplier: whose order it is.
            lines: what is due.
            others: what else is bought of that supplier for the same site, and not due yet.
        """
        least, filled = self.least_value(supplier), list(lines)
        if not (least and self._book.rules.fills_minimum):
            return filled
        for need in sorted(others, key=_soonest):
            value = value_of(filled)
            if value is None or value >= least:
                break
            added = self.bought(need, because=(Bound.SUPPLIER_MINIMUM,))
            if added is not None and added.cost is not None:
                filled.append(added)
        value = value_of(filled)
        return filled if value is None or value >= least else list(lines)


def _soonest(need: Need) -> tuple[bool, Decimal, Decimal, str]:
    days = need.days_until_due
    return (days is None, days or ZERO, need.urgency, need.item.sku)


def value_of(lines: Iterable[Bought]) -> Decimal | None:
    """Return what lines cost in all, None where nobody knows of one of them."""
    costs = [one.cost for one in lines]
    known = [cost for cost in costs if cost is not None]
    return sum(known, ZERO) if len(known) == len(costs) else None
