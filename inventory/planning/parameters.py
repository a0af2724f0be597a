"""When to buy and how much, for every policy: all items of a table at once.

A level is looked at once a review and has to last until the next one and through the lead time, so
that every level here covers both. Where one order is no more than what a review asks for, the item is
filled up at each of them; where orders are larger (a minimum, a pack, an economic quantity) they
cover more of the demand themselves, and less has to be kept against surprises.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from inventory.documents.forecast import LifeStage
from inventory.forecasting.arrays import Flags, Floats
from inventory.planning.expecting import Seen
from inventory.planning.subjects import Subject
from inventory.policies.economic_quantity import economic_quantities
from inventory.policies.levels import (
    order_up_to_cycle,
    order_up_to_fill,
    reorder_point,
    reorder_point_fill,
)
from inventory.rules import Rules
from inventory.stock_policy import PolicyKind

PER_CENT: Final = 100.0
FINE: Final = 10.0
"""Items that are sold in parts are planned in tenths of a unit where few are asked for."""

FEW: Final = 50.0
Stated = Callable[[Subject], Decimal | None]
Days = Callable[[Subject], int | None]
FOREVER: Final = np.inf
BY_POINT: Final = (PolicyKind.MIN_MAX, PolicyKind.REORDER_QUANTITY, PolicyKind.REORDER_LEVEL)
"""Policies by which nothing is bought above s, however little that would be."""


@dataclass(frozen=True)
class Levels:
    """One entry an item, in base units; whole where the item is.

    Attributes:
        reorder_point: s; `up_to`: S; `order`: Q.
        safety: what of them stands against surprises: what is more than is expected in lead time and
            review; of a minimum that people have stated, in the lead time.
        is_cover_capped, is_life_capped: lowered to what is used in the days of cover allowed, or
            before it expires.
    """

    reorder_point: Floats
    up_to: Floats
    order: Floats
    safety: Floats
    is_cover_capped: Flags
    is_life_capped: Flags


@dataclass(frozen=True)
class _Table:
    """What the levels of a table follow from.

    Attributes:
        scale: parts of a unit in which an item is computed.
        step: one for whole units, zero for items that are sold in parts.
        has_minimum: a manager has stated s.
        is_filled_up: bought up to S at every review; else s and Q say when, and how much.
    """

    subjects: Sequence[Subject]
    scale: Floats
    step: Floats
    target: Floats
    order: Floats
    has_minimum: Flags
    is_filled_up: Flags


def levels_of(subjects: Sequence[Subject], seen: Seen, target: Floats, rules: Rules) -> Levels:
    """Return the levels of each item by its policy.

    Args:
        subjects: the items.
        seen: what is expected of them.
        target: the service aimed at, a share; of an item that shares one: its own part of it.
        rules: of the house, for what orders and stock cost.
    """
    table = _table(subjects, seen, target, rules)
    s, up_to = _stated(table, *_computed(table, seen))
    up_to, by_cover, by_life = _capped(table, seen, up_to)
    floor = _decimals(subjects, lambda one: one.policy.floor)
    up_to = np.maximum(up_to, floor)
    highest = np.where(table.has_minimum, up_to, up_to - table.step)
    s = np.maximum(np.clip(s, floor - table.step, np.maximum(highest, 0.0)), 0.0)
    order = np.where(table.is_filled_up, table.order, up_to - s)
    kept = np.where(table.is_filled_up, up_to, s)
    expected = np.where(table.has_minimum, seen.mean_lead, seen.mean)
    is_planned = ~_is(subjects, PolicyKind.NONE)
    return Levels(
        reorder_point=np.where(is_planned, s, 0.0),
        up_to=np.where(is_planned, up_to, 0.0),
        order=np.where(is_planned, order, 0.0),
        safety=np.where(is_planned, np.maximum(kept - expected, 0.0), 0.0),
        is_cover_capped=by_cover & is_planned,
        is_life_capped=by_life & is_planned,
    )


def _table(subjects: Sequence[Subject], seen: Seen, target: Floats, rules: Rules) -> _Table:
    is_fractional = np.array([one.item.is_fractional for one in subjects], dtype=np.bool_)
    scale = np.where(is_fractional & (seen.mean < FEW), FINE, 1.0)
    order = _order_quantity(subjects, seen, rules, 1.0 / scale)
    is_reviewed = _is(subjects, PolicyKind.ORDER_UP_TO, PolicyKind.KEEP_AT_LEAST)
    minimum = _decimals(subjects, lambda one: one.policy.minimum, missing=np.nan)
    has_minimum = ~np.isnan(minimum) & ~is_reviewed
    is_small = order <= np.ceil(np.maximum(seen.mean_review, 1.0))
    is_filled_up = is_reviewed | (is_small & ~has_minimum & ~_is(subjects, *BY_POINT))
    step = np.where(is_fractional, 0.0, 1.0)
    return _Table(subjects, scale, step, target, order, has_minimum, is_filled_up)


def _order_quantity(subjects: Sequence[Subject], seen: Seen, rules: Rules, unit: Floats) -> Floats:
    """Return Q: what is stated, or the largest of what is economic, the least, and a review's demand."""
    cost = np.array([float(one.item.unit_cost or 0) for one in subjects])
    holding = cost * float(rules.holding_percent) / PER_CENT
    economic = economic_quantities(float(rules.ordering_cost), holding, seen.yearly)
    least = _decimals(subjects, lambda one: one.item.minimum_order_quantity)
    pack = _decimals(subjects, lambda one: one.item.pack_multiple)
    wanted = np.maximum.reduce([economic, least, seen.mean_review])
    step = np.where(pack > 0, pack, unit)
    order: Floats = np.ceil(np.round(wanted / step, 9)) * step
    stated = _decimals(subjects, lambda one: one.policy.order_quantity)
    is_stated = (stated > 0) & _is(subjects, PolicyKind.REORDER_QUANTITY)
    return np.where(is_stated, stated, np.where(seen.mean > 0, order, np.maximum(least, pack)))


