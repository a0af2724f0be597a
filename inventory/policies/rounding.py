"""From what is needed to what is ordered: as it is sold, kept and used up.

Raised to an order that is worth its cost, to the supplier's least, to whole packs, and to a price
break that pays; lowered to what can be used before it expires, and to the days of cover that
managers allow. Every bound that acted is named, so that a proposal can say why it asks for 24 where
7 are needed. Exact decimals: a quantity is ordered, not estimated.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from inventory.documents.replenishment import Bound
from inventory.item import PriceBreak
from inventory.quantity import ONE, ZERO, trimmed

YEAR_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Terms:
    """How a supplier sells an item.

    Attributes:
        minimum: the least of one order, in base units; zero for none.
        step: what an order is a multiple of: the pack, one for whole units, zero for any quantity.
        breaks: what a unit costs in larger orders, by rising quantity.
    """

    minimum: Decimal = ZERO
    step: Decimal = ONE
    breaks: tuple[PriceBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """How fast an item is used up, and what limits how long it may lie.

    Attributes:
        daily: expected demand a day; None where nobody knows, so that no limit acts.
        position: inventory position less what will expire, in base units.
        on_order: of the position what has not come, and is no older than what is ordered now.
        lead_days: until what is ordered arrives; what is there is used first.
        shelf_life_days: for which it keeps from its arrival; None for ever.
        max_cover_days: the most that position and order together may last; None for no limit.
        wanted_anyway: never lowered below: what customers wait for, what is always kept.
    """

    daily: Decimal | None = None
    position: Decimal = ZERO
    on_order: Decimal = ZERO
    lead_days: int = 0
    shelf_life_days: int | None = None
    max_cover_days: int | None = None
    wanted_anyway: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Costs:
    """What an order and a unit on the shelf cost.

    Attributes:
        unit_cost: where no break applies; None where nobody knows.
        ordering: of one more line on an order, same currency.
        holding: a year, as a share of what the goods cost.
    """

    unit_cost: Decimal | None = None
    ordering: Decimal = ZERO
    holding: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class OrderSize:
    """How much to order, and what made it so much.

    Attributes:
        quantity: in base units; zero for nothing.
        unit_cost: in an order of so many; None where nobody knows.
        bounds: what raised or lowered it, in the order in which they acted.
        is_over_limit: it is the least that can be ordered, and more than will be used in time.
    """

    quantity: Decimal
    unit_cost: Decimal | None = None
    bounds: tuple[Bound, ...] = ()
    is_over_limit: bool = False


FOR_NOW: Final = Use()
UNPRICED: Final = Costs()


def round_up(need: Decimal, *, minimum: Decimal = ZERO, step: Decimal = ONE) -> Decimal:
    """Return what is ordered where so much is needed: at least the minimum, in whole packs.

    Never anything where nothing is needed, whatever the minimum.

    Args:
        need: in base units.
        minimum: the least of one order; zero for none.
        step: what an order is a multiple of; zero for any quantity.

    Returns:
        base units.

    Examples:
        >>> cases = [(7, 10, 1), (13, 10, 6), (0, 10, 6), (61, 12, 12), (5, 0, 4)]
        >>> [
        ...     int(round_up(Decimal(need), minimum=Decimal(minimum), step=Decimal(step)))
        ...     for need, minimum, step in cases
        ... ]
        [10, 18, 0, 72, 8]
    """
    if need <= 0:
        return ZERO
    wanted = max(need, minimum)
    if step <= 0:
        return wanted
    return (wanted / step).to_integral_value(ROUND_CEILING) * step


def order_size(
    need: Decimal,
    terms: Terms,
    *,
    economic: Decimal = ZERO,
    use: Use = FOR_NOW,
    costs: Costs = UNPRICED,
) -> OrderSize:
    """Return how much to order where so much is needed.

    max(need, economic quantity, minimum), in whole packs; then a larger quantity whose price pays;
    then no more than is used in time, as far as it can be ordered in so little.

    Args:
        need: what the policy asks for, in base units.
        terms: of the supplier.
        economic: the economic or fixed order quantity; zero for none.
        use: how fast it is used, and how long it may lie.
        costs: for choosing a price break.

    Returns:
        the order; nothing where nothing is needed, or nothing more will be used in time.

    Examples:
        A case of 12 where 7 are needed; 24 where 20 would last no longer than allowed:

        >>> by_case = Terms(step=Decimal(12))
        >>> order_size(Decimal(7), by_case).quantity
        Decimal('12')
        >>> size = order_size(
        ...     Decimal(7),
        ...     by_case,
        ...     economic=Decimal(50),
        ...     use=Use(daily=Decimal(1), max_cover_days=30),
        ... )
        >>> size.quantity, [bound.value for bound in size.bounds]
        (Decimal('24'), ['order_size', 'cover'])
    """
    if need <= 0:
        return OrderSize(ZERO)
    quantity, bounds = _raised(need, economic, terms)
    most, limit = _most(use)
    cheaper = _at_best_price(quantity, terms, use, costs, most)
    if cheaper > quantity:
        quantity, bounds = cheaper, [*bounds, Bound.PRICE_BREAK]
    is_over_limit = False
    if most is not None and quantity > most:
        quantity, bounds = _lowered(need, (quantity, bounds), terms, use, (most, limit))
        is_over_limit = quantity > most
    unit_cost = unit_cost_at(quantity, terms, costs)
    return OrderSize(trimmed(quantity), unit_cost, tuple(bounds), is_over_limit)


def unit_cost_at(quantity: Decimal, terms: Terms, costs: Costs) -> Decimal | None:
    """Return what a unit costs in an order of so many, None where nobody knows.

    Examples:
        >>> terms = Terms(breaks=(PriceBreak(quantity=400, unit_cost=Decimal("0.72")),))
        >>> costs = Costs(unit_cost=Decimal("0.75"))
        >>> unit_cost_at(Decimal(399), terms, costs), unit_cost_at(Decimal(400), terms, costs)
        (Decimal('0.75'), Decimal('0.72'))
    """
    reached = [one for one in terms.breaks if one.quantity <= quantity]
    if not reached:
        return costs.unit_cost
    return max(reached, key=lambda one: one.quantity).unit_cost


def _raised(need: Decimal, economic: Decimal, terms: Terms) -> tuple[Decimal, list[Bound]]:
    bounds = [Bound.ORDER_SIZE] if economic > need else []
    wanted = max(need, economic)
    if terms.minimum > wanted:
        bounds = [Bound.MINIMUM_ORDER]
    quantity = round_up(wanted, minimum=terms.minimum, step=terms.step)
    if quantity > max(wanted, terms.minimum):
        bounds.append(Bound.PACK)
    return quantity, bounds


def _most(use: Use) -> tuple[Decimal | None, Bound]:
    """Return the most that is used in time, None for no limit, and which limit that is."""
    caps: list[tuple[Decimal, Bound]] = []
    if use.daily is None or use.daily <= 0:
        return None, Bound.COVER
    if use.shelf_life_days is not None:
        there = use.position - use.on_order
        left = max(ZERO, there - use.daily * use.lead_days) + max(ZERO, use.on_order)
        caps.append((use.daily * use.shelf_life_days - left, Bound.SHELF_LIFE))
    if use.max_cover_days is not None:
        caps.append((use.daily * use.max_cover_days - use.position, Bound.COVER))
    if not caps:
        return None, Bound.COVER
    most, limit = min(caps, key=lambda one: one[0])
    return max(most, use.wanted_anyway), limit


def _lowered(
    need: Decimal,
    raised: tuple[Decimal, list[Bound]],
    terms: Terms,
    use: Use,
    cap: tuple[Decimal, Bound],
) -> tuple[Decimal, list[Bound]]:
    """Return the most that can be ordered within a limit, or the least there is above it.

    More than is used in time is ordered only where less than that is coming already: else an order
    that was lowered to whole packs would be followed by another pack the next day.
    """
    (quantity, raised_by), (most, limit) = raised, cap
    least = round_up(max(terms.minimum, terms.step, use.wanted_anyway), step=terms.step)
    lowered = max(_whole(most, terms.step), least)
    is_enough = not use.wanted_anyway and use.on_order >= least
    if most <= 0 or (lowered > most and is_enough):
        return ZERO, [limit]
    if lowered >= quantity:
        return quantity, raised_by
    if lowered > most:
        return lowered, [Bound.MINIMUM_ORDER if terms.minimum > terms.step else Bound.PACK, limit]
    kept = [bound for bound in raised_by if bound is not Bound.PACK] if lowered > need else []
    return lowered, [*kept, limit]


def _whole(most: Decimal, step: Decimal) -> Decimal:
    """Return the most in whole packs."""
    return most if step <= 0 else (most / step).to_integral_value(ROUND_FLOOR) * step


def _at_best_price(
    quantity: Decimal, terms: Terms, use: Use, costs: Costs, most: Decimal | None
) -> Decimal:
    """Return a larger quantity whose price pays for keeping it, or the quantity itself."""
    larger = (
        round_up(one.quantity, minimum=terms.minimum, step=terms.step) for one in terms.breaks
    )
    offered = [one for one in larger if one > quantity and (most is None or one <= most)]
    if not offered or costs.unit_cost is None:
        return quantity
    return min([quantity, *offered], key=lambda one: (_yearly_cost(one, terms, use, costs), one))


def _yearly_cost(quantity: Decimal, terms: Terms, use: Use, costs: Costs) -> Decimal:
    """Return what a year costs in orders of so many; what the one order costs where none is used.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., Examples 3.5 and 3.6.
    """
    each = unit_cost_at(quantity, terms, costs) or ZERO
    if not use.daily:
        return each * quantity
    yearly = use.daily * YEAR_DAYS
    held = costs.holding * each * quantity / 2
    return yearly * each + costs.ordering * yearly / quantity + held
