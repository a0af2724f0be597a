"""Picking: a list of stops, claimed by one person, each recorded once.

What is not found is looked for in another bin; the bin that was found short is reserved from no more
until somebody has counted it.
"""

from decimal import Decimal

from inventory.draft import Draft
from inventory.errors import NothingChanged, TooManyLines, UnknownLot
from inventory.fetching import fetch, go_on, settle_list, stops_of
from inventory.holding import lessened, split_holds
from inventory.item import Item
from inventory.lines import refuse_expired
from inventory.order import Order, OrderLine
from inventory.order_commands import CancelPick, ClaimPick, PlanPick, RecordPick, ReleasePick
from inventory.order_errors import (
    AlreadyClaimed,
    AlreadyPicked,
    NothingToPick,
    QuantityOutOfRange,
    ReasonNeeded,
    UnknownLine,
    WrongStep,
)
from inventory.outbound import put_order, put_pick_list, remark, the
from inventory.pick_list import Doubt, PickLine, PickList, PickStatus
from inventory.quantity import ZERO
from inventory.remark import Remark, RemarkKind
from inventory.reserving import reserve
from inventory.rights import may
from inventory.shipment import Shipment, ShipmentStatus
from inventory.stock_key import StockKey

GIVEN_UP = "given_up"
STOPS_MAX = 400
"""Stops of a wave, and of what is recorded at once: a transaction has at most 500 moves."""


def plan_pick_list(draft: Draft, command: PlanPick) -> None:
    """Make a list of everything that is kept in bins for some orders.

    Raises:
        UnknownDocument, WrongStep: an order is not there, or somebody fetches for it already.
        NothingToPick: nothing is kept for some of them.
        TooManyLines: nobody walks so far in one go.
    """
    orders = [the(draft, Order, number) for number in dict.fromkeys(command.orders)]
    for order in orders:
        if order.pick_list or not order.is_open:
            raise WrongStep(
                number=order.number, action="pick", status=order.status, by=order.pick_list
            )
    empty = tuple(o.number for o in orders if not any(line.reserved for line in o.lines))
    if empty:
        raise NothingToPick(orders=empty)
    stops = stops_of(draft, orders)
    if len(orders) > 1 and len(stops) > STOPS_MAX:
        raise TooManyLines(lines=len(stops), most=STOPS_MAX)
    pick_list = PickList(
        number=draft.next_number(PickList, "PK"),
        orders=tuple(order.number for order in orders),
        lines=stops,
        planned_by=draft.command.actor,
    )
    for order in orders:
        put_order(draft, order.model_copy(update={"pick_list": pick_list.number}))
    put_pick_list(draft, pick_list)


def plan_claim(draft: Draft, command: ClaimPick) -> None:
    """Take a list in hand.

    Raises:
        AlreadyClaimed, WrongStep, NothingChanged: as they say.
    """
    pick_list = _open_list(draft, command.number, "claim")
    if pick_list.claimed_by == command.actor:
        raise NothingChanged(what=pick_list.number)
    put_pick_list(draft, _claimed(draft, pick_list))


def plan_release(draft: Draft, command: ReleasePick) -> None:
    """Let others have a list; whoever holds it may, and a manager.

    Raises:
        AlreadyClaimed: somebody else holds it.
    """
    pick_list = _open_list(draft, command.number, "release")
    if not pick_list.claimed_by:
        raise NothingChanged(what=pick_list.number)
    is_own = pick_list.claimed_by == command.actor
    if not is_own and not may(draft.book, command.actor, "release_pick_of_others"):
        raise AlreadyClaimed(number=pick_list.number, by=pick_list.claimed_by)
    update = {"claimed_by": "", "status": PickStatus.OPEN}
    put_pick_list(draft, pick_list.model_copy(update=update))


def plan_cancel_pick(draft: Draft, command: CancelPick) -> None:
    """Give up what has not been fetched; it stays reserved."""
    pick_list = _open_list(draft, command.number, "cancel")
    if not any(line.picked for line in pick_list.lines):
        for number in pick_list.orders:
            put_order(draft, the(draft, Order, number).model_copy(update={"pick_list": ""}))
        put_pick_list(draft, pick_list.model_copy(update={"status": PickStatus.CANCELLED}))
        return
    lines = tuple(
        line.model_copy(update={"is_waiting": False, "reason": GIVEN_UP})
        if line.is_waiting
        else line
        for line in pick_list.lines
    )
    settle_list(draft, pick_list.model_copy(update={"lines": lines}))


