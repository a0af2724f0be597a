"""What a step of a return did, in a few words: the title of its posting."""

from collections import defaultdict
from decimal import Decimal
from typing import Final

from bot.messages.figures import ARROW, amount, counted, unit_of
from bot.messages.return_parts import DISPOSITIONS
from bot.messages.telling import plain
from inventory.book import Book
from inventory.commands import Command
from inventory.documents.customer_return import CustomerReturn, Inspection
from inventory.quantity import ZERO
from inventory.return_commands import (
    AnnounceReturn,
    CancelReturn,
    CloseReturn,
    InspectReturn,
    MakeGood,
    ReceiveReturn,
)
from inventory.transaction import Transaction

WITHOUT_GOODS: Final[dict[type[Command], str]] = {
    AnnounceReturn: "Announced",
    CloseReturn: "Closed",
    CancelReturn: "Cancelled",
}
GIVEN: Final = {"refund": "Refunded", "replacement": "Replaced"}


def return_title(book: Book, transaction: Transaction) -> str:
    """Return what was done; empty for what is no step of a return."""
    found = _return_of(transaction)
    match transaction.command:
        case ReceiveReturn(number=number):
            return f"Took in {_goods(book, transaction)} of {number}"
        case InspectReturn(number=number) if found and (one := _inspection(transaction, found)):
            goes = DISPOSITIONS[one.disposition]
            what = f"{_goods(book, transaction)} of {number}"
            return f"Inspected {what}: {plain(one.condition.value)} {ARROW} {goes}"
        case MakeGood(number=number, remedy=remedy):
            return f"{GIVEN.get(remedy.value, 'Made good')} {number}"
        case command:
            verb = WITHOUT_GOODS.get(type(command), "")
            return f"{verb} {found.number}" if verb and found else ""


def _return_of(transaction: Transaction) -> CustomerReturn | None:
    entries = (change.after for change in transaction.changes)
    return next((entry for entry in entries if isinstance(entry, CustomerReturn)), None)


def _inspection(transaction: Transaction, found: CustomerReturn) -> Inspection | None:
    made = (one for line in found.lines for one in line.inspections)
    return next((one for one in made if one.transaction == transaction.id), None)


def _goods(book: Book, transaction: Transaction) -> str:
    """Name what moved: by its item where there is one, else by how many lines."""
    moved: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for move in transaction.moves:
        moved[move.item] += move.quantity
    if len(moved) != 1:
        return counted(len(moved), "item")
    ((item, quantity),) = moved.items()
    return f"{amount(quantity, unit_of(book, item))} of {item}"
