"""EasyPost's answers, as far as we use them, and what they mean to us.

Weights go out in ounces and sides in inches, rounded up to a tenth, so that no parcel is declared
lighter or smaller than it is.

Source:
    docs.easypost.com/docs/shipments, /docs/parcels, /docs/errors.
"""

from decimal import ROUND_UP, Decimal
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from inventory.carriage.live_rates import (
    CarrierRefusal,
    LabelBought,
    NotBought,
    Parcel,
    PostalAddress,
    Quote,
    Quoted,
    RateRequest,
    Refused,
    Unknown,
)

KG_PER_OUNCE: Final = Decimal("0.028349523125")
CM_PER_INCH: Final = Decimal("2.54")
TENTH: Final = Decimal("0.1")

ALREADY_BOUGHT: Final = "SHIPMENT.POSTAGE.EXISTS"
IN_DOUBT: Final = frozenset(
    {
        "SHIPMENT.PURCHASE.IN_PROGRESS",
        "SHIPMENT.POSTAGE.TIMED_OUT",
        "SHIPMENT.POSTAGE.NO_RESPONSE",
    }
)
"""Codes that come with a 4xx and yet do not say that nothing was bought."""

REFUSALS: Final = {
    400: CarrierRefusal.INVALID,
    401: CarrierRefusal.NOT_CONFIGURED,
    402: CarrierRefusal.PAYMENT,
    403: CarrierRefusal.NOT_CONFIGURED,
    404: CarrierRefusal.NOT_FOUND,
    405: CarrierRefusal.INVALID,
    422: CarrierRefusal.INVALID,
    429: CarrierRefusal.LATER,
}
"""Statuses that say for certain that nothing was done. Every other failure leaves it open."""

Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class Answer(BaseModel):
    """Part of an answer; what is not declared is let go, for the API grows."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class RateAnswer(Answer):
    """One rate of a shipment."""

    id: str
    carrier: str
    service: str
    rate: Decimal
    currency: str
    delivery_days: int | None = None
    est_delivery_days: int | None = None

    def quote(self) -> Quote:
        days = self.delivery_days if self.delivery_days is not None else self.est_delivery_days
        return Quote(
            rate_id=self.id,
            carrier=self.carrier,
            service=self.service,
            price=self.rate,
            currency=self.currency,
            days=days,
        )


class LabelAnswer(Answer):
    """The label of a shipment that was bought."""

    label_url: str
    label_file_type: Text = ""


class MessageAnswer(Answer):
    """Why a carrier gave no rate."""

    carrier: Text = ""
    message: Annotated[str, BeforeValidator(lambda value: str(value or ""))] = ""


class ShipmentAnswer(Answer):
    """A shipment, with its rates, and with its label once it is bought."""

    id: str
    rates: tuple[RateAnswer, ...] = ()
    messages: tuple[MessageAnswer, ...] = ()
    tracking_code: Text = ""
    selected_rate: RateAnswer | None = None
    postage_label: LabelAnswer | None = None

    def quoted(self) -> Quoted:
        return Quoted(
            shipment_id=self.id,
            quotes=tuple(
                sorted((rate.quote() for rate in self.rates), key=lambda quote: quote.price)
            ),
            silent=tuple(f"{each.carrier}: {each.message}" for each in self.messages),
        )

    def purchase(self) -> LabelBought | NotBought | Unknown:
        """Tell what was bought; a label without its rate, or the reverse, is not understood."""
        label, rate = self.postage_label, self.selected_rate
        if label is None and rate is None and not self.tracking_code:
            return NotBought(shipment_id=self.id)
        if label is None or rate is None or not self.tracking_code:
            return Unknown(said=f"{self.id} is bought by halves: the label is not ready")
        return LabelBought(
            shipment_id=self.id,
            tracking_number=self.tracking_code,
            carrier=rate.carrier,
            service=rate.service,
            cost=rate.rate,
            currency=rate.currency,
            label_url=label.label_url,
            label_media_type=label.label_file_type,
        )


class ErrorAnswer(Answer):
    """Why a request failed."""

    code: Text = ""
    message: Annotated[str, BeforeValidator(str)] = ""
    status: int | None = Field(default=None)

    def outcome(self) -> Refused | Unknown:
        said = f"{self.code}: {self.message}" if self.code else self.message
        reason = REFUSALS.get(self.status or 0)
        if reason is None or self.code in IN_DOUBT or self.code == ALREADY_BOUGHT:
            return Unknown(said=said)
        return Refused(reason=reason, said=said)


def shipment_fields(request: RateRequest, label_format: str) -> dict[str, Any]:
    """Say what is to be quoted in EasyPost's words."""
    return {
        "reference": request.reference,
        "from_address": _address_fields(request.sender),
        "to_address": _address_fields(request.recipient),
        "parcel": _parcel_fields(request.parcel),
        "options": {"label_format": label_format},
    }


def ounces(kilograms: Decimal) -> Decimal:
    """Return a weight in ounces, rounded up to a tenth.

    Examples:
        >>> ounces(Decimal("0.5"))
        Decimal('17.7')
    """
    return (kilograms / KG_PER_OUNCE).quantize(TENTH, ROUND_UP)


def inches(centimetres: Decimal) -> Decimal:
    """Return a length in inches, rounded up to a tenth.

    Examples:
        >>> inches(Decimal("25.4")), inches(Decimal(30))
        (Decimal('10.0'), Decimal('11.9'))
    """
    return (centimetres / CM_PER_INCH).quantize(TENTH, ROUND_UP)


def _parcel_fields(parcel: Parcel) -> dict[str, float]:
    sides = {"length": parcel.length, "width": parcel.width, "height": parcel.height}
    told = {name: float(inches(side)) for name, side in sides.items() if side is not None}
    return {"weight": float(ounces(parcel.weight)), **told}


def _address_fields(address: PostalAddress) -> dict[str, str]:
    named = {
        "name": address.name,
        "company": address.company,
        "street1": address.street,
        "street2": address.street2,
        "city": address.city,
        "state": address.region,
        "zip": address.postal_code,
        "country": address.country,
        "phone": address.phone,
        "email": address.email,
    }
    return {name: value for name, value in named.items() if value}
