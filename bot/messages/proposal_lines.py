"""Why an item is proposed, in words: what is there, what is expected, what made the quantity so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.messages.figures import ARROW, amount, money, number, price, unit_of
from bot.messages.forecast_words import method_name, rounded
from bot.messages.held_back import held_back
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, line
from inventory.documents.forecast import Parameters
from inventory.documents.replenishment import Bound, Proposal, ProposalLine
from inventory.quantity import ZERO
from inventory.stock_policy import PolicyKind
from inventory.supplier import Supplier

PER_CENT: Final = 100
TENTH: Final = Decimal("0.1")
TENTHS_BELOW: Final = 10
YEAR_DAYS: Final = 365

BOUNDS: Final = {
    Bound.MINIMUM_ORDER: "raised to the least one can order",
    Bound.PACK: "rounded up to whole packs",
    Bound.ORDER_SIZE: "in the fixed order quantity",
    Bound.PRICE_BREAK: "raised to where it is cheaper",
    Bound.SHELF_LIFE: "lowered to what is used before it expires",
    Bound.COVER: "lowered to the cover allowed",
    Bound.BUDGET: "lowered for the budget",
    Bound.SUPPLIER_MINIMUM: "added to reach the supplier's minimum",
    Bound.TRANSFER: "less what comes from other sites",
}
"""What made a quantity other than the one that was needed -> its words."""

POLICIES: Final = {
    PolicyKind.MIN_MAX: "minimum {s}, fills up to {S}",
    PolicyKind.ORDER_UP_TO: "filled up to {S} at each review",
    PolicyKind.REORDER_QUANTITY: "bought at {s} or less",
    PolicyKind.KEEP_AT_LEAST: "{S} are always kept",
}
"""By what it is bought -> its words; any other fills up from s to S."""

UP_TO: Final = "bought at {s} or less, up to {S}"
NOT_KEPT: Final = "nothing is kept there"


def line_words(proposal: Proposal, one: ProposalLine, telling: Telling) -> tuple[Line, ...]:
    """Word a line: what and for how much; below it why, and what made it so much."""
    unit = unit_of(telling.book, one.item)
    place = f"{one.number}. " if one.number else ""
    came = f", {number(one.received)} of it received" if one.received else ""
    change = f" (proposed: {number(one.proposed)})" if one.proposed is not None else ""
    what = line(
        Bold(f"{place}{amount(one.quantity, unit)} of {telling.item(one.item)}"),
        f"{change}{_cost(one, telling)}{came}",
    )
    held = held_back(telling.book, one.item, proposal.site)
    left_out = f"here as well, and not counted: {held}" if held else ""
    reasons = (
        _standing(one),
        left_out,
        _expected(one),
        _cover(one),
        _bounds(proposal, one, telling),
    )
    return (what, *(line("     ", said) for said in reasons if said), *_warnings(one))


def days(value: Decimal) -> str:
    """Write a number of days, to a tenth where it is short.

    Examples:
        >>> days(Decimal("3.5")), days(Decimal("9.7755")), days(Decimal("41.7")), days(Decimal(1))
        ('3.5 days', '9.8 days', '42 days', '1 day')
    """
    shown = _day_count(value)
    return f"{shown} {'day' if shown == '1' else 'days'}"


def _day_count(value: Decimal) -> str:
    return number(value.quantize(TENTH if value < TENTHS_BELOW else Decimal(1)))


def per_cent(share: Decimal) -> str:
    """Write a share.

    Examples:
        >>> per_cent(Decimal("0.324"))
        '32 %'
    """
    return f"{number((share * PER_CENT).to_integral_value())} %"


def figures_words(one: ProposalLine) -> Iterator[str]:
    """Say what is there, and what is expected of it, a sentence each."""
    for said in (_standing(one), _expected(one)):
        if said:
            yield f"{said}."


def _cost(one: ProposalLine, telling: Telling) -> str:
    currency = telling.book.rules.currency
    if one.unit_cost is None or one.cost is None:
        return ""
    each = f" ({price(one.unit_cost, currency)} each)" if one.quantity != 1 else ""
    return f", {money(one.cost, currency)}{each}"


def _standing(one: ProposalLine) -> str:
    parts = [
        ("{} available", one.on_hand, True),
        ("{} more reserved", one.reserved, False),
        ("{} on order", one.on_order, False),
        ("{} waited for by orders", one.back_ordered, False),
        ("{} will expire unused", one.expiring, False),
    ]
    told = [words.format(number(much)) for words, much, always in parts if much or always]
    held = _rule(one).format(s=number(one.minimum), S=number(one.maximum))
    return f"{', '.join(told)}; {held}"


def _rule(one: ProposalLine) -> str:
    levels = Parameters(reorder_point=one.minimum, order_up_to_level=one.maximum)
    if not one.maximum:
        return NOT_KEPT
    if one.policy is PolicyKind.AUTOMATIC and levels.is_filled_up:
        return POLICIES[PolicyKind.ORDER_UP_TO]
    return POLICIES.get(one.policy, UP_TO)


def _expected(one: ProposalLine) -> str:
    """Say what is expected, by which method, and how wrong that has been."""
    if one.expected is None or one.days is None:
        return ""
    if not one.expected:
        return f"nothing is expected to be asked for in {days(one.days)}"
    safety = f"; {number(rounded(one.safety_stock))} for safety" if one.safety_stock else ""
    how = f" by {method_name(one.method)}" if one.method else ""
    expected = number(rounded(one.expected))
    return f"{expected} expected in {days(one.days)}{how}, {_error(one)}{safety}"


def _error(one: ProposalLine) -> str:
    if one.error is None:
        return "not tested on its past yet"
    side = ""
    if one.bias:
        side = (
            f", {per_cent(abs(one.bias))} too {'much' if one.bias > 0 else 'little'} on the whole"
        )
    return f"off by {per_cent(one.error)} of late{side}"


def _cover(one: ProposalLine) -> str:
    if one.cover_before is None or one.cover_after is None:
        return ""
    return f"lasts {_day_count(one.cover_before)} {ARROW} {days(one.cover_after)}"


def _bounds(proposal: Proposal, one: ProposalLine, telling: Telling) -> str:
    if proposal.from_site:
        return ""
    is_other = one.needed is not None and one.needed != one.quantity
    needed = f"{number(one.needed or ZERO)} needed" if is_other else ""
    if one.proposed is not None:  # a person has said how many: what raised or lowered it is past
        return needed
    told = [_bound(proposal, one, bound, telling) for bound in one.bounds]
    return "; ".join(filter(None, (needed, ", ".join(told)))) if told else ""


def _bound(proposal: Proposal, one: ProposalLine, bound: Bound, telling: Telling) -> str:
    """Say what made a quantity so; of what was brought forward, for which minimum and from when."""
    if bound is not Bound.SUPPLIER_MINIMUM or one.forward is None:
        return BOUNDS[bound]
    found = telling.book.get(Supplier, proposal.supplier)
    name = clipped((found.name if found else "") or proposal.supplier, 60)
    least = money(one.forward.least, telling.book.rules.currency)
    when = one.forward.days
    due = f"; would be due in {days(when)}" if when else ""
    return f"brought forward to reach {name}'s minimum of {least}{due}"


def _warnings(one: ProposalLine) -> Iterator[Line]:
    """Say what people should know before they agree."""
    yearly = one.expected * YEAR_DAYS / one.days if one.expected and one.days else None
    is_least = Bound.MINIMUM_ORDER in one.bounds
    if is_least and yearly and one.quantity > yearly:
        yield line("     ⚠ More than a year's demand: ask for less, or look for another supplier.")
    after = one.inventory_position - one.expiring + one.quantity
    lowered = {Bound.SHELF_LIFE, Bound.COVER, Bound.BUDGET} & set(one.bounds)
    if lowered and ZERO <= after < one.minimum:
        yield line(f"     ⚠ Stays below {number(one.minimum)} all the same.")
