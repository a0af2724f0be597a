"""The peer of a trace: recursive SQL over the same ledger, in SQLite, with an index for each step.

There are no statistics (`ANALYZE`): with them SQLite prepares a filter over the whole ledger, and
takes fifty times as long for one lot among many.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.shipment import Shipment


class Answer(NamedTuple):
    """What a trace comes to.

    Attributes:
        lots: every lot that was reached.
        passed: (item, lot, customer) -> shipped and returned; or (item, lot, document) -> received.
    """

    lots: frozenset[tuple[str, str]]
    passed: dict[tuple[str, str, str], tuple[int, int]]


COPY: Final = """
CREATE TABLE ledger AS
    SELECT line, seq, kind, item, lot, CAST(quantity AS INTEGER) AS quantity, source, target, document
    FROM journal.move;
"""
INDEXES: Final = """
CREATE INDEX passed ON ledger(item, lot, document, kind, source, target, quantity)
    WHERE source = 'CUSTOMER' OR target = 'CUSTOMER';
CREATE INDEX came ON ledger(item, lot, document, quantity, source) WHERE source = 'SUPPLIER';
CREATE INDEX went_in ON ledger(item, lot, seq) WHERE kind = 'build' AND target = 'PRODUCTION';
CREATE INDEX kits_of ON ledger(seq, item, lot) WHERE kind = 'build' AND source = 'PRODUCTION';
CREATE INDEX came_out ON ledger(item, lot, seq) WHERE kind = 'build' AND source = 'PRODUCTION';
CREATE INDEX parts_of ON ledger(seq, item, lot) WHERE kind = 'build' AND target = 'PRODUCTION';
CREATE TABLE parcel(document TEXT PRIMARY KEY, customer TEXT) WITHOUT ROWID;
"""
FORWARD: Final = """
WITH RECURSIVE reached(item, lot) AS (
    VALUES (:item, :lot)
    UNION
    SELECT kit.item, kit.lot
    FROM reached
    JOIN ledger AS part ON part.item = reached.item AND part.lot = reached.lot
        AND part.kind = 'build' AND part.target = 'PRODUCTION'
    JOIN ledger AS kit ON kit.seq = part.seq AND kit.kind = 'build' AND kit.source = 'PRODUCTION'
)
SELECT reached.item, reached.lot, coalesce(parcel.customer, ''),
    sum(CASE WHEN passed.kind = 'return' THEN 0
        WHEN passed.target = 'CUSTOMER' THEN passed.quantity ELSE -passed.quantity END),
    sum(CASE WHEN passed.kind <> 'return' THEN 0
        WHEN passed.target = 'CUSTOMER' THEN -passed.quantity ELSE passed.quantity END)
FROM reached
LEFT JOIN ledger AS passed ON passed.item = reached.item AND passed.lot = reached.lot
    AND (passed.source = 'CUSTOMER' OR passed.target = 'CUSTOMER')
LEFT JOIN parcel ON parcel.document = passed.document
GROUP BY 1, 2, 3
"""
BACK: Final = """
WITH RECURSIVE reached(item, lot) AS (
    VALUES (:item, :lot)
    UNION
    SELECT part.item, part.lot
    FROM reached
    JOIN ledger AS kit ON kit.item = reached.item AND kit.lot = reached.lot
        AND kit.kind = 'build' AND kit.source = 'PRODUCTION'
    JOIN ledger AS part ON part.seq = kit.seq AND part.kind = 'build' AND part.target = 'PRODUCTION'
)
SELECT reached.item, reached.lot, coalesce(came.document, ''), sum(came.quantity), 0
FROM reached
LEFT JOIN ledger AS came ON came.item = reached.item AND came.lot = reached.lot
    AND came.source = 'SUPPLIER'
GROUP BY 1, 2, 3
"""


class Peer:
    """The same ledger in a SQLite file of its own."""

    def __init__(self, journal: Path, book: Book, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "peer.sqlite3")
        self._connection.execute("ATTACH ? AS journal", (str(journal),))
        self._connection.execute(COPY)
        self._connection.executescript(INDEXES)
        parcels = ((one.number, one.to) for one in book.all(Shipment))
        self._connection.executemany("INSERT INTO parcel VALUES (?, ?)", parcels)
        self._connection.commit()

    def forward(self, lot: tuple[str, str]) -> Answer:
        """Return who got how much of a lot and of every kit built of it."""
        return self._asked(FORWARD, lot)

    def back(self, lot: tuple[str, str]) -> Answer:
        """Return with what a lot and everything it is made of came."""
        return self._asked(BACK, lot)

    def close(self) -> None:
        self._connection.close()

    def _asked(self, query: str, lot: tuple[str, str]) -> Answer:
        found = self._connection.execute(query, {"item": lot[0], "lot": lot[1]}).fetchall()
        return answer_of((row[:3], row[3] or 0, row[4] or 0) for row in found)


def answer_of(rows: Iterable[tuple[tuple[str, str, str], int, int]]) -> Answer:
    """Gather rows; those of nothing only tell that a lot was reached."""
    lots, passed = set(), {}
    for key, first, second in rows:
        lots.add(key[:2])
        if first or second:
            passed[key] = (int(first), int(second))
    return Answer(frozenset(lots), passed)
