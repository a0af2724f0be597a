"""Freight: what a delivery cost to bring, shared among what came with it.

By value or by weight, as the house rules say. Where one cost or weight is not known the other is
taken, and else the number of pieces: half a sum by one measure and half by another would be fair to
nobody. Shares are exact to the currency's smallest unit and add up to the freight; the units that
rounding leaves over go to the shares that lost most by it.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Final, NamedTuple

from inventory.money import EXACT_DIGITS, decimals_in
from inventory.quantity import ZERO, decimals_of, trimmed
from inventory.settings.purchases import FreightSpread

QUANTITY: Final = "quantity"
COST_DECIMALS: Final = 9
"""Of a unit cost with freight in it: a million pieces of it are off by less than a thousandth."""


class Burden(NamedTuple):
    """One line that bears freight.

    Attributes:
        value: of all of it, None where a cost is not known; `weight` likewise.
    """

    quantity: Decimal
    value: Decimal | None = None
    weight: Decimal | None = None


class Spread(NamedTuple):
    """How freight was shared.

    Attributes:
        shares: one for each line; they add up to the freight.
        by: value, weight or quantity.
    """

    shares: tuple[Decimal, ...]
    by: str


_MEASURES: Final[dict[str, Callable[[Burden], Decimal | None]]] = {
    FreightSpread.VALUE.value: lambda burden: burden.value,
    FreightSpread.WEIGHT.value: lambda burden: burden.weight,
    QUANTITY: lambda burden: burden.quantity,
}


def spread_freight(
    freight: Decimal, burdens: Sequence[Burden], by: FreightSpread, currency: str
) -> Spread:
    """Share freight among lines.

    Args:
        freight: not below zero.
        burdens: at least one, each of a quantity above zero.
        by: the measure the house prefers.
        currency: its smallest unit is what shares are whole numbers of; a freight that is finer
            than that is shared as finely as it is.

    Returns:
        No share is off the exact one by a whole unit or more.

    Examples:
        >>> lines = [Burden(Decimal(1), value=Decimal(10)), Burden(Decimal(2), value=Decimal(20))]
        >>> spread_freight(Decimal("10.00"), lines, FreightSpread.VALUE, "EUR").shares
        (Decimal('3.33'), Decimal('6.67'))
    """
    measure, parts = _measured(burdens, by)
    places = max(decimals_in(currency), decimals_of(freight))
    return Spread(shares=_split(freight, parts, places), by=measure)


def with_freight(unit_cost: Decimal, share: Decimal, quantity: Decimal) -> Decimal:
    """Return what one piece cost with its part of a share, rounded once, to `COST_DECIMALS`."""
    with localcontext(prec=EXACT_DIGITS):
        each = unit_cost + share / quantity
        return trimmed(each.quantize(Decimal(1).scaleb(-COST_DECIMALS)))


def _measured(burdens: Sequence[Burden], by: FreightSpread) -> tuple[str, list[Decimal]]:
    """Return the first measure that is known of every line, and each line's."""
    for measure in (by.value, *(name for name in _MEASURES if name != by.value)):
        parts = [part for burden in burdens if (part := _MEASURES[measure](burden)) is not None]
        if len(parts) == len(burdens) and sum(parts, ZERO) > 0:
            return measure, parts
    raise ValueError("nothing bears the freight")


def _split(freight: Decimal, parts: Sequence[Decimal], places: int) -> tuple[Decimal, ...]:
    """Split a sum in proportion, in whole units of so many places, by largest remainder."""
    with localcontext(prec=EXACT_DIGITS):
        unit = Decimal(1).scaleb(-places)
        whole = sum(parts, ZERO)
        exact = [freight * part / whole for part in parts]
        shares = [share.quantize(unit, rounding=ROUND_FLOOR) for share in exact]
        left = int((freight - sum(shares, ZERO)) / unit)
        lost = sorted(range(len(parts)), key=lambda n: (shares[n] - exact[n], n))
        for index in lost[:left]:
            shares[index] += unit
        return tuple(map(trimmed, shares))
