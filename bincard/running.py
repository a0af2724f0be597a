"""Runs the bot, the worker, or both in one process, and stops them in order.

A stop is asked for by SIGTERM or Ctrl-C: Slack's requests that have begun are answered, the sheet's
request in flight ends, jobs end, and the journal is closed last.
"""

import asyncio
import threading
from contextlib import ExitStack
from dataclasses import replace
from typing import Protocol

import structlog

from bincard.clock import holder_name, new_journal_id, utc_now
from bincard.hearing_loop import News, hearing_loop, picture_loop
from bincard.house_jobs import house_jobs
from bincard.lag_alarm import LagAlarm
from bincard.logs import configure_logs
from bincard.memory import leave_the_book_alone, look_at_all_again
from bincard.messaging import outbox_loop
from bincard.metrics import Metrics
from bincard.observing import Observation, observe
from bincard.outside_loops import outside_loops
from bincard.serving import serve
from bincard.settings import Settings
from bincard.sheet_loops import SheetLoops
from bincard.starting import refuse_older_journal
from bincard.watching import Watch
from bincard.workbook_commands import open_workbook
from inventory.errors import NothingChanged
from inventory.ports import Desk
from jobs.job import Job, Occasion
from jobs.runner import JobRunner
from journal.follower import Follower
from journal.opening import Journal, open_journal

log = structlog.get_logger(__name__)


class Loop(Protocol):
    """Something that goes on beside everything else until it is stopped."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def run(settings: Settings, *, has_bot: bool, has_worker: bool) -> int:
    """Run until told to stop, and return the exit code.

    Raises:
        SettingsError: what is missing is named before anything starts.
    """
    configure_logs(settings.log_level)
    settings.require_lasting_disk()
    settings.require_slack()
    wake, news = threading.Event(), News()
    metrics = Metrics()
    journal = open_journal(
        settings.database_url, new_journal_id(), on_commit=wake.set, watch=Watch(metrics)
    )
    watch = observe(settings, journal, metrics)
    leave_the_book_alone()
    log.info("journal.opened", sequence=journal.desk.book.sequence, journal=journal.id)
    with ExitStack() as stack:
        stack.callback(look_at_all_again)
        stack.callback(journal.close)
        follower = Follower(journal.engine, journal.desk, wake.set)
        follower.start()
        stack.callback(follower.stop)
        refuse_older_journal(settings, journal)
        if has_worker:
            _start_worker(settings, journal, watch, wake, news, stack)
        serving = serve(
            settings, journal, watch, has_bot=has_bot, has_worker=has_worker, on_heard=news.ring
        )
        code = asyncio.run(serving)
    log.info("stopped", code=code)
    return code


def _start_worker(
    settings: Settings,
    journal: Journal,
    watch: Observation,
    wake: threading.Event,
    news: News,
    stack: ExitStack,
) -> None:
    """Start the loops; they stop in the opposite order."""
    holder = holder_name()
    outbox = outbox_loop(journal, settings, holder, wake)
    on_answer = watch.metrics.google_answered
    jobs = JobRunner(
        [_timed(job, watch.metrics) for job in house_jobs(settings, journal)],
        desk=journal.desk,
        runs=journal.job_runs,
        lease=journal.lease,
        clock=utc_now,
        holder=holder,
    )
    sheet = SheetLoops(
        journal,
        lambda: open_workbook(settings, on_answer),
        holder,
        watch.outages,
        inspect=lambda: jobs.run_now("verify"),
    )
    alarm = LagAlarm(journal.desk, watch.status, utc_now)
    others = outside_loops(settings, journal, holder)
    hearing = hearing_loop(
        settings, journal, watch.status, holder, wake=news.lines, on_answer=wake.set
    )
    pictures = picture_loop(settings, journal, holder, wake=news.pictures, on_answer=wake.set)
    loops: tuple[Loop, ...] = (outbox, hearing, pictures, sheet, jobs, alarm, *others)
    for loop in loops:
        loop.start()
        stack.callback(loop.stop)


def _timed(job: Job, metrics: Metrics) -> Job:
    """Return a job that also tells when it last ended well."""

    def run_and_tell(desk: Desk, occasion: Occasion) -> str:
        try:
            result = job.run(desk, occasion)
        except NothingChanged:
            metrics.job_succeeded(job.id, utc_now().timestamp())
            raise
        metrics.job_succeeded(job.id, utc_now().timestamp())
        return result

    return replace(job, run=run_and_tell)
