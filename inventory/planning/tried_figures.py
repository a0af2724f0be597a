"""The figures by which an item is bought: as they are, and as somebody would try them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.documents.forecast import LeadTimeEstimate, SharedPart
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.quantity import ZERO
from inventory.stock_policy import PolicyKind, ServiceKind

LADDER: Final = tuple(map(Decimal, ("0.9", "0.95", "0.98", "0.99")))
"""Service levels that are tried where nobody names one."""
TENTH: Final = Decimal("0.1")


class Changes(NamedTuple):
    """Figures to be tried; None for as it is.

    Attributes:
        service_level: a share.
    """

    service_level: Decimal | None = None
    service: ServiceKind | None = None
    lead_days: int | None = None
    review_days: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Changes()


@dataclass(frozen=True, slots=True)
class Figures:
    """By what an item is bought, and how long that takes.

    Attributes:
        part: its part of a service that is shared; None where it keeps its own.
    """

    policy: ResolvedPolicy
    lead_time: LeadTimeEstimate
    part: SharedPart | None = None

    @property
    def target(self) -> Decimal:
        """What the item itself is to serve, a share."""
        return self.policy.service_level if self.part is None else self.part.promised

    @property
    def days_covered(self) -> int:
        """Lead time and review together."""
        return int(self.lead_time.days) + self.policy.review_days

    def changed(self, changes: Changes) -> "Figures":
        """Return them with what is to be tried.

        Who names a service wants levels that follow from the forecast; other figures are tried with
        the levels that stand.
        """
        policy = replace(
            self.policy,
            service=changes.service or self.policy.service,
            review_days=changes.review_days or self.policy.review_days,
        )
        is_of_service = changes.service_level is not None or changes.service is not None
        if is_of_service or policy.kind is PolicyKind.NONE:
            policy = by_forecast(policy, changes.service_level or policy.service_level)
        return Figures(policy, _sooner(self.lead_time, changes.lead_days))


def usual_figures(policy: ResolvedPolicy, lead_time: LeadTimeEstimate) -> Figures:
    """Return by what an item is bought now.

    Levels that are of all sites together are those of none: then the forecast decides.

    Args:
        policy: what holds for it.
        lead_time: of its next delivery.
    """
    is_own = not policy.is_of_house
    return Figures(policy if is_own else by_forecast(policy, policy.service_level), lead_time)


def tried_figures(usual: Figures, changes: Changes) -> Iterator[Figures]:
    """Yield the figures to try: those named, or a row of service levels where none is."""
    levels: Sequence[Decimal | None] = LADDER if changes.is_empty else [changes.service_level]
    for level in levels:
        yield usual.changed(changes._replace(service_level=level))


def by_forecast(policy: ResolvedPolicy, level: Decimal) -> ResolvedPolicy:
    """Return a policy whose levels follow from the forecast, for a service level."""
    return replace(
        policy,
        kind=PolicyKind.AUTOMATIC,
        service_level=level,
        minimum=None,
        maximum=None,
        order_quantity=None,
    )


def _sooner(usual: LeadTimeEstimate, days: int | None) -> LeadTimeEstimate:
    """Return another lead time that varies by as large a part of itself as the usual one."""
    if days is None:
        return usual
    share = usual.deviation / usual.days if usual.days else ZERO
    return usual.model_copy(
        update={"days": Decimal(days), "deviation": (share * days).quantize(TENTH)}
    )
