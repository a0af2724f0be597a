"""What a receipt says besides its balances: how far its orders are, what was rejected, the freight."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import amount, money, number, unit_of
from bot.messages.telling import plain
from bot.messages.text import Bold, Line, line
from inventory.book import Book
from inventory.commands import ReceiveStock
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Rejection
from inventory.inbound.freight import QUANTITY
from inventory.inbound.ordered import PURCHASE_NUMBER, awaited
from inventory.quantity import ZERO
from inventory.transaction import Reply, Transaction

REJECTIONS_NAMED: Final = 10
ITEMS_NAMED: Final = 10
ORDERS_NAMED: Final = 3
MEASURES: Final = {"value": "by value", "weight": "by weight", QUANTITY: "by number"}
UNKNOWN: Final = {"value": "not every cost", "weight": "not every weight"}


def receipt_details(book: Book, transaction: Transaction, reply: Reply) -> Iterator[Line]:
    """Yield what is said of a receipt; nothing for another transaction."""
    for change in transaction.changes:
        if isinstance(change.after, PurchaseOrder) and _is_arrival(transaction, change.before):
            yield _progress(book, change.after)
    if isinstance(transaction.command, ReceiveStock):
        yield from _rejected(book, transaction)
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


def _is_arrival(transaction: Transaction, before: object) -> bool:
    """Tell whether a change of an order is about goods, which every move and its reversal is."""
    return bool(transaction.moves) and isinstance(before, PurchaseOrder)


def _progress(book: Book, order: PurchaseOrder) -> Line:
    """Say how much of an order has come: in one figure where all is counted alike, else by lines."""
    complete = [one for one in order.lines if not one.outstanding]
    if len({unit_of(book, one.item) for one in order.lines}) == 1:
        wanted = sum((one.wanted for one in order.lines), ZERO)
        came = f"{number(sum((one.received for one in order.lines), ZERO))} of {number(wanted)}"
    else:
        came = f"{len(complete)} of {len(order.lines)} lines"
    waived = sum((one.waived for one in order.lines), ZERO)
    little = f"; {number(waived)} missing are let go as too little" if waived else ""
    done = " That is all of it." if len(complete) == len(order.lines) and not little else ""
    return line(Bold(order.number), f": {came} have come{little}.{done}")


def _rejected(book: Book, transaction: Transaction) -> Iterator[Line]:
    found = _rejections_in(transaction)
    for one in found[:REJECTIONS_NAMED]:
        much = f"{amount(one.quantity, unit_of(book, one.item))} of {one.item}"
        yield line("Rejected as ", Bold(one.number), f": {much}, {plain(one.reason)}")
    if len(found) > REJECTIONS_NAMED:
        yield line(f"… and {len(found) - REJECTIONS_NAMED} more rejections")


def _rejections_in(transaction: Transaction) -> list[Rejection]:
    entries = (change.after for change in transaction.changes)
    return [entry for entry in entries if isinstance(entry, Rejection)]


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
