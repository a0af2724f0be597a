"""Following a shipment to the door: events by people and carriers, each heard once."""

from typing import Final

from inventory.documents.letter import LetterKind
from inventory.documents.order import Order, OrderStatus
from inventory.documents.package_label import PackageLabel, in_use
from inventory.documents.progress import Progress, ProgressEvent, ProgressKind, advance
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownDocument
from inventory.journey_commands import RecordProgress
from inventory.order_errors import WrongStep
from inventory.outbound.labelling import labels_of, with_label
from inventory.outbound.lettering import with_letter
from inventory.outbound.stepping import put_order, put_shipment
from inventory.stepping import remark
from inventory.tracking_numbers import folded

STATUS_AT: Final[dict[ProgressKind, ShipmentStatus]] = {
    ProgressKind.DELIVERED: ShipmentStatus.DELIVERED,
    ProgressKind.RETURNED: ShipmentStatus.RETURNED,
    ProgressKind.LOST: ShipmentStatus.LOST,
}
"""Where a shipment stands by its progress; otherwise it is on its way."""

EVENTS_KEPT: Final = 50
CANCELLED: Final = ShipmentStatus.CANCELLED


def plan_progress(draft: Draft, command: RecordProgress) -> None:
    """Take in what became known of a shipment; what was heard before changes nothing.

    Raises:
        UnknownDocument: no shipment has this number or tracking number.
        WrongStep: it has not left yet.
        NothingChanged: it was heard before, or is older than what is known.
    """
    shipment, label = _find(draft, command.number)
    if not shipment.has_left:
        raise WrongStep(number=shipment.number, action="track", status=shipment.status)
    if command.event_id and command.event_id in shipment.event_ids:
        raise NothingChanged(what=shipment.number)
    event = ProgressEvent(
        kind=ProgressKind(command.event),
        at=command.happened_at or command.at,
        note=command.note,
        place=command.where,
    )
    followed, reached = _with_package(shipment, label, event)
    progress = advance(shipment.progress, reached)
    if progress == shipment.progress and followed == shipment:
        raise NothingChanged(what=shipment.number)
    is_news = shipment.progress is None or progress.event != shipment.progress.event
    moved = _moved(followed, progress, command.event_id)
    if is_news and moved.status is ShipmentStatus.DELIVERED:
        moved = with_letter(draft, moved, LetterKind.DELIVERED)
    put_shipment(draft, moved)
    is_told = is_news if label is None else _is_package_news(shipment, followed, label)
    if is_told and shipment.order:
        name = moved.number if label is None else f"{moved.number}/{label.package}"
        _say(draft, moved.order, name, event)
    if is_news and shipment.order:
        _settle_order(draft, moved)


def _moved(shipment: Shipment, progress: Progress, event_id: str) -> Shipment:
    """Return the shipment as far as is known now; `event_id` is empty for what people tell."""
    ids = (*shipment.event_ids, event_id) if event_id else shipment.event_ids
    return shipment.model_copy(
        update={
            "progress": progress,
            "event_ids": ids[-EVENTS_KEPT:],
            "status": STATUS_AT.get(progress.kind, ShipmentStatus.SHIPPED),
        }
    )


def _find(draft: Draft, number: str) -> tuple[Shipment, PackageLabel | None]:
    """Find a shipment by its number, or among those on their way or lost by its tracking number.

    Where it has several packages with numbers of their own, the one of the number comes with it.
    """
    wanted = folded(number)
    if exact := draft.current(Shipment, "".join(number.split()).upper()):
        return exact, None
    for shipment in _waited_for(draft, wanted):
        labels = labels_of(shipment)
        label = next((one for one in labels if folded(one.tracking) == wanted), None)
        if label is not None:
            return shipment, label if len(labels) > 1 else None
        if folded(shipment.tracking) == wanted:
            return shipment, None
    raise UnknownDocument(number=number)


def _waited_for(draft: Draft, tracking: str) -> list[Shipment]:
    """Return shipments of a tracking number: those on their way, then those that were lost."""
    found = draft.book.found(Shipment, tracking)
    waited = [one for one in found if one.is_open or one.status is ShipmentStatus.LOST]
    return sorted(waited, key=lambda one: not one.is_open)


def _with_package(
    shipment: Shipment, label: PackageLabel | None, event: ProgressEvent
) -> tuple[Shipment, ProgressEvent]:
    """Take an event of one package in; the shipment is as far as the package that is least far."""
    if label is None:
        return shipment, event
    heard = label.model_copy(update={"progress": advance(label.progress, event)})
    followed = with_label(shipment, heard)
    stages = [one.progress.event for one in labels_of(followed) if one.progress]
    if len(stages) < len(labels_of(followed)):  # a sign of life, no more
        return followed, ProgressEvent(kind=ProgressKind.LABEL_CREATED, at=event.at)
    return followed, min(stages, key=lambda one: (one.kind.stage, -one.at.timestamp()))


def _is_package_news(before: Shipment, after: Shipment, label: PackageLabel) -> bool:
    """Tell whether a package stands elsewhere than before."""
    was, now = (in_use(one.labels, label.package) for one in (before, after))
    known = was.progress.event if was and was.progress else None
    return bool(now and now.progress and now.progress.event != known)


def _say(draft: Draft, thread: str, name: str, event: ProgressEvent) -> None:
    said = Remark(
        kind=RemarkKind.PROGRESS,
        document=name,
        other=event.kind.value,
        location=event.place,
        words=event.note,
        actor=draft.command.actor,
    )
    remark(draft, thread, said)


def settle_shortened(draft: Draft, order: Order) -> None:
    """An order of which the rest was let go is delivered where all that has left is there."""
    ours = [one for one in draft.book.found(Shipment, order.number) if one.order == order.number]
    is_under_way = any(one.status is ShipmentStatus.SHIPPED for one in ours)
    is_there = any(one.status is ShipmentStatus.DELIVERED for one in ours)
    if order.status is OrderStatus.SHIPPED and is_there and not is_under_way:
        put_order(draft, order.model_copy(update={"status": OrderStatus.DELIVERED}))


def _settle_order(draft: Draft, shipment: Shipment) -> None:
    """An order is delivered once everything of it has left and no shipment is on its way."""
    order = draft.current(Order, shipment.order)
    if order is None or order.status is not OrderStatus.SHIPPED:
        return
    on_their_way = (s for s in draft.book.open(Shipment) if s.status is not CANCELLED)
    others = (s for s in on_their_way if s.order == order.number)
    if shipment.status is ShipmentStatus.DELIVERED and not any(
        one.number != shipment.number for one in others
    ):
        put_order(draft, order.model_copy(update={"status": OrderStatus.DELIVERED}))
