"""Keeps a desk's book near what other processes commit, for as long as the process lives.

A book that lags is never wrong where it counts, since every decision is made under the lock on the
newest one. But typeahead, App Home and whoever waits for news would show and do old things.
"""

import threading
from collections.abc import Callable
from typing import Final

import psycopg
import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from inventory.ports import Desk, JournalUnavailableError
from journal.wake_up import bell

POLL_S: Final = 1.0

log = structlog.get_logger(__name__)


class Follower:
    """Looks after every ring of the bell, and once a second without one.

    Args:
        engine: where the journal is.
        desk: whose book is kept up.
        on_news: called, in the follower's thread, when the book has grown.
    """

    def __init__(self, engine: Engine, desk: Desk, on_news: Callable[[], object]) -> None:
        self._engine = engine
        self._desk = desk
        self._on_news = on_news
        self._seen = desk.book.sequence
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        """Follow; when the database goes away, try again until it is back."""
        while not self._stop.is_set():
            try:
                with bell(self._engine, self._stop) as wait:
                    self._follow(wait)
            except (JournalUnavailableError, SQLAlchemyError, psycopg.Error) as error:
                log.warning("journal.away", reason=str(error))
                self._stop.wait(POLL_S)

    def _follow(self, wait: Callable[[float], object]) -> None:
        while not self._stop.is_set():
            sequence = self._desk.catch_up().sequence
            if sequence != self._seen:
                self._seen = sequence
                self._on_news()
            wait(POLL_S)
