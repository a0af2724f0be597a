"""The past: transactions, moves and books of any sequence number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Engine, func, or_, select

from inventory.book import Book
from inventory.location import CUSTOMER
from inventory.move import Move, MoveKind
from inventory.ports import Entered, Flow, LedgerRow, MoveFilter
from inventory.quantity import ZERO
from inventory.transaction import Reply, Transaction
from journal.engine import reading, transaction
from journal.folding import book_at
from journal.rows import entered_from, posted_from
from journal.tables import head, journal, move

KEYS_A_QUERY = 500

FLOWS_STEP = 50_000
"""Ledger rows read at a time: the database is let go between."""

KINDS = {kind.value: kind for kind in MoveKind}

FLOW_COLUMNS = (
    move.c.line,
    move.c.seq,
    move.c.kind,
    move.c.item,
    move.c.lot,
    move.c.quantity,
    move.c.source,
    move.c.target,
    move.c.document,
    move.c.occurred_at,
)


class _Moved(BaseModel):
    """Of a transaction, its moves alone: to check all the rest takes most of the time of a page."""

    model_config = ConfigDict(extra="ignore")

    moves: tuple[Move, ...]


class SqlReader:
    """`JournalReader` on a database.

    Args:
        engine: where the journal is.
        flows_step: how many ledger rows are read at a time.
    """

    def __init__(self, engine: Engine, flows_step: int = FLOWS_STEP) -> None:
        self._engine = reading(engine)
        self._flows_step = flows_step

    def entered_after(self, sequence: int, limit: int) -> Sequence[Entered]:
        with transaction(self._engine) as connection:
            return entered_after(connection, sequence, limit)

    def transaction(self, transaction_id: str) -> Transaction | None:
        found = self._posted(transaction_id)
        return found[0] if found else None

    def reply_to(self, transaction_id: str) -> Reply | None:
        found = self._posted(transaction_id)
        return found[1] if found else None

    def undone_by(self, transaction_id: str) -> str | None:
        with transaction(self._engine) as connection:
            sequence = connection.scalar(
                select(journal.c.seq).where(journal.c.undoes == transaction_id)
            )
        return None if sequence is None else f"TX-{sequence}"

    def moves(self, wanted: MoveFilter, limit: int) -> Sequence[Move]:
        query = select(move.c.line, move.c.number, journal.c.body)
        query = query.join(journal, journal.c.seq == move.c.seq)
        if wanted.item:
            query = query.where(move.c.item == wanted.item)
        if wanted.location:
            is_there = or_(move.c.source == wanted.location, move.c.target == wanted.location)
            query = query.where(is_there)
        if wanted.lot:
            query = query.where(move.c.lot == wanted.lot)
        if wanted.document:
            query = query.where(move.c.document == wanted.document)
        if wanted.kind:
            query = query.where(move.c.kind == wanted.kind.value)
        if wanted.before_line is not None:
            query = query.where(move.c.line < wanted.before_line)
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(move.c.line.desc()).limit(limit)).all()
        return [_Moved.model_validate_json(row.body).moves[row.number - 1] for row in rows]

    def shipped(self, since: date) -> Mapping[str, Decimal]:
        return _shipped(self._engine, since)

    def flows(self, since: datetime | None = None, item: str = "") -> Iterator[Flow]:
        with transaction(self._engine) as connection:
            undoes = _undone(connection)
        line = 0
        while True:
            with transaction(self._engine) as connection:
                rows = _flow_rows(connection, line, since, item, self._flows_step)
            yield from _flows(rows, undoes)
            if len(rows) < self._flows_step:
                return
            line = rows[-1].line

    def ledger_after(self, line: int, limit: int) -> Sequence[LedgerRow]:
        with transaction(self._engine) as connection:
            links = connection.execute(
                select(move.c.line, move.c.seq, move.c.number, move.c.hash)
                .where(move.c.line >= line, move.c.line <= line + limit)
                .order_by(move.c.line)
            ).all()
            hashes = {row.line: row.hash for row in links}
            wanted = sorted({row.seq for row in links if row.line > line})
            if not wanted:
                return []
            bodies = connection.scalars(
                select(journal.c.body)
                .where(journal.c.seq.between(wanted[0], wanted[-1]))
                .order_by(journal.c.seq)
            )
            found = [m for body in bodies for m in _Moved.model_validate_json(body).moves]
        return [
            LedgerRow(move=m, hash=hashes[m.line], previous_hash=hashes.get(m.line - 1, ""))
            for m in found
            if line < m.line <= line + limit
        ]

    def book_at(self, sequence: int) -> Book:
        with transaction(self._engine) as connection:
            return book_at(connection, sequence)

    def known_keys(self, keys: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        with transaction(self._engine) as connection:
            for start in range(0, len(keys), KEYS_A_QUERY):
                some = keys[start : start + KEYS_A_QUERY]
                query = select(journal.c.key).where(journal.c.key.in_(some))
                found.update(connection.scalars(query))
        return frozenset(found)

    def last_sequence(self) -> int:
        with transaction(self._engine) as connection:
            return connection.scalar(select(head.c.sequence)) or 0

    def _posted(self, transaction_id: str) -> tuple[Transaction, Reply] | None:
        prefix, _, digits = transaction_id.partition("-")
        if prefix != "TX" or not digits.isdecimal() or len(digits) > 18:
            return None
        with transaction(self._engine) as connection:
            row = connection.execute(select(journal).where(journal.c.seq == int(digits))).first()
        if row is None:
            return None
        posted = posted_from(row)
        return posted.transaction, posted.reply


def _shipped(engine: Engine, since: date) -> Mapping[str, Decimal]:
    """Add shipments up: quantities are kept as text, and are exact only where Python adds them.

    A house ships the same few quantities over and over, so that few rows come back. What looks like
    an expression has the rows read as they lie: along the index of items each is sought by itself.
    """
    item = (move.c.item + "").label("sku")
    query = (
        select(item, move.c.quantity, move.c.target, func.count().label("times"))
        .where(move.c.kind == MoveKind.SHIPMENT.value, move.c.occurred_at >= since.isoformat())
        .group_by(item, move.c.quantity, move.c.target)
    )
    shipped: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    with transaction(engine) as connection:
        for row in connection.execute(query):
            sign = 1 if row.target == CUSTOMER else -1
            shipped[row.sku] += sign * Decimal(row.quantity) * row.times
    return dict(shipped)


def _undone(connection: Connection) -> dict[int, int]:
    """Return sequence of a transaction -> sequence of the one it takes back."""
    query = select(journal.c.seq, journal.c.undoes).where(journal.c.undoes.is_not(None))
    return {row.seq: int(row.undoes.removeprefix("TX-")) for row in connection.execute(query)}


def _flow_rows(
    connection: Connection, line: int, since: datetime | None, item: str, limit: int
) -> Sequence[Any]:
    query = select(*FLOW_COLUMNS).where(move.c.line > line).order_by(move.c.line).limit(limit)
    if since is not None:
        query = query.where(move.c.occurred_at >= since.isoformat())
    if item:
        query = query.where(move.c.item == item)
    return connection.execute(query).all()


def _flows(rows: Sequence[Any], undoes: Mapping[int, int]) -> Iterator[Flow]:
    """Yield rows as flows; by place, since a million of them are read at once."""
    for line, seq, kind, item, lot, quantity, source, target, document, at in rows:
        yield Flow(
            line,
            seq,
            undoes.get(seq, 0),
            KINDS[kind],
            item,
            lot,
            Decimal(quantity),
            source,
            target,
            document,
            datetime.fromisoformat(at),
        )


def entered_after(connection: Connection, sequence: int, limit: int) -> Sequence[Entered]:
    """Return transactions after a sequence number, each with its links of the chain."""
    rows = connection.execute(
        select(journal).where(journal.c.seq > sequence).order_by(journal.c.seq).limit(limit)
    ).all()
    before = connection.scalar(select(journal.c.hash).where(journal.c.seq == sequence))
    return entered_from(rows, before or "")
