"""How long it takes to choose among 200 services, beside a plain loop over dicts of floats.

The loop is what a rate table in a script looks like: it finds the bracket, counts the days, adds up
and sorts. It explains nothing: no promised day of the others, no reason, no obstacle, no exact
money. What that costs is the ratio; what matters is that nobody waits for it.
"""

import statistics
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import typer

from benchmarks.measuring import Finding, milliseconds, report, take_turns
from inventory.carriage.area import Area
from inventory.carriage.carrier import Bracket, CarrierService
from inventory.carriage.choosing import choose_service
from inventory.carriage.quoting import Consignment

SERVICES: Final = 200
ROUNDS: Final = 300
GOAL_MS: Final = 10.0
STEPS_KG: Final = (1, 2, 5, 10, 20, 31)
WEIGHTS_KG: Final = (1.4, 4.9, 12.0)
READY_AT: Final = datetime(2026, 11, 25, 12, tzinfo=UTC)
REQUESTED_ON: Final = date(2026, 12, 1)
HOLIDAYS: Final = frozenset({date(2026, 12, 25), date(2027, 1, 1)})
ABROAD: Final = ("FR", "AT", "GB:BT", "* !DE")


def measure() -> list[Finding]:
    """Return the finding on one choice among all services."""
    services = [_service(number) for number in range(SERVICES)]
    rows = [_row(number) for number in range(SERVICES)]
    goods = Consignment(
        weights_kg=tuple(Decimal(str(weight)) for weight in WEIGHTS_KG),
        country="DE",
        postcode="10115",
        ready_at=READY_AT,
        requested_on=REQUESTED_ON,
    )
    chosen = choose_service(services, goods, holidays=HOLIDAYS).proposed
    plain = _plain_loop(rows)
    if (chosen.code, float(chosen.price)) != (plain["code"], round(plain["price"], 2)):
        raise AssertionError(f"the two sides disagree: {chosen} and {plain}")
    timed = take_turns(
        ROUNDS,
        lambda _n: choose_service(services, goods, holidays=HOLIDAYS),
        lambda _n: _plain_loop(rows),
    )
    return [
        Finding(
            what=f"choose among {SERVICES} services",
            ours=milliseconds(timed.ours),
            theirs=f"a plain loop and sort: {milliseconds(timed.theirs)}",
            ratio=f"{timed.ratio:.2f}",
            goal=f"within {GOAL_MS:.0f} ms",
            is_met=statistics.median(timed.ours) * 1000 <= GOAL_MS,
        )
    ]


def _price_of(number: int, step: int) -> float:
    return round(3 + number % 17 * 0.35 + step * (1.1 + number % 5 * 0.2), 2)


def _days_of(number: int) -> int:
    return 1 + number % 7


def _areas_of(number: int) -> str:
    return ABROAD[number % 4] if number % 3 == 0 else "DE"


def _service(number: int) -> CarrierService:
    return CarrierService(
        code=f"S-{number:03}",
        carrier=f"Carrier {number % 12}",
        countries=(*(Area.of(text) for text in _areas_of(number).split()),),
        brackets=tuple(
            Bracket(up_to_kg=Decimal(kg), price=Decimal(str(_price_of(number, step))))
            for step, kg in enumerate(STEPS_KG)
        ),
        days_min=_days_of(number),
    )


def _row(number: int) -> dict[str, Any]:
    return {
        "code": f"S-{number:03}",
        "areas": _areas_of(number),
        "rates": [(kg, _price_of(number, step)) for step, kg in enumerate(STEPS_KG)],
        "days": _days_of(number),
    }


def _plain_loop(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the cheapest row that is in time, by every quote sorted."""
    quotes = []
    for row in rows:
        if row["areas"] != "DE":
            continue
        price = sum(
            next(price for kg, price in row["rates"] if weight <= kg) for weight in WEIGHTS_KG
        )
        day, left = READY_AT.date(), row["days"]
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5 and day not in HOLIDAYS
        quotes.append({"code": row["code"], "price": price, "day": day})
    quotes.sort(key=lambda one: (one["day"] > REQUESTED_ON, one["price"], one["day"], one["code"]))
    return quotes[0]


def main() -> None:
    """Compare a choice with a plain loop."""
    report(measure)


if __name__ == "__main__":
    typer.run(main)
