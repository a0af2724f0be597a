"""Shipments: made with rates, bought once.

A shipment sells one label in its life; the second purchase is refused in the original's words,
whatever rate it names. Rates that were replaced by asking anew are gone.
"""

from decimal import Decimal
from typing import Final

from sandbox.easypost.errors import Json, NoFunds, NotFound, Unprocessable
from sandbox.easypost.labels import MEDIA_TYPES, draw_label
from sandbox.easypost.rates import rate_shipment
from sandbox.easypost.shipment_fields import address_of, object_of, parcel_of
from sandbox.easypost.state import EasyPostState
from sandbox.easypost.trackers import new_tracker

EMPTY: Final = (
    "batch_id",
    "insurance",
    "order_id",
    "postage_label",
    "refund_status",
    "scan_form",
    "selected_rate",
    "tracker",
    "tracking_code",
)
"""Fields that a shipment has from the first, and that say nothing until something happens."""


def create_shipment(state: EasyPostState, body: Json) -> Json:
    """POST /shipments."""
    told = object_of(body, "shipment", "shipment")
    sender = address_of(state, told, "from_address")
    recipient = address_of(state, told, "to_address")
    options = told.get("options") or {}
    if str(options.get("label_format", "PNG")).upper() not in MEDIA_TYPES:
        raise Unprocessable("SHIPMENT.POSTAGE.INVALID_FORMAT", "Invalid label format.")
    now = state.stamp()
    shipment: Json = dict.fromkeys(EMPTY) | {
        "id": state.new_id("shp"),
        "object": "Shipment",
        "mode": "test",
        "status": "unknown",
        "created_at": now,
        "updated_at": now,
        "is_return": bool(told.get("is_return")),
        "reference": told.get("reference"),
        "options": options,
        "customs_info": told.get("customs_info"),
        "from_address": sender,
        "to_address": recipient,
        "return_address": sender,
        "buyer_address": recipient,
        "parcel": parcel_of(state, told),
        "forms": [],
        "fees": [],
    }
    rate_shipment(state, shipment)
    state.shipments[shipment["id"]] = shipment
    return shipment


def retrieve_shipment(state: EasyPostState, shipment_id: str) -> Json:
    """GET /shipments/ID."""
    found = state.shipments.get(shipment_id)
    if found is None:
        raise NotFound
    return found


def rerate_shipment(state: EasyPostState, shipment_id: str) -> Json:
    """POST /shipments/ID/rerate: the rates from before can no longer be bought."""
    shipment = retrieve_shipment(state, shipment_id)
    rate_shipment(state, shipment)
    return {"rates": shipment["rates"]}


def buy_shipment(state: EasyPostState, shipment_id: str, body: Json, base_url: str) -> Json:
    """POST /shipments/ID/buy."""
    shipment = retrieve_shipment(state, shipment_id)
    if shipment["postage_label"]:
        raise Unprocessable("SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment.")
    rate = _chosen(shipment, body)
    if state.declines:
        raise Unprocessable("SHIPMENT.POSTAGE.FAILURE", state.declines)
    _pay(state, shipment, rate)
    tracker = new_tracker(
        state, _tracking_code(state, rate["carrier"]), rate["carrier"], shipment_id
    )
    shipment |= {
        "selected_rate": rate,
        "tracking_code": tracker["tracking_code"],
        "tracker": tracker,
        "updated_at": state.stamp(),
        "fees": [{"object": "Fee", "type": "PostageFee", "amount": rate["rate"], "charged": True}],
    }
    shipment["postage_label"] = _label(state, shipment, base_url)
    state.shipments[shipment_id] = shipment
    return shipment


def _chosen(shipment: Json, body: Json) -> Json:
    wanted = body.get("rate")
    rate_id = wanted.get("id") if isinstance(wanted, dict) else None
    if not rate_id:
        raise Unprocessable("SHIPMENT.MISSING_RATE", "A rate is needed to buy a shipment.", "rate")
    for rate in shipment["rates"]:
        if rate["id"] == rate_id:
            return dict(rate)
    raise NotFound


def _pay(state: EasyPostState, shipment: Json, rate: Json) -> None:
    price = Decimal(rate["rate"])
    if price > state.balance:
        raise NoFunds
    state.balance -= price
    state.sold.append(
        {"shipment_id": shipment["id"], "rate_id": rate["id"], "price": rate["rate"]}
        | {"reference": shipment["reference"], "at": state.stamp()}
    )


def _tracking_code(state: EasyPostState, carrier: str) -> str:
    number = int(state.new_id("n").removeprefix("n_"), 16)
    return f"1Z999AA1{number:010d}" if carrier == "UPSDAP" else f"94001{number:017d}"


def _label(state: EasyPostState, shipment: Json, base_url: str) -> Json:
    wanted = str(shipment["options"].get("label_format", "PNG")).upper()
    media_type, ending = MEDIA_TYPES[wanted]
    label_id, now = state.new_id("pl"), state.stamp()
    path = f"/files/postage_label/{label_id}.{ending}"
    rate, recipient = shipment["selected_rate"], shipment["to_address"]
    lines = [f"{rate['carrier']} {rate['service']}", shipment["tracking_code"]]
    lines += [str(recipient[part] or "") for part in ("name", "street1", "city", "zip", "country")]
    state.files[path] = (draw_label(wanted, lines), media_type)
    return {
        "id": label_id,
        "object": "PostageLabel",
        "created_at": now,
        "updated_at": now,
        "label_date": now,
        "label_resolution": 300,
        "label_size": "4x6",
        "label_type": "default",
        "label_file_type": media_type,
        "label_url": base_url + path,
        "label_pdf_url": base_url + path if wanted == "PDF" else None,
        "label_zpl_url": base_url + path if wanted == "ZPL" else None,
        "label_file": None,
    }
