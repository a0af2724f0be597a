"""Builders for carriers' services and what they carry.

The house stands in Germany; everything is ready on Wednesday 2026-11-25 at noon.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from inventory.carriage.area import Area
from inventory.carriage.carrier import Bracket, CarrierService
from inventory.carriage.quoting import Consignment

WEDNESDAY = date(2026, 11, 25)
THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)
TUESDAY = date(2026, 12, 1)
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def a_service(
    code: str = "STD",
    carrier: str = "Swift",
    *,
    rates: dict[str, str] | None = None,
    to: str = "DE",
    days: int = 2,
    **facts: Any,
) -> CarrierService:
    """`rates` are kilograms -> price; `to` the areas as a manager writes them."""
    steps = {"5": "6.00", "30": "12.00"} if rates is None else rates
    brackets = tuple(
        Bracket(up_to_kg=Decimal(kg), price=Decimal(price)) for kg, price in steps.items()
    )
    areas = tuple(Area.of(text) for text in to.split())
    facts.setdefault("days_min", days)
    return CarrierService(code=code, carrier=carrier, brackets=brackets, countries=areas, **facts)


def packages(*weights_kg: str, to: str = "DE", by: date | None = None, **facts: Any) -> Consignment:
    facts.setdefault("ready_at", NOON)
    weights = tuple(Decimal(weight) for weight in weights_kg)
    return Consignment(weights_kg=weights, country=to, requested_on=by, **facts)
