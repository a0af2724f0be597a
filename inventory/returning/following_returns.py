"""Returns follow their goods: what leaves returns without an inspection waits for none any more.

Whatever command took it (a move, a count, a correction), it is looked at what is left there.
"""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.customer_return import CustomerReturn
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.missing_goods import missing_goods
from inventory.quantity import ZERO
from inventory.returning.stepping import put_return
from inventory.stock_key import StockKey


def follow_returns(draft: Draft) -> None:
    """Lessen what waits to be inspected by what a draft took from returns, oldest returns first.

    Goods that lie there for other reasons are taken to have left before them.
    """
    missing = missing_goods(draft, LocationKind.RETURNS, CustomerReturn, _waiting)
    known = [one.number for one in draft.book.open(CustomerReturn)] if missing else []
    current = [draft.current(CustomerReturn, number) for number in known]
    for returned in filter(None, current):
        lessened = _lessened(returned, missing)
        if lessened != returned:
            put_return(draft, lessened)


def _lessened(returned: CustomerReturn, missing: dict[StockKey, Decimal]) -> CustomerReturn:
    for line in returned.lines:
        key = StockKey(line.item, line.location, line.lot)
        gone = min(line.waiting, missing.get(key, ZERO))
        if gone > 0:
            missing[key] -= gone
            returned = returned.with_line(line.model_copy(update={"gone": line.gone + gone}))
    return returned


def _waiting(returned: CustomerReturn) -> Iterator[tuple[StockKey, Decimal]]:
    for line in returned.lines:
        if line.waiting > 0:
            yield StockKey(line.item, line.location, line.lot), line.waiting
