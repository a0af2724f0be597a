"""Runs each slot of each job once, over any number of processes and restarts.

Every process looks once a minute, on the minute. Whoever holds the lease claims what is due; a
claim that an earlier holder never finished is claimed again, and since what a job posts is keyed by
job and slot, nothing is posted twice. APScheduler keeps the minute and reads the calendar; its own
stores are not used, because two processes on one store run most jobs twice.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from inventory.commands import Warn
from inventory.errors import NothingChanged, StockError
from inventory.ports import Clock, Desk, JobRuns, JournalUnavailableError, Lease
from jobs.due import Due, by_hand, newest_due, scheduled, slot_of
from jobs.job import Job, Occasion

LEASE = "jobs"
LEASE_TTL_S = 60.0
"""Who died without releasing it is replaced that much later; who lives renews it in time, however
long a job takes."""

RENEWALS = 4
"""How often it is renewed before it runs out."""

FAR_AHEAD = timedelta(days=2)
"""More than a change of the time zone can account for."""

log = structlog.get_logger(__name__)


class JobRunner:
    """Looks what is due and runs it.

    Args:
        jobs: the schedule.
        desk: where jobs post; its book's rules name the time zone, read at every look.
        runs: which slots have been claimed and finished.
        lease: so that one process at a time runs jobs.
        clock: the time of day.
        holder: a name for this process that no other has, nor this one after a restart.
        lease_ttl_s: how long the lease lasts when nobody renews it.
    """

    def __init__(  # noqa: PLR0913 - three doors, a clock, and what a holder of a lease is
        self,
        jobs: Sequence[Job],
        *,
        desk: Desk,
        runs: JobRuns,
        lease: Lease,
        clock: Clock,
        holder: str,
        lease_ttl_s: float = LEASE_TTL_S,
    ) -> None:
        self._jobs = {job.id: job for job in jobs}
        self._desk = desk
        self._runs = runs
        self._lease = lease
        self._clock = clock
        self._holder = holder
        self._lease_ttl_s = lease_ttl_s
        self._since = clock()
        self._is_in_doubt = False
        self._first_look = threading.Thread(target=self._look, name="first look")
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1), "renewal": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60},
        )

    def start(self) -> None:
        """Look at once and every minute, on a thread of its own, until `stop`."""
        minute = CronTrigger(second=0, timezone=UTC)
        self._scheduler.add_job(self._look, minute, id="look")
        often = IntervalTrigger(seconds=self._lease_ttl_s / RENEWALS, timezone=UTC)
        self._scheduler.add_job(self._renew, often, id="renew", executor="renewal")
        self._scheduler.start()
        self._first_look.start()

    def stop(self) -> None:
        """Let what runs end, then leave the lease to others."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
            self._first_look.join()
        self._lease.release(LEASE, self._holder)

    def run_now(self, job_id: str) -> str:
        """Run a job at once, besides its schedule.

        Returns:
            What came of it, in a few words.

        Raises:
            KeyError: no such job.
            Exception: whatever the job raises; nobody else is told.
        """
        job = self._jobs[job_id]
        return self._do(job, by_hand(job, self._clock(), self._desk.book.rules.zone))

    def run_due(self) -> list[str]:
        """Run what is due and not done yet; do nothing where another process holds the lease.

        Returns:
            The ids of the jobs that ran, failed ones included.

        Raises:
            JournalUnavailableError: the outcome could not be recorded; the slot runs again.
        """
        token = self._take_lease()
        if token is None:
            return []
        self._desk.catch_up()
        return [job.id for job in self._jobs.values() if self._run_if_due(job, token)]

    def _look(self) -> None:
        try:
            ran = self.run_due()
        except Exception:  # the outermost edge of this thread: the next minute tries again
            log.exception("jobs.look_failed")
        else:
            log.debug("jobs.looked", ran=ran)

    def _renew(self) -> None:
        """Keep the lease while a job takes long; whoever is alive may as well take a free one."""
        try:
            self._lease.acquire(LEASE, self._holder, self._lease_ttl_s)
        except JournalUnavailableError as error:
            log.warning("jobs.no_lease", reason=str(error))

    def _take_lease(self) -> int | None:
        """Return the token; after a doubtful outcome a new one, so that the claim can be repeated."""
        if self._is_in_doubt:
            self._lease.release(LEASE, self._holder)
            self._is_in_doubt = False
        return self._lease.acquire(LEASE, self._holder, self._lease_ttl_s)

    def _run_if_due(self, job: Job, token: int) -> bool:
        now = self._clock()
        due = newest_due(job, now, self._desk.book.rules.zone)
        if due is None or not self._is_wanted(job, due):
            return False
        if not self._runs.claim(job.id, due.slot, token):
            return False
        try:
            result = self._attempt(job, scheduled(job, due, now))
            self._runs.finish(job.id, due.slot, result)
        except JournalUnavailableError:
            self._is_in_doubt = True
            raise
        return True

    def _is_wanted(self, job: Job, due: Due) -> bool:
        """Tell whether a slot is news; what began before the first start ever is not made up for.

        A last slot far ahead was run by a clock that was wrong; it must not silence the job.
        """
        last = self._runs.last_slot(job.id)
        if last is None:
            return due.since > self._since
        return due.slot >= last or last > slot_of(job, due.since + FAR_AHEAD)

    def _attempt(self, job: Job, occasion: Occasion) -> str:
        """Run a job; its failure is told to the managers, and so is its end."""
        try:
            result = self._do(job, occasion)
        except JournalUnavailableError:
            raise
        except Exception as error:  # the outermost edge of a job: told to people, others go on
            log.exception("jobs.failed", job=job.id, slot=occasion.slot)
            self._tell(_failure(job, occasion, error))
            return f"failed: {type(error).__name__}"
        self._tell(_recovery(job, occasion))
        return result

    def _do(self, job: Job, occasion: Occasion) -> str:
        try:
            return job.run(self._desk, occasion)
        except NothingChanged:
            return "nothing changed"

    def _tell(self, warning: Warn) -> None:
        try:
            self._desk.handle(warning)
        except StockError as refusal:  # known already, or nothing was wrong before
            log.debug("jobs.not_told", topic=warning.topic, refusal=str(refusal))


def _failure(job: Job, occasion: Occasion, error: Exception) -> Warn:
    """Return the warning; a refusal names its facts, a bug its kind (the log has the rest)."""
    reason = str(error) if isinstance(error, StockError) else type(error).__name__
    return Warn(
        key=f"{occasion.key}:failed",
        actor=occasion.actor,
        at=occasion.at,
        topic=occasion.actor,
        headline=f"The job {job.id} failed ({job.does}).",
        lines=(reason, "It runs again at its next time; the log has the details."),
    )


def _recovery(job: Job, occasion: Occasion) -> Warn:
    return Warn(
        key=f"{occasion.key}:recovered",
        actor=occasion.actor,
        at=occasion.at,
        topic=occasion.actor,
        headline=f"The job {job.id} works again.",
        is_over=True,
    )
