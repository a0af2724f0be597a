"""The managers' channel hears when the sheet has fallen behind, once, and once when it is over."""

import threading
from datetime import timedelta
from typing import Final

import structlog

from inventory.commands import Warn
from inventory.errors import StockError
from inventory.people import JOB_PREFIX
from inventory.ports import Clock, Desk, JournalUnavailableError, StatusSource
from inventory.warning import ManagersWarning

BEHIND_MAX: Final = timedelta(minutes=5)
CAUGHT_UP: Final = timedelta(minutes=1)
"""With work going on, something is always on its way; so long it may be."""

LOOK_EVERY_S: Final = 15.0
TOPIC: Final = "sheet"
BETTER_REASON: Final = "workbook"
"""Topic of the warning that says why the workbook cannot be written at all."""

log = structlog.get_logger(__name__)


class LagAlarm:
    """Looks now and then how far the sheet is; every worker may have one.

    Args:
        desk: where the warning is posted.
        status: how far the sheet is.
        clock: the time warnings carry.
    """

    def __init__(
        self,
        desk: Desk,
        status: StatusSource,
        clock: Clock,
    ) -> None:
        self._desk = desk
        self._status = status
        self._clock = clock
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lag alarm", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Warn, or end the warning; do nothing where the managers know already.

        Raises:
            JournalUnavailableError: nothing can be told now.
        """
        behind_s = self._status().behind_s
        told = {w.topic for w in self._desk.book.open(ManagersWarning)}
        if not told & {TOPIC, BETTER_REASON} and behind_s >= BEHIND_MAX.total_seconds():
            minutes = round(BEHIND_MAX.total_seconds() / 60)
            self._tell(
                f"The sheet has been behind for {minutes} minutes. Postings go on and are kept; "
                "look at /inv status.",
                is_over=False,
            )
        elif TOPIC in told and behind_s < CAUGHT_UP.total_seconds():
            self._tell("The sheet has caught up.", is_over=True)

    def _tell(self, headline: str, *, is_over: bool) -> None:
        now = self._clock()
        warning = Warn(
            key=f"{TOPIC}:lag:{now.isoformat()}",
            actor=f"{JOB_PREFIX}{TOPIC}",
            at=now,
            topic=TOPIC,
            headline=headline,
            is_over=is_over,
        )
        try:
            self._desk.handle(warning)
        except StockError as known:  # another worker was quicker
            log.debug("sheet.lag_told_already", reason=str(known))

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            try:
                self.look()
            except JournalUnavailableError as error:
                log.warning("sheet.lag_unknown", reason=str(error))
            except Exception:  # the outermost edge of this thread: the next look tries again
                log.exception("sheet.lag_alarm_failed")
