"""What a purchase order has still to bring, line by line, and how its lines change as goods come.

What was ordered of an item counts over all of its lines: a second line, a second delivery or a pack
size gives nobody more room. Everything is compared in full, nothing is rounded but the answer.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Final, NamedTuple

from inventory.documents.purchase_order import (
    PurchaseLine,
    PurchaseOrder,
    PurchaseStatus,
    arrived_status,
)
from inventory.item import Item
from inventory.money import EXACT_DIGITS
from inventory.quantity import DECIMALS_MAX, ZERO

ENDS: Final = (PurchaseStatus.CLOSED, PurchaseStatus.CANCELLED)


class Share(NamedTuple):
    """What of some goods counts for one line of an order."""

    line: PurchaseLine
    quantity: Decimal


def lines_of(order: PurchaseOrder, sku: str) -> tuple[PurchaseLine, ...]:
    """Return the lines of an item, by number."""
    return tuple(line for line in order.lines if line.item == sku)


def wanted_of(order: PurchaseOrder, sku: str) -> Decimal:
    """Return how much of an item the order is for.

    What was let go as too little counts, for it may come after all; so does what was cancelled
    when the order ended, for goods that lay in quarantine then may turn out well.
    """
    is_ended = order.status in ENDS
    return sum(
        (
            line.ordered if is_ended else line.ordered - line.cancelled + line.waived
            for line in lines_of(order, sku)
        ),
        ZERO,
    )


def received_of(order: PurchaseOrder, sku: str) -> Decimal:
    """Return how much of an item has come and was accepted."""
    return sum((line.received for line in lines_of(order, sku)), ZERO)


def most_of(order: PurchaseOrder, item: Item, over_percent: Decimal) -> Decimal:
    """Return how much of an item may come in all, in whole units where it has no others."""
    with localcontext(prec=EXACT_DIGITS):
        most = wanted_of(order, item.sku) * (100 + over_percent) / 100
        step = Decimal(1).scaleb(-DECIMALS_MAX if item.is_fractional else 0)
        return most.quantize(step, rounding=ROUND_FLOOR)


def counted_in(
    order: PurchaseOrder, sku: str, quantity: Decimal
) -> tuple[PurchaseOrder, tuple[Share, ...]]:
    """Count accepted goods: for what is outstanding, then for what was let go, by line number.

    Returns:
        The order, and which line takes how much; what is beyond all goes to the item's last line.
    """
    shares: dict[int, Decimal] = {}
    left = quantity
    for room in (_outstanding, _let_go(order)):
        for line in lines_of(order, sku):
            taken = min(left, room(line) - shares.get(line.number, ZERO))
            if taken > 0:
                shares[line.number] = shares.get(line.number, ZERO) + taken
                left -= taken
    if left:
        last = lines_of(order, sku)[-1].number
        shares[last] = shares.get(last, ZERO) + left
    told = tuple(Share(line, shares[line.number]) for line in order.lines if line.number in shares)
    for line, much in told:
        order = order.with_line(_received(line, much, is_ended=order.status in ENDS))
    return order, told


def _outstanding(line: PurchaseLine) -> Decimal:
    return line.outstanding


def _let_go(order: PurchaseOrder) -> Callable[[PurchaseLine], Decimal]:
    """Return what a line takes besides what is outstanding, before it is more than was ordered."""
    is_ended = order.status in ENDS

    def room(line: PurchaseLine) -> Decimal:
        return line.outstanding + (line.cancelled if is_ended else line.waived)

    return room


def _received(line: PurchaseLine, much: Decimal, *, is_ended: bool) -> PurchaseLine:
    """Count goods on a line; what had been let go and came all the same is not cancelled."""
    beyond = max(ZERO, much - line.outstanding)
    back = min(beyond, line.cancelled if is_ended else line.waived)
    return line.model_copy(
        update={
            "received": line.received + much,
            "cancelled": line.cancelled - back,
            "waived": max(ZERO, line.waived - back),
        }
    )


def rejected_on(order: PurchaseOrder, sku: str, quantity: Decimal) -> tuple[PurchaseOrder, int]:
    """Note goods that came and were not accepted; return the line they are noted on.

    That is the item's first line with something outstanding, else its last. They never count as
    received.
    """
    lines = lines_of(order, sku)
    line = next((one for one in lines if one.outstanding), lines[-1])
    return _rejected(order, line, quantity), line.number


def refurbished_on(order: PurchaseOrder, number: int, quantity: Decimal) -> PurchaseOrder:
    """Count goods as received that had been rejected, and can be used after all."""
    line = next(one for one in order.lines if one.number == number)
    return counted_in(_rejected(order, line, -quantity), line.item, quantity)[0]


def _rejected(order: PurchaseOrder, line: PurchaseLine, change: Decimal) -> PurchaseOrder:
    return order.with_line(line.model_copy(update={"rejected": line.rejected + change}))


def waived_rest(order: PurchaseOrder, sku: str, under_percent: Decimal) -> PurchaseOrder:
    """Let go of what is missing of an item that has come, where so little may be."""
    lines = lines_of(order, sku)
    missing = sum((line.outstanding for line in lines), ZERO)
    with localcontext(prec=EXACT_DIGITS):
        is_little = missing * 100 <= wanted_of(order, sku) * under_percent
    if not (missing and is_little and received_of(order, sku)):
        return order
    for line in lines:
        gone = line.outstanding
        update = {"cancelled": line.cancelled + gone, "waived": line.waived + gone}
        order = order.with_line(line.model_copy(update=update))
    return order


def stands_as(order: PurchaseOrder) -> PurchaseOrder:
    """Return the order at the status its lines say; one that has ended stays so."""
    if order.status in ENDS:
        return order
    return order.model_copy(update={"status": arrived_status(order)})


def costs_of(shares: tuple[Share, ...]) -> Iterator[tuple[Decimal, Decimal | None]]:
    """Yield (quantity, agreed unit cost) for goods of several lines, equal costs in one."""
    costs: dict[Decimal | None, Decimal] = {}
    for line, quantity in shares:
        costs[line.unit_cost] = costs.get(line.unit_cost, ZERO) + quantity
    for unit_cost, quantity in costs.items():
        yield quantity, unit_cost
