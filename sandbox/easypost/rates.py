"""What carriers ask: a base and so much an ounce, up to the weight that they take."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sandbox.easypost.errors import Json
from sandbox.easypost.state import EasyPostState

CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class Service:
    """One service of one carrier; weights in ounces."""

    carrier: str
    name: str
    base: Decimal
    per_ounce: Decimal
    ounces_max: int
    days: int | None


US: Final = (
    Service("USPS", "GroundAdvantage", Decimal("4.00"), Decimal("0.12"), 1120, 3),
    Service("USPS", "Priority", Decimal("7.00"), Decimal("0.20"), 1120, 2),
    Service("USPS", "Express", Decimal("28.00"), Decimal("0.30"), 1120, None),
    Service("UPSDAP", "Ground", Decimal("8.50"), Decimal("0.10"), 2400, 4),
)
ELSEWHERE: Final = (
    Service("GLS", "BusinessParcel", Decimal("5.20"), Decimal("0.05"), 1120, 2),
    Service("DPDUK", "Parcel", Decimal("5.90"), Decimal("0.04"), 1050, 1),
)
ABROAD: Final = (
    Service("DHLExpress", "ExpressWorldwide", Decimal("35.00"), Decimal("0.60"), 2400, 3),
)


def rate_shipment(state: EasyPostState, shipment: Json) -> None:
    """Put rates into a shipment, and messages of carriers that give none, in place of the old."""
    origin, target = shipment["from_address"]["country"], shipment["to_address"]["country"]
    services = (US if origin == "US" else ELSEWHERE) if origin == target else ABROAD
    shipment["rates"], shipment["messages"] = [], []
    for service in services:
        problem = _problem(service, shipment, is_abroad=origin != target)
        if problem:
            shipment["messages"].append(_message(service, problem))
        else:
            currency = "USD" if origin == "US" else "EUR"
            shipment["rates"].append(_rate(state, service, shipment, currency))


def _problem(service: Service, shipment: Json, *, is_abroad: bool) -> str:
    if shipment["parcel"]["weight"] > service.ounces_max:
        return f"{service.name}: shipment weighs more than {service.ounces_max}oz"
    if is_abroad and not shipment["customs_info"]:
        return "shipment.customs_info: field required"
    return ""


def _message(service: Service, text: str) -> Json:
    return {
        "carrier": service.carrier,
        "carrier_account_id": f"ca_{service.carrier.lower()}",
        "type": "rate_error",
        "message": text,
    }


def _rate(state: EasyPostState, service: Service, shipment: Json, currency: str) -> Json:
    weight = Decimal(str(shipment["parcel"]["weight"]))
    price = str((service.base + service.per_ounce * weight).quantize(CENT))
    now = state.stamp()
    return {
        "id": state.new_id("rate"),
        "object": "Rate",
        "created_at": now,
        "updated_at": now,
        "mode": "test",
        "service": service.name,
        "carrier": service.carrier,
        "rate": price,
        "currency": currency,
        "retail_rate": price,
        "retail_currency": currency,
        "list_rate": price,
        "list_currency": currency,
        "billing_type": "easypost",
        "delivery_days": service.days,
        "delivery_date": None,
        "delivery_date_guaranteed": False,
        "est_delivery_days": service.days,
        "shipment_id": shipment["id"],
        "carrier_account_id": f"ca_{service.carrier.lower()}",
    }
