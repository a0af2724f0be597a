"""Taking, changing and letting go of orders."""

from decimal import Decimal
from typing import Final

from inventory.base_command import LINES_MAX
from inventory.carrier import CarrierService
from inventory.customer import Customer
from inventory.draft import Draft
from inventory.errors import (
    Inactive,
    LineErrors,
    NothingChanged,
    NotPositive,
    StockError,
    TooManyLines,
    UnknownItem,
)
from inventory.fetching import put_down, settle_list, stops_of
from inventory.item import Item
from inventory.order import Hold, Order, OrderLine
from inventory.order_commands import (
    AskedLine,
    CancelOrder,
    ChangeOrder,
    NoteThread,
    PlaceOrder,
    SubstituteItem,
)
from inventory.order_errors import (
    QuantityOutOfRange,
    ReasonNeeded,
    UnknownCustomer,
    UnknownLine,
    UnknownService,
    WrongStep,
)
from inventory.outbound import put_order, put_pick_list, put_shipment, remark, the
from inventory.pick_list import PickList
from inventory.quantity import ZERO, Amount, trimmed
from inventory.remark import Remark, RemarkKind
from inventory.reserving import reserve
from inventory.shipment import Shipment, ShipmentStatus

CANCELLED: Final = "cancelled"


def plan_order(draft: Draft, command: PlaceOrder) -> None:
    """Take an order and keep what is there for it.

    Raises:
        UnknownCustomer, UnknownService: as they say.
        LineErrors: every line that is no good.
    """
    customer = draft.book.get(Customer, command.customer)
    if customer is None or not customer.is_active:
        raise UnknownCustomer(customer=command.customer)
    _refuse_unknown_service(draft, command.service)
    ships_whole = command.ships_whole
    if ships_whole is None:
        ships_whole = not draft.book.rules.reserves_partly
    order = Order(
        number=draft.next_number(Order, "SO"),
        customer=customer.code,
        lines=_lines_of(draft, command),
        placed_on=draft.today,
        placed_by=command.actor,
        ships_whole=ships_whole,
        reference=command.reference,
        requested_on=command.requested_on,
        priority=command.priority,
        requirements=command.requirements,
        service=command.service,
        note=command.note,
        source=command.source,
    )
    put_order(draft, order)
    put_order(draft, reserve(draft, order))


def _lines_of(draft: Draft, command: PlaceOrder) -> tuple[OrderLine, ...]:
    if len(command.lines) > LINES_MAX:
        raise TooManyLines(lines=len(command.lines), most=LINES_MAX)
    lines: list[OrderLine] = []
    errors: list[tuple[int, StockError]] = []
    for number, asked in enumerate(command.lines, start=1):
        try:
            lines.append(_line_of(draft, number, asked))
        except StockError as error:
            errors.append((number, error))
    if errors and len(command.lines) == 1:
        raise errors[0][1]
    if errors:
        raise LineErrors(errors=tuple(errors), lines=len(command.lines))
    return tuple(lines)


def _line_of(draft: Draft, number: int, asked: AskedLine, replaces: int = 0) -> OrderLine:
    item = _orderable(draft, asked.item)
    if asked.unit_price is not None and asked.unit_price < 0:
        raise NotPositive(verb="price", item=item.sku, number=asked.unit_price)
    if not ZERO <= asked.discount_percent <= 100:
        raise QuantityOutOfRange(
            number=f"line {number}",
            item=item.sku,
            quantity=asked.discount_percent,
            least=ZERO,
            most=Decimal(100),
        )
    return OrderLine(
        number=number,
        item=item.sku,
        ordered=_positive(item, asked.amount),
        unit_price=item.price if asked.unit_price is None else asked.unit_price,
        discount_percent=asked.discount_percent,
        note=asked.note,
        replaces=replaces,
    )


def _orderable(draft: Draft, code: str) -> Item:
    item = draft.book.item(code)
    if item is None:
        raise UnknownItem(item=code)
    if not item.is_active:
        raise Inactive(what="item", code=item.sku)
    return item


