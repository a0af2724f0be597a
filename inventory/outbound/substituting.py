"""Sending another item than was ordered, at the price that was agreed."""

from decimal import Decimal

from inventory.documents.order import Order, OrderLine
from inventory.documents.pick_list import PickList
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.order_commands import AskedLine, SubstituteItem
from inventory.order_errors import QuantityOutOfRange, ReasonNeeded, UnknownLine, WrongStep
from inventory.outbound.fetching import stops_of
from inventory.outbound.ordering import line_of, orderable, positive
from inventory.outbound.reserving import reserve
from inventory.outbound.stepping import put_order, put_pick_list
from inventory.quantity import ZERO, Amount, trimmed
from inventory.stepping import remark, the


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
    added = _line_instead(draft, command, order, line, rest)
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
        other=added.item,
        words=command.reason,
        actor=command.actor,
    )
    remark(draft, order.number, said)
    _fetch_too(draft, order)


def _line_instead(
    draft: Draft, command: SubstituteItem, order: Order, line: OrderLine, rest: Decimal
) -> OrderLine:
    """Return the line that takes over what is neither picked nor sent of another: `rest`."""
    item = orderable(draft, command.item)
    quantity = positive(item, command.amount) if command.amount else rest
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
    return line_of(draft, len(order.lines) + 1, asked, replaces=line.number)


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
