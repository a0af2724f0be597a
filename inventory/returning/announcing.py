"""Allowing a customer to send goods back: of one order, of several, or of none that we know."""

from collections.abc import Iterable
from decimal import Decimal

from inventory.base_command import LINES_MAX, Line
from inventory.documents.customer_return import CustomerReturn, ReturnLine
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.errors import (
    LineErrors,
    MissingPart,
    NotPositive,
    StockError,
    TooManyLines,
    UnknownItem,
)
from inventory.item import Item
from inventory.location import CUSTOMER
from inventory.lots.line_lots import LotParts, lots_at
from inventory.quantity import ZERO
from inventory.return_commands import AnnounceReturn, ReturnedLine
from inventory.return_errors import OtherCustomer
from inventory.returning.limits import Limits
from inventory.returning.shipped_goods import order_of_piece
from inventory.returning.stepping import put_return, tell_of


def plan_announce_return(draft: Draft, command: AnnounceReturn) -> None:
    """Expect goods back.

    Raises:
        LineErrors, StockError: every line that is no good; nothing is expected unless all are.
        OtherCustomer: the orders belong to several.
    """
    limits = Limits(draft, command.override)
    lines = announced_lines(draft, limits, command.lines)
    returned = CustomerReturn(
        number=draft.next_number(CustomerReturn, "RMA"),
        customer=customer_of(draft, limits, command.customer, lines),
        lines=tuple(lines),
        override=command.override if limits.is_overridden else "",
        override_by=command.actor if limits.is_overridden else "",
        carrier=command.carrier,
        tracking=command.tracking,
        expected_on=command.expected_on,
        asked_by=command.actor,
        asked_on=draft.today,
        source=command.source,
        reason=command.reason,
        note=command.note,
    )
    put_return(draft, returned)
    for line in returned.lines:
        tell_of(
            draft, returned, line, RemarkKind.RETURN_ANNOUNCED, line.expected, words=line.reason
        )


def announced_lines(
    draft: Draft, limits: Limits, asked: Iterable[ReturnedLine]
) -> list[ReturnLine]:
    """Return the lines of a return for what somebody says comes back, numbered from 1.

    Raises:
        LineErrors, StockError: every line that is no good.
    """
    wanted = tuple(asked)
    if len(wanted) > LINES_MAX:
        raise TooManyLines(lines=len(wanted), most=LINES_MAX)
    lines: list[ReturnLine] = []
    errors: list[tuple[int, StockError]] = []
    for number, one in enumerate(wanted, start=1):
        try:
            lines += _lines_of(draft, limits, one, len(lines) + 1)
        except StockError as error:
            errors.append((number, error))
    if errors and len(wanted) == 1:
        raise errors[0][1]
    if errors:
        raise LineErrors(errors=tuple(errors), lines=len(wanted))
    return lines


def _lines_of(draft: Draft, limits: Limits, asked: ReturnedLine, first: int) -> list[ReturnLine]:
    """Return one line for each line of the order and each lot that comes back.

    A piece says by its serial number which order it left for.
    """
    item, quantity = _what(draft, asked)
    found = [
        (part, lot)
        for lot, of_lot in lots_named_back(draft, item, quantity, asked.lot)
        for part in limits.spread(
            item, of_lot, asked.order or order_of_piece(draft, item, lot), lot
        )
    ]
    return [
        ReturnLine(
            number=number,
            item=item.sku,
            lot=lot,
            order=part.order,
            order_line=part.order_line,
            expected=part.quantity,
            reason=asked.reason,
            remedy=asked.remedy,
            note=asked.note,
            photo=asked.photo,
        )
        for number, (part, lot) in enumerate(found, start=first)
    ]


def _what(draft: Draft, asked: ReturnedLine) -> tuple[Item, Decimal]:
    if not asked.item:
        raise MissingPart(verb="return", part="item")
    item = draft.book.item(asked.item)
    if item is None:
        raise UnknownItem(item=asked.item)
    quantity = item.in_base_units(asked.amount)
    if quantity <= ZERO:
        raise NotPositive(verb="return", item=item.sku, number=asked.amount.number)
    return item, quantity


def lots_named_back(draft: Draft, item: Item, quantity: Decimal, text: str) -> LotParts:
    """Return the lots or pieces that a text names of what customers have; ("", all) for none.

    Raises:
        LotRefused, UnknownLot, SerialsRefused: as for any line that names them.
    """
    if not text:
        return (("", quantity),)
    names = {"serials": text} if item.is_serial else {"lot": text}
    return lots_at(draft, Line(item=item.sku, **names), item, CUSTOMER, quantity)


def customer_of(draft: Draft, limits: Limits, named: str, lines: Iterable[ReturnLine]) -> str:
    """Return whose return it is: the code of a customer, or as people wrote it.

    Raises:
        OtherCustomer: an order is somebody else's.
    """
    known = draft.book.customer(named) if named else None
    customer = known.code if known else named.strip()
    for number in dict.fromkeys(line.order for line in lines if line.order):
        order = limits.order(number)
        if order is None or not order.customer:
            continue
        if customer and order.customer.casefold() != customer.casefold():
            raise OtherCustomer(order=order.number, customer=order.customer, wanted=customer)
        customer = order.customer
    return customer
