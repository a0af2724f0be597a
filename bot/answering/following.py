"""Finds shipments to be followed: by their own number, their order's, or the carrier's."""

from datetime import datetime

from bot.answering.documents import Documents
from bot.language.step_lines import Step
from bot.language.usage import NumberNeeded, WhichShipment
from bot.messages.message import Message
from bot.messages.tracking import recognised, tracked
from inventory.book import Book
from inventory.carriage.tracking import read_tracking
from inventory.documents.shipment import Shipment
from inventory.outbound.watching import Judgement, judge_shipment
from inventory.tracking_numbers import folded


def followed(book: Book, documents: Documents, step: Step, now: datetime) -> Message:
    """Answer where something is.

    Args:
        book: where the shipments are.
        documents: as seen from where it was asked.
        step: names a shipment, an order, or a carrier's number in its rest.
        now: by which it is late.

    Raises:
        NumberNeeded, WhichShipment, UnknownDocument, TrackingRefused: as they say.
    """
    if not step.numbers and not step.rest:
        raise NumberNeeded(verb=step.verb)
    found = _named(documents, step) if step.numbers else _tracked(book, step.rest)
    if not found:
        return recognised(read_tracking(step.rest))
    return tracked(book, [(one, _judged(book, one, now)) for one in found])


def _named(documents: Documents, step: Step) -> tuple[Shipment, ...]:
    number = documents.numbers_of(step, ("SO", "SH"))[0]
    if number.startswith("SH"):
        return (documents.get(Shipment, number),)
    if found := documents.shipments_of(number):
        return found
    raise WhichShipment(verb=step.verb, order=number, shipments=())


def _tracked(book: Book, text: str) -> tuple[Shipment, ...]:
    wanted = folded(text)
    found = book.found(Shipment, wanted) if wanted else ()
    return tuple(one for one in found if folded(one.tracking) == wanted)


def _judged(book: Book, shipment: Shipment, now: datetime) -> Judgement | None:
    if shipment.progress is None:
        return None
    return judge_shipment(
        shipment.progress, now=now, rules=book.rules, promised_on=shipment.promised_on
    )