def _computed(table: _Table, seen: Seen) -> tuple[Floats, Floats]:
    """Return s and S as they follow from the forecast; what is dead is not bought any more."""
    scale, target, is_fill = table.scale, table.target, _is_fill(table.subjects)
    mean, variance = seen.mean * scale, seen.variance * scale**2
    filled = np.where(
        is_fill,
        order_up_to_fill(
            seen.mean_lead * scale,
            seen.variance_lead * scale**2,
            mean,
            variance,
            seen.mean_review * scale,
            target,
        ),
        order_up_to_cycle(mean, variance, target),
    )
    point = np.where(
        is_fill,
        reorder_point_fill(mean, variance, np.maximum(table.order * scale, 1.0), target),
        reorder_point(mean, variance, target),
    )
    is_wanted = (seen.mean > 0) & (seen.patterns.life_stage != LifeStage.DEAD.value)
    filled, point = (np.where(is_wanted, each, 0.0) / scale for each in (filled, point))
    ordered = np.where(is_wanted, point + table.order, 0.0)
    s = np.where(table.is_filled_up, np.maximum(filled - table.step, 0.0), point)
    return s, np.where(table.is_filled_up, filled, ordered)


def _stated(table: _Table, s: Floats, up_to: Floats) -> tuple[Floats, Floats]:
    """Return the levels with what managers state in the place of what was computed."""
    minimum = _decimals(table.subjects, lambda one: one.policy.minimum)
    maximum = _decimals(table.subjects, lambda one: one.policy.maximum, missing=np.nan)
    is_kept = _is(table.subjects, PolicyKind.KEEP_AT_LEAST)
    is_reviewed = _is(table.subjects, PolicyKind.ORDER_UP_TO)
    is_quantity = _is(table.subjects, PolicyKind.REORDER_QUANTITY)
    at = np.where(table.has_minimum, minimum, s)
    ordered = at + np.maximum(table.order, table.step)
    to = np.where(table.has_minimum, np.maximum(up_to, ordered), up_to)
    to = np.where(is_quantity, ordered, np.where(np.isnan(maximum), to, maximum))
    at = np.where(is_reviewed, to - table.step, at)
    return np.where(is_kept, 0.0, at), np.where(is_kept, 0.0, to)


def _capped(table: _Table, seen: Seen, up_to: Floats) -> tuple[Floats, Flags, Flags]:
    """Return S with no more than is used in time, where managers have not stated it themselves."""
    daily = seen.yearly / 365.0
    subjects = table.subjects
    cover = _limit(subjects, daily, lambda one: one.policy.max_cover_days)
    life = _limit(subjects, daily, lambda one: one.item.shelf_life_days)
    is_stated = np.array([one.policy.maximum is not None for one in subjects], dtype=np.bool_)
    cover, life = (np.where(is_stated, FOREVER, each) for each in (cover, life))
    capped: Floats = np.minimum(up_to, np.minimum(cover, life))
    return capped, (cover < up_to) & (cover <= life), (life < up_to) & (life < cover)


def _limit(subjects: Sequence[Subject], daily: Floats, days_of: Days) -> Floats:
    days = np.array([float(days_of(one) or 0) for one in subjects])
    return np.where((days > 0) & (daily > 0), np.ceil(np.round(daily * days, 9)), FOREVER)


def _is(subjects: Sequence[Subject], *kinds: PolicyKind) -> Flags:
    return np.array([one.policy.kind in kinds for one in subjects], dtype=np.bool_)


def _is_fill(subjects: Sequence[Subject]) -> Flags:
    return np.array([one.policy.service.is_of_units for one in subjects], dtype=np.bool_)


def _decimals(subjects: Sequence[Subject], of: Stated, *, missing: float = 0.0) -> Floats:
    values = (of(one) for one in subjects)
    return np.array([missing if value is None else float(value) for value in values])
