"""A shipment as it stands: checked, packed by its rules, shipped, on its way, there."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, counted, unit_of
from bot.messages.journeys import journey_lines, letter_lines
from bot.messages.labels import BUY, label_lines
from bot.messages.message import Button, Message
from bot.messages.quotes import proposal_lines
from bot.messages.telling import Telling, plain
from bot.messages.text import Bold, Line, Part, clipped, line, who
from inventory.documents.letter import OPEN_TO_RESEND, LetterState
from inventory.documents.order import Order
from inventory.documents.package_label import in_use
from inventory.documents.shipment import Package, Shipment, ShipmentLine, ShipmentStatus
from inventory.outbound.crediting_invoices import credits_of
from inventory.outbound.labelling import labels_of
from inventory.outbound.packing import proposed_packages

LINES_MAX: Final = 25
RULES_MAX: Final = 15
PACKAGES_MAX: Final = 20
RESEND: Final = {
    LetterState.REFUSED: "Send the letter again",
    LetterState.UNKNOWN: "Resend the letter",
    LetterState.NO_ADDRESS: "Send the letter",
}

Rows = Iterator[tuple[Line, Button | None]]
"""Lines with the button beside each, if it has one."""


def shipment_message(shipment: Shipment, telling: Telling) -> Message:
    """Word a shipment, with what can be done next."""
    lines = [_header(shipment, telling)]
    beside: dict[int, Button] = {}
    for one, button in _rows(shipment, telling):
        if button:
            beside[len(lines)] = button
        lines.append(one)
    return Message(tuple(lines), tuple(_buttons(shipment, telling)), beside)


def _rows(shipment: Shipment, telling: Telling) -> Rows:
    yield from _goods(shipment, telling)
    match shipment.status:
        case ShipmentStatus.PACKING:
            yield from _rules(shipment, telling)
            yield _proposed_boxes(shipment, telling), None
        case ShipmentStatus.PACKED:
            yield from ((one, None) for one in _packages(shipment))
            if not shipment.labels:  # else somebody has decided
                yield from ((one, None) for one in proposal_lines(shipment, telling))
        case ShipmentStatus.PICKING | ShipmentStatus.CHECKING | ShipmentStatus.CANCELLED:
            pass
        case _:
            yield from ((one, None) for one in _packages(shipment))
            yield from ((one, None) for one in journey_lines(shipment, telling))
            yield from ((one, None) for one in letter_lines(shipment))
    yield from ((one, None) for one in label_lines(shipment))


def _header(shipment: Shipment, telling: Telling) -> Line:
    order = telling.book.get(Order, shipment.order)
    code = order.customer if order else shipment.to
    name = telling.customer(code) if code else "no customer"
    whose = f"{shipment.order}, {name}" if shipment.order else name
    return line(Bold(f"Shipment {shipment.number}"), f" for {whose}: ", *_state(shipment, telling))


def _state(  # noqa: PLR0911 - a table
    shipment: Shipment, telling: Telling
) -> tuple[Part, ...]:
    match shipment.status:
        case ShipmentStatus.PICKING:
            return ("being picked",)
        case ShipmentStatus.CHECKING if telling.book.rules.is_checked_by_other:
            return ("to be checked, by somebody who did not pick it",)
        case ShipmentStatus.CHECKING:
            return ("to be checked",)
        case ShipmentStatus.PACKING:
            return ("to be packed",)
        case ShipmentStatus.PACKED:
            boxes = counted(len(shipment.packages), "package")
            return (f"packed into {boxes} by ", who(shipment.packed_by))
        case ShipmentStatus.SHIPPED if shipment.shipped_by:  # older journals know no name
            return ("shipped by ", who(shipment.shipped_by))
        case _:
            return (plain(shipment.status.value),)


def _goods(shipment: Shipment, telling: Telling) -> Rows:
    for one in shipment.lines[:LINES_MAX]:
        unit = unit_of(telling.book, one.item)
        lot = f" lot {clipped(one.lot, 60)}" if one.lot else ""
        what = f"{one.number}. {amount(one.quantity, unit)} of {telling.item(one.item)}{lot}"
        yield line(f"{what}{_checked(shipment, one, telling)}"), _wrong(shipment, one, telling)
    more = len(shipment.lines) - LINES_MAX
    if more > 0:
        yield line(f"… and {counted(more, 'more line')}, on the Shipments tab."), None


def _checked(shipment: Shipment, one: ShipmentLine, telling: Telling) -> str:
    if shipment.status not in (ShipmentStatus.PICKING, ShipmentStatus.CHECKING):
        return ""
    note = f", “{clipped(one.note, 80)}”" if one.note else ""
    picked = f", from {one.origin} by {telling.person(one.picked_by)}"
    seen = f", checked by {telling.person(one.checked_by)}" if one.is_checked else ""
    return f"{picked}{seen}{note}"


def _wrong(shipment: Shipment, one: ShipmentLine, telling: Telling) -> Button | None:
    if shipment.status is not ShipmentStatus.CHECKING or one.is_checked:
        return None
    return telling.button(f"Wrong {one.number}…", "wrong", shipment.number, one.number)


def _rules(shipment: Shipment, telling: Telling) -> Rows:
    if not shipment.rules:
        return
    left = len(shipment.unticked)
    state = "all ticked" if not left else f"{left} of {len(shipment.rules)} to be ticked"
    yield line(Bold("Packing rules:"), f" {state}"), None
    for number, rule in enumerate(shipment.rules[:RULES_MAX], start=1):
        text = clipped(rule.text, 200)
        if rule.ticked_by:
            button = telling.button(f"Untick {number}", "untick", shipment.number, number)
            yield line(f"☑ {text}, by {telling.person(rule.ticked_by)}"), button
        else:
            yield (
                line(f"☐ {text}"),
                telling.button(f"Tick {number}", "tick", shipment.number, number),
            )
    more = len(shipment.rules) - RULES_MAX
    if more > 0:
        yield line(f"… and {counted(more, 'more rule')}: tick these first."), None


def _proposed_boxes(shipment: Shipment, telling: Telling) -> Line:
    boxes: dict[str, int] = {}
    for box in proposed_packages(telling.book, shipment):
        boxes[box.kind] = boxes.get(box.kind, 0) + 1
    told = [f"{many} x {kind}" if many > 1 else kind for kind, many in boxes.items() if kind]
    if not told:
        return line(Bold("Box:"), " none on the tab Package types fits; say which you take.")
    return line(Bold("Proposed box:"), f" {', '.join(told)}")


def _packages(shipment: Shipment) -> Iterator[Line]:
    for package in shipment.packages[:PACKAGES_MAX]:
        yield line(f"Package {package.number}: {_measures(package)}")
    more = len(shipment.packages) - PACKAGES_MAX
    if more > 0:
        yield line(f"… and {counted(more, 'more package')}, on the Packages tab.")


def _measures(package: Package) -> str:
    sides = (package.length, package.width, package.height)
    size = " x ".join(f"{side:f}" for side in sides if side is not None) if all(sides) else ""
    weight = f"{package.weight:f} kg" if package.weight is not None else ""
    told = (clipped(package.kind, 60) or "another box", weight, f"{size} cm" if size else "")
    return ", ".join(filter(None, told))


def _buttons(shipment: Shipment, telling: Telling) -> Iterator[Button]:
    number = shipment.number
    match shipment.status:
        case ShipmentStatus.CHECKING:
            yield telling.button("All right", "all_right", number, style="primary")
        case ShipmentStatus.PACKING:
            style = "" if shipment.unticked else "primary"
            yield telling.button("Packed", "packed", number, style=style)
            yield telling.button("Packed…", "pack", number)
        case ShipmentStatus.PACKED:
            yield from _packed(shipment, telling)
        case ShipmentStatus.PICKING | ShipmentStatus.CANCELLED:
            return
        case _:
            yield from _afterwards(shipment, telling)


def _packed(shipment: Shipment, telling: Telling) -> Iterator[Button]:
    number = shipment.number
    yield telling.button("Ship…", "ship", number, style="primary")
    if telling.sells_labels and any(_is_bare(shipment, one) for one in shipment.packages):
        yield telling.button(BUY, "buy_label", number)
    yield telling.button("Unpack", "unpack", number)
    yield telling.button("Packing slip again", "slip_again", number)
    if labels_of(shipment):
        yield telling.button("Label again", "label_again", number)


def _is_bare(shipment: Shipment, package: Package) -> bool:
    return in_use(shipment.labels, package.number) is None


def _afterwards(shipment: Shipment, telling: Telling) -> Iterator[Button]:
    number = shipment.number
    if shipment.status in (ShipmentStatus.SHIPPED, ShipmentStatus.LOST):
        yield telling.button("Delivered", "delivered", number, style="primary")
        yield telling.button("On its way…", "progress", number)
    if shipment.packages:
        yield telling.button("Packing slip again", "slip_again", number)
        yield telling.button("Label again", "label_again", number)
    if shipment.invoice:
        yield telling.button("Invoice again", "invoice_again", number)
        yield telling.button("Credit…", "credit", number)
        if credits_of(telling.book, shipment.invoice):
            yield telling.button("Credit note again", "credit_again", number)
    last = {letter.kind: letter for letter in shipment.letters}
    for kind, letter in last.items():
        if letter.state in OPEN_TO_RESEND:
            label = f"{RESEND[letter.state]} ({kind.value})"
            yield telling.button(label, f"resend_{kind.value}", number)
