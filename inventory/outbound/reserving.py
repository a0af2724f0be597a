"""Keeping goods for orders.

Whoever is short looks for free stock, and an urgent order may have what is kept for others, as long
as nobody fetches it yet.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from inventory.documents.order import Hold, Order, OrderLine, Priority
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.lots.candidates import candidates
from inventory.order_commands import ReserveOrders
from inventory.outbound.holding import add_hold, split_holds
from inventory.outbound.stepping import put_order
from inventory.quantity import ZERO, trimmed
from inventory.stepping import remark, the

ORDERS_AT_ONCE: Final = 100
"""Orders one look keeps goods for: the next look goes on."""


def plan_reserve(draft: Draft, command: ReserveOrders) -> None:
    """Keep what is there for one order, or for all that wait, the most urgent first.

    Raises:
        UnknownDocument: there is no such order.
        NothingChanged: there is nothing to keep for them.
    """
    if command.number:
        waiting = [the(draft, Order, command.number)]
    else:
        waiting = sorted(draft.book.open(Order), key=lambda order: order.rank)
    served = 0
    for order in waiting:
        if served < ORDERS_AT_ONCE and any(line.missing > 0 for line in order.lines):
            served += _reserve_again(draft, order)
    if draft.is_empty:
        raise NothingChanged(what=command.number or "orders")


def _reserve_again(draft: Draft, order: Order) -> bool:
    before = the(draft, Order, order.number)
    after = reserve(draft, before)
    if after == before:
        return False
    put_order(draft, after)
    for was, line in zip(before.lines, after.lines, strict=True):
        if kept := line.reserved - was.reserved:
            said = Remark(kind=RemarkKind.RESERVED, item=line.item, quantity=kept)
            remark(draft, order.number, said)
    return True


def reserve(draft: Draft, order: Order) -> Order:
    """Return the order with holds on free stock for what is missing; the caller puts it.

    Drafted changes of others count. An order that ships whole gets everything or nothing.
    """
    return _whole_or_nothing(order, _found_for(draft, order))


def reserve_at_once(draft: Draft, order: Order) -> Order:
    """Return an order that has just been asked for with its holds, as `reserve`.

    Its lines note what of them was there, also where nothing is kept until everything can be.
    """
    found = _found_for(draft, order)
    there = {line.number: line.reserved for line in found.lines}
    kept = _whole_or_nothing(order, found)
    noted = (line.model_copy(update={"kept_at_once": there[line.number]}) for line in kept.lines)
    return kept.model_copy(update={"lines": tuple(noted)})


def reserve_raised(draft: Draft, before: Order, order: Order) -> Order:
    """Return an order that asks for more than before with its holds, as `reserve`.

    What of the increase is there is noted as that of a line just asked for.
    """
    kept = reserve(draft, order)
    for line, was in zip(kept.lines, before.lines, strict=True):
        raised = line.ordered - was.ordered
        if raised > 0 and was.kept_at_once is not None:
            there = was.kept_at_once + min(raised, max(ZERO, line.reserved - was.reserved))
            noted = line.model_copy(update={"kept_at_once": trimmed(there)})
            kept = kept.with_line(noted)
    return kept


def _found_for(draft: Draft, order: Order) -> Order:
    """Return the order with holds on all of it that can be had."""
    kept = order
    for line in order.lines:
        if line.missing > 0:
            kept = kept.with_line(_with_holds(draft, kept, line))
    is_urgent = order.priority is Priority.URGENT and draft.book.rules.is_taken_over
    if is_urgent and (not order.ships_whole or _could_be_whole(draft, kept)):
        kept = _take_over(draft, kept)
    return kept


def _whole_or_nothing(order: Order, kept: Order) -> Order:
    if order.ships_whole and any(line.missing > 0 for line in kept.lines):
        return order
    return kept


def _with_holds(draft: Draft, order: Order, line: OrderLine) -> OrderLine:
    left, holds = line.missing, list(line.holds)
    for found in candidates(draft, line.item, order):
        if left <= 0:
            break
        taken = min(left, found.free)
        add_hold(holds, Hold(location=found.location, lot=found.lot, quantity=taken))
        left -= taken
    return line.model_copy(update={"holds": tuple(holds)})


def _take_over(draft: Draft, order: Order) -> Order:
    for line in order.lines:
        wanted = line
        for victim in _less_urgent(draft, order) if line.missing > 0 else ():
            wanted = _taken_from(draft, order, wanted, victim)
        order = order.with_line(wanted)
    return order


def _could_be_whole(draft: Draft, order: Order) -> bool:
    """Tell whether everything would be there with what others hold."""
    there: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for other in _less_urgent(draft, order):
        for line in other.lines:
            there[line.item] += line.reserved
    for line in order.lines:
        there[line.item] -= max(line.missing, ZERO)
    return all(there[line.item] >= 0 for line in order.lines)


def _less_urgent(draft: Draft, order: Order) -> Iterator[Order]:
    """Yield orders that nobody is fetching for, the least urgent first."""
    others = sorted(draft.book.open(Order), key=lambda one: one.rank, reverse=True)
    for known in others:
        other = draft.current(Order, known.number)
        if other and other.priority > order.priority and not other.pick_list:
            yield other


def _taken_from(draft: Draft, order: Order, line: OrderLine, victim: Order) -> OrderLine:
    """Move holds of one item from a less urgent order to a line, and say so in both threads."""
    for its in victim.lines:
        taken, rest = split_holds(its.holds, line.missing) if its.item == line.item else ([], [])
        if not taken:
            continue
        victim = put_order(draft, victim.with_line(its.model_copy(update={"holds": tuple(rest)})))
        holds = list(line.holds)
        for hold in taken:
            add_hold(holds, hold)
        line = line.model_copy(update={"holds": tuple(holds)})
        quantity = sum((hold.quantity for hold in taken), ZERO)
        facts = {"item": line.item, "quantity": quantity}
        said = Remark(kind=RemarkKind.TAKEN_OVER, document=order.number, **facts)
        remark(draft, victim.number, said)
        said = Remark(kind=RemarkKind.TOOK_OVER, document=victim.number, **facts)
        remark(draft, order.number, said)
    return line
