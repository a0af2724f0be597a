"""Sends letters, each once, and notes in its document what became of each.

The outbox says `unknown` before a letter leaves, and the document is told before the outbox is
settled. So a crash at any point leaves one of two things: a row in doubt whose outcome the document
knows, and then only the row is settled; or one that nobody knows, and then that is what is noted.
Neither is sent again by itself: a person who looks may have it sent once more, as another letter.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

import structlog

from bincard.correspondence import Correspondence, Noted
from inventory.correspondence.mailing import (
    Mailer,
    MailOutcome,
    MailRefusal,
    MailRefused,
    MailSent,
    MailUnknown,
)
from inventory.documents.letter import LetterState
from inventory.errors import StockError
from inventory.notices import LetterNotice
from inventory.order_commands import RecordLetter
from inventory.papers.paper import PaperError
from inventory.people import JOB_PREFIX
from inventory.ports import Clock, Delivery, Desk, Medium, Outbox, OutboxRow

LEASE: Final = "letters"
ACTOR: Final = f"{JOB_PREFIX}letters"
PAGE: Final = 500
IDLE_S: Final = 1.0
BACKOFF_S: Final = 30.0
BACKOFF_MAX_S: Final = 3600.0
ATTEMPTS_MAX: Final = 48
"""Somewhat less than two days of a server that always says `later`."""

NO_SERVER: Final = "no mail server is set"
CRASHED: Final = "the program ended while it was sending"
UNPRINTED: Final = "its paper could not be printed"

log = structlog.get_logger(__name__)


class LetterSender:
    """Empties the outbox of letters, one process at a time (the caller holds the lease).

    Args:
        mailer: where letters leave; None where no mail server is set.
        about: what letters are about, and what they say.
        outbox: what has to leave.
        desk: whose documents are told.
        clock: the time notes carry.
        backoff_s: before the first second try; it doubles up to an hour.
    """

    def __init__(
        self,
        mailer: Mailer | None,
        *,
        about: Correspondence,
        outbox: Outbox,
        desk: Desk,
        clock: Clock,
        backoff_s: float = BACKOFF_S,
    ) -> None:
        self._mailer = mailer
        self._about = about
        self._outbox = outbox
        self._desk = desk
        self._clock = clock
        self._backoff_s = backoff_s
        self._not_before: dict[int, float] = {}
        self._known: dict[int, Noted] = {}

    def send_once(self, may_send: Callable[[], bool] = lambda: True) -> float:
        """Send what waits and is due; return how many seconds to wait then.

        Args:
            may_send: asked right before each: whoever was paused may have been replaced.
        """
        self._desk.catch_up()
        for row in self._outbox.pending(PAGE, Medium.MAIL):
            if monotonic() < self._not_before.get(row.id, 0.0):
                continue
            if not may_send():
                break
            if not self._deliver(row):
                break
        return IDLE_S

    def _deliver(self, row: OutboxRow) -> bool:
        """Bring one letter as far as it goes; tell whether there is any use in trying the next."""
        notice = row.notice
        if not isinstance(notice, LetterNotice):
            self._outbox.settle(row.id, Delivery.FAILED)
            return True
        outcome = self._known.get(row.id) or self._noted(row, notice) or self._send(row, notice)
        match outcome:
            case None:  # somebody else has it
                return True
            case MailRefused() if outcome.may_try_again and row.attempts + 1 < ATTEMPTS_MAX:
                self._put_off(row, outcome)
                return outcome.reason is not MailRefusal.UNREACHABLE
            case Noted():
                self._known[row.id] = outcome
            case _:
                self._known[row.id] = _verdict(outcome)
        self._close(row, notice, self._known[row.id])
        return True

    def _noted(self, row: OutboxRow, notice: LetterNotice) -> Noted | None:
        """Return what is certain without sending, None where the letter has to be tried."""
        book = self._desk.book
        if known := self._about.known(book, notice):
            return known
        if row.delivery is Delivery.UNKNOWN:
            return Noted(LetterState.UNKNOWN, CRASHED)
        if self._mailer is None:
            return Noted(LetterState.REFUSED, NO_SERVER)
        return None if self._about.has_reader(book, notice) else Noted(LetterState.NO_ADDRESS)

    def _send(self, row: OutboxRow, notice: LetterNotice) -> MailOutcome | Noted | None:
        """Send a letter, having noted that its outcome is unknown from now on."""
        if self._mailer is None:
            return None
        try:
            letter = self._about.written(self._desk.book, notice)
        except PaperError as error:
            log.warning("letters.unprinted", key=row.key, reason=str(error))
            return Noted(LetterState.REFUSED, UNPRINTED)
        return self._mailer.send(letter) if self._outbox.begin(row) else None

    def _put_off(self, row: OutboxRow, refused: MailRefused) -> None:
        """Have it tried again: nothing of it was taken."""
        wait = min(BACKOFF_MAX_S, self._backoff_s * 2 ** min(row.attempts, 20))
        self._not_before[row.id] = monotonic() + wait
        self._outbox.settle(row.id, Delivery.WAITING)
        log.warning("letters.put_off", key=row.key, reason=refused.reason, wait_s=wait)

    def _close(self, row: OutboxRow, notice: LetterNotice, noted: Noted) -> None:
        """Tell the document, then settle the row: in this order nothing is lost by a crash."""
        command = RecordLetter(
            key=f"letter:{row.key}:{noted.state.value}",
            actor=ACTOR,
            at=self._clock(),
            number=notice.document,
            letter=notice.letter.key,
            state=noted.state,
            said=noted.said,
        )
        try:
            self._desk.handle(command)
        except StockError as known:  # noted already, or the document is gone
            log.debug("letters.noted_already", key=row.key, reason=str(known))
        is_sent = noted.state is LetterState.SENT
        self._outbox.settle(row.id, Delivery.SENT if is_sent else Delivery.FAILED)
        self._known.pop(row.id, None)
        self._not_before.pop(row.id, None)
        log.info("letters.settled", key=row.key, state=noted.state.value)


def _verdict(outcome: MailOutcome) -> Noted:
    match outcome:
        case MailSent():
            return Noted(LetterState.SENT)
        case MailRefused():
            return Noted(LetterState.REFUSED, outcome.said or outcome.reason.value)
        case MailUnknown():
            return Noted(LetterState.UNKNOWN, outcome.said)
