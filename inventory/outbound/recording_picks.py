"""Recording what was fetched at the stops of a pick list.

What is not found is looked for in another bin; the bin that was found short is reserved from no more
until somebody has counted it.
"""

from decimal import Decimal

from inventory.documents.order import Order
from inventory.documents.pick_list import Doubt, PickLine, PickList
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import UnknownLot
from inventory.item import Item
from inventory.lines import refuse_expired
from inventory.order_commands import RecordPick
from inventory.order_errors import AlreadyPicked, QuantityOutOfRange, ReasonNeeded, UnknownLine
from inventory.outbound.fetching import fetch, settle_list, stops_of
from inventory.outbound.holding import lessened
from inventory.outbound.picking import STOPS_MAX, claimed
from inventory.outbound.reserving import reserve
from inventory.outbound.stepping import put_order
from inventory.quantity import ZERO, Amount
from inventory.stepping import remark, the, the_open


def plan_record_pick(draft: Draft, command: RecordPick) -> None:
    """Record one stop: all of it, or less with a reason; or that all was found everywhere.

    Raises:
        AlreadyClaimed, AlreadyPicked, UnknownLine, WrongStep: as they say.
        ReasonNeeded: less, or another lot, than the list says.
        FractionRefused: a part of a piece.
        NotEnough, Reserved, LotRefused: that cannot be taken there.
    """
    pick_list = claimed(draft, the_open(draft, PickList, command.number, "pick"))
    stops = _stops_meant(command, pick_list)
    for stop in stops:
        pick_list = _exchanged(draft, command, pick_list, stop)
        meant = pick_list.line(stop.number) or stop
        pick_list = _record(draft, command, pick_list, meant)
    settle_list(draft, pick_list)


def _stops_meant(command: RecordPick, pick_list: PickList) -> list[PickLine]:
    if not command.line:
        if command.picked is not None or command.lot:
            raise UnknownLine(number=pick_list.number, line=0)
        return [stop for stop in pick_list.lines if stop.is_waiting][:STOPS_MAX]
    stop = pick_list.line(command.line)
    if stop is None:
        raise UnknownLine(number=pick_list.number, line=command.line)
    if not stop.is_waiting:
        raise AlreadyPicked(
            number=pick_list.number, line=stop.number, item=stop.item, by=stop.picked_by
        )
    return [stop]


def _exchanged(draft: Draft, command: RecordPick, pick_list: PickList, stop: PickLine) -> PickList:
    """Return the list with the piece that was taken at the stop where it was taken.

    Pieces of one item are as good as each other: whoever takes another one that the same order
    line waits for in that bin has only come by its stops in another order.
    """
    if command.lot in ("", stop.lot) or not the(draft, Item, stop.item).is_serial:
        return pick_list
    own = (stop.order, stop.order_line, stop.location)
    for other in pick_list.lines:
        place = (other.order, other.order_line, other.location)
        if other.is_waiting and other.lot == command.lot and place == own:
            pick_list = pick_list.with_line(other.model_copy(update={"lot": stop.lot}))
            return pick_list.with_line(stop.model_copy(update={"lot": other.lot}))
    return pick_list


def _record(draft: Draft, command: RecordPick, pick_list: PickList, stop: PickLine) -> PickList:
    """Return the list with a stop done, and with new ones where it was short."""
    picked, lot = _judged(draft, command, stop), command.lot or stop.lot
    order = the(draft, Order, stop.order)
    if picked:
        order = fetch(draft, order, stop, picked, lot)
        if lot != stop.lot:
            _say_lot(draft, command, stop, lot)
    short = stop.quantity - picked
    done = {
        "picked": picked,
        "short": short,
        "is_waiting": False,
        "picked_by": command.actor,
        "reason": command.reason,
        "lot": lot if picked else stop.lot,
    }
    pick_list = pick_list.with_line(stop.model_copy(update=done))
    if short:
        pick_list = _look_elsewhere(draft, command, pick_list, stop, short)
    return pick_list


def _judged(draft: Draft, command: RecordPick, stop: PickLine) -> Decimal:
    """Return how much was fetched; what departs from the plan has to be explained."""
    picked = stop.quantity if command.picked is None else command.picked
    if not ZERO <= picked <= stop.quantity:
        raise QuantityOutOfRange(
            number=command.number,
            item=stop.item,
            quantity=picked,
            least=ZERO,
            most=stop.quantity,
        )
    if picked != stop.quantity:
        the(draft, Item, stop.item).in_base_units(Amount(number=picked))
    if picked < stop.quantity and not command.reason:
        raise ReasonNeeded(number=command.number, why="short", item=stop.item)
    item, lot = the(draft, Item, stop.item), command.lot or stop.lot
    if lot != stop.lot:
        if draft.book.lot(item.sku, lot) is None:
            known = draft.lots_at(item.sku, stop.location)
            raise UnknownLot(item=item.sku, lot=lot, known=known)
        if not (command.reason or item.is_serial):
            raise ReasonNeeded(
                number=command.number, why="another_lot", item=stop.item, planned=stop.lot
            )
    if picked:
        refuse_expired(draft, item, lot)
    return picked


def _say_lot(draft: Draft, command: RecordPick, stop: PickLine, lot: str) -> None:
    said = Remark(
        kind=RemarkKind.OTHER_LOT,
        item=stop.item,
        lot=stop.lot,
        other=lot,
        words=command.note or command.reason,
        actor=command.actor,
    )
    remark(draft, stop.order, said)


def _look_elsewhere(
    draft: Draft, command: RecordPick, pick_list: PickList, stop: PickLine, short: Decimal
) -> PickList:
    """Keep what was not found from another bin, or leave it to wait; return the list with its stops."""
    _doubt(draft, command, stop, short)
    order = the(draft, Order, stop.order)
    line = order.line(stop.order_line)
    assert line is not None  # noqa: S101 - a stop is made of a line, and lines stay for ever
    holds = tuple(lessened(line.holds, stop.location, stop.lot, short))
    order = order.with_line(line.model_copy(update={"holds": holds}))
    draft.put(order)
    whole, order = order, reserve(draft, order.model_copy(update={"ships_whole": False}))
    order = put_order(draft, order.model_copy(update={"ships_whole": whole.ships_whole}))
    stops = stops_of(draft, [order], pick_list.lines)
    instead = [one for one in stops if one.order_line == stop.order_line]
    _say_short(draft, command, stop, short, instead)
    return pick_list.model_copy(update={"lines": (*pick_list.lines, *stops)})


def _say_short(
    draft: Draft, command: RecordPick, stop: PickLine, short: Decimal, instead: list[PickLine]
) -> None:
    """Tell the order's thread what was short, where it is fetched instead, and what has to wait."""
    said = Remark(
        kind=RemarkKind.SHORT,
        item=stop.item,
        quantity=short,
        location=stop.location,
        lot=stop.lot,
        other=", ".join(dict.fromkeys(one.location for one in instead)),
        words=command.note or command.reason,
        actor=command.actor,
    )
    remark(draft, stop.order, said)
    found = sum((one.quantity for one in instead), ZERO)
    if found < short:
        left = Remark(kind=RemarkKind.BACK_ORDERED, item=stop.item, quantity=short - found)
        remark(draft, stop.order, left)


def _doubt(draft: Draft, command: RecordPick, stop: PickLine, short: Decimal) -> None:
    """Have nothing reserved in a bin that was found short, until it is counted."""
    draft.put(
        Doubt(
            item=stop.item,
            location=stop.location,
            lot=stop.lot,
            missing=short,
            order=stop.order,
            reason=command.reason,
        )
    )
