"""A copy of a SQLite journal while it is in use, and bringing such a copy back.

The copy is one moment of the journal, whole, and appears under its name only once it is on disk.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import update

from inventory.ports import Delivery
from journal.engine import open_engine, transaction
from journal.tables import outbox

MARKS_OF_A_JOURNAL: Final = frozenset({"journal", "move", "outbox", "head", "identity", "lease"})


class NotABackupError(Exception):
    """The file is no journal, or a damaged one.

    Attributes:
        reason: what is wrong with it, in plain words.
    """

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class JournalInUseError(Exception):
    """A process still works with the journal; its name is the holder of a lease.

    Attributes:
        holder: who has it.
    """

    def __init__(self, holder: str) -> None:
        super().__init__(f"in use by {holder}")
        self.holder = holder


class Kept(NamedTuple):
    """What a file holds: the journal's name and its last transaction."""

    journal_id: str
    sequence: int


def back_up(database: Path, target: Path) -> Kept:
    """Copy a journal, which may be in use, into a new file.

    Raises:
        FileExistsError: there is such a file: backups are never overwritten.
        NotABackupError: the copy is not whole; it was not kept.
    """
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with _opened(database) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        kept = look_into(unfinished)
        _settle_on_disk(unfinished)
        unfinished.rename(target)
        _settle_on_disk(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def restore(file: Path, database: Path) -> Kept:
    """Bring a copy back over a journal that nobody uses; `doubt_what_waits` comes next.

    Raises:
        NotABackupError: the file is no whole journal.
        JournalInUseError: a process works with the journal that would be replaced.
    """
    kept = look_into(file)
    if database.exists():
        refuse_if_in_use(database)
    database.parent.mkdir(parents=True, exist_ok=True)
    with _opened(file) as source, _opened(database) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=WAL")
    return kept


def doubt_what_waits(url: str) -> None:
    """After a copy was brought back: take every message that waited for one that may have left.

    What is in doubt is looked for in Slack before it is said.

    Args:
        url: of the journal's database.
    """
    engine = open_engine(url)
    waits = outbox.c.delivery == Delivery.WAITING.value
    with transaction(engine) as connection:
        connection.execute(update(outbox).where(waits).values(delivery=Delivery.UNKNOWN.value))
    engine.dispose()


def look_into(file: Path) -> Kept:
    """Return what a file holds.

    Raises:
        NotABackupError: it is no whole journal.
    """
    if not file.is_file():
        raise NotABackupError(file, "there is no such file")
    try:
        with _opened(file) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not {name for (name,) in tables} >= MARKS_OF_A_JOURNAL:
                raise NotABackupError(file, "it is not a journal of Bincard")
            (state,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if state != "ok":
                raise NotABackupError(file, f"it is damaged ({state})")
            (journal_id,) = connection.execute("SELECT journal_id FROM identity").fetchone()
            (sequence,) = connection.execute("SELECT sequence FROM head").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackupError(file, f"it cannot be read ({error})") from error
    return Kept(journal_id=journal_id, sequence=sequence)


def refuse_if_in_use(database: Path) -> None:
    """Make sure that nobody holds a lease of a journal.

    Raises:
        JournalInUseError: somebody does.
    """
    held = "SELECT holder FROM lease WHERE until > (julianday('now') - 2440587.5) * 86400.0"
    with _opened(database) as connection:
        there = "SELECT count(*) FROM sqlite_master WHERE name = 'lease'"
        row = (
            connection.execute(held).fetchone() if connection.execute(there).fetchone()[0] else None
        )
    if row is not None:
        raise JournalInUseError(row[0])


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=20.0)) as connection:
        yield connection


def _settle_on_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
