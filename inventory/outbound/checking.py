"""The check: a second person looks at quantity and quality before anything is packed.

What is wrong goes back: into its bin, or into quarantine where it is damaged, and the picker gets the
line once more, with the checker's words.
"""

from decimal import Decimal

from inventory.documents.order import Hold, Order
from inventory.documents.pick_list import PickList, PickStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentLine, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import MissingPart
from inventory.item import Item
from inventory.location import LocationKind
from inventory.order_commands import CheckLine, Finding
from inventory.order_errors import (
    AlreadyPicked,
    QuantityOutOfRange,
    SecondPersonNeeded,
    UnknownLine,
    WrongStep,
)
from inventory.outbound.fetching import go_on, put_down, stops_of, without
from inventory.outbound.holding import add_hold
from inventory.outbound.reserving import reserve
from inventory.outbound.stepping import put_order, put_pick_list, put_shipment
from inventory.quantity import ZERO, Amount
from inventory.rights import people_who_may
from inventory.stepping import remark, the

CHECKED_WHILE = (ShipmentStatus.CHECKING, ShipmentStatus.PICKING)


def plan_check(draft: Draft, command: CheckLine) -> None:
    """Record what was found of one line, or that all lines are right.

    Raises:
        UnknownDocument, UnknownLine, WrongStep, AlreadyPicked: as they say.
        SecondPersonNeeded: the picker may not check his own work.
        MissingPart: what is wrong has to be said in words.
        FractionRefused: a part of a piece is right.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status not in CHECKED_WHILE:
        raise WrongStep(number=shipment.number, action="check", status=shipment.status)
    if command.line:
        _check_one(draft, command, shipment, _line_to_check(command, shipment))
        return
    waiting = [line for line in shipment.lines if not line.is_checked]
    for line in waiting:
        _refuse_picker(draft, shipment, line)
        shipment = shipment.with_line(_checked(command, line))
    _settle(draft, shipment)


def _line_to_check(command: CheckLine, shipment: Shipment) -> ShipmentLine:
    line = shipment.line(command.line)
    if line is None:
        raise UnknownLine(number=shipment.number, line=command.line)
    if line.is_checked:
        raise AlreadyPicked(
            number=shipment.number, line=line.number, item=line.item, by=line.checked_by
        )
    return line


def _check_one(draft: Draft, command: CheckLine, shipment: Shipment, line: ShipmentLine) -> None:
    _refuse_picker(draft, shipment, line)
    good = _good(draft, command, shipment, line)
    if command.finding is Finding.OK:
        _settle(draft, shipment.with_line(_checked(command, line)))
        return
    if not command.note:
        raise MissingPart(verb="check", part="note")
    checked = _checked(command, line).model_copy(update={"quantity": good})
    shipment = put_shipment(draft, shipment.with_line(checked))
    _send_back(draft, command, shipment, line, line.quantity - good)


def _good(draft: Draft, command: CheckLine, shipment: Shipment, line: ShipmentLine) -> Decimal:
    good = command.good
    if good is None:
        good = line.quantity if command.finding is Finding.OK else ZERO
    most = line.quantity if command.finding is Finding.OK else line.quantity - Decimal("0.000001")
    least = line.quantity if command.finding is Finding.OK else ZERO
    if not least <= good <= most:
        raise QuantityOutOfRange(
            number=shipment.number, item=line.item, quantity=good, least=least, most=line.quantity
        )
    if good != line.quantity:
        the(draft, Item, line.item).in_base_units(Amount(number=good))
    return good


def _refuse_picker(draft: Draft, shipment: Shipment, line: ShipmentLine) -> None:
    actor = draft.command.actor
    if not draft.book.rules.is_checked_by_other or actor != line.picked_by:
        return
    pickers = {one.picked_by for one in shipment.lines}
    who = tuple(user for user in people_who_may(draft.book, "check_line") if user not in pickers)
    raise SecondPersonNeeded(actor=actor, number=shipment.number, who=who)


def _checked(command: CheckLine, line: ShipmentLine) -> ShipmentLine:
    return line.model_copy(
        update={
            "is_checked": True,
            "checked_by": command.actor,
            "note": command.note or line.note,
            "photo": command.photo or line.photo,
        }
    )


def _settle(draft: Draft, shipment: Shipment) -> None:
    """Put a shipment; once it is fetched and checked whole it can be packed."""
    order = the(draft, Order, shipment.order)
    is_whole = all(line.is_checked for line in shipment.lines) and not order.pick_list
    if is_whole and shipment.status is ShipmentStatus.CHECKING:
        go_on(draft, shipment)
    else:
        put_shipment(draft, shipment)


def _send_back(
    draft: Draft, command: CheckLine, shipment: Shipment, line: ShipmentLine, bad: Decimal
) -> None:
    """Take goods that are not right out of the shipment, and have the picker fetch once more."""
    order = the(draft, Order, shipment.order)
    is_damaged = command.finding is Finding.DAMAGED
    target = draft.place_of_kind(LocationKind.QUARANTINE) if is_damaged else line.origin
    lighter = put_down(
        draft, order, line, bad, target, reason=command.finding.value, note=command.note
    )
    kind = RemarkKind.DAMAGED if is_damaged else RemarkKind.SENT_BACK
    said = Remark(
        kind=kind,
        item=line.item,
        quantity=bad,
        location=target,
        lot=line.lot,
        words=command.note,
        document=shipment.number,
        actor=command.actor,
        link=command.photo,
    )
    remark(draft, order.number, said)
    again = reserve(draft, lighter) if is_damaged else _kept_in_bin(lighter, line, bad)
    _fetch_again(draft, shipment, again, line, command.note)


def _kept_in_bin(order: Order, line: ShipmentLine, quantity: Decimal) -> Order:
    kept = order.line(line.order_line)
    assert kept is not None  # noqa: S101 - a shipment's line is made of a line of its order
    holds = list(kept.holds)
    add_hold(holds, Hold(location=line.origin, lot=line.lot, quantity=quantity))
    return order.with_line(kept.model_copy(update={"holds": tuple(holds)}))


def _fetch_again(
    draft: Draft, shipment: Shipment, order: Order, line: ShipmentLine, words: str
) -> None:
    """Add stops for what is to be fetched again to the order's list, or to the one it came from."""
    pick_list = the(draft, PickList, order.pick_list or line.pick_list)
    stops = tuple(
        stop.model_copy(update={"words": words})
        for stop in stops_of(draft, [order], pick_list.lines)
        if stop.order_line == line.order_line
    )
    if not stops:
        left = Remark(kind=RemarkKind.BACK_ORDERED, item=line.item, quantity=ZERO)
        remark(draft, order.number, left)
        put_order(draft, order)
        _settle_or_drop(draft, the(draft, Shipment, shipment.number), order)
        return
    status = PickStatus.CLAIMED if pick_list.claimed_by else PickStatus.OPEN
    lines = (*pick_list.lines, *stops)
    put_pick_list(draft, pick_list.model_copy(update={"lines": lines, "status": status}))
    put_order(draft, order.model_copy(update={"pick_list": pick_list.number}))
    current = the(draft, Shipment, shipment.number)
    put_shipment(draft, current.model_copy(update={"status": ShipmentStatus.PICKING}))


def _settle_or_drop(draft: Draft, shipment: Shipment, order: Order) -> None:
    """Go on with what is left of a shipment; one with nothing in it is cancelled."""
    if shipment.lines:
        _settle(draft, shipment)
        return
    put_order(draft, without(draft, order, shipment))
