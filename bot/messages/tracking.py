"""Where shipments are, as far as anybody here knows."""

from collections.abc import Sequence

from bot.messages.figures import counted, moment
from bot.messages.message import Message, say
from bot.messages.text import Bold, Line, Link, clipped, line
from inventory.book import Book
from inventory.carriage.tracking import Tracking
from inventory.documents.shipment import Shipment
from inventory.outbound.tracking_page import page_of
from inventory.outbound.watching import Judgement


def tracked(book: Book, found: Sequence[tuple[Shipment, Judgement | None]]) -> Message:
    """Word where shipments stand.

    Args:
        book: for services and times.
        found: each shipment with how it does, where anything is known of its progress.
    """
    lines: list[Line] = []
    for shipment, judgement in found:
        lines += [_headline(shipment), *_carried(book, shipment)]
        lines += _progress(book, shipment, judgement)
    return Message(tuple(lines))


def recognised(tracking: Tracking) -> Message:
    """Word a number that belongs to no shipment here."""
    if not tracking.candidates:
        return say(
            f"No shipment here has the number “{clipped(tracking.number, 64)}”, and it has the "
            "shape of no carrier we know. Check it, or ask by SH-4."
        )
    carriers = " or ".join(tracking.carriers)
    told = line(f"No shipment here has the number {tracking.number}. It may be of {carriers}")
    return say(line(told, ": ", Link(tracking.link, "look there"), ".") if tracking.link else told)


def _headline(shipment: Shipment) -> Line:
    whose = f" for {clipped(shipment.order, 60)}" if shipment.order else ""
    to = f" to {clipped(shipment.to, 60)}" if shipment.to else ""
    status = shipment.status.replace("_", " ")
    return line(Bold(shipment.number), f"{whose}{to}: {status}")


def _carried(book: Book, shipment: Shipment) -> list[Line]:
    if not shipment.carrier and not shipment.tracking:
        return []
    by = f"By {clipped(shipment.carrier, 60)}" if shipment.carrier else "On its way"
    if not shipment.tracking:
        return [line(by, ", without a tracking number.")]
    link = page_of(book, shipment)
    shown = Link(link, shipment.tracking) if link else clipped(shipment.tracking, 64)
    return [line(by, ", tracking ", shown)]


def _progress(book: Book, shipment: Shipment, judgement: Judgement | None) -> list[Line]:
    if shipment.progress is None:
        return []
    event = shipment.progress.event
    where = f" in {clipped(event.place, 60)}" if event.place else ""
    lines = [
        line(f"{event.kind.replace('_', ' ').capitalize()}{where} on {moment(book, event.at)}")
    ]
    if shipment.promised_on:
        late = judgement.late_days if judgement else 0
        how = f", {counted(late, 'day')} late" if late else ""
        lines.append(line(f"Promised for {shipment.promised_on}{how}."))
    if judgement and judgement.is_stuck:
        lines.append(line(f"Nothing heard for {counted(judgement.silent_days, 'working day')}."))
    return lines
