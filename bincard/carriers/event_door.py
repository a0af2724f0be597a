"""`POST /carriers/easypost`: what a carrier tells of a parcel, verified, heard once, never backwards.

Whatever is genuine is answered with 200, also where it is about nothing of ours: a broker that hears
anything else sends it again for days. 401 and 400 are for what is not believed, 503 for later.
"""

from typing import Final

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bincard.request_body import TooLargeError, read_body
from inventory.carriage.tracking_events import (
    EventReader,
    EventRefusal,
    EventRefused,
    OtherEvent,
    TrackingEvent,
    TrackingStatus,
)
from inventory.documents.progress import ProgressKind
from inventory.errors import StockError
from inventory.journey_commands import RecordProgress
from inventory.people import JOB_PREFIX
from inventory.ports import Clock, Desk, JournalUnavailableError

PATH: Final = "/carriers/easypost"
ACTOR: Final = f"{JOB_PREFIX}carriers"
NOTE_MAX: Final = 300

KINDS: Final[dict[TrackingStatus, ProgressKind]] = {
    TrackingStatus.PRE_TRANSIT: ProgressKind.LABEL_CREATED,
    TrackingStatus.IN_TRANSIT: ProgressKind.IN_TRANSIT,
    TrackingStatus.OUT_FOR_DELIVERY: ProgressKind.OUT_FOR_DELIVERY,
    TrackingStatus.AVAILABLE_FOR_PICKUP: ProgressKind.OUT_FOR_DELIVERY,
    TrackingStatus.DELIVERED: ProgressKind.DELIVERED,
    TrackingStatus.RETURN_TO_SENDER: ProgressKind.FAILED_ATTEMPT,
    TrackingStatus.FAILURE: ProgressKind.FAILED_ATTEMPT,
}
"""What a status says of a parcel; the others say nothing. On its way back it is not back yet."""

NOTES: Final[dict[TrackingStatus, str]] = {
    TrackingStatus.AVAILABLE_FOR_PICKUP: "waits to be collected",
    TrackingStatus.RETURN_TO_SENDER: "on its way back to us",
}

log = structlog.get_logger(__name__)


def event_route(events: EventReader, desk: Desk, clock: Clock) -> Route:
    """Return the door for a broker's events."""

    async def hear(request: Request) -> Response:
        try:
            body = await read_body(request)
        except TooLargeError:
            return JSONResponse({"heard": False, "why": "too large"}, 413)
        event = events.read(body, dict(request.headers))
        match event:
            case EventRefused():
                is_odd = event.reason is EventRefusal.ODD_BODY
                log.warning("carriers.not_believed", reason=event.reason.value)
                return JSONResponse({"heard": False, "why": event.reason}, 400 if is_odd else 401)
            case OtherEvent():
                return JSONResponse({"heard": True, "why": "not about a parcel"})
            case TrackingEvent():
                return await run_in_threadpool(take_in, event, desk, clock)

    return Route(PATH, hear, methods=["POST"])


def take_in(event: TrackingEvent, desk: Desk, clock: Clock) -> Response:
    """Record a genuine event, or say why it changes nothing."""
    kind = KINDS.get(event.status)
    if kind is None:
        return JSONResponse({"heard": True, "why": f"{event.status} says nothing"})
    note = "; ".join(filter(None, (NOTES.get(event.status), event.message)))
    command = RecordProgress(
        key=f"easypost:{event.event_id}",
        actor=ACTOR,
        at=clock(),
        number=event.tracking_number,
        event=kind.value,
        happened_at=event.moment,
        where=event.place,
        note=note[:NOTE_MAX],
        event_id=event.event_id,
    )
    try:
        desk.catch_up()
        posted = desk.handle(command)
    except StockError as known:  # heard before, older than what is known, or no parcel of ours
        log.info("carriers.nothing_new", event_id=event.event_id, reason=str(known))
        return JSONResponse({"heard": True, "why": type(known).__name__})
    except JournalUnavailableError as error:
        log.warning("carriers.put_off", event_id=event.event_id, reason=str(error))
        return JSONResponse({"heard": False, "why": "try again"}, 503)
    return JSONResponse({"heard": True, "transaction": posted.transaction.id})
