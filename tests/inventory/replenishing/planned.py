"""Forecasts and houses for tests of proposals."""

from datetime import date
from decimal import Decimal
from typing import Any

from inventory.commands import BaseCommand
from inventory.documents.forecast import Accuracy, Forecast, LeadTimeEstimate, Parameters, Period
from inventory.documents.replenishment import Proposal
from inventory.item import Item
from inventory.planning_commands import KeepForecasts, SnoozeProposal
from inventory.stock_policy import PolicyKind
from tests.builders import an_item, fresh_key
from tests.memory_desk import START, MemoryDesk

MONDAY = date(2026, 11, 23)


def forecast(
    item: str = "MUG-BLU",
    *,
    site: str = "",
    daily: Any = 2,
    s: Any = 30,
    big_s: Any = 50,
    days: Any = 14,
    **facts: Any,
) -> Forecast:
    """A forecast by day: `s` and `big_s` are the levels, `days` lead time and review together."""
    facts.setdefault("accuracy", Accuracy(origins=6, periods=2, error=Decimal("0.324")))
    facts.setdefault("lead_time", LeadTimeEstimate(days=Decimal(7), deliveries=4))
    facts.setdefault("policy", PolicyKind.AUTOMATIC)
    safety = facts.pop("safety", 2)
    quantity = facts.pop("order_quantity", 0)
    return Forecast(
        item=item,
        site=site,
        computed_on=MONDAY,
        period=Period.DAY,
        method=facts.pop("method", "sba"),
        mean=Decimal(str(daily)),
        deviation=Decimal(str(daily)),
        horizon_days=Decimal(days),
        demand_over_horizon=Decimal(str(daily)) * days,
        service_level=Decimal("0.95"),
        target=Decimal("0.95"),
        parameters=Parameters(
            safety_stock=Decimal(safety),
            reorder_point=Decimal(str(s)),
            order_up_to_level=Decimal(str(big_s)),
            order_quantity=Decimal(quantity),
        ),
        **facts,
    )


def keep(*forecasts: Forecast) -> KeepForecasts:
    """The planning job has computed these."""
    return KeepForecasts(
        key=fresh_key(), actor="job:plan", at=START, on=MONDAY, forecasts=forecasts
    )


def keep_straight(desk: MemoryDesk, *forecasts: Forecast) -> None:
    """Have forecasts act at once, whatever was kept before them."""
    desk.handle(keep(*forecasts))
    for one in forecasts:
        kept = desk.book.get(Forecast, one.key)
        assert kept is not None
        assert kept.parameters == one.parameters


def snooze(
    number: str = "RP-1", *, by: str = "U0MIA", when: Any = START, **facts: Any
) -> BaseCommand:
    return SnoozeProposal(key=fresh_key(), actor=by, at=when, number=number, **facts)


def planned_item(sku: str = "MUG-BLU", **facts: Any) -> Item:
    """An item without minimum and maximum."""
    facts.setdefault("supplier", "ACME")
    return an_item(sku, **facts)


def lines(desk: MemoryDesk) -> list[tuple[str, str, str, str, list[tuple[str, Decimal]]]]:
    """Return number, status, site, where it comes from and lines of every proposal."""
    return [
        (
            one.number,
            one.status.value,
            one.site,
            one.from_site or one.supplier,
            [(line.item, line.quantity) for line in one.lines],
        )
        for one in desk.book.all(Proposal)
    ]
