"""The loop that empties the outbox, while this process holds its lease."""

import threading
from typing import Final

import structlog

from bincard.outside_loops import label_desk
from bincard.settings import Settings
from bot.outbox_sender import OutboxSender, sending_client
from inventory.ports import JournalUnavailableError
from journal.opening import Journal
from outside.documents.printer import TypstPrinter

LEASE: Final = "outbox"
LEASE_TTL_S: Final = 40.0
"""Longer than one call to Slack may take, so that nobody takes over in the middle of one."""

TROUBLE_S: Final = 5.0

log = structlog.get_logger(__name__)


class OutboxLoop:
    """Sends what waits, on a thread of its own.

    Args:
        wake: set by every commit.
    """

    def __init__(
        self, journal: Journal, settings: Settings, holder: str, wake: threading.Event
    ) -> None:
        self._journal = journal
        self._holder = holder
        self._wake = wake
        self._stop = threading.Event()
        token = settings.slack_bot_token.get_secret_value()
        self._sender = OutboxSender(
            sending_client(token, settings.slack_api_url),
            outbox=journal.outbox,
            desk=journal.desk,
            reader=journal.reader,
            contacts=journal.contacts,
            printer=TypstPrinter(),
            labels=label_desk(settings, journal),
            may_send=self._has_lease,
        )
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the message in flight and leave the lease to others."""
        self._stop.set()
        self._wake.set()
        self._thread.join()
        self._journal.lease.release(LEASE, self._holder)

    def _run(self) -> None:
        while not self._stop.is_set():
            wait = TROUBLE_S
            try:
                if self._has_lease():
                    wait = self._sender.send_once()
            except JournalUnavailableError as error:
                log.warning("outbox.put_off", reason=str(error))
            except Exception:  # the outermost edge of this thread: what waits is tried again
                log.exception("outbox.failed")
            self._wake.wait(wait)
            self._wake.clear()

    def _has_lease(self) -> bool:
        """Renew the lease, or take one that has run out."""
        return self._journal.lease.acquire(LEASE, self._holder, LEASE_TTL_S) is not None
