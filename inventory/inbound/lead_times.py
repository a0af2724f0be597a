"""How long suppliers take: from the day an order was sent to the day its goods came.

A delivery is one receipt of one item for one purchase order; rejected goods came as well. What was
taken back never came. `deliveries_of` reads them from a book and its journal:

    found = list(deliveries_of(desk.catch_up(), reader))
    by_supplier = lead_times(found, by=lambda one: one.supplier)
    by_item = lead_times(found, by=lambda one: (one.supplier, one.item))
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from inventory.book import Book
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.location import SUPPLIER
from inventory.move import Move, MoveKind
from inventory.ports import JournalReader, MoveFilter
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

K = TypeVar("K")

MOVES_MAX: Final = 10_000
"""Moves of one order that are looked at."""

PLACES: Final = Decimal("0.0001")
DIGITS: Final = 40


class Delivery(Record):
    """One receipt of an item for a purchase order.

    Attributes:
        days: from the day the order was sent; below zero where goods came before the order.
        is_late: it came after the day it was expected; None where no day was.
    """

    supplier: str
    item: str
    order: str
    quantity: Quantity
    came_on: date
    days: int
    is_late: bool | None = None


class LeadTime(Record):
    """What deliveries say together, days rounded to four decimals.

    Attributes:
        deliveries: how many there were, and `quantity` how much they brought.
        standard_deviation: of the sample; None for a single delivery.
        late_share: of what was expected on some day, from 0 to 1; None where nothing was.
    """

    deliveries: int
    quantity: Quantity
    mean: Quantity
    standard_deviation: Quantity | None
    median: Quantity
    late_share: Quantity | None


def deliveries_of(book: Book, reader: JournalReader) -> Iterator[Delivery]:
    """Yield every delivery for the purchase orders of a book, by order and in the ledger's order."""
    for order in book.all(PurchaseOrder):
        if order.sent_on is not None:
            moves = reader.moves(MoveFilter(document=order.number), MOVES_MAX)
            yield from deliveries(order, moves, book.rules.zone)


def deliveries(order: PurchaseOrder, moves: Iterable[Move], zone: ZoneInfo) -> Iterator[Delivery]:
    """Yield the deliveries for an order.

    Goods count first for the line of their item that is expected first, to tell whether they are
    late.

    Args:
        order: one that was sent; of others nothing is yielded.
        moves: those whose document it is, in any order.
        zone: whose days are counted.
    """
    if order.sent_on is None:
        return
    waiting = _Waiting(order)
    for move in _standing_receipts(moves):
        came_on = move.occurred_at.astimezone(zone).date()
        due = waiting.next_due(move)
        yield Delivery(
            supplier=order.supplier,
            item=move.item,
            order=order.number,
            quantity=move.quantity,
            came_on=came_on,
            days=(came_on - order.sent_on).days,
            is_late=None if due is None else came_on > due,
        )


def lead_times(
    found: Iterable[Delivery], *, by: Callable[[Delivery], K], is_weighted: bool = True
) -> dict[K, LeadTime]:
    """Return the lead time of each group of deliveries.

    Args:
        found: the deliveries.
        by: what group one belongs to.
        is_weighted: whether every unit counts once; else every delivery does.
    """
    groups: defaultdict[K, list[Delivery]] = defaultdict(list)
    for one in found:
        groups[by(one)].append(one)
    return {key: lead_time(group, is_weighted=is_weighted) for key, group in groups.items()}


def lead_time(found: Sequence[Delivery], *, is_weighted: bool = True) -> LeadTime:
    """Return the lead time of deliveries, at least one.

    The variance is the unbiased one for weights that tell how much, not how often: with equal
    weights it is the usual one of a sample, divided by n - 1.
    """
    weights = [one.quantity if is_weighted else Decimal(1) for one in found]
    days = [Decimal(one.days) for one in found]
    with localcontext(prec=DIGITS):
        total = sum(weights, ZERO)
        mean = sum((w * d for w, d in zip(weights, days, strict=True)), ZERO) / total
        squares = sum((w * (d - mean) ** 2 for w, d in zip(weights, days, strict=True)), ZERO)
        freedom = total - sum((w * w for w in weights), ZERO) / total
        deviation = (squares / freedom).sqrt() if len(found) > 1 else None
        late = _late_share(found, weights)
    return LeadTime(
        deliveries=len(found),
        quantity=sum((one.quantity for one in found), ZERO),
        mean=mean.quantize(PLACES),
        standard_deviation=None if deviation is None else deviation.quantize(PLACES),
        median=_median(days, weights),
        late_share=None if late is None else late.quantize(PLACES),
    )


def _late_share(found: Sequence[Delivery], weights: Sequence[Decimal]) -> Decimal | None:
    told = [
        (one.is_late, w) for one, w in zip(found, weights, strict=True) if one.is_late is not None
    ]
    expected = sum((weight for _, weight in told), ZERO)
    return sum((weight for late, weight in told if late), ZERO) / expected if expected else None


def _median(days: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal:
    """Return the day by which half has come; between two days where half is exactly one's."""
    half = sum(weights, ZERO) / 2
    ordered = sorted(zip(days, weights, strict=True))
    come = ZERO
    for place, (day, weight) in enumerate(ordered):
        come += weight
        if come == half:
            return (day + ordered[place + 1][0]) / 2
        if come > half:
            break
    return day


def _standing_receipts(moves: Iterable[Move]) -> list[Move]:
    """Return what came and was not taken back, in the ledger's order; an undo can be undone."""
    known = sorted(moves, key=lambda move: move.line)
    reversed_by = {move.reverses: move.id for move in known if move.reverses}

    def stands(move_id: str) -> bool:
        undone = reversed_by.get(move_id)
        return undone is None or not stands(undone)

    return [
        move
        for move in known
        if move.kind is MoveKind.RECEIPT
        and move.source == SUPPLIER
        and not move.reverses
        and stands(move.id)
    ]


class _Waiting:
    """What of an order's lines goods have still to come for, those expected first at the front."""

    def __init__(self, order: PurchaseOrder) -> None:
        self._order = order
        self._lines: defaultdict[str, list[tuple[PurchaseLine, Decimal]]] = defaultdict(list)
        for line in sorted(order.lines, key=lambda one: order.expected(one) or date.max):
            self._lines[line.item].append((line, line.wanted))

    def next_due(self, move: Move) -> date | None:
        """Return when the first goods of a receipt were expected, and count it."""
        lines = self._lines[move.item]
        if not lines:
            return None
        due, left = self._order.expected(lines[0][0]), move.quantity
        while left > 0 and len(lines) > 1:
            line, room = lines[0]
            if left < room:
                lines[0] = (line, room - left)
                break
            left -= room
            lines.pop(0)
        return due
