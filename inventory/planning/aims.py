"""What is aimed at to achieve what is asked for: the closed loop, group by group, once a month.

A group is a class of value at a site that asks for the same service, and all classes of it where they
promise one together: a single item runs out too seldom to tell a bad target from bad luck. What
managers state themselves is only told how it does. And what is handed over without an order was there
by definition: it counts for what is told, but teaches nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from inventory.book import Book
from inventory.demand.cycles import Cycle
from inventory.demand.service import Asked, asked_between
from inventory.documents.forecast import Forecast
from inventory.planning.figures import Aim
from inventory.planning.keeping import STATED
from inventory.planning.subjects import Subject
from inventory.policies.arrays import Floats
from inventory.policies.closed_loop import achieved_of_late, next_target
from inventory.quantity import trimmed
from inventory.stock_policy import ServiceKind, forecast_key

Cycles: TypeAlias = Callable[[date, date], Iterable[Cycle]]
"""Yields the order cycles that ended from a day on and before another."""

MONTHS: Final = 12
"""Months that are looked back on; the older ones count less."""

PLACES: Final = 4


def no_cycles(_first: date, _end: date) -> Iterable[Cycle]:
    """Know of no order cycles: who asks for none need not read the ledger."""
    return ()


class Group(NamedTuple):
    """Items whose service is judged together."""

    site: str
    abc_class: str
    service: ServiceKind
    level: Decimal
    is_stated: bool


@dataclass(frozen=True, slots=True)
class Late:
    """What a group has achieved of late, and on how many demands that rests."""

    share: float
    observed: float


class _Lately(NamedTuple):
    """How groups have done: by everything, and by what could have been missing."""

    told: Mapping[Group, Late]
    learnt: Mapping[Group, Late]


def aims(
    book: Book,
    subjects: Sequence[Subject],
    members: Iterable[Subject],
    class_of: Callable[[Subject], str],
    *,
    on: date,
    cycles: Cycles = no_cycles,
) -> dict[str, Aim]:
    """Return forecast key -> what is aimed at.

    Args:
        book: what was asked for, and what was aimed at until now.
        subjects: those that are computed.
        members: everything that is planned: what a group has achieved is that of all of it.
        class_of: A, B or C.
        on: today; targets move once a month, with its first computation.
        cycles: those that ended between two days, for what is asked for as cycle service.
    """
    known = {one.key: book.get(Forecast, one.key) for one in subjects}
    groups = {one.key: _group(one, class_of(one)) for one in members}
    late = _Lately({}, {})
    if any(_is_new_month(each, on) for each in known.values()):
        asked = asked_between(book, _since(on), on - timedelta(days=1))
        served = list(chain(map(_fill, asked), map(_cycle, cycles(_since(on), on))))
        teaching = (one for one in served if one.is_teaching)
        late = _Lately(_achieved(served, groups, on), _achieved(teaching, groups, on))
    return {one.key: _aim(one, known[one.key], groups[one.key], late, on) for one in subjects}


def _aim(subject: Subject, known: Forecast | None, group: Group, lately: _Lately, on: date) -> Aim:
    asked = subject.policy.service_level
    is_same = known is not None and (known.service, known.service_level) == (
        subject.policy.service,
        asked,
    )
    before = known.target if known is not None and is_same else asked
    if not _is_new_month(known, on):
        return Aim(before, known.achieved if known else None)
    told, late = lately.told.get(group), lately.learnt.get(group)
    if told is None or not told.observed:
        return Aim(before)
    achieved = _exact(told.share)
    if late is None or not late.observed or subject.policy.kind in STATED or not is_same:
        return Aim(before, achieved)
    moved = next_target(
        float(before), asked=float(asked), achieved=late.share, observed=late.observed
    )
    return Aim(_exact(float(moved)), achieved)


def _group(subject: Subject, abc_class: str) -> Group:
    policy = subject.policy
    of_class = "" if policy.service is ServiceKind.SHARED else abc_class
    return Group(
        subject.site, of_class, policy.service, policy.service_level, policy.kind in STATED
    )


class _Served(NamedTuple):
    """What was asked for, in units or in order cycles, and how much of it was served."""

    key: str
    service: ServiceKind
    on: date
    served: float
    asked: float
    is_teaching: bool = True


def _fill(one: Asked) -> _Served:
    key = forecast_key(one.item, one.site or "")
    filled, ordered = float(one.filled), float(one.ordered)
    return _Served(key, ServiceKind.FILL, one.on, filled, ordered, one.is_ordered)


def _cycle(one: Cycle) -> _Served:
    key = forecast_key(one.item, one.site)
    return _Served(key, ServiceKind.CYCLE, one.on, float(not one.ran_out), 1.0)


def _achieved(found: Iterable[_Served], groups: Mapping[str, Group], on: date) -> dict[Group, Late]:
    """Return what each group has achieved of late, months by their age."""
    tables: defaultdict[Group, Floats] = defaultdict(lambda: np.zeros((3, MONTHS)))
    for one in found:
        group = groups.get(one.key)
        if group is None or group.service.is_of_units is not one.service.is_of_units:
            continue
        month = MONTHS - _months_before(one.on, on)
        if 0 <= month < MONTHS:
            tables[group][:, month] += (one.served, one.asked, 1.0)
    late = {group: achieved_of_late(*table[:, None, :]) for group, table in tables.items()}
    return {group: Late(float(one.share[0]), float(one.observed[0])) for group, one in late.items()}


def _since(on: date) -> date:
    """Return the first day of the month a year ago."""
    return date(on.year - 1, on.month, 1)


def _months_before(day: date, on: date) -> int:
    """Return how many months a day lies back, 1 for the month before.

    Examples:
        >>> _months_before(date(2026, 10, 31), date(2026, 11, 26))
        1
    """
    return (on.year - day.year) * 12 + on.month - day.month


def _is_new_month(known: Forecast | None, on: date) -> bool:
    """Tell whether this is the first computation of a month."""
    if known is None:
        return True
    return (known.computed_on.year, known.computed_on.month) != (on.year, on.month)


def _exact(share: float) -> Decimal:
    return trimmed(Decimal(repr(round(share, PLACES))))
