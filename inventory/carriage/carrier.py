"""Carriers' services: where each goes, what it costs by weight, when it is collected, how long it takes.

A manager's row is one service of one carrier with its own rate table, as the carrier's price list
has it. What is left blank is never guessed to somebody's cost: no country means that the service
goes nowhere yet, and no bracket that nothing can be priced with it.
"""

from datetime import time
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from inventory.carriage.area import Area
from inventory.carriage.tracking_links import LinkTemplate
from inventory.carriage.working_days import WORKING_WEEK, Weekday
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

TRANSIT_DAYS_MAX: Final = 365


class Mode(StrEnum):
    """How goods travel; a collection is fetched by the customer."""

    PARCEL = "parcel"
    EXPRESS = "express"
    FREIGHT = "freight"
    COURIER = "courier"
    COLLECTION = "collection"


class Bracket(Record):
    """One step of a rate table: a package of up to so many kilograms costs so much."""

    up_to_kg: Quantity = Field(gt=0)
    price: Quantity = Field(ge=0)


def _rising(brackets: tuple[Bracket, ...]) -> tuple[Bracket, ...]:
    limits = [bracket.up_to_kg for bracket in brackets]
    if any(later <= earlier for earlier, later in pairwise(limits)):
        raise ValueError("each bracket must reach further than the one before it")
    return brackets


class CarrierService(Record):
    """One service of a carrier, by its code (`UPS-STD`).

    Attributes:
        carrier: as people call it; the same spelling in every row of one carrier.
        countries: where it goes; blank is nowhere. `inventory.carriage.area` says what can be written.
        brackets: a package heavier than the last cannot be sent, unless there is a price per
            further kilogram. A collection without brackets costs nothing.
        price_per_further_kg: for every kilogram begun beyond the last bracket.
        most_kg: the heaviest package, where a price per further kilogram would set no limit.
        days_min: transit in working days from the day of collection; 0 is the same day.
        days_max: what is promised; blank is the same as `days_min`.
        cut_off: the warehouse's time by which goods must be ready to leave the same day; blank is
            any time that day.
        weekdays: when it is collected; a holiday among them is none.
        link: where to follow a shipment, with `{number}`; blank is the carrier's known page.
    """

    type: Literal["carrier_service"] = "carrier_service"
    code: str = Field(min_length=1)
    carrier: str = Field(min_length=1)
    service: str = ""
    mode: Mode = Mode.PARCEL
    countries: tuple[Area, ...] = ()
    brackets: Annotated[tuple[Bracket, ...], AfterValidator(_rising)] = ()
    price_per_further_kg: Quantity | None = Field(None, ge=0)
    most_kg: Quantity | None = Field(None, gt=0)
    days_min: int = Field(ge=0, le=TRANSIT_DAYS_MAX)
    days_max: int | None = Field(None, ge=0, le=TRANSIT_DAYS_MAX)
    cut_off: time | None = None
    weekdays: tuple[Weekday, ...] = Field(WORKING_WEEK, min_length=1)
    link: LinkTemplate = ""
    is_active: bool = True

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.days_max is not None and self.days_max < self.days_min:
            raise ValueError("the most transit days cannot be fewer than the least")
        return self

    @property
    def key(self) -> str:
        return self.code

    @property
    def promised_days(self) -> int:
        """Working days within which it arrives."""
        return self.days_min if self.days_max is None else self.days_max

    @property
    def is_priced(self) -> bool:
        """Whether anything can be priced with it."""
        return bool(
            self.brackets or self.price_per_further_kg is not None or self.mode is Mode.COLLECTION
        )

    @property
    def limit_kg(self) -> Decimal | None:
        """The heaviest package it takes; None where there is no limit."""
        if self.price_per_further_kg is not None or not self.brackets:
            return self.most_kg
        last = self.brackets[-1].up_to_kg
        return last if self.most_kg is None else min(last, self.most_kg)

    def takes(self, weight_kg: Decimal) -> bool:
        """Tell whether a package is not too heavy for it."""
        limit = self.limit_kg
        return self.is_priced and (limit is None or weight_kg <= limit)

    def price_of(self, weight_kg: Decimal) -> Decimal:
        """Return what one package costs, in the currency of Settings, not rounded.

        Only for a package that it `takes`.

        Examples:
            >>> steps = (Bracket(up_to_kg=2, price="4.90"), Bracket(up_to_kg=10, price="7.50"))
            >>> parcel = CarrierService(code="P", carrier="Post", brackets=steps, days_min=1)
            >>> parcel.price_of(Decimal("2.1"))
            Decimal('7.5')
        """
        for bracket in self.brackets:
            if weight_kg <= bracket.up_to_kg:
                return bracket.price
        last = self.brackets[-1] if self.brackets else None
        further_kg = weight_kg - (last.up_to_kg if last else ZERO)
        begun_kg = further_kg.to_integral_value(ROUND_CEILING)
        return (last.price if last else ZERO) + begun_kg * (self.price_per_further_kg or ZERO)
