"""What a receipt says besides its balances: how far its orders are, what was rejected, the freight."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, money, number, unit_of
from bot.messages.lot_words import IS_HELD, is_held_so
from bot.messages.naming import named_first, rest_of
from bot.messages.return_parts import standing
from bot.messages.telling import plain
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.commands import ReceiveStock, ReturnStock
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Rejection
from inventory.inbound.freight import QUANTITY
from inventory.inbound.ordered import PURCHASE_NUMBER, awaited
from inventory.quantity import ZERO
from inventory.return_commands import InspectReturn, RejectStock
from inventory.transaction import Reply, Transaction

REJECTIONS_NAMED: Final = 10
ITEMS_NAMED: Final = 10
ORDERS_NAMED: Final = 3
MEASURES: Final = {"value": "by value", "weight": "by weight", QUANTITY: "by number"}
UNKNOWN: Final = {"value": "not every cost", "weight": "not every weight"}


def receipt_details(book: Book, transaction: Transaction, reply: Reply) -> Iterator[Line]:
    """Yield what is said of a receipt; nothing for another transaction."""
    for change in transaction.changes if transaction.moves else ():
        if isinstance(change.before, PurchaseOrder) and isinstance(change.after, PurchaseOrder):
            yield _progress(change.before, change.after)
    if isinstance(transaction.command, ReceiveStock | RejectStock | InspectReturn):
        yield from _rejected(book, transaction)
    if isinstance(transaction.command, ReturnStock):
        yield from _returns(transaction)
    if isinstance(transaction.command, ReceiveStock):
        yield from _freight(book, transaction, reply)


def received_title(book: Book, transaction: Transaction) -> str:
    """Say how much one line brought, and how much of it was no good."""
    item = transaction.moves[0].item
    unit = unit_of(book, item)
    came = sum((move.quantity for move in transaction.moves), ZERO)
    bad = sum((one.quantity for one in _rejections_in(transaction)), ZERO)
    if came == bad:
        return f"Rejected {amount(bad, unit)} of {item}"
    rejected = f", rejected {number(bad)}" if bad else ""
    return f"Received {amount(came - bad, unit)} of {item}{rejected}"


def _progress(before: PurchaseOrder, order: PurchaseOrder) -> Line:
    """Say how much has come of what was touched, and what else is still to come."""
    items = dict.fromkeys(one.item for one in order.lines)
    touched = dict.fromkeys(one.item for one in order.lines if one != before.line(one.number))
    told = [_come(order, item, is_named=len(items) > 1) for item in list(touched)[:ITEMS_NAMED]]
    others = {item: much for item in items if item not in touched and (much := _left(order, item))}
    waiting = [f"{number(much)} {item}" for item, much in others.items()]
    waived = sum((one.waived for one in order.lines), ZERO)
    little = f"; {number(waived)} missing are let go as too little" if waived else ""
    rest = f"; still to come: {named_first(waiting, ITEMS_NAMED, 'more items')}" if waiting else ""
    is_all = not waived and not any(one.outstanding for one in order.lines)
    done = " That is all of it." if is_all else ""
    return line(Bold(order.number), f": {', '.join(told)} have come{little}{rest}.{done}")


def _come(order: PurchaseOrder, item: str, *, is_named: bool) -> str:
    lines = [one for one in order.lines if one.item == item]
    came = sum((one.received for one in lines), ZERO)
    wanted = sum((one.wanted for one in lines), ZERO)
    return f"{number(came)} of {number(wanted)}{f' {item}' if is_named else ''}"


def _left(order: PurchaseOrder, item: str) -> Decimal:
    return sum((one.outstanding for one in order.lines if one.item == item), ZERO)


def _rejected(book: Book, transaction: Transaction) -> Iterator[Line]:
    found = _rejections_in(transaction)
    for one in found[:REJECTIONS_NAMED]:
        much = f"{amount(one.quantity, unit_of(book, one.item))} of {one.item}"
        yield line("Rejected as ", Bold(one.number), f": {much}, {plain(one.reason)}")
    yield from rest_of(found, REJECTIONS_NAMED, " rejections")


def _rejections_in(transaction: Transaction) -> list[Rejection]:
    entries = (change.after for change in transaction.changes)
    return [entry for entry in entries if isinstance(entry, Rejection)]


def _returns(transaction: Transaction) -> Iterator[Line]:
    """Name the return that goods became which came without a word before."""
    entries = (change.after for change in transaction.changes)
    for found in (one for one in entries if isinstance(one, CustomerReturn)):
        if not (found.is_open or found.orders):
            continue  # nothing more will be asked about it
        of = f" of {', '.join(found.orders[:ORDERS_NAMED])}" if found.orders else ""
        yield line("Noted as return ", Bold(found.number), f"{of}: {standing(found)}.")


def _freight(book: Book, transaction: Transaction, reply: Reply) -> Iterator[Line]:
    command = transaction.command
    named = command.lines if isinstance(command, ReceiveStock) else ()
    freight = next((one.freight for one in named if one.freight), None)
    if freight is None or not reply.freight_by:
        return
    wished = book.rules.freight_spread.value
    why = "" if reply.freight_by == wished else f": {UNKNOWN[wished]} is known"
    told = f"Freight of {money(freight, book.rules.currency)} spread {MEASURES[reply.freight_by]}"
    costless = dict.fromkeys(move.item for move in transaction.moves if move.unit_cost is None)
    left = f"; {', '.join(list(costless)[:5])} stays without a cost" if costless else ""
    yield line(f"{told}{why}{left}.")


def held_back(book: Book, transaction: Transaction) -> Iterator[Line]:
    """Name the lots that came and that nobody can pick, with the recall or the reason."""
    if not isinstance(transaction.command, ReceiveStock):
        return
    came = dict.fromkeys((move.item, move.lot) for move in transaction.moves if move.lot)
    lots = (book.lot(item, code) for item, code in came)
    held = [lot for lot in lots if lot and lot.status in IS_HELD]
    for lot in held[:ITEMS_NAMED]:
        name = f"{clipped(lot.item, 60)} lot {clipped(lot.code, 60)}"
        yield line(f"{name} is {is_held_so(lot.status, lot.reason)}: nobody can pick it.")
    yield from rest_of(held, ITEMS_NAMED, " lots that are held")


def orders_meant(book: Book, transaction: Transaction) -> Iterator[Line]:
    """Name the orders that a delivery of its own may have come for; which one, nobody guesses."""
    if not isinstance(transaction.command, ReceiveStock):
        return
    blind = dict.fromkeys(
        move.item for move in transaction.moves if not PURCHASE_NUMBER.fullmatch(move.document)
    )
    for sku, orders in list(awaited(book, blind).items())[:ITEMS_NAMED]:
        told = ", ".join(f"{one} ({number(much)})" for one, much in orders[:ORDERS_NAMED])
        hint = "undo, and say po: with it"
        yield line(f"{sku} is still to come by {told}: if this was it, {hint}.")
