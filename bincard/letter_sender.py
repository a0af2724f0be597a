"""Sends letters, each once, and notes in its document what became of each.

The outbox says `unknown` before a letter leaves, keeps the outcome as soon as there is one, and is
settled once the document has been told. So a crash at any point leaves one of two things: a row whose
outcome is known, and then the document is told of that; or one that nobody knows, and then that is
what is noted. Neither is sent again by itself: a person who looks may have it sent once more, as
another letter.

Letters about one document that follow each other are told it together: a recall with a thousand
customers is kept whole with each of its steps, and a thousand steps would be a gigabyte.
"""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Final, NamedTuple

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
from inventory.correspondence_commands import LetterFate, RecordLetter
from inventory.documents.letter import LetterState
from inventory.errors import StockError
from inventory.notices import LetterNotice
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

TOGETHER: Final = 100
"""Letters of one document that it is told of at once."""

NO_ADDRESS: Final = "no e-mail address is known"
NO_SERVER: Final = "no mail server is set"
CRASHED: Final = "the program ended while it was sending"
UNPRINTED: Final = "its paper could not be printed"

log = structlog.get_logger(__name__)


class Ended(NamedTuple):
    """A letter that has come as far as it goes, and of which its document has to be told."""

    row: OutboxRow
    notice: LetterNotice
    noted: Noted


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
        ended: list[Ended] = []
        for row, notice in self._due(may_send):
            if ended and (len(ended) == TOGETHER or ended[0].notice.document != notice.document):
                self._tell(ended)
                ended = []
            match self._outcome(row, notice):
                case Noted() as noted:
                    ended.append(Ended(row, notice, noted))
                case MailRefused() as refused:
                    self._put_off(row, refused)
                    if refused.reason is MailRefusal.UNREACHABLE:  # no use in trying the next
                        break
                case None:  # somebody else has it
                    continue
        if ended:
            self._tell(ended)
        return IDLE_S

    def _due(self, may_send: Callable[[], bool]) -> Iterator[tuple[OutboxRow, LetterNotice]]:
        """Yield the letters whose turn it is, as long as they may be sent from here."""
        for row in self._outbox.pending(PAGE, Medium.MAIL):
            if monotonic() < self._not_before.get(row.id, 0.0):
                continue
            if not may_send():
                return
            if isinstance(row.notice, LetterNotice):
                yield row, row.notice
            else:
                self._outbox.settle(row.id, Delivery.FAILED)

    def _outcome(self, row: OutboxRow, notice: LetterNotice) -> Noted | MailRefused | None:
        """Bring one letter as far as it goes: it may have ended, or has to wait.

        Returns:
            None where somebody else has it.
        """
        outcome = self._known.get(row.id) or self._certain(row, notice) or self._send(row, notice)
        match outcome:
            case None | Noted():
                return outcome
            case MailRefused() if outcome.may_try_again and row.attempts + 1 < ATTEMPTS_MAX:
                return outcome
            case _:
                return self._keep(row, _verdict(outcome))

    def _certain(self, row: OutboxRow, notice: LetterNotice) -> Noted | None:
        """Return what is certain without sending, None where the letter has to be tried."""
        if row.delivery is Delivery.UNKNOWN and row.ts:
            return Noted(LetterState(row.ts), row.channel)
        book = self._desk.book
        if known := self._about.known(book, notice):
            return known
        if row.delivery is Delivery.UNKNOWN:
            return Noted(LetterState.UNKNOWN, CRASHED)
        if self._mailer is None:
            return Noted(LetterState.REFUSED, NO_SERVER)
        has_reader = self._about.has_reader(book, notice)
        return None if has_reader else Noted(LetterState.NO_ADDRESS, NO_ADDRESS)

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

    def _keep(self, row: OutboxRow, noted: Noted) -> Noted:
        """Keep the outcome with the row until the document is told, which may be a while."""
        self._known[row.id] = noted
        self._outbox.settle(row.id, Delivery.UNKNOWN, channel=noted.said, ts=noted.state.value)
        return noted

    def _put_off(self, row: OutboxRow, refused: MailRefused) -> None:
        """Have it tried again: nothing of it was taken."""
        wait = min(BACKOFF_MAX_S, self._backoff_s * 2 ** min(row.attempts, 20))
        self._not_before[row.id] = monotonic() + wait
        self._outbox.settle(row.id, Delivery.WAITING)
        log.warning("letters.put_off", key=row.key, reason=refused.reason, wait_s=wait)

    def _tell(self, ended: Sequence[Ended]) -> None:
        """Tell a document of its letters, then settle their rows: so a crash loses nothing."""
        first, *further = (
            LetterFate(letter=one.notice.letter.key, state=one.noted.state, said=one.noted.said)
            for one in ended
        )
        more = f":{ended[-1].row.key}:{len(ended)}" if further else ""
        command = RecordLetter(
            key=f"letter:{ended[0].row.key}:{first.state.value}{more}",
            actor=ACTOR,
            at=self._clock(),
            number=ended[0].notice.document,
            letter=first.letter,
            state=first.state,
            said=first.said,
            further=tuple(further),
        )
        try:
            self._desk.handle(command)
        except StockError as known:  # noted already, or the document is gone
            log.debug("letters.noted_already", key=command.key, reason=str(known))
        for one in ended:
            self._settle(one)

    def _settle(self, one: Ended) -> None:
        is_sent = one.noted.state is LetterState.SENT
        self._outbox.settle(one.row.id, Delivery.SENT if is_sent else Delivery.FAILED)
        self._known.pop(one.row.id, None)
        self._not_before.pop(one.row.id, None)
        log.info("letters.settled", key=one.row.key, state=one.noted.state.value)


def _verdict(outcome: MailOutcome) -> Noted:
    match outcome:
        case MailSent():
            return Noted(LetterState.SENT)
        case MailRefused():
            return Noted(LetterState.REFUSED, outcome.said or outcome.reason.value)
        case MailUnknown():
            return Noted(LetterState.UNKNOWN, outcome.said)
