"""Builders of forecasts and runs of the planning job: a test names only what it is about."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from inventory.documents.forecast import DemandClass, Forecast, LifeStage, Parameters, Period
from inventory.documents.review import Review
from inventory.planning_commands import DecideReview, KeepForecasts
from inventory.quantity import Quantity
from inventory.stock_policy import PolicyKind
from inventory.transaction import Posted
from tests.builders import fresh_key
from tests.memory_desk import START, MemoryDesk

RUN_ON: Final = date(2026, 11, 22)


def levels(
    reorder_point: float, order_up_to_level: float, *, safety: float = 0, order: float = 0
) -> Parameters:
    return Parameters(
        safety_stock=_exact(safety),
        reorder_point=_exact(reorder_point),
        order_up_to_level=_exact(order_up_to_level),
        order_quantity=_exact(order),
    )


def a_forecast(s: float = 10, up_to: float = 40, item: str = "MUG-BLU", **facts: Any) -> Forecast:
    facts.setdefault("parameters", levels(s, up_to))
    facts.setdefault("computed_on", RUN_ON)
    facts.setdefault("period", Period.WEEK)
    facts.setdefault("history", 30)
    facts.setdefault("life_stage", LifeStage.ACTIVE)
    facts.setdefault("demand_class", DemandClass.SMOOTH)
    facts.setdefault("mean", Decimal(7))
    facts.setdefault("target", Decimal("0.95"))
    facts.setdefault("policy", PolicyKind.AUTOMATIC)
    return Forecast(item=item, **facts)


def keep(*forecasts: Forecast, week: int = 0, part: int = 1, **facts: Any) -> KeepForecasts:
    """A chunk of a run, so many weeks after the first."""
    on = RUN_ON + timedelta(weeks=week)
    return KeepForecasts(
        key=f"job:plan:{on}:{part}",
        actor="job:plan",
        at=START + timedelta(weeks=week),
        on=on,
        forecasts=tuple(one.model_copy(update={"computed_on": on}) for one in forecasts),
        **facts,
    )


def decide(
    number: str = "RV-1",
    *lines: str,
    accept: bool = True,
    by: str = "U0MIA",
    when: datetime = START,
) -> DecideReview:
    return DecideReview(
        key=fresh_key(), actor=by, at=when, number=number, is_accepted=accept, lines=lines
    )


def acting(desk: MemoryDesk, key: str = "MUG-BLU") -> tuple[Quantity, Quantity]:
    """Return the levels that act now."""
    kept = the_forecast(desk, key).parameters
    return kept.reorder_point, kept.order_up_to_level


def waiting(desk: MemoryDesk, key: str = "MUG-BLU") -> tuple[Quantity, Quantity] | None:
    kept = the_forecast(desk, key).waiting
    return None if kept is None else (kept.reorder_point, kept.order_up_to_level)


def the_forecast(desk: MemoryDesk, key: str = "MUG-BLU") -> Forecast:
    found = desk.book.get(Forecast, key)
    assert found is not None
    return found


def review(desk: MemoryDesk, number: str = "RV-1") -> Review:
    found = desk.book.get(Review, number)
    assert found is not None
    return found


def told(posted: Posted) -> list[str]:
    """Return what the bot says because of a transaction, by the name of the message."""
    return [notice.message for notice in posted.transaction.notices]


def _exact(value: float) -> Decimal:
    return Decimal(str(value))
