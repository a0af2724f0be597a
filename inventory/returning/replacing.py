"""Replacements: an order of the same goods, which costs nothing and bears the number of the return."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from inventory.condition import Condition
from inventory.customer import Customer
from inventory.documents.customer_return import CustomerReturn, Remedy, ReturnLine
from inventory.documents.order import Order
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.order_commands import AskedLine, PlaceOrder
from inventory.outbound.ordering import plan_order
from inventory.quantity import Amount
from inventory.return_errors import NothingToMakeGood
from inventory.returning.owed import Owed
from inventory.returning.stepping import put_return, tell_of

SOURCE: Final = "return"
FREE: Final = Decimal(0)


def replace(draft: Draft, returned: CustomerReturn, owed: Iterable[Owed], *, note: str) -> None:
    """Order the same once more for the customer; what is there is kept for it at once.

    Raises:
        NothingToMakeGood: nobody knows whose return it is, or all of it was the wrong item.
        StockError: as for any order.
    """
    wanted = [one for one in owed if not _is_wrong(one.line)]
    customer = draft.book.get(Customer, returned.customer) if returned.customer else None
    if customer is None or not wanted:
        raise NothingToMakeGood(
            problem="no_customer" if customer is None else "wrong_item",
            number=returned.number,
            remedy=Remedy.REPLACEMENT.value,
        )
    number = draft.next_number(Order, "SO")
    plan_order(draft, _order(draft, returned, wanted, note))
    for one in wanted:
        update = {"replaced": one.line.replaced + one.quantity, "remedy": Remedy.REPLACEMENT}
        returned = returned.with_line(one.line.model_copy(update=update))
    update = {"replacements": (*returned.replacements, number)}
    returned = put_return(draft, returned.model_copy(update=update))
    for one in wanted:
        kind = RemarkKind.REPLACED
        tell_of(draft, returned, one.line, kind, one.quantity, other=number)


def _order(draft: Draft, returned: CustomerReturn, wanted: Iterable[Owed], note: str) -> PlaceOrder:
    command = draft.command
    return PlaceOrder(
        key=command.key,
        actor=command.actor,
        at=command.at,
        customer=returned.customer,
        lines=tuple(
            AskedLine(item=one.line.item, amount=Amount(number=one.quantity), unit_price=FREE)
            for one in wanted
        ),
        reference=returned.number,
        note=note,
        source=SOURCE,
    )


def _is_wrong(line: ReturnLine) -> bool:
    """Tell whether a line is goods that the customer never wanted."""
    conditions = {one.condition for one in line.inspections}
    return not line.order_line and conditions == {Condition.WRONG_ITEM}
