"""What a decision needs beyond the book: past transactions, loaded under the lock, read-only."""

from collections.abc import Mapping

from inventory.book import Book
from inventory.commands import Command, UndoTransaction
from inventory.recall_commands import LiftRecall, StartRecall, WidenRecall
from inventory.recalling.past import recall_named, receipts_asked, started_with, steps_of
from inventory.record import Record
from inventory.transaction import Transaction


class Needs(Record):
    """Which past transactions a command wants to see, by id."""

    transactions: tuple[str, ...] = ()


class History(Record):
    """What was asked for.

    Attributes:
        transactions: id -> transaction, as far as they exist.
        undone_by: id -> the id of the transaction that took it back.
    """

    transactions: Mapping[str, Transaction] = {}
    undone_by: Mapping[str, str] = {}


NOTHING = History()


def needs(command: Command, book: Book) -> Needs:
    """Return what the desk has to load before this command can be decided on this book."""
    match command:
        case UndoTransaction():
            begun = started_with(book, command.transaction)
            return Needs(transactions=(command.transaction, *(steps_of(begun) if begun else ())))
        case LiftRecall():
            recall = recall_named(book, command.number)
            return Needs(transactions=steps_of(recall) if recall else ())
        case StartRecall() | WidenRecall():
            return Needs(transactions=receipts_asked(book, command.scope))
        case _:
            return Needs()
