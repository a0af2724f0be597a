"""The form that buys a label: what carriers offer, cheapest first; one of them is sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from bot.messages.figures import counted
from bot.messages.offers import arrival, offer_label, too_many_packages
from bot.messages.telling import Telling, day
from bot.messages.text import Block
from bot.views.blocks import field, modal, words
from bot.views.label_note import LabelNote, fastest_of
from bot.views.reading import values_of
from bot.views.step_fields import FormAbout, Option, select
from bot.views.stock import answer_view
from inventory.dates import local_date
from inventory.documents.order import Order
from inventory.documents.package_label import Offer
from inventory.documents.shipment import Shipment
from inventory.errors import UnknownDocument

CALLBACK: Final = "buy_label"
TITLE: Final = "Buy a label"
OFFER: Final = "offer"


def label_form(about: FormAbout, offers: Sequence[Offer], telling: Telling) -> Block:
    """Return the form with what fits of the offers; nothing is bought before it is sent.

    Raises:
        UnknownDocument: the shipment is gone.
    """
    shipment = telling.book.get(Shipment, about.target.number)
    if shipment is None or telling.at is None:
        raise UnknownDocument(number=about.target.number)
    note = LabelNote.of(about.place, shipment.number, offers)
    if not note.offers:
        return answer_view(TITLE, too_many_packages(shipment.number))
    kept = [note.offer(position) for position in range(len(note.offers))]
    today = local_date(telling.book, telling.at)
    order = telling.book.get(Order, shipment.order)
    wanted_on = order.requested_on if order else None
    blocks = [
        words("about", _about(note, wanted_on, len(offers) - len(kept))),
        field(OFFER, "Offer", _choices(kept, today, wanted_on), optional=False),
    ]
    return modal(CALLBACK, f"Label of {shipment.number}", "Buy", note.model_dump_json(), blocks)


def read_offer(view: dict[str, Any]) -> tuple[LabelNote, Offer]:
    """Return what the form was about, and which offer was chosen."""
    note = LabelNote.model_validate_json(view["private_metadata"])
    return note, note.offer(int(values_of(view)[OFFER]))


def _about(note: LabelNote, wanted_on: date | None, left_out: int) -> str:
    boxes = counted(len(note.packages), "package")
    wanted = f" Wanted by {day(wanted_on)}." if wanted_on else ""
    more = f" {counted(left_out, 'dearer offer')} left out." if left_out else ""
    return f"For {boxes} of {note.number}.{wanted}{more} Sending this form spends the money."


def _choices(offers: Sequence[Offer], today: date, wanted_on: date | None) -> Block:
    """Return the offers by price; the proposed one is chosen and says why."""
    fastest = fastest_of(offers)
    proposed, reason = _proposed(offers, today, wanted_on)
    why = {0: "The cheapest"}
    if offers[fastest].days is not None:
        why[fastest] = "The fastest"
    why[proposed] = reason
    options = [
        Option(str(position), offer_label(offer, today, wanted_on), why.get(position, ""))
        for position, offer in enumerate(offers)
    ]
    return select(options, str(proposed))


def _proposed(offers: Sequence[Offer], today: date, wanted_on: date | None) -> tuple[int, str]:
    """Return the cheapest that arrives in time, else the fastest, and why."""
    if wanted_on is None:
        return 0, "Proposed: the cheapest"
    there = [arrival(offer, today) for offer in offers]
    in_time = [n for n, on in enumerate(there) if on is not None and on <= wanted_on]
    if in_time:
        return in_time[0], "Proposed: the cheapest that arrives in time"
    return fastest_of(offers), "Proposed: none is sure to arrive in time"
