"""`bincard job`: a scheduled job, now; for a first look, or after something was put right."""

from rich.console import Console

from bincard.clock import holder_name, new_journal_id, utc_now
from bincard.house_jobs import house_jobs
from bincard.settings import Settings, SettingsError
from jobs.runner import JobRunner
from journal.opening import open_journal


def run_job(settings: Settings, name: str, console: Console) -> int:
    """Run one job and print what came of it; the messages leave through the running bot.

    Raises:
        SettingsError: there is no such job.
    """
    settings.require_lasting_disk()
    journal = open_journal(settings.database_url, new_journal_id())
    try:
        table = house_jobs(settings, journal)
        known = [job.id for job in table]
        if name not in known:
            raise SettingsError(f"There is no job {name}. There are: {', '.join(known)}.")
        runner = JobRunner(
            table,
            desk=journal.desk,
            runs=journal.job_runs,
            lease=journal.lease,
            clock=utc_now,
            holder=holder_name(),
        )
        console.print(f"{name}: {runner.run_now(name)}", markup=False)
    finally:
        journal.close()
    return 0
