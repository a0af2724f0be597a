"""The figures by which an item is bought: as they are, and as somebody would try them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.documents.forecast import LeadTimeEstimate
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.stock_policy import PolicyKind, ServiceKind

LADDER: Final = tuple(map(Decimal, ("0.9", "0.95", "0.98", "0.99")))
"""Service levels that are tried where nobody names one."""
USUAL: Final = Decimal("0.95")
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


class Figures(Record):
    """By what an item is bought.

    Attributes:
        lead_deviation: standard deviation of one delivery, days.
        reorder_point, level, order_quantity: as managers state them; None for what follows from the
            forecast and the service level, a share.
    """

    kind: PolicyKind
    service: ServiceKind
    service_level: Quantity
    lead_days: Quantity
    lead_deviation: Quantity
    review_days: int
    reorder_point: Quantity | None = None
    level: Quantity | None = None
    order_quantity: Quantity | None = None

    @property
    def is_stated(self) -> bool:
        """Whether managers state all of it, so that neither forecast nor service decide."""
        if self.kind is PolicyKind.KEEP_AT_LEAST:
            return True
        if self.kind is PolicyKind.ORDER_UP_TO:
            return self.level is not None
        return self.reorder_point is not None and (self.level or self.order_quantity) is not None


def usual_figures(policy: ResolvedPolicy, lead_time: LeadTimeEstimate) -> Figures:
    """Return by what an item is bought now.

    Levels that are of all sites together are those of none: then the forecast decides.

    Args:
        policy: what holds for it.
        lead_time: of its next delivery.
    """
    is_fixed = policy.kind is PolicyKind.REORDER_QUANTITY
    usual = Figures(
        kind=policy.kind,
        service=policy.service,
        service_level=policy.service_level,
        lead_days=lead_time.days,
        lead_deviation=lead_time.deviation,
        review_days=policy.review_days,
        reorder_point=None if policy.kind is PolicyKind.ORDER_UP_TO else policy.minimum,
        level=None if is_fixed else policy.maximum,
        order_quantity=policy.order_quantity if is_fixed else None,
    )
    return _by_forecast(usual, usual.service_level) if policy.is_of_house else usual


def tried_figures(usual: Figures, changes: Changes) -> Iterator[Figures]:
    """Yield the figures to try: those named, or a row of service levels where none is.

    Who names a service wants levels that follow from the forecast; other figures are tried with the
    levels that stand.
    """
    levels: Sequence[Decimal | None] = LADDER if changes.is_empty else [changes.service_level]
    for level in levels:
        figures = usual.model_copy(update=_changed(usual, changes))
        is_of_service = level is not None or changes.service is not None
        if is_of_service or usual.kind is PolicyKind.NONE:
            figures = _by_forecast(figures, level or usual.service_level or USUAL)
        yield figures


def _by_forecast(figures: Figures, level: Decimal) -> Figures:
    return figures.model_copy(
        update={
            "kind": PolicyKind.AUTOMATIC,
            "service_level": level,
            "reorder_point": None,
            "level": None,
            "order_quantity": None,
        }
    )


def _changed(usual: Figures, changes: Changes) -> dict[str, object]:
    """Return what changes besides the level; deliveries vary as much of their time as they did."""
    parts: dict[str, object] = {}
    if changes.service is not None:
        parts["service"] = changes.service
    if changes.review_days is not None:
        parts["review_days"] = changes.review_days
    if changes.lead_days is not None:
        days = Decimal(changes.lead_days)
        share = usual.lead_deviation / usual.lead_days if usual.lead_days else ZERO
        parts |= {"lead_days": days, "lead_deviation": (share * days).quantize(TENTH)}
    return parts
