"""Whether more of an order is back than has left: an undo must not make it so."""

from collections import defaultdict
from decimal import Decimal

from inventory.documents.customer_return import CustomerReturn
from inventory.draft import Draft
from inventory.quantity import ZERO
from inventory.returning.shipped_goods import shipped_order


def returned_beyond(draft: Draft, number: str) -> str:
    """Return the last return of more than an order has shipped as a draft leaves it, or empty.

    Where somebody has allowed that, it is none of these.
    """
    known = [one for one in _returns_of(draft, number) if not one.override]
    order = shipped_order(draft, number) if known else None
    shipped = {(line.number, line.item): line.quantity for line in order.lines} if order else {}
    back: defaultdict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for returned in known:
        for line, quantity in returned.claims:
            key = (line.order_line, line.item)
            back[key] += quantity if line.order == number else ZERO
            if line.order == number and quantity and back[key] > shipped.get(key, ZERO):
                return returned.number
    return ""


def _returns_of(draft: Draft, number: str) -> list[CustomerReturn]:
    """Return the returns of an order as a draft leaves them, first those it has brought back."""
    known = [one.number for one in draft.book.found(CustomerReturn, number)]
    drafted = [one.number for one in draft.changed(CustomerReturn) if number in one.orders]
    current = (draft.current(CustomerReturn, each) for each in dict.fromkeys((*drafted, *known)))
    return [one for one in current if one is not None]
