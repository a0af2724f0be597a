"""Which slot of a job is due: arithmetic on the warehouse's own clock, without waiting."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from jobs.job import Job, Occasion

SLOT_FORMATS = {"day": "%Y-%m-%d", "hour": "%Y-%m-%dT%H", "quarter": "%Y-%m-%dT%H:%M"}


class Due(NamedTuple):
    """The newest slot that has begun, and the moment it did (in the warehouse's zone)."""

    slot: str
    since: datetime


def newest_due(job: Job, now: datetime, zone: ZoneInfo) -> Due | None:
    """Return the newest slot that began at most `late_at_most` ago, or None.

    Older slots that were missed as well are not made up for: a digest of yesterday helps nobody.
    """
    trigger = trigger_of(job, zone)
    begun: datetime | None = None
    fires = trigger.get_next_fire_time(None, now - job.late_at_most)
    while fires is not None and fires <= now:
        begun = fires
        after = fires.astimezone(UTC) + timedelta(seconds=1)  # local sums forget a repeated hour
        fires = trigger.get_next_fire_time(None, after)
    return None if begun is None else Due(slot_of(job, begun), begun)


def slot_of(job: Job, moment: datetime) -> str:
    """Return the slot a local moment belongs to."""
    return moment.strftime(SLOT_FORMATS[job.period])


def trigger_of(job: Job, zone: ZoneInfo) -> CronTrigger:
    """Return the job's calendar; APScheduler's, since it knows of clocks that are set back."""
    minute = "*/15" if job.period == "quarter" else job.minute
    return CronTrigger(
        day_of_week=job.weekdays, hour=job.hours, minute=minute, second=0, timezone=zone
    )


def scheduled(job: Job, due: Due, now: datetime) -> Occasion:
    """Return the occasion of a slot."""
    return Occasion(job=job.id, slot=due.slot, at=now, on=due.since.date())


def by_hand(job: Job, now: datetime, zone: ZoneInfo) -> Occasion:
    """Return an occasion of its own for somebody who wants the job done now."""
    on = now.astimezone(zone).date()
    return Occasion(job=job.id, slot=now.isoformat(), at=now, on=on)
