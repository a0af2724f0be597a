"""Choosing a carrier: the cheapest service that still arrives on the day asked for.

Beside it stand the fastest and the cheapest of all, so that a person sees what the proposal costs
and saves. Nothing is left to chance: equal quotes are told apart by day and code.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from inventory.carriage.carrier import CarrierService
from inventory.carriage.quoting import Consignment, Obstacle, Quote, Unusable, quote_service
from inventory.parcel_errors import NoService
from inventory.record import Record

Rank: TypeAlias = Callable[[Quote], tuple[Any, ...]]


class Reason(StrEnum):
    """Why a service is proposed."""

    CHEAPEST = "cheapest"
    """No day was asked for, and nothing costs less."""

    CHEAPEST_IN_TIME = "cheapest_in_time"
    """Nothing that arrives by the day asked for costs less."""

    ONLY = "only"
    """No other service can do it, or none by the day asked for."""

    PREFERRED = "preferred"
    """The customer's own carrier arrives in time, though another would cost less."""

    PREFERRED_TIE = "preferred_tie"
    """The customer's own carrier costs no more than any other."""

    LEAST_LATE = "least_late"
    """None arrives by the day asked for; this one is the least late."""


class Preference(Record):
    """A customer's carrier, in any letters; an empty one is none.

    Attributes:
        is_binding: whether it wins whenever it arrives in time; else only where prices are equal.
    """

    carrier: str = ""
    is_binding: bool = False

    def is_for(self, quote: Quote) -> bool:
        return bool(self.carrier) and quote.carrier.casefold() == self.carrier.strip().casefold()


class Choice(Record):
    """A proposal and what stands beside it.

    Attributes:
        fastest: the earliest promised day, however dear; `cheapest` the lowest price, however late.
            Either may be the proposed one.
        quotes: every service that can do it, those in time first, the proposed one before all.
        unusable: every active service that cannot, by code.
    """

    proposed: Quote
    reason: Reason
    fastest: Quote
    cheapest: Quote
    quotes: tuple[Quote, ...]
    unusable: tuple[Unusable, ...] = ()


def choose_service(
    services: Iterable[CarrierService],
    goods: Consignment,
    *,
    preference: Preference | None = None,
    holidays: AbstractSet[date],
) -> Choice:
    """Choose among services for packages that leave together.

    Args:
        services: rows of the Carriers tab in any order; those out of use are left out.
        goods: what leaves, where to, when it is ready and when it should be there.
        preference: the customer's own carrier, if any.
        holidays: days that are neither collected nor counted, though they are no weekend.

    Raises:
        NoService: none can do it, with what stands in the way.
    """
    results = [
        quote_service(service, goods, holidays=holidays)
        for service in services
        if service.is_active
    ]
    quotes = [result for result in results if isinstance(result, Quote)]
    unusable = tuple(
        sorted((one for one in results if isinstance(one, Unusable)), key=lambda one: one.code)
    )
    if not quotes or not goods.weights_kg:
        raise _refusal(goods, unusable)
    wish = preference or Preference()
    ranked = sorted(quotes, key=_by_merit(wish))
    return Choice(
        proposed=ranked[0],
        reason=_reason(ranked, goods),
        fastest=min(quotes, key=_by_day(wish)),
        cheapest=min(quotes, key=_by_price(wish)),
        quotes=tuple(ranked),
        unusable=unusable,
    )


def _by_merit(wish: Preference) -> Rank:
    """Rank the ones in time by price, then the late ones by day."""
    by_price, by_day = _by_price(wish), _by_day(wish)

    def rank(quote: Quote) -> tuple[Any, ...]:
        if not quote.is_in_time:
            return (1, 0, *by_day(quote))
        return (0, wish.is_binding and not wish.is_for(quote), *by_price(quote))

    return rank


def _by_price(wish: Preference) -> Rank:
    return lambda quote: (quote.price, not wish.is_for(quote), quote.promised_on, quote.code)


def _by_day(wish: Preference) -> Rank:
    return lambda quote: (quote.promised_on, quote.price, not wish.is_for(quote), quote.code)


def _reason(ranked: Sequence[Quote], goods: Consignment) -> Reason:
    best = ranked[0]
    in_time = [quote for quote in ranked if quote.is_in_time]
    if not in_time:
        return Reason.LEAST_LATE
    if len(in_time) == 1:
        return Reason.ONLY
    unprejudiced = min(in_time, key=_by_price(Preference()))
    if best.code != unprejudiced.code:
        is_tie = best.price == unprejudiced.price
        return Reason.PREFERRED_TIE if is_tie else Reason.PREFERRED
    return Reason.CHEAPEST_IN_TIME if goods.requested_on else Reason.CHEAPEST


def _refusal(goods: Consignment, unusable: Sequence[Unusable]) -> NoService:
    """Say what came nearest: a lighter package helps sooner than another country."""
    nearest = next((o for o in Obstacle if any(one.obstacle is o for one in unusable)), None)
    limits = [one.limit_kg for one in unusable if one.limit_kg is not None]
    most_kg = max(limits, default=None)
    problem: str = nearest or "no_services"
    return NoService(
        problem=problem if goods.weights_kg else "no_packages",
        country=goods.country,
        postcode=goods.postcode,
        heaviest_kg=goods.heaviest_kg,
        most_kg=most_kg,
        unusable=tuple((one.code, str(one.obstacle)) for one in unusable),
    )
