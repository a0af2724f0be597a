"""Notices that SQLite's file was taken away, or another put in its place, under a running program.

SQLite goes on writing into a file that has no name any more: what is acknowledged then is gone with
the process. So every transaction begins with a look at whether the file is still the one opened.
"""

import os
import sqlite3
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

FILE: Final = "bincard.file"


def notice_a_moved_file(engine: Engine, path: str) -> None:
    """Refuse to begin on a connection whose file is not the one at the path any more."""

    def remember(_connection: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401
        record.info[FILE] = _identity(path)

    def compare(connection: Connection) -> None:
        if connection.info.get(FILE) == _identity(path):
            return
        connection.invalidate()
        moved = sqlite3.OperationalError("the database file was moved or replaced")
        raise OperationalError("BEGIN", {}, moved)

    event.listen(engine, "connect", remember)
    event.listen(engine, "begin", compare)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