def plan_record_pick(draft: Draft, command: RecordPick) -> None:
    """Record one stop: all of it, or less with a reason; or that all was found everywhere.

    Raises:
        AlreadyClaimed, AlreadyPicked, UnknownLine, WrongStep: as they say.
        ReasonNeeded: less, or another lot, than the list says.
        NotEnough, Reserved, LotRefused: that cannot be taken there.
    """
    pick_list = _claimed(draft, _open_list(draft, command.number, "pick"))
    stops = _stops_meant(command, pick_list)
    for stop in stops:
        pick_list = _record(draft, command, pick_list, stop)
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


def pick_for_order(draft: Draft, order: Order, source: StockKey, quantity: Decimal) -> None:
    """Fetch goods for an order without a list: what is kept for it there first, then free ones.

    Raises:
        WrongStep: it has ended, or somebody fetches for it with a list.
        QuantityOutOfRange: more than is still to be fetched of the item.
    """
    if not order.is_open or order.pick_list:
        raise WrongStep(number=order.number, action="pick", status=order.status, by=order.pick_list)
    line = next((line for line in order.lines if _to_fetch(line, source.item)), None)
    most = _to_fetch(line, source.item) if line else ZERO
    if line is None or quantity > most:
        raise QuantityOutOfRange(
            number=order.number, item=source.item, quantity=quantity, least=ZERO, most=most
        )
    kept = lessened(line.holds, source.location, source.lot, quantity)
    over = sum((hold.quantity for hold in kept), ZERO) + quantity - line.outstanding
    if over > 0:
        _, kept = split_holds(tuple(kept), over)
    order = order.with_line(line.model_copy(update={"holds": tuple(kept)}))
    draft.put(order)
    stop = PickLine(
        number=0,
        order=order.number,
        order_line=line.number,
        item=line.item,
        location=source.location,
        lot=source.lot,
        quantity=quantity,
    )
    order = fetch(draft, order, stop, quantity, source.lot)
    for number in order.shipments:
        shipment = the(draft, Shipment, number)
        if shipment.status is ShipmentStatus.PICKING:
            go_on(draft, shipment)


def _to_fetch(line: OrderLine, item: str) -> Decimal:
    """Return how much of a line has still to be fetched, none where it is of another item."""
    return line.outstanding - line.picked if line.item == item else ZERO


def _open_list(draft: Draft, number: str, action: str) -> PickList:
    pick_list = the(draft, PickList, number)
    if not pick_list.is_open:
        raise WrongStep(number=pick_list.number, action=action, status=pick_list.status)
    return pick_list


def _claimed(draft: Draft, pick_list: PickList) -> PickList:
    """Return the list in the actor's hand; whoever begins to fetch has claimed it."""
    actor = draft.command.actor
    if pick_list.claimed_by not in ("", actor):
        raise AlreadyClaimed(number=pick_list.number, by=pick_list.claimed_by)
    return pick_list.model_copy(update={"claimed_by": actor, "status": PickStatus.CLAIMED})


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
    if picked < stop.quantity and not command.reason:
        raise ReasonNeeded(number=command.number, why="short", item=stop.item)
    item, lot = the(draft, Item, stop.item), command.lot or stop.lot
    if lot != stop.lot:
        if draft.book.lot(item.sku, lot) is None:
            known = draft.lots_at(item.sku, stop.location)
            raise UnknownLot(item=item.sku, lot=lot, known=known)
        if not command.reason:
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
    found = sum((one.quantity for one in instead), ZERO)
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
    remark(draft, order.number, said)
    if found < short:
        left = Remark(kind=RemarkKind.BACK_ORDERED, item=stop.item, quantity=short - found)
        remark(draft, order.number, left)
    return pick_list.model_copy(update={"lines": (*pick_list.lines, *stops)})


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
