"""What is said to have arrived of a return, as lines of it: by number, or by the goods themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from bot.language.return_steps import ArrivedGoods
from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn, ReturnLine
from inventory.errors import UnknownItem
from inventory.item import Item
from inventory.order_errors import UnknownLine
from inventory.quantity import ONE, ZERO, Amount
from inventory.return_commands import ReturnedLine


def arrived(found: CustomerReturn, said: Sequence[ArrivedGoods], book: Book) -> dict[str, Any]:
    """Return the parts of the command that takes in what has come; nothing said means all of it.

    Goods go to the lines that wait for them, in order; what is over goes to the last of these, and
    what no line is about came besides.

    Raises:
        UnknownLine, UnknownItem, UnknownUnit, FractionRefused: as they say.
    """
    quantities: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    lots: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    more: list[ReturnedLine] = []
    for one in said:
        lines = _lines_of(found, one, book)
        if not lines:
            amount = one.amount or Amount(number=ONE)
            more.append(ReturnedLine(item=one.item, amount=amount, lot=one.lot))
            continue
        for number, quantity in _spread(lines, one, book, quantities):
            quantities[number] += quantity
            if one.lot:
                lots[number][one.lot] = lots[number].get(one.lot, ZERO) + quantity
    if more and not quantities:  # without a line all that is expected would be meant
        quantities[found.lines[0].number] = ZERO
    return {"quantities": dict(quantities), "lots": dict(lots), "more": tuple(more)}


def _lines_of(found: CustomerReturn, one: ArrivedGoods, book: Book) -> list[ReturnLine]:
    """Return the lines that goods may belong to, none where they came besides."""
    if one.line:
        line = found.line(one.line)
        if line is None:
            raise UnknownLine(number=found.number, line=one.line)
        return [line]
    if not one.item:
        waiting = [line for line in found.lines if line.outstanding]
        if len(waiting) != 1:
            raise UnknownLine(number=found.number, line=0)
        return waiting
    item = book.item(one.item)
    if item is None:
        raise UnknownItem(item=one.item)
    lines = [line for line in found.lines if line.item == item.sku]
    return [line for line in lines if one.lot in ("", line.lot)] or lines


def _spread(
    lines: Sequence[ReturnLine],
    one: ArrivedGoods,
    book: Book,
    given: defaultdict[int, Decimal],
) -> Iterable[tuple[int, Decimal]]:
    left = {line.number: max(ZERO, line.outstanding - given[line.number]) for line in lines}
    if one.amount is None:
        return left.items()
    item = book.get(Item, lines[0].item)
    if item is None:
        raise UnknownItem(item=lines[0].item)
    rest = item.in_base_units(one.amount)
    parts: dict[int, Decimal] = {}
    for number, room in left.items():
        parts[number] = min(rest, room)
        rest -= parts[number]
    parts[lines[-1].number] += rest
    return [(number, quantity) for number, quantity in parts.items() if quantity]
