"""Since when Google or Slack are away, noted with the journal so that every process can tell it."""

import threading
from typing import Final, Literal

import structlog

from bincard.clock import utc_now
from inventory.ports import JournalUnavailableError, Progress
from journal.standing import OUTSIDE

Outsider = Literal["google", "slack"]
PRESENT: Final = ""

log = structlog.get_logger(__name__)


class Outages:
    """Notes when one of them goes away and when it is back; only changes are written."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lock = threading.Lock()
        self._known: dict[Outsider, bool] = {}

    def away(self, who: Outsider, reason: str) -> None:
        """Note that somebody does not answer."""
        if self._is_news(who, is_away=True):
            log.warning("outside.away", who=who, reason=reason)
            self._note(who, utc_now().isoformat())

    def back(self, who: Outsider) -> None:
        """Note that somebody answers."""
        if self._is_news(who, is_away=False):
            log.debug("outside.here", who=who)
            self._note(who, PRESENT)

    def _is_news(self, who: Outsider, *, is_away: bool) -> bool:
        with self._lock:
            is_known = self._known.get(who) is is_away
            self._known[who] = is_away
        return not is_known

    def _note(self, who: Outsider, since: str) -> None:
        """Write a change; the beginning of an outage that another process has noted stands."""
        try:
            if bool(self._progress.mark(OUTSIDE, who)) is not bool(since):
                self._progress.set_mark(OUTSIDE, who, since)
        except JournalUnavailableError:
            with self._lock:
                self._known.pop(who, None)  # noted the next time
