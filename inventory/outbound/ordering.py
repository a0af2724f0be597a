"""Taking orders and changing what is open of them."""

from decimal import Decimal

from inventory.base_command import LINES_MAX
from inventory.carriage.carrier import CarrierService
from inventory.customer import Customer
from inventory.documents.order import Hold, Order, OrderLine
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
from inventory.item import Item
from inventory.order_commands import (
    AskedLine,
    ChangeOrder,
    PlaceOrder,
)
from inventory.order_errors import (
    QuantityOutOfRange,
    UnknownCustomer,
    UnknownLine,
    UnknownService,
    WrongStep,
)
from inventory.outbound.delivering import settle_shortened
from inventory.outbound.reserving import reserve_at_once, reserve_raised
from inventory.outbound.stepping import put_order
from inventory.quantity import ZERO, Amount, trimmed
from inventory.stepping import the


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
    put_order(draft, reserve_at_once(draft, order))


def _lines_of(draft: Draft, command: PlaceOrder) -> tuple[OrderLine, ...]:
    if len(command.lines) > LINES_MAX:
        raise TooManyLines(lines=len(command.lines), most=LINES_MAX)
    lines: list[OrderLine] = []
    errors: list[tuple[int, StockError]] = []
    for number, asked in enumerate(command.lines, start=1):
        try:
            lines.append(line_of(draft, number, asked))
        except StockError as error:
            errors.append((number, error))
    if errors and len(command.lines) == 1:
        raise errors[0][1]
    if errors:
        raise LineErrors(errors=tuple(errors), lines=len(command.lines))
    return tuple(lines)


def line_of(draft: Draft, number: int, asked: AskedLine, replaces: int = 0) -> OrderLine:
    """Return a line of an order as asked for, at the item's price where none is named.

    Raises:
        UnknownItem, Inactive, NotPositive, QuantityOutOfRange: as they say.
    """
    item = orderable(draft, asked.item)
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
        ordered=positive(item, asked.amount),
        unit_price=item.price if asked.unit_price is None else asked.unit_price,
        discount_percent=asked.discount_percent,
        note=asked.note,
        replaces=replaces,
    )


def orderable(draft: Draft, code: str) -> Item:
    """Return an item that can be ordered."""
    item = draft.book.item(code)
    if item is None:
        raise UnknownItem(item=code)
    if not item.is_active:
        raise Inactive(what="item", code=item.sku)
    return item


def positive(item: Item, amount: Amount) -> Decimal:
    """Return an amount in base units; it must be above zero."""
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
        put_order(draft, reserve_raised(draft, before, order))
    else:
        settle_shortened(draft, order)


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
