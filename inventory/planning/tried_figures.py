"""The figures by which an item is bought: as they are, and as somebody would try them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.forecast import Forecast, LeadTimeBasis, LeadTimeEstimate
from inventory.item import Item
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.stock_policy import PolicyKind, ServiceKind, forecast_key
from inventory.supplier import Supplier

ASSUMED_LEAD_DAYS: Final = 14
LADDER: Final = tuple(map(Decimal, ("0.9", "0.95", "0.98", "0.99")))
"""Service levels that are tried where nobody names one."""
TENTH: Final = Decimal("0.1")
STATED: Final = frozenset(
    {PolicyKind.MIN_MAX, PolicyKind.REORDER_LEVEL, PolicyKind.REORDER_QUANTITY}
)
"""Policies whose reorder point a manager may state."""


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
        service_level: a share; None where stated levels decide.
        lead_deviation: standard deviation of one delivery, days.
    """

    kind: PolicyKind
    service: ServiceKind
    service_level: Quantity | None
    lead_days: Quantity
    lead_deviation: Quantity
    review_days: int


def usual_figures(book: Book, item: Item, policy: ResolvedPolicy) -> Figures:
    """Return by what an item is bought now."""
    lead = lead_time_of(book, item, policy.site)
    is_stated = policy.kind in STATED and policy.minimum is not None
    return Figures(
        kind=policy.kind,
        service=policy.service,
        service_level=None if is_stated else policy.service_level,
        lead_days=lead.days,
        lead_deviation=lead.deviation,
        review_days=policy.review_days,
    )


def tried_figures(usual: Figures, changes: Changes) -> Iterator[Figures]:
    """Yield the figures to try; who names a service wants levels that follow from the forecast."""
    levels: Sequence[Decimal | None] = LADDER if changes.is_empty else [changes.service_level]
    for level in levels:
        figures = usual.model_copy(update=_parts(usual, changes))
        by_forecast = level is not None or changes.service is not None
        if by_forecast or usual.kind is PolicyKind.NONE:
            share = level or usual.service_level or LADDER[1]
            update = {"kind": PolicyKind.AUTOMATIC, "service_level": share}
            figures = figures.model_copy(update=update)
        yield figures


def lead_time_of(book: Book, item: Item, site: str = "") -> LeadTimeEstimate:
    """Return how long the next delivery takes: as planned with, as stated, or as assumed."""
    forecast = book.get(Forecast, forecast_key(item.sku, site))
    if forecast is not None and forecast.lead_time is not None:
        return forecast.lead_time
    supplier = book.get(Supplier, item.supplier) if item.supplier else None
    for days in (item.lead_time_days, supplier.lead_time_days if supplier else None):
        if days is not None:
            return LeadTimeEstimate(days=Decimal(days), basis=LeadTimeBasis.STATED)
    return LeadTimeEstimate(days=Decimal(ASSUMED_LEAD_DAYS), basis=LeadTimeBasis.ASSUMED)


def _parts(usual: Figures, changes: Changes) -> dict[str, object]:
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
