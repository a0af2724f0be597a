"""What one service would do with some packages: its price and its promised day, or why it cannot.

The promised day counts from the day of collection: the day the goods are ready, if they are ready
by the cut-off and the carrier comes that day, else the next day it comes. Transit days are working
days; the longest transit is what is promised.
"""

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field

from inventory.carriage.area import Reach, plain_postcode, reach_of
from inventory.carriage.carrier import CarrierService, Mode
from inventory.carriage.countries import CountryCode
from inventory.carriage.working_days import DAY, Weekday, working_days_after
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

DELIVERING: Final = (Mode.PARCEL, Mode.EXPRESS, Mode.FREIGHT, Mode.COURIER)
COLLECTION_WITHIN_DAYS: Final = 366


class Consignment(Record):
    """Packages that leave together for one address.

    Attributes:
        weights_kg: of every package, its own weight included.
        postcode: may be empty; then services that depend on it cannot be judged.
        ready_at: when they can be collected, in the warehouse's own time zone.
        requested_on: the day by which they should be there; None where nobody said.
        modes: how they may travel. Collection by the customer costs nothing and would always win,
            so that it has to be asked for.
    """

    weights_kg: tuple[Annotated[Quantity, Field(ge=0)], ...]
    country: CountryCode
    postcode: Annotated[str, AfterValidator(plain_postcode)] = ""
    ready_at: AwareDatetime
    requested_on: date | None = None
    modes: tuple[Mode, ...] = DELIVERING

    @property
    def heaviest_kg(self) -> Decimal:
        return max(self.weights_kg, default=ZERO)


class Quote(Record):
    """What a service asks and promises.

    Attributes:
        code: of the service.
        price: of all packages, in the currency of Settings; `prices` are of each, in their order.
        promised_on: by the longest transit, the day to rely on.
        late_days: calendar days between the day requested and the day promised; 0 where it is in
            time.
    """

    code: str
    carrier: str
    service: str
    mode: Mode
    price: Quantity
    prices: tuple[Quantity, ...]
    collected_on: date
    promised_on: date
    late_days: int = 0

    @property
    def is_in_time(self) -> bool:
        return self.late_days == 0


class Obstacle(StrEnum):
    """Why a service cannot be used, the nearest miss first.

    `unfinished` is a row without prices or countries, `not_collected` one whose days are all holidays.
    """

    TOO_HEAVY = "too_heavy"
    POSTCODE_MISSING = "postcode_missing"
    UNFINISHED = "unfinished"
    NOT_COLLECTED = "not_collected"
    MODE = "mode"
    DESTINATION = "destination"


class Unusable(Record):
    """A service that cannot be used, and why; `limit_kg` where packages are too heavy for it."""

    code: str
    obstacle: Obstacle
    limit_kg: Quantity | None = None


def quote_service(
    service: CarrierService, goods: Consignment, *, holidays: AbstractSet[date]
) -> Quote | Unusable:
    """Say what a service asks and promises for some packages.

    Each package is priced by its own bracket, and the prices are added up.
    """
    obstacle = _obstacle(service, goods)
    if obstacle:
        is_heavy = obstacle is Obstacle.TOO_HEAVY
        limit = service.limit_kg if is_heavy else None
        return Unusable(code=service.code, obstacle=obstacle, limit_kg=limit)
    collected_on = next_collection(service, goods.ready_at, holidays)
    if collected_on is None:
        return Unusable(code=service.code, obstacle=Obstacle.NOT_COLLECTED)
    prices = tuple(service.price_of(weight) for weight in goods.weights_kg)
    promised_on = working_days_after(collected_on, service.promised_days, holidays)
    requested_on = goods.requested_on or promised_on
    return Quote(
        code=service.code,
        carrier=service.carrier,
        service=service.service,
        mode=service.mode,
        price=sum(prices, ZERO),
        prices=prices,
        collected_on=collected_on,
        promised_on=promised_on,
        late_days=max(0, (promised_on - requested_on).days),
    )


def next_collection(
    service: CarrierService, ready_at: datetime, holidays: AbstractSet[date]
) -> date | None:
    """Return the day on which goods leave with a service.

    Args:
        service: whose cut-off and weekdays count. Ready at the minute of the cut-off is in time.
        ready_at: in the warehouse's time zone.
        holidays: days on which nobody comes.

    Returns:
        None where nobody comes for a year.
    """
    day = ready_at.date()
    if service.cut_off is not None and ready_at.time() > service.cut_off:
        day += DAY
    for _ in range(COLLECTION_WITHIN_DAYS):
        if Weekday.of(day) in service.weekdays and day not in holidays:
            return day
        day += DAY
    return None


def _obstacle(service: CarrierService, goods: Consignment) -> Obstacle | None:
    if service.mode not in goods.modes:
        return Obstacle.MODE
    if not service.countries or not service.is_priced:
        return Obstacle.UNFINISHED
    reach = reach_of(service.countries, goods.country, goods.postcode)
    if reach is Reach.NO:
        return Obstacle.DESTINATION
    if not service.takes(goods.heaviest_kg):
        return Obstacle.TOO_HEAVY
    return Obstacle.POSTCODE_MISSING if reach is Reach.UNSURE else None
