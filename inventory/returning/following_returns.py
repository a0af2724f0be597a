"""Returns follow their goods: what leaves returns without an inspection waits for none any more."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.customer_return import CustomerReturn
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.missing_goods import Missing, give_up, lessened
from inventory.returning.stepping import put_return
from inventory.stock_key import StockKey


def follow_returns(draft: Draft) -> None:
    """Lessen what waits to be inspected by what a draft took from returns, oldest returns first."""
    for returned in lessened(draft, LocationKind.RETURNS, CustomerReturn, _waiting, _less):
        put_return(draft, returned)


def _less(returned: CustomerReturn, missing: Missing) -> CustomerReturn:
    for line in returned.lines:
        key = StockKey(line.item, line.location, line.lot)
        if gone := give_up(missing, key, line.waiting):
            returned = returned.with_line(line.model_copy(update={"gone": line.gone + gone}))
    return returned


def _waiting(returned: CustomerReturn) -> Iterator[tuple[StockKey, Decimal]]:
    for line in returned.lines:
        if line.waiting > 0:
            yield StockKey(line.item, line.location, line.lot), line.waiting
