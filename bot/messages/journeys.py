"""How a shipment travels, where it is, and what became of the letters about it."""

from collections.abc import Iterator

from bot.messages.figures import moment, money
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Line, Link, Part, clipped, line
from inventory.carriage.carrier import CarrierService
from inventory.documents.letter import LetterState, SentLetter
from inventory.documents.progress import ProgressKind
from inventory.documents.shipment import Shipment
from inventory.outbound.crediting_invoices import credits_of
from inventory.outbound.tracking_page import page_of


def journey_lines(shipment: Shipment, telling: Telling) -> Iterator[Line]:
    """Yield carrier and price, tracking with its link, days, the last that was heard, the invoice."""
    if shipment.carrier:
        yield line(Bold("Carrier:"), f" {_carrier(shipment, telling)}")
    if shipment.tracking:
        yield line(Bold("Tracking:"), " ", tracking_part(shipment, telling))
    if shipment.pickup_on:
        window = f", {clipped(shipment.pickup_window, 40)}" if shipment.pickup_window else ""
        yield line(Bold("Collected on:"), f" {day(shipment.pickup_on)}{window}")
    if shipment.promised_on:
        yield line(Bold("Promised for:"), f" {day(shipment.promised_on)}")
    progress = shipment.progress
    if progress and progress.kind is not ProgressKind.HANDED_OVER:
        event = progress.event
        where = f" at {clipped(event.place, 80)}" if event.place else ""
        note = f", “{clipped(event.note, 120)}”" if event.note else ""
        when = moment(telling.book, event.at)
        yield line(Bold("Last heard:"), f" {plain(event.kind.value)}{where}, {when}{note}")
    if shipment.invoice:
        credited = [credit.number for credit in credits_of(telling.book, shipment.invoice)]
        by = f", credited by {', '.join(credited)}" if credited else ""
        yield line(Bold("Invoice:"), f" {shipment.invoice}{by}")


def tracking_part(shipment: Shipment, telling: Telling) -> Part:
    """Return the tracking number, with a link where the carrier's page is known."""
    number = clipped(shipment.tracking, 80)
    url = page_of(telling.book, shipment)
    return Link(url, number) if url else number


def letter_lines(shipment: Shipment) -> Iterator[Line]:
    """Yield what became of the last letter of each kind."""
    last = {letter.kind: letter for letter in shipment.letters}
    for kind, letter in last.items():
        yield line(Bold(f"E-mail “{kind.value}”:"), f" {_fate(letter)}")


def _fate(letter: SentLetter) -> str:
    said = f" ({clipped(letter.said, 120)})" if letter.said else ""
    match letter.state:
        case LetterState.WAITING:
            return "about to be sent"
        case LetterState.SENT:
            return "sent"
        case LetterState.REFUSED:
            return f"not sent, the mail server refused it{said}. Mend that, then send it again."
        case LetterState.UNKNOWN:
            return (
                f"perhaps sent, perhaps not{said}. Ask the customer before you resend it: "
                "it may arrive twice."
            )
        case LetterState.NO_ADDRESS:
            return "not sent, nobody has said to which address. Add it on Customers, then send it."


def _carrier(shipment: Shipment, telling: Telling) -> str:
    service = telling.book.get(CarrierService, shipment.service)
    name = f"{shipment.carrier} {service.service}".strip() if service else shipment.carrier
    if shipment.price is None:
        return clipped(name, 80)
    return f"{clipped(name, 80)}, {money(shipment.price, telling.book.rules.currency)}"
