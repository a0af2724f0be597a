"""Trackers: one a parcel, and what its carrier tells of it."""

from typing import Final

from sandbox.easypost.errors import Json, MissingParameter, NotFound, Unprocessable
from sandbox.easypost.state import EasyPostState

STATUSES: Final = frozenset(
    [
        "unknown",
        "pre_transit",
        "in_transit",
        "out_for_delivery",
        "delivered",
        "available_for_pickup",
        "return_to_sender",
        "failure",
        "cancelled",
        "error",
    ]
)


def create_tracker(state: EasyPostState, body: Json) -> Json:
    """POST /trackers: the same number of the same carrier is the same tracker."""
    told = body.get("tracker")
    if not isinstance(told, dict) or not told.get("tracking_code"):
        raise MissingParameter("tracker.tracking_code")
    code, carrier = str(told["tracking_code"]), str(told.get("carrier") or "USPS")
    for known in state.trackers.values():
        if (known["tracking_code"], known["carrier"]) == (code, carrier):
            return known
    return new_tracker(state, code, carrier, None)


def retrieve_tracker(state: EasyPostState, tracker_id: str) -> Json:
    """GET /trackers/ID."""
    found = state.trackers.get(tracker_id)
    if found is None:
        raise NotFound
    return found


def new_tracker(state: EasyPostState, code: str, carrier: str, shipment_id: str | None) -> Json:
    """Begin to follow a parcel, and say so to the webhooks."""
    now = state.stamp()
    tracker: Json = {
        "id": state.new_id("trk"),
        "object": "Tracker",
        "mode": "test",
        "tracking_code": code,
        "status": "unknown",
        "status_detail": "unknown",
        "created_at": now,
        "updated_at": now,
        "signed_by": None,
        "weight": None,
        "est_delivery_date": None,
        "shipment_id": shipment_id,
        "carrier": carrier,
        "tracking_details": [],
        "carrier_detail": None,
        "finalized": False,
        "is_return": False,
        "public_url": f"https://track.easypost.com/{code}",
        "fees": [],
    }
    state.trackers[tracker["id"]] = tracker
    state.add_event("tracker.created", dict(tracker))
    return tracker


def progress(state: EasyPostState, tracking_code: str, told: Json) -> Json:
    """The carrier tells a step: `{status, message, city, state, country, zip, datetime}`."""
    tracker = next(
        (each for each in state.trackers.values() if each["tracking_code"] == tracking_code), None
    )
    if tracker is None:
        raise NotFound
    status = str(told.get("status", "in_transit"))
    if status not in STATUSES:
        raise Unprocessable("TRACKER.INVALID_PARAMS", f"no such status: {status}")
    previous = {"status": tracker["status"]}
    tracker["tracking_details"] = [*tracker["tracking_details"], _detail(state, status, told)]
    tracker |= {"status": status, "updated_at": state.stamp()}
    state.trackers[tracker["id"]] = tracker
    return state.add_event("tracker.updated", dict(tracker), previous)


def _detail(state: EasyPostState, status: str, told: Json) -> Json:
    place = {part: told.get(part) for part in ("city", "state", "country", "zip")}
    return {
        "object": "TrackingDetail",
        "message": str(told.get("message", status)),
        "description": None,
        "status": status,
        "status_detail": None,
        "datetime": told.get("datetime") or state.stamp(),
        "source": "Sandbox",
        "carrier_code": None,
        "tracking_location": {"object": "TrackingLocation"} | place,
    }
