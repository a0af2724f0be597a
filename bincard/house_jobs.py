"""The schedule with what its jobs need of this installation, the same for a worker and by hand."""

from collections.abc import Callable, Sequence
from datetime import date

from bincard.settings import Settings, SettingsError
from bincard.verifying import differences
from inventory.counting.classes import classes_now
from inventory.demand.history import histories
from inventory.demand.unusual import seen_in
from inventory.documents.forecast import Period
from inventory.forecasting.forecaster import Forecaster
from inventory.forecasting.together import expect_together
from inventory.planning.running import computed
from inventory.planning_commands import Seen
from inventory.replenishing.costs import last_costs
from inventory.reporting.week import looking_back
from jobs.job import Job
from jobs.schedule import job_table
from journal.opening import Journal
from outside.statsforecast_library import is_installed
from outside.statsforecast_methods import expect_with_library


def house_jobs(settings: Settings, journal: Journal) -> tuple[Job, ...]:
    """Return the schedule, its jobs able to read the journal and to reach the workbook.

    Raises:
        SettingsError: see `forecaster_of`.
    """
    desk, reader = journal.desk, journal.reader
    forecaster = forecaster_of(settings)
    return job_table(
        verify=lambda: differences(settings, journal),
        classify=lambda on: classes_now(desk.book, reader, on),
        costs=lambda: last_costs(desk.book, reader),
        see=lambda on: unusual_demand(journal, on),
        compute=lambda book, on: computed(book, reader, on, forecaster=forecaster),
        look_back=lambda book, on: looking_back(book, reader, on),
    )


def forecaster_of(
    settings: Settings, *, has_library: Callable[[], bool] = is_installed
) -> Forecaster:
    """Return who says what is expected of demand.

    Args:
        settings: of the process.
        has_library: asked only where the library is wanted.

    Raises:
        SettingsError: statsforecast is asked for and not installed.
    """
    if settings.forecaster == "own":
        return expect_together
    if not has_library():
        raise SettingsError(
            "FORECASTER=statsforecast needs its library: pip install 'bincard[forecast]'"
        )
    return expect_with_library


def unusual_demand(journal: Journal, on: date) -> Sequence[Seen]:
    """Return what was unusual about demand up to a day, by the week."""
    book, flows = journal.desk.catch_up(), journal.reader.flows()
    return seen_in(histories(book, flows, on=on, period=Period.WEEK).values())
