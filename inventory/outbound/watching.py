"""Watching shipments: which are late, and which have not been heard of for too long."""

from datetime import date, datetime

from inventory.carriage.working_days import working_days_between
from inventory.documents.progress import Progress, ProgressKind
from inventory.record import Record
from inventory.rules import Rules


class Judgement(Record):
    """How a shipment does.

    Attributes:
        kind: where it stands.
        promised_on: the day it was promised for; None where nobody promised one.
        late_days: calendar days since the promised day, until its delivery or until today; 0 where
            it is in time, has come back or was promised for no day.
        silent_days: working days since the last sign of life; 0 once nothing more is waited for.
        is_stuck: whether it has been silent too long. A label that nobody has handed over is stuck
            too: then it lies in our own house.
    """

    kind: ProgressKind
    promised_on: date | None = None
    late_days: int = 0
    silent_days: int = 0
    is_stuck: bool = False

    @property
    def is_late(self) -> bool:
        return self.late_days > 0

    @property
    def needs_somebody(self) -> bool:
        """Whether a person should look: it is not there yet, and late, stuck, lost or refused."""
        asks = self.kind in {ProgressKind.LOST, ProgressKind.FAILED_ATTEMPT}
        return not self.kind.is_end and (self.is_late or self.is_stuck or asks)


def judge_shipment(
    progress: Progress,
    *,
    now: datetime,
    rules: Rules,
    promised_on: date | None = None,
) -> Judgement:
    """Say whether a shipment is late or stuck.

    Args:
        progress: where it stands.
        now: the moment; everything is counted in days of the warehouse.
        rules: how long a shipment may be silent, and the days on which nobody expects to hear.
        promised_on: the last day that is in time.
    """
    here = now.astimezone(rules.zone)
    heard_on = progress.heard_at.astimezone(rules.zone).date()
    silence = working_days_between(heard_on, here.date(), rules.holidays)
    silent_days = 0 if progress.kind.is_end else silence
    return Judgement(
        kind=progress.kind,
        promised_on=promised_on,
        late_days=_late_days(progress, here, promised_on),
        silent_days=silent_days,
        is_stuck=silent_days >= rules.stuck_days and not progress.kind.is_end,
    )


def _late_days(progress: Progress, now: datetime, promised_on: date | None) -> int:
    if promised_on is None or progress.kind is ProgressKind.RETURNED:
        return 0
    is_there = progress.kind is ProgressKind.DELIVERED
    until = progress.event.at.astimezone(now.tzinfo) if is_there else now
    return max(0, (until.date() - promised_on).days)
