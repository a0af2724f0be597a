"""Whether this process can do its work now, and if not, why, in words."""

from collections.abc import Iterator
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bincard.settings import Settings
from bot.socket_mode import SocketConnection
from inventory.ports import JournalUnavailableError, StatusSource
from journal.commit import lock_tail
from journal.opening import Journal

MESSAGE_AGE_S_MAX: Final = 300.0

log = structlog.get_logger(__name__)


class Readiness:
    """Looks at everything this process needs.

    Attributes:
        socket: the connection to Slack, once there is one.
    """

    def __init__(
        self, settings: Settings, journal: Journal, status: StatusSource, *, has_worker: bool
    ) -> None:
        self._settings = settings
        self._journal = journal
        self._status = status
        self._has_worker = has_worker
        self.socket: SocketConnection | None = None

    def why_not(self) -> str:
        """Return what is wrong in a few words, or nothing."""
        reason = "; ".join(self._reasons())
        if reason:
            log.warning("not_ready", reason=reason)
        return reason

    def _reasons(self) -> Iterator[str]:
        try:
            self._try_the_lock()
            if self._has_worker:
                yield from self._unfinished()
        except (SQLAlchemyError, JournalUnavailableError):
            yield "the journal's database does not answer or cannot be written"
        if self.socket is not None and self.socket.quiet_s() > self._settings.slack_quiet_s_max:
            yield "Slack has not been heard for a while"

    def _try_the_lock(self) -> None:
        """Take the write lock and write, as every posting does, and leave everything as it was."""
        with self._journal.engine.connect() as connection:
            lock_tail(connection)
            connection.rollback()

    def _unfinished(self) -> Iterator[str]:
        now = self._status()
        if now.waiting_s > MESSAGE_AGE_S_MAX:
            yield f"messages wait ({now.waiting}), the oldest for {now.waiting_s:.0f} s"
        if self._settings.spreadsheet_id and not now.holder_of("sheet"):
            yield "nobody writes the sheet"
