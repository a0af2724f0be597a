"""Transactions: the unit of everything. One commit, one row of the journal, one undo, one audit row."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from inventory.commands import Command
from inventory.entries import Change
from inventory.move import Move
from inventory.notices import Notice
from inventory.quantity import Quantity
from inventory.record import Record

MOVES_MAX = 500


class Transaction(Record):
    """What one command did.

    Attributes:
        sequence: gap-free from 1; `id` is its name for people (`TX-12`).
        moves: ledger rows in order; `changes`: entries before and after.
        notices: what the outbox has to say because of it.
        undoes: the id of the transaction it takes back, or empty.
    """

    sequence: int
    id: str
    at: datetime
    command: Command
    moves: tuple[Move, ...] = ()
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()
    undoes: str = ""

    @property
    def key(self) -> str:
        return self.command.key

    @property
    def actor(self) -> str:
        return self.command.actor


class BalanceChange(Record):
    """Before and after of one balance in a real location, in base units."""

    item: str
    location: str
    lot: str = ""
    before: Quantity
    after: Quantity


class Crowded(Record):
    """A bin that holds more than it is made for.

    Attributes:
        holds: how much; `capacity` is how much it is made for.
        unit: kg, or empty for units of all items together.
    """

    location: str
    holds: Quantity
    capacity: Quantity
    unit: str = ""


class Reply(Record):
    """What the person was told, kept with the transaction so that a repeat hears the same.

    Attributes:
        freight_by: by what the freight of a delivery was shared among its lines: value, weight or
            quantity; empty where there was none.
        crowded: the bins that this filled beyond their capacity.
    """

    transaction: str
    balances: tuple[BalanceChange, ...] = ()
    freight_by: str = ""
    crowded: tuple[Crowded, ...] = ()


class PastPosting(Record):
    """A transaction as it stands now.

    Attributes:
        undone_by: what took it back, empty while it stands.
    """

    transaction: Transaction
    reply: Reply
    undone_by: str = ""


class Posted(NamedTuple):
    """The answer to a command that took effect.

    Attributes:
        is_repeat: the same request had been recorded before; nothing was recorded now.
    """

    transaction: Transaction
    reply: Reply
    is_repeat: bool = False


def transaction_id(sequence: int) -> str:
    """Name a transaction for people.

    Examples:
        >>> transaction_id(12)
        'TX-12'
    """
    return f"TX-{sequence}"


def sequence_of(transaction: str) -> int:
    """Return the sequence number of a transaction's name.

    Examples:
        >>> sequence_of("TX-12")
        12
    """
    return int(transaction.removeprefix("TX-"))


def chained_hash(previous_hash: str, content: str) -> str:
    """Return the hash of a row that also covers every row before it.

    Args:
        previous_hash: hex hash of the row before, empty for the first.
        content: the row's canonical text.
    """
    return hashlib.sha256(f"{previous_hash}\n{content}".encode()).hexdigest()
