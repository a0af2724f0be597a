"""What a decision needs beyond the book: past transactions, loaded under the lock, read-only."""

from collections.abc import Mapping

from inventory.commands import Command, UndoTransaction
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


def needs(command: Command) -> Needs:
    """Return what the desk has to load before this command can be decided."""
    if isinstance(command, UndoTransaction):
        return Needs(transactions=(command.transaction,))
    return Needs()
