"""Which sales a real shop's credit notes take back, and in what condition the goods are said to be.

A credit note does not name its invoice. Its goods are taken to come back of the latest earlier sale
of the item to the customer of which something is left, then of the one before, and so on; what is
left over nobody had announced. Conditions are not in the file: they follow from the line's number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benchmarks.retail_lines import NOT_GOODS, RetailLine, Sorted, Treatment
from inventory.condition import Condition

ORDER_LINES_MAX: Final = 200
"""Lines of an invoice that are one order; a longer one is several."""

CONDITIONS: Final = {0: Condition.DAMAGED, 1: Condition.OPENED, 2: Condition.DEFECTIVE}
"""Last digit of a credit line's number -> its condition; all others are new."""


class OrderName(NamedTuple):
    """An invoice, or 200 lines of it."""

    invoice: str
    part: int


class Back(NamedTuple):
    """So many pieces of a credit line, of one order; None for those that nobody had announced."""

    line: RetailLine
    order: OrderName | None
    quantity: int

    @property
    def condition(self) -> Condition:
        return CONDITIONS.get(self.line.number % 10, Condition.NEW)


class CreditNote(NamedTuple):
    """One credit note: what comes back of which orders, and lines that are no goods."""

    number: str
    lines: tuple[Back, ...]
    not_goods: tuple[RetailLine, ...]
    void: int


class Event(NamedTuple):
    """What happens next: an order leaves, or goods come back."""

    order: tuple[OrderName, tuple[RetailLine, ...]] | None = None
    note: CreditNote | None = None


class _Sold:
    """A sale of which something may come back."""

    def __init__(self, order: OrderName, left: int) -> None:
        self.order = order
        self.left = left


def events_of(lines: Iterable[Sorted]) -> list[Event]:
    """Return orders that goods come back of, and credit notes, in the order of the file."""
    orders: dict[OrderName, list[RetailLine]] = {}
    sold: defaultdict[tuple[str, str], list[_Sold]] = defaultdict(list)
    in_invoice: defaultdict[str, int] = defaultdict(int)
    notes: dict[str, list[Sorted]] = {}
    backs: dict[int, list[Back]] = {}
    happened: dict[OrderName | str, None] = {}
    for one in lines:
        line = one.line
        if one.treatment is Treatment.SALE:
            order = OrderName(line.invoice, in_invoice[line.invoice] // ORDER_LINES_MAX)
            in_invoice[line.invoice] += 1
            orders.setdefault(order, []).append(line)
            happened[order] = None
            if line.customer:
                sold[line.customer, line.code].append(_Sold(order, line.quantity))
        elif line.is_credit_note:
            happened[line.invoice] = None
            notes.setdefault(line.invoice, []).append(one)
            if one.treatment is Treatment.CREDIT:
                own = sold[line.customer, line.code] if line.customer else []
                backs[line.number] = list(_taken_back(line, own))
    wanted = {back.order for found in backs.values() for back in found if back.order}
    return [
        Event(note=_note(key, notes[key], backs))
        if isinstance(key, str)
        else Event(order=(key, tuple(orders[key])))
        for key in happened
        if isinstance(key, str) or key in wanted
    ]


def _taken_back(line: RetailLine, sold: list[_Sold]) -> Iterator[Back]:
    """Yield what comes back of which order, the latest sale first; each order once."""
    rest = -line.quantity
    of_order: defaultdict[OrderName, int] = defaultdict(int)
    while rest and sold:
        latest = sold[-1]
        taken = min(rest, latest.left)
        of_order[latest.order] += taken
        latest.left -= taken
        rest -= taken
        if not latest.left:
            sold.pop()
    for order, quantity in of_order.items():
        yield Back(line, order, quantity)
    if rest:
        yield Back(line, None, rest)


def _note(number: str, lines: Iterable[Sorted], backs: dict[int, list[Back]]) -> CreditNote:
    found = list(lines)
    return CreditNote(
        number=number,
        lines=tuple(back for one in found for back in backs.get(one.line.number, ())),
        not_goods=tuple(one.line for one in found if one.line.code in NOT_GOODS),
        void=sum(one.treatment is Treatment.MISTYPED_CREDIT for one in found),
    )
