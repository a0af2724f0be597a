"""Forms about a parcel: its box, its carrier, and where it is on its way."""

from typing import Final

from bot.messages.figures import money
from bot.messages.labels import service_of
from bot.messages.quotes import choice_of, no_service, reason
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Block
from bot.stepping.asked import NONE
from bot.suggesting.typeahead import OPTIONS_MAX
from bot.views.blocks import day_input, field, text_input, words
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.billing.issued import IssuedInvoice
from inventory.carriage.choosing import Choice
from inventory.documents.progress import ProgressKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import UnknownDocument
from inventory.known import known
from inventory.order_errors import PackingBlocked, WrongStep
from inventory.outbound.labelling import labels_of
from inventory.outbound.packing import proposed_packages
from inventory.package_type import PackageType
from inventory.parcel_errors import NoService

EVENTS: Final = (
    ProgressKind.IN_TRANSIT,
    ProgressKind.OUT_FOR_DELIVERY,
    ProgressKind.FAILED_ATTEMPT,
    ProgressKind.LOST,
    ProgressKind.RETURNED,
)
"""What a person may say besides that it is there, for which there is a button."""

PENDING: Final = (
    "Its label is being bought at the moment. What you send here leaves without that label, which "
    "may be paid for in vain. Close this form to wait for it."
)


def pack_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form of the box that was taken; what is left out is worked out."""
    shipment = the_shipment(telling, about.target.number, "pack", ShipmentStatus.PACKING)
    if shipment.unticked:
        rules = tuple(rule.text for rule in shipment.unticked)
        raise PackingBlocked(number=shipment.number, rules=rules)
    kinds = [
        Option(kind.code, f"{kind.code} {kind.name}".strip())
        for kind in telling.book.all(PackageType)
        if kind.is_active
    ][: OPTIONS_MAX - 1]
    proposed = proposed_packages(telling.book, shipment)[0].kind
    chosen = select([*kinds, Option(NONE, "Another box")], proposed or NONE)
    blocks = [
        words("about", "Everything in one box. Leave out what you have not measured."),
        field("kind", "Box", chosen, optional=False),
        field("weight", "Weight in kg", text_input(hint="2.4", longest=20), optional=True),
        field("length", "Length in cm", text_input(hint="30", longest=20), optional=True),
        field("width", "Width in cm", text_input(hint="20", longest=20), optional=True),
        field("height", "Height in cm", text_input(hint="10", longest=20), optional=True),
    ]
    return step_form("pack", f"Pack {shipment.number}", "Packed", about, blocks)


def ship_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that hands a shipment over: services by price, the proposed one chosen.

    Where labels are bought it is filled in by them.
    """
    shipment = the_shipment(telling, about.target.number, "ship", ShipmentStatus.PACKED)
    if labels_of(shipment):
        told = words("about", _labelled(shipment))
        return _ship_form(about, shipment, [told, _carrier(initial=shipment.carrier)])
    try:
        choice = choice_of(shipment, telling)
    except NoService as error:
        blocks = [words("about", f"No service can be proposed: {no_service(error)}.")]
        return _ship_form(about, shipment, [*blocks, _carrier(is_needed=True)])
    except LookupError:
        raise UnknownDocument(number=shipment.order) from None
    codes = {quote.code for quote in choice.quotes}
    initial = shipment.service if shipment.service in codes else choice.proposed.code
    chosen = select(_services(choice, telling), initial)
    service = field("service", "Service", chosen, optional=False)
    return _ship_form(about, shipment, [service, _carrier()])


def credit_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that takes an invoice back, or a part of it."""
    shipment = telling.book.get(Shipment, about.target.number)
    issued = telling.book.get(IssuedInvoice, shipment.invoice) if shipment else None
    if issued is None:
        raise UnknownDocument(number=about.target.number)
    gross = money(issued.gross, issued.currency)
    goods = text_input(hint="2 MUG-BLU", longest=2_000) | {"multiline": True}
    blocks = [
        words("about", f"{issued.number} came to {gross}. A credit note has a number for ever."),
        field("goods", "What, an item a line (empty: all of it)", goods, optional=True),
        field("reason", "Why", text_input(hint="Two arrived broken"), optional=False),
    ]
    return step_form("credit", f"Credit {issued.number}", "Issue", about, blocks)


def progress_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that says where a shipment is."""
    shipment = known(telling.book, Shipment, about.target.number)
    events = [Option(kind.value, plain(kind.value).capitalize()) for kind in EVENTS]
    blocks = [
        field("event", "What happened", select(events, events[0].value), optional=False),
        field("where", "Where", text_input(hint="Madrid"), optional=True),
        field("note", "Note", text_input(hint="Nobody was there"), optional=True),
    ]
    return step_form("progress", f"Track {shipment.number}", "Record", about, blocks)


def the_shipment(telling: Telling, number: str, action: str, status: ShipmentStatus) -> Shipment:
    """Return a shipment at a step.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    shipment = known(telling.book, Shipment, number)
    if shipment.status is not status:
        raise WrongStep(number=number, action=action, status=shipment.status)
    return shipment


def _services(choice: Choice, telling: Telling) -> list[Option]:
    """Return the services by price; the proposed one says why."""
    quotes = sorted(choice.quotes, key=lambda one: (one.price, one.promised_on, one.code))
    quotes = quotes[: OPTIONS_MAX - 2]
    if choice.proposed not in quotes:
        quotes.append(choice.proposed)
    options = []
    for quote in quotes:
        late = f", {quote.late_days} d late" if quote.late_days else ""
        price = money(quote.price, telling.book.rules.currency)
        name = f"{quote.carrier} {quote.service}".strip()
        why = {choice.cheapest.code: "The cheapest", choice.fastest.code: "The fastest"}
        why[choice.proposed.code] = f"Proposed. {reason(choice)}"
        label = f"{price}, {day(quote.promised_on)}{late}: {name}"
        options.append(Option(quote.code, label, why.get(quote.code, "")))
    return [*options, Option(NONE, "Another carrier, named below")]


def _carrier(*, is_needed: bool = False, initial: str = "") -> Block:
    hint = "As on the parcel" if is_needed else "Only if it is none of the services above"
    named = text_input(hint=hint, initial=initial, longest=80)
    return field("carrier", "Carrier", named, optional=not is_needed)


def _labelled(shipment: Shipment) -> str:
    """Say how a shipment goes by the labels on its boxes."""
    told = [f"{one.package}. {service_of(one)}, {one.tracking}" for one in labels_of(shipment)]
    return (
        f"Goes as its labels say: {'; '.join(told)}. With another carrier or tracking number below "
        "the labels are not used, and paid for all the same."
    )


def _ship_form(about: FormAbout, shipment: Shipment, blocks: list[Block]) -> Block:
    if any(label.is_pending for label in shipment.labels):
        blocks = [words("pending", PENDING), *blocks]
    number = text_input(hint="1Z 5R8 939 …", initial=shipment.tracking)
    blocks += [
        field("tracking", "Tracking number", number, optional=True),
        field("pickup_on", "Collected on", day_input(), optional=True),
        field(
            "pickup_window", "Between", text_input(hint="14:00-16:00", longest=40), optional=True
        ),
    ]
    return step_form("ship", f"Ship {shipment.number}", "Ship", about, blocks)
