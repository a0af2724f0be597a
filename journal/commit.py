"""One commit: lock, catch up, decide what has queued, insert, commit. Nothing is told before.

Every command is decided on a stage that sees the ones before it in the same commit; the published
book learns of them only after the database has said that they are on disk. A refusal, or a bug in
one command, fails that command alone.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import Connection, Dialect, Table, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from inventory.book import Book
from inventory.commands import Command
from inventory.decide import decide
from inventory.errors import KeyReused
from inventory.history import NOTHING, History, needs
from inventory.invariants import check_touched
from inventory.transaction import Posted
from journal.rows import Tail, Written, inserts_for, posted_from
from journal.tables import head, journal, move, outbox
from journal.wake_up import ring

# Spelled once: building a statement costs more than running it.
_LOCK: Final = (
    update(head)
    .where(head.c.id == 1)
    .values(sequence=head.c.sequence)
    .returning(head.c.sequence, head.c.line, head.c.hash, head.c.ledger_hash)
)
_KNOWN: Final = select(journal).where(journal.c.key.in_(bindparam("keys", expanding=True)))
_MOVE_TAIL: Final = (
    update(head)
    .where(head.c.id == 1)
    .values({head.c[name]: bindparam(f"new_{name}") for name in Tail._fields})
)


class Outcome(NamedTuple):
    """What became of one command: an answer or an error, never both."""

    posted: Posted | None = None
    error: Exception | None = None


class Stage:
    """Decides commands one after another on a fork of a book.

    Attributes:
        book: the fork, with everything accepted so far in it.
        accepted: in the order of their sequence numbers.
    """

    def __init__(self, connection: Connection, book: Book) -> None:
        self._connection = connection
        self._published = book
        self.book = book.fork()
        self._by_key: dict[str, Posted] = {}
        self.accepted: list[Posted] = []

    def know(self, keys: Sequence[str]) -> None:
        """Look up which keys the journal has already."""
        rows = self._connection.execute(_KNOWN, {"keys": keys})
        self._by_key.update({row.key: posted_from(row) for row in rows})

    def settle(self, command: Command) -> Outcome:
        """Decide one command, or give again what its key stands for."""
        if known := self._by_key.get(command.key):
            return _repeat(known, command)
        try:
            posted = decide(self.book, self._history_for(command), command)
            self._accept(posted)
        except Exception as error:  # noqa: BLE001  # handed to whoever asked: it fails alone
            return Outcome(error=error)
        return Outcome(posted=posted)

    def _accept(self, posted: Posted) -> None:
        try:
            self.book.apply(posted.transaction)
            check_touched(self.book, posted.transaction)
        except Exception:
            self._rewind()
            raise
        self.accepted.append(posted)
        self._by_key[posted.transaction.key] = posted

    def _rewind(self) -> None:
        self.book = self._published.fork()
        for posted in self.accepted:
            self.book.apply(posted.transaction)

    def _history_for(self, command: Command) -> History:
        wanted = needs(command, self.book).transactions
        if not wanted:
            return NOTHING
        ids = {posted.transaction.id: posted.transaction for posted in self.accepted}
        numbers = [int(name[3:]) for name in wanted if name[:3] == "TX-" and name[3:].isdecimal()]
        rows = self._connection.execute(
            select(journal).where(journal.c.seq.in_([n for n in numbers if n < 2**62]))
        )
        past = [posted_from(row).transaction for row in rows]
        ids |= {one.id: one for one in past}
        undone = {t.undoes: t.id for t in ids.values() if t.undoes}
        later = self._connection.execute(
            select(journal.c.undoes, journal.c.seq).where(journal.c.undoes.in_(wanted))
        )
        undone |= {row.undoes: f"TX-{row.seq}" for row in later}
        return History(transactions=ids, undone_by=undone)


def _repeat(known: Posted, command: Command) -> Outcome:
    if known.transaction.command.payload_hash() != command.payload_hash():
        return Outcome(error=KeyReused(key=command.key, transaction=known.transaction.id))
    return Outcome(posted=known._replace(is_repeat=True))


def lock_tail(connection: Connection) -> Tail:
    """Take the write lock and return the journal's tail."""
    return Tail(*connection.execute(_LOCK).one())


def write(connection: Connection, accepted: Sequence[Written], tail: Tail) -> None:
    """Insert the accepted transactions after the tail, move it, and let others know."""
    if not accepted:
        return
    inserts = inserts_for(accepted, tail)
    for table, rows in ((journal, inserts.journal), (move, inserts.move), (outbox, inserts.outbox)):
        if rows:
            connection.exec_driver_sql(_insert_into(table, connection.dialect), rows)
    tail_values = {f"new_{name}": value for name, value in inserts.tail._asdict().items()}
    connection.execute(_MOVE_TAIL, tail_values)
    ring(connection)


@cache
def _insert_into(table: Table, dialect: Dialect) -> str:
    """Spell an insert for the driver: SQLAlchemy would go through every value of every row.

    Values go by the names of their columns: PostgreSQL's driver has no other way, SQLite's has both.
    """
    by_name = SQLiteDialect_pysqlite(paramstyle="named") if dialect.name == "sqlite" else dialect
    columns = [column.name for column in table.c if column.autoincrement is not True]
    return str(insert(table).compile(dialect=by_name, column_keys=columns))
