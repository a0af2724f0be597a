"""What a step of an order did, in a few words: the title of its posting in the thread."""

from collections.abc import Sequence
from typing import Final

from bot.messages.figures import amount, counted, unit_of
from bot.messages.recall_titles import recall_title
from bot.messages.return_titles import return_title
from bot.messages.text import clipped
from inventory.book import Book
from inventory.commands import Command
from inventory.count_commands import MoveFound, SettleUnknown
from inventory.documents.order import Order
from inventory.documents.rejection import Outlet
from inventory.inbound_commands import PutAway, ReceiveTransfer, SettleRejection
from inventory.move import Move, MoveKind
from inventory.order_commands import CancelOrder, CheckLine, PlaceOrder, RecordPick, ShipShipment
from inventory.planning_commands import DecideProposal, DecideReview, SnoozeProposal
from inventory.transaction import Transaction

SETTLED: Final = {
    Outlet.RETURN_TO_VENDOR: "Sent back",
    Outlet.REFURBISH: "Took in after all",
    Outlet.SCRAP: "Scrapped",
}


def step_title(book: Book, transaction: Transaction) -> str:  # noqa: C901, PLR0911, PLR0912 - a table
    """Return what was done; the command's own name for what nobody is told of."""
    command: Command = transaction.command
    goods = _goods(book, transaction)
    match command:
        case PlaceOrder(customer=customer):
            return f"Took order {_order_of(transaction)} for {clipped(customer, 60)}"
        case RecordPick() if transaction.moves:
            return f"Picked {goods} for {transaction.moves[0].document}"
        case CheckLine(number=number):
            return f"Took {goods} out of {number}"
        case ShipShipment(number=number):
            return f"Shipped {number}"
        case CancelOrder(number=number, reason=reason):
            return (
                f"Cancelled {number}: {clipped(reason, 200)}" if reason else f"Cancelled {number}"
            )
        case PutAway():
            return f"Put away {_all_goods(book, transaction.moves)}"
        case ReceiveTransfer(number=number):
            return _arrived(book, transaction, number)
        case MoveFound(number=number):
            return f"Moved {goods} to where it was found on {number}"
        case SettleUnknown(number=number, item=item):
            return f"Counted what was unknown on {number} as {clipped(item, 60)}"
        case DecideProposal(number=number, is_approved=is_approved):
            return f"{'Approved' if is_approved else 'Rejected'} {number}"
        case SnoozeProposal(number=number):
            return f"Put {number} off"
        case SettleRejection(number=number, outlet=outlet):
            return f"{SETTLED[outlet]} {goods} of {number}"
        case DecideReview(number=number):
            return f"Decided on {number}"
        case _ if title := return_title(book, transaction) or recall_title(transaction):
            return title
        case _:
            return command.kind.replace("_", " ").capitalize()


def _goods(book: Book, transaction: Transaction) -> str:
    if not transaction.moves:
        return "nothing"
    move = transaction.moves[0]
    return f"{amount(move.quantity, unit_of(book, move.item))} of {move.item}"


def _arrived(book: Book, transaction: Transaction, number: str) -> str:
    came = [move for move in transaction.moves if move.kind is MoveKind.TRANSFER]
    lost = [move for move in transaction.moves if move.kind is not MoveKind.TRANSFER]
    if not came:
        return f"Gave up {_all_goods(book, lost)} of {number}"
    rest = f", gave up {_all_goods(book, lost)}" if lost else ""
    return f"Received {_all_goods(book, came)} of {number}{rest}"


def _all_goods(book: Book, moves: Sequence[Move]) -> str:
    """Name goods that may have moved in several moves."""
    if len(moves) > 1:
        return counted(len(moves), "line")
    return f"{amount(moves[0].quantity, unit_of(book, moves[0].item))} of {moves[0].item}"


def _order_of(transaction: Transaction) -> str:
    return next(c.after.number for c in transaction.changes if isinstance(c.after, Order))
