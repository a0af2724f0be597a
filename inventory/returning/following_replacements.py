"""A replacement that is cancelled replaces nothing: the customer is still to have something for it."""

from decimal import Decimal

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.draft import Draft
from inventory.returning.stepping import put_return, replaced_with


def follow_replacements(draft: Draft) -> None:
    """Take from what was replaced what a draft has cancelled of the orders that replace it."""
    for order in draft.changed(Order):
        returned = replaced_with(draft, order)
        before = draft.book.get(Order, order.number)
        if returned is None or before is None:
            continue
        lessened = returned
        for was, line in zip(before.lines, order.lines, strict=False):
            lessened = _lessened(lessened, line.item, line.cancelled - was.cancelled)
        if lessened != returned:
            put_return(draft, lessened)


def _lessened(returned: CustomerReturn, item: str, quantity: Decimal) -> CustomerReturn:
    """Take so much less as replaced, of the last lines of an item first."""
    for line in reversed(returned.lines):
        less = min(quantity, line.replaced) if line.item == item else 0
        if less > 0:
            returned = returned.with_line(
                line.model_copy(update={"replaced": line.replaced - less})
            )
            quantity -= less
    return returned
