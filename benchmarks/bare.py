"""The bare database that postings are measured against: no domain, no ORM, as safe on disk."""

import queue
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

ROWS_A_COMMIT = 200


class BareDatabase:
    """One table with one column of text, in WAL mode with a full sync at every commit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute("PRAGMA synchronous=FULL").close()
        connection.execute("CREATE TABLE posting (seq INTEGER PRIMARY KEY, body TEXT)").close()

    def insert(self, bodies: Sequence[str]) -> None:
        """Insert some rows and commit them."""
        self._connection.execute("BEGIN IMMEDIATE").close()
        self._connection.executemany(
            "INSERT INTO posting (body) VALUES (?)", [(body,) for body in bodies]
        ).close()
        self._connection.execute("COMMIT").close()


@contextmanager
def bare_database(path: Path) -> Iterator[BareDatabase]:
    """Open a new bare database."""
    with closing(sqlite3.connect(path, check_same_thread=False, isolation_level=None)) as opened:
        yield BareDatabase(opened)


class GroupCommit:
    """Many threads, one committing thread, as many rows a commit as have queued."""

    def __init__(self, database: BareDatabase) -> None:
        self._database = database
        self._queue: queue.SimpleQueue[tuple[str, Future[None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="bare-committer")
        self._thread.start()

    def add(self, body: str) -> None:
        """Return when the row is on disk."""
        done: Future[None] = Future()
        self._queue.put((body, done))
        done.result()

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            while len(group) < ROWS_A_COMMIT and not self._queue.empty():
                if (more := self._queue.get()) is None:
                    self._queue.put(None)
                    break
                group.append(more)
            self._database.insert([body for body, _ in group])
            for _, done in group:
                done.set_result(None)
