"""The parts of a shipment as callers tell them: what must be there, and what a measure is."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sandbox.easypost.errors import Json, MissingParameter, Unprocessable
from sandbox.easypost.state import EasyPostState

ADDRESS_FIELDS: Final = (
    "name",
    "company",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "country",
    "phone",
    "email",
    "residential",
)


def object_of(body: Json, name: str, path: str) -> Json:
    """Return a part that must be there.

    Raises:
        MissingParameter: it is not; `path` says where it was looked for.
    """
    found = body.get(name)
    if not isinstance(found, dict) or not found:
        raise MissingParameter(path)
    return found


def address_of(state: EasyPostState, told: Json, name: str) -> Json:
    """Return an address with an id, as it will be shown."""
    given = object_of(told, name, f"shipment.{name}")
    for needed in ("street1", "city", "country"):
        if not given.get(needed):
            raise MissingParameter(f"shipment.{name}.{needed}")
    now = state.stamp()
    fields = {each: given.get(each) for each in ADDRESS_FIELDS}
    return {
        "id": state.new_id("adr"),
        "object": "Address",
        "mode": "test",
        "created_at": now,
        "updated_at": now,
        "verifications": {},
    } | fields


def parcel_of(state: EasyPostState, told: Json) -> Json:
    """Return a parcel with an id; ounces and inches."""
    given = object_of(told, "parcel", "shipment.parcel")
    if given.get("weight") in (None, ""):
        raise MissingParameter("shipment.parcel.weight")
    sides = {name: _number(given.get(name), name) for name in ("length", "width", "height")}
    weight = _number(given["weight"], "weight")
    now = state.stamp()
    return {"id": state.new_id("prcl"), "object": "Parcel", "mode": "test", "weight": weight} | {
        "created_at": now,
        "updated_at": now,
        "predefined_package": given.get("predefined_package"),
        **sides,
    }


def _number(value: Any, field: str) -> float | None:  # noqa: ANN401  whatever JSON holds
    """Read a measure; None stays None.

    Raises:
        Unprocessable: it is no number above zero.
    """
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal(0)
    if isinstance(value, bool) or not number.is_finite() or number <= 0:
        raise Unprocessable("SHIPMENT.INVALID_PARAMS", "must be greater than 0", f"parcel.{field}")
    return float(number)
