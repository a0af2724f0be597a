"""Services that items promise together: what each of them promises by itself.

A group is what shares a service at one site and promises as much. What is not computed today counts
by what was worked out of it last, so that a group holds together whichever of its items is due.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

import numpy as np

from inventory.book import Book
from inventory.documents.forecast import DAYS_OF, Forecast, LifeStage, SharedPart
from inventory.forecasting.arrays import Floats
from inventory.planning.expecting import Seen
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.planning.subjects import Subject
from inventory.policies.levels import variance_over
from inventory.policies.shared_service import Demands, shared_promises
from inventory.quantity import ZERO
from inventory.stock_policy import PolicyKind, ServiceKind, forecast_key

STEP: Final = Decimal("0.0001")
"""Promises are kept so finely, and never as more than they are."""

PER_CENT: Final = Decimal(100)


class Looked(NamedTuple):
    """Items of one period, what is expected of them, and what is aimed at, a share each."""

    subjects: Sequence[Subject]
    seen: Seen
    target: Floats


class Group(NamedTuple):
    """What promises a service together."""

    site: str
    level: Decimal


class Member(NamedTuple):
    """One item of a group: its demand in units, over the lead time and until the next review's goods.

    Attributes:
        target: the fill rate of the group that is aimed at for it.
    """

    key: str
    target: float
    mean_lead: float
    variance_lead: float
    mean: float
    variance: float
    review_days: int


def is_shared(policy: ResolvedPolicy) -> bool:
    """Tell whether an item's level follows from a service that it promises with others."""
    is_free = policy.kind is not PolicyKind.NONE and not policy.is_stated
    return policy.service is ServiceKind.SHARED and is_free


def shared_parts(book: Book, tables: Iterable[Looked]) -> dict[str, SharedPart]:
    """Return forecast key -> its part of what its group promises.

    Args:
        book: for the least of a part, and for the items that are not computed now.
        tables: those that are.
    """
    groups: defaultdict[Group, list[Member]] = defaultdict(list)
    computed: set[str] = set()
    for table in tables:
        computed.update(subject.key for subject in table.subjects)
        for group, member in _members(table):
            groups[group].append(member)
    if not groups:
        return {}
    for group, member in kept_members(book):
        if group in groups and member.key not in computed:
            groups[group].append(member)
    parts: dict[str, SharedPart] = {}
    for members in groups.values():
        parts |= parts_of(members, book.rules.shared_floor)
    return parts


def parts_of(members: Sequence[Member], floor: Decimal) -> dict[str, SharedPart]:
    """Return forecast key -> its part, for one group.

    Args:
        members: of it, at least one.
        floor: what no item goes below by itself, a per cent.
    """
    table = np.array([member[1:] for member in members])
    demands = Demands(*table[:, 1:5].T)
    found = shared_promises(demands, table[:, 0], floor=float(floor / PER_CENT), review=table[:, 5])
    return {
        member.key: SharedPart(
            promised=Decimal(repr(float(share))).quantize(STEP, ROUND_FLOOR),
            items=len(members),
            deviation=Decimal(repr(member.variance**0.5)).quantize(STEP),
            is_least=bool(is_least),
        )
        for member, share, is_least in zip(members, *found, strict=True)
    }


def part_at(book: Book, policy: ResolvedPolicy, now: Decimal) -> SharedPart | None:
    """Return an item's part if its group promised another service; None where nothing is known of it.

    Args:
        book: which keeps what was worked out last.
        policy: the item's, with the service level that all of the group would promise.
        now: what the group promises, which tells who is in it.
    """
    key = forecast_key(policy.item, policy.site)
    own = book.get(Forecast, key)
    if own is None or own.demand_over_horizon <= 0:
        return None
    group = Group(policy.site, now)
    members = {member.key: member for at, member in kept_members(book) if at == group}
    members[key] = kept_member(own)
    level = float(policy.service_level)
    asked = [member._replace(target=level) for member in members.values()]
    return parts_of(asked, book.rules.shared_floor)[key]


def kept_members(book: Book) -> Iterator[tuple[Group, Member]]:
    """Yield what shares a service, as it was worked out last."""
    for forecast in book.all(Forecast):
        if forecast.shared is not None:
            yield Group(forecast.site, forecast.service_level), kept_member(forecast)


def kept_member(forecast: Forecast) -> Member:
    """Return an item as it was worked out last; its demand over the lead time by its part of the days."""
    days = max(float(forecast.horizon_days), 1.0)
    part = max(days - forecast.review_days, 0.0) / days
    mean, variance = float(forecast.demand_over_horizon), _variance(forecast)
    return Member(
        forecast.key,
        float(forecast.target),
        mean * part,
        variance * part,
        mean,
        variance,
        max(forecast.review_days, 1),
    )


def _members(table: Looked) -> Iterator[tuple[Group, Member]]:
    seen, dead = table.seen, LifeStage.DEAD.value
    demand = (seen.mean_lead, seen.variance_lead, seen.mean, seen.variance)
    columns = np.column_stack([table.target, *demand])
    is_bought = (seen.mean > 0) & (seen.patterns.life_stage != dead)
    for row, subject in enumerate(table.subjects):
        policy = subject.policy
        if is_bought[row] and is_shared(policy):
            target, mean_lead, variance_lead, mean, variance = columns[row].tolist()
            yield (
                Group(subject.site, policy.service_level),
                Member(
                    subject.key,
                    target,
                    mean_lead,
                    variance_lead,
                    mean,
                    variance,
                    policy.review_days,
                ),
            )


def _variance(forecast: Forecast) -> float:
    if forecast.shared is not None:
        return float(forecast.shared.deviation) ** 2
    days, review = float(DAYS_OF[forecast.period]), float(forecast.review_days)
    lead = forecast.lead_time
    return float(
        variance_over(
            float(forecast.mean),
            float(forecast.deviation),
            float(forecast.horizon_days) / days - review / days,
            float(lead.deviation if lead else ZERO) / days,
            review / days,
        )
    )