def _positive(item: Item, amount: Amount) -> Decimal:
    quantity = item.in_base_units(amount)
    if quantity <= 0:
        raise NotPositive(verb="order", item=item.sku, number=amount.number)
    return quantity


def _refuse_unknown_service(draft: Draft, code: str) -> None:
    found = draft.book.get(CarrierService, code)
    if code and (found is None or not found.is_active):
        raise UnknownService(service=code)


def plan_change_order(draft: Draft, command: ChangeOrder) -> None:
    """Change what is open of an order.

    Raises:
        UnknownDocument, UnknownLine, UnknownService, NothingChanged: as they say.
        WrongStep: it has ended, or somebody fetches for it and quantities cannot change.
        QuantityOutOfRange: less than was picked and sent already.
    """
    before = the(draft, Order, command.number)
    if not before.is_open:
        raise WrongStep(number=before.number, action="change", status=before.status)
    if command.quantities and before.pick_list:
        raise WrongStep(
            number=before.number, action="change", status=before.status, by=before.pick_list
        )
    if command.service:
        _refuse_unknown_service(draft, command.service)
    names = ("requested_on", "priority", "requirements", "ships_whole", "service")
    told = {n: value for n in names if (value := getattr(command, n)) is not None}
    order = before.model_copy(update=told)
    for number, quantity in command.quantities.items():
        order = order.with_line(_requantified(draft, order, number, quantity))
    if order == before:
        raise NothingChanged(what=order.number)
    order = put_order(draft, order)
    if order.is_open:
        put_order(draft, reserve(draft, order))


def _requantified(draft: Draft, order: Order, number: int, quantity: Decimal) -> OrderLine:
    line = order.line(number)
    if line is None:
        raise UnknownLine(number=order.number, line=number)
    item = the(draft, Item, line.item)
    quantity = item.in_base_units(Amount(number=quantity))
    least = line.shipped + line.picked
    if quantity < least:
        raise QuantityOutOfRange(
            number=order.number, item=line.item, quantity=quantity, least=least, most=line.ordered
        )
    changed = line.model_copy(update={"ordered": max(quantity, line.ordered)})
    cancelled = trimmed(changed.ordered - quantity)
    changed = changed.model_copy(update={"cancelled": cancelled})
    return changed.model_copy(update={"holds": _within(changed)})


def _within(line: OrderLine) -> tuple[Hold, ...]:
    """Return the holds of a line without those that it needs no more, the last kept first to go."""
    over = -line.missing
    kept = list(line.holds)
    for index in range(len(kept) - 1, -1, -1):
        hold = kept[index]
        if over <= 0 or hold.is_picked:
            continue
        taken = min(over, hold.quantity)
        over -= taken
        kept[index] = hold.model_copy(update={"quantity": trimmed(hold.quantity - taken)})
    return tuple(hold for hold in kept if hold.quantity)


def plan_cancel_order(draft: Draft, command: CancelOrder) -> None:
    """Let go of what has not left: kept goods are free, picked ones go back to their bins.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or nothing of it is left to cancel.
    """
    order = the(draft, Order, command.number)
    if not order.is_open:
        raise WrongStep(number=order.number, action="cancel", status=order.status)
    for number in order.shipments:
        order = _put_back(draft, order, the(draft, Shipment, number))
    pick_list = order.pick_list
    lines = tuple(
        line.model_copy(
            update={"holds": (), "cancelled": trimmed(line.cancelled + line.outstanding)}
        )
        for line in order.lines
    )
    put_order(draft, order.model_copy(update={"lines": lines, "pick_list": "", "shipments": ()}))
    if pick_list:
        _drop_stops(draft, the(draft, PickList, pick_list), order.number)


