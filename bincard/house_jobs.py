"""The schedule with what its jobs need of this installation, the same for a worker and by hand."""

from bincard.settings import Settings
from bincard.verifying import differences
from inventory.counting.classes import classes_now
from inventory.replenishing.costs import last_costs
from jobs.job import Job
from jobs.schedule import job_table
from journal.opening import Journal


def house_jobs(settings: Settings, journal: Journal) -> tuple[Job, ...]:
    """Return the schedule, its jobs able to read the journal and to reach the workbook."""
    desk, reader = journal.desk, journal.reader
    return job_table(
        verify=lambda: differences(settings, journal),
        classify=lambda on: classes_now(desk.book, reader, on),
        costs=lambda: last_costs(desk.book, reader),
    )
