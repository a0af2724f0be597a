"""A loop on a thread of its own that works while this process holds its lease."""

import threading
from collections.abc import Callable
from typing import Final

import structlog

from inventory.ports import JournalUnavailableError, Lease

TROUBLE_S: Final = 5.0

log = structlog.get_logger(__name__)


class LeasedLoop:
    """Does a piece of work again and again, in one process at a time.

    Args:
        name: of the lease, the thread and the log's lines.
        lease: who may.
        holder: this process.
        ttl_s: longer than one step may take, so that nobody takes over in the middle of one.
        step: does what is due and returns how many seconds to wait then; it is handed a question
            to ask before whatever must not be done by two: whether the lease is still ours.
        wake: set by whoever has new work; it ends a rest early.
    """

    def __init__(
        self,
        name: str,
        lease: Lease,
        holder: str,
        *,
        ttl_s: float,
        step: Callable[[Callable[[], bool]], float],
        wake: threading.Event | None = None,
    ) -> None:
        self._name = name
        self._lease = lease
        self._holder = holder
        self._ttl_s = ttl_s
        self._step = step
        self._wake = wake or threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the step in flight and leave the lease to others."""
        self._stop.set()
        self._wake.set()
        self._thread.join()
        self._lease.release(self._name, self._holder)

    def has_lease(self) -> bool:
        """Renew the lease, or take one that has run out."""
        return self._lease.acquire(self._name, self._holder, self._ttl_s) is not None

    def _run(self) -> None:
        while not self._stop.is_set():
            wait = TROUBLE_S
            try:
                if self.has_lease():
                    wait = self._step(self.has_lease)
            except JournalUnavailableError as error:
                log.warning("loop.put_off", loop=self._name, reason=str(error))
            except Exception:  # the outermost edge of this thread: what waits is tried again
                log.exception("loop.failed", loop=self._name)
            self._wake.wait(wait)
            self._wake.clear()