def _put_back(draft: Draft, order: Order, shipment: Shipment) -> Order:
    for line in shipment.lines:
        order = put_down(draft, order, line, line.quantity, line.origin, reason=CANCELLED)
        said = Remark(
            kind=RemarkKind.PUT_BACK,
            item=line.item,
            quantity=line.quantity,
            location=line.origin,
            lot=line.lot,
            document=shipment.number,
        )
        remark(draft, order.number, said)
    cancelled = {"status": ShipmentStatus.CANCELLED, "packages": ()}
    put_shipment(draft, shipment.model_copy(update=cancelled))
    return order


def _drop_stops(draft: Draft, pick_list: PickList, order: str) -> None:
    lines = tuple(
        stop.model_copy(update={"is_waiting": False, "reason": CANCELLED})
        if stop.is_waiting and stop.order == order
        else stop
        for stop in pick_list.lines
    )
    settle_list(draft, pick_list.model_copy(update={"lines": lines}))


def plan_substitute(draft: Draft, command: SubstituteItem) -> None:
    """Send another item for what is neither picked nor sent of a line, at the line's price.

    Raises:
        UnknownDocument, UnknownLine, UnknownItem, Inactive: as they say.
        WrongStep: somebody is on the way to fetch that line.
        ReasonNeeded: it takes a reason.
        QuantityOutOfRange: nothing is left to be substituted.
    """
    order = the(draft, Order, command.number)
    line = order.line(command.line)
    if line is None:
        raise UnknownLine(number=order.number, line=command.line)
    if not command.reason:
        raise ReasonNeeded(number=order.number, why="substitute", item=line.item)
    _refuse_while_fetched(draft, order, line)
    rest = line.missing + line.reserved
    item = _orderable(draft, command.item)
    quantity = _positive(item, command.amount) if command.amount else rest
    if item.sku == line.item or rest <= 0:
        raise QuantityOutOfRange(
            number=order.number, item=line.item, quantity=quantity, least=ZERO, most=rest
        )
    asked = AskedLine(
        item=item.sku,
        amount=Amount(number=quantity),
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        note=command.reason,
    )
    added = _line_of(draft, len(order.lines) + 1, asked, replaces=line.number)
    holds = tuple(hold for hold in line.holds if hold.is_picked)
    ended = line.model_copy(update={"holds": holds, "cancelled": trimmed(line.cancelled + rest)})
    order = order.with_line(ended)
    order = order.model_copy(update={"lines": (*order.lines, added)})
    draft.put(order)
    order = put_order(draft, reserve(draft, order))
    said = Remark(
        kind=RemarkKind.SUBSTITUTED,
        item=line.item,
        quantity=rest,
        other=item.sku,
        words=command.reason,
        actor=command.actor,
    )
    remark(draft, order.number, said)
    _fetch_too(draft, order)


def plan_note_thread(draft: Draft, command: NoteThread) -> None:
    """Note where an order's message stands; nobody has to be told.

    Raises:
        UnknownDocument, NothingChanged: as they say.
    """
    order = the(draft, Order, command.number)
    if order.thread == command.thread:
        raise NothingChanged(what=order.number)
    draft.put(order.model_copy(update={"thread": command.thread}))


def _refuse_while_fetched(draft: Draft, order: Order, line: OrderLine) -> None:
    pick_list = draft.current(PickList, order.pick_list) if order.pick_list else None
    stops = pick_list.lines if pick_list else ()
    if any(s.is_waiting and (s.order, s.order_line) == (order.number, line.number) for s in stops):
        raise WrongStep(
            number=order.number, action="substitute", status=order.status, by=order.pick_list
        )


def _fetch_too(draft: Draft, order: Order) -> None:
    """Where somebody fetches for the order, have him fetch what was added as well."""
    if not order.pick_list:
        return
    pick_list = the(draft, PickList, order.pick_list)
    stops = stops_of(draft, [order], pick_list.lines)
    if stops:
        update = {"lines": (*pick_list.lines, *stops)}
        put_pick_list(draft, pick_list.model_copy(update=update))
