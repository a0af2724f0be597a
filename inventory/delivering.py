"""Following a shipment to the door: events by people and carriers, each heard once."""

from typing import Final

from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownDocument
from inventory.letter import LetterKind
from inventory.lettering import with_letter
from inventory.order import Order, OrderStatus
from inventory.order_commands import RecordProgress
from inventory.order_errors import WrongStep
from inventory.outbound import put_order, put_shipment, remark
from inventory.progress import ProgressEvent, ProgressKind, advance
from inventory.remark import Remark, RemarkKind
from inventory.shipment import PREPARING, Shipment, ShipmentStatus

STATUS_AT: Final[dict[ProgressKind, ShipmentStatus]] = {
    ProgressKind.DELIVERED: ShipmentStatus.DELIVERED,
    ProgressKind.RETURNED: ShipmentStatus.RETURNED,
    ProgressKind.LOST: ShipmentStatus.LOST,
}
"""Where a shipment stands by its progress; otherwise it is on its way."""

EVENTS_KEPT: Final = 50


def plan_progress(draft: Draft, command: RecordProgress) -> None:
    """Take in what became known of a shipment; what was heard before changes nothing.

    Raises:
        UnknownDocument: no shipment has this number or tracking number.
        WrongStep: it has not left yet.
        NothingChanged: it was heard before, or is older than what is known.
    """
    shipment = _find(draft, command.number)
    if shipment.status in PREPARING or shipment.status is ShipmentStatus.CANCELLED:
        raise WrongStep(number=shipment.number, action="track", status=shipment.status)
    if command.event_id and command.event_id in shipment.event_ids:
        raise NothingChanged(what=shipment.number)
    kind = ProgressKind(command.event)
    event = ProgressEvent(
        kind=kind,
        at=command.happened_at or command.at,
        note=command.note,
        place=command.where,
    )
    progress = advance(shipment.progress, event)
    if progress == shipment.progress:
        raise NothingChanged(what=shipment.number)
    is_news = shipment.progress is None or progress.event != shipment.progress.event
    ids = (*shipment.event_ids, command.event_id) if command.event_id else shipment.event_ids
    moved = shipment.model_copy(
        update={
            "progress": progress,
            "event_ids": ids[-EVENTS_KEPT:],
            "status": STATUS_AT.get(progress.kind, ShipmentStatus.SHIPPED),
        }
    )
    if is_news and moved.status is ShipmentStatus.DELIVERED:
        moved = with_letter(draft, moved, LetterKind.DELIVERED)
    put_shipment(draft, moved)
    if is_news and shipment.order:
        _say(draft, moved, event)
        _settle_order(draft, moved)


def _find(draft: Draft, number: str) -> Shipment:
    """Find a shipment by its number, or among those on their way by its tracking number."""
    folded = "".join(number.split()).upper()
    if exact := draft.current(Shipment, folded):
        return exact
    tracked = (s for s in draft.book.open(Shipment) if s.tracking and s.tracking.upper() == folded)
    found = next(tracked, None)
    if found is None:
        raise UnknownDocument(number=number)
    return found


def _say(draft: Draft, shipment: Shipment, event: ProgressEvent) -> None:
    said = Remark(
        kind=RemarkKind.PROGRESS,
        document=shipment.number,
        other=event.kind.value,
        location=event.place,
        words=event.note,
        actor=draft.command.actor,
    )
    remark(draft, shipment.order, said)


def _settle_order(draft: Draft, shipment: Shipment) -> None:
    """An order is delivered once everything of it has left and no shipment is on its way."""
    order = draft.current(Order, shipment.order)
    if order is None or order.status is not OrderStatus.SHIPPED:
        return
    others = (s for s in draft.book.open(Shipment) if s.order == order.number)
    if shipment.status is ShipmentStatus.DELIVERED and not any(
        one.number != shipment.number for one in others
    ):
        put_order(draft, order.model_copy(update={"status": OrderStatus.DELIVERED}))
