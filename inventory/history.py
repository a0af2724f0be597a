"""What a decision needs beyond the book: past transactions, loaded under the lock, read-only."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from inventory.book import Book
from inventory.commands import BaseCommand, Command, UndoTransaction
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
NO_NEEDS = Needs()


def needs(command: Command, book: Book) -> Needs:
    """Return what the desk has to load before this command can be decided on this book."""
    named = NAMED_BY.get(type(command))
    return Needs(transactions=named(command, book)) if named else NO_NEEDS


def _of_undo(command: UndoTransaction, book: Book) -> tuple[str, ...]:
    begun = started_with(book, command.transaction)
    return (command.transaction, *(steps_of(begun) if begun else ()))


def _of_lift(command: LiftRecall, book: Book) -> tuple[str, ...]:
    recall = recall_named(book, command.number)
    return steps_of(recall) if recall else ()


def _of_scope(command: StartRecall | WidenRecall, book: Book) -> tuple[str, ...]:
    return receipts_asked(book, command.scope)


NAMED_BY: Final[Mapping[type[BaseCommand], Callable[[Any, Book], tuple[str, ...]]]] = {
    UndoTransaction: _of_undo,
    LiftRecall: _of_lift,
    StartRecall: _of_scope,
    WidenRecall: _of_scope,
}
"""Command -> which past transactions it needs; the others need none."""
