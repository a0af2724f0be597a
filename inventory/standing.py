"""How the bot stands: what has been recorded, what still has to go where, and who is at work."""

from datetime import datetime

from inventory.record import Record


class Holder(Record):
    """Who does a piece of work alone at the moment.

    Attributes:
        work: `sheet`, `outbox` or `jobs`.
        name: of the process; empty where nobody does it.
    """

    work: str
    name: str = ""


class Standing(Record):
    """One look at everything, in one moment.

    Attributes:
        at: when it was looked.
        sequence: the journal's last transaction.
        shown: the last one the workbook shows for certain; None where there is no workbook.
        behind_since: when the first was recorded that the workbook lacks.
        waiting: messages to Slack that have to leave; `waiting_since`: when the first was caused.
        letters_waiting: letters to customers that have to leave, and since when; apart, because a
            mail server that is away keeps nobody in the house from working.
        verified_on: the slot of the last nightly comparison, empty before the first.
        google_away_since, slack_away_since: since when they do not answer.
    """

    at: datetime
    sequence: int
    shown: int | None = None
    behind_since: datetime | None = None
    waiting: int = 0
    waiting_since: datetime | None = None
    letters_waiting: int = 0
    letters_waiting_since: datetime | None = None
    verified_on: str = ""
    holders: tuple[Holder, ...] = ()
    google_away_since: datetime | None = None
    slack_away_since: datetime | None = None

    @property
    def behind(self) -> int:
        """Transactions that the workbook lacks."""
        return 0 if self.shown is None else max(0, self.sequence - self.shown)

    @property
    def behind_s(self) -> float:
        """Age of the oldest transaction that the workbook lacks, in seconds."""
        return self._age_s(self.behind_since)

    @property
    def waiting_s(self) -> float:
        """Age of the oldest message that waits, in seconds."""
        return self._age_s(self.waiting_since)

    @property
    def letters_waiting_s(self) -> float:
        """Age of the oldest letter that waits, in seconds."""
        return self._age_s(self.letters_waiting_since)

    def holder_of(self, work: str) -> str:
        """Return who does a piece of work, empty where nobody does."""
        return next((holder.name for holder in self.holders if holder.work == work), "")

    def _age_s(self, since: datetime | None) -> float:
        return 0.0 if since is None else max(0.0, (self.at - since).total_seconds())
