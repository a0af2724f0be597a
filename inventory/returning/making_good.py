"""Making good: the customer gets a credit note for what came back, or the same goods once more.

Only what was inspected is made good, each piece once.
"""

from decimal import Decimal

from inventory.documents.customer_return import CustomerReturn, Remedy, ReturnLine, ReturnStatus
from inventory.draft import Draft
from inventory.errors import MissingPart, NotPositive
from inventory.order_errors import WrongStep
from inventory.return_commands import MakeGood
from inventory.return_errors import MoreThanOwed, NothingToMakeGood
from inventory.returning.owed import Owed, owed_of
from inventory.returning.refunding import refund
from inventory.returning.replacing import replace
from inventory.returning.stepping import item_of, line_of
from inventory.stepping import the


def plan_make_good(draft: Draft, command: MakeGood) -> None:
    """Credit what was inspected, or have it sent once more.

    Raises:
        UnknownDocument, UnknownLine, MissingPart, NotPositive, FractionRefused: as they say.
        WrongStep: the return was cancelled.
        NothingToMakeGood: with why.
        MoreThanOwed: more than was inspected and is not made good yet.
        UnknownCustomer, Inactive: nobody can be sent anything, or the item is out of use.
    """
    returned = the(draft, CustomerReturn, command.number)
    if returned.status is ReturnStatus.CANCELLED:
        raise WrongStep(number=returned.number, action="make_good", status=returned.status)
    owed = _owed(draft, command, returned)
    if command.remedy is Remedy.REFUND:
        refund(draft, returned, owed, note=command.note)
    elif command.remedy is Remedy.REPLACEMENT:
        replace(draft, returned, owed, note=command.note)
    else:
        raise MissingPart(verb="make_good", part="remedy")


def _owed(draft: Draft, command: MakeGood, returned: CustomerReturn) -> list[Owed]:
    """Return what is to be made good: of the line that is named, or of all."""
    lines = (line_of(returned, command.line),) if command.line else returned.lines
    owed = [Owed(line, owed_of(line)) for line in lines if owed_of(line) > 0]
    if not owed:
        is_inspected = any(line.inspected for line in lines)
        raise NothingToMakeGood(
            problem="nothing" if is_inspected else "not_inspected",
            number=returned.number,
            line=command.line,
            remedy=command.remedy.value,
        )
    if command.amount is None:
        return owed
    if len(owed) > 1:
        raise MissingPart(verb="make_good", part="line")
    return [Owed(owed[0].line, _quantity(draft, command, returned, owed[0].line))]


def _quantity(
    draft: Draft, command: MakeGood, returned: CustomerReturn, line: ReturnLine
) -> Decimal:
    item = item_of(draft, line)
    assert command.amount is not None  # noqa: S101 - the caller has looked
    quantity = item.in_base_units(command.amount)
    if quantity <= 0:
        raise NotPositive(verb="make_good", item=item.sku, number=command.amount.number)
    if quantity > owed_of(line):
        raise MoreThanOwed(
            number=returned.number,
            line=line.number,
            item=item.sku,
            wanted=quantity,
            owed=owed_of(line),
            unit=item.unit,
        )
    return quantity
