"""The schedule: every job of Bincard in one table. Times are the warehouse's own (Settings)."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Final

from jobs.alerts import See, run_alerts, run_alerts_daily
from jobs.counts import Classify, run_counts
from jobs.job import Job
from jobs.plan import Compute, run_plan
from jobs.purchases import run_purchases
from jobs.recalls import run_recall_parts, run_recalls
from jobs.reorder import Costs, run_reorder
from jobs.reserve import run_reserve
from jobs.returns import run_returns
from jobs.shipments import run_shipments
from jobs.verify import Verify, run_verify
from jobs.weekly_report import LookBack, run_weekly_report


def job_table(
    *,
    verify: Verify,
    classify: Classify,
    compute: Compute,
    see: See,
    look_back: LookBack,
    costs: Costs = dict,
) -> tuple[Job, ...]:
    """Return the schedule.

    Args:
        verify: compares workbook and journal; see `jobs.verify`.
        classify: says which items are counted how often; see `jobs.counts`.
        compute: makes the forecasts that are due; see `jobs.plan`.
        see: says what was unusual about demand; see `jobs.alerts`.
        look_back: says how the last week went; see `jobs.weekly_report`.
        costs: says what items were bought for, where their rows do not; see `jobs.reorder`.
    """
    return (
        *_of_the_book(verify, classify),
        *_of_demand(compute, see, look_back, costs),
        *OF_DOCUMENTS,
    )


OF_DOCUMENTS: Final = (
    Job(
        id="reserve",
        does="keeps what has come in for the orders that wait for it",
        run=run_reserve,
        hours="0-23",
        period="quarter",
        late_at_most=timedelta(hours=1),
    ),
    Job(
        id="shipments",
        does="says which shipments are late or stuck, once, and when none is any more",
        run=run_shipments,
        hours="8",
        minute=15,
        weekdays="mon-fri",
        late_at_most=timedelta(hours=8),
    ),
    Job(
        id="purchases",
        does="says which purchase orders are late, once a day that passed, and when none is",
        run=run_purchases,
        hours="8",
        minute=20,
        weekdays="mon-fri",
        late_at_most=timedelta(hours=8),
    ),
    Job(
        id="returns",
        does="says which returns were announced and have not come, and when none is late",
        run=run_returns,
        hours="8",
        minute=25,
        weekdays="mon-fri",
        late_at_most=timedelta(hours=8),
    ),
    Job(
        id="recalls",
        does="names the customers of open recalls who were not told, have not answered or still "
        "have some",
        run=run_recalls,
        hours="8",
        minute=10,
        late_at_most=timedelta(hours=12),
    ),
    Job(
        id="recall_parts",
        does="goes on with a recall of very many customers that was cut short by a crash",
        run=run_recall_parts,
        hours="0-23",
        period="quarter",
        late_at_most=timedelta(hours=1),
    ),
)
"""Those that look at what is open, and need nothing of an installation."""


def _of_the_book(verify: Verify, classify: Classify) -> tuple[Job, ...]:
    return (
        Job(
            id="verify",
            does="compares the workbook with the journal and warns of differences",
            run=partial(run_verify, verify=verify),
            hours="3",
            minute=30,
            late_at_most=timedelta(hours=20),
        ),
        Job(
            id="counts",
            does="gives everybody who counts their share of what is due",
            run=partial(run_counts, classify=classify),
            hours="6",
            minute=30,
            weekdays="mon-fri",
            late_at_most=timedelta(hours=8),
        ),
    )


def _of_demand(compute: Compute, see: See, look_back: LookBack, costs: Costs) -> tuple[Job, ...]:
    return (
        Job(
            id="plan",
            does="computes forecasts, reorder points and order sizes of what is due",
            run=partial(run_plan, compute=compute),
            hours="5",
            minute=15,
            late_at_most=timedelta(hours=18),
        ),
        Job(
            id="reorder",
            does="proposes what to bring from another site and what to buy, by forecasts and policies",
            run=partial(run_reorder, costs=costs),
            hours="7",
            minute=45,
            weekdays="mon-fri",
            late_at_most=timedelta(hours=10),
        ),
        Job(
            id="alerts_daily",
            does="says what is too much, dead, expiring, late or unusual, once, and when it is over",
            run=partial(run_alerts_daily, see=see),
            hours="7",
            minute=15,
            weekdays="mon-fri",
            late_at_most=timedelta(hours=10),
        ),
        Job(
            id="alerts",
            does="says what is out, will be out or is low, once, and when it is over",
            run=run_alerts,
            hours="8-18",
            period="hour",
            late_at_most=timedelta(hours=2),
        ),
        Job(
            id="weekly_report",
            does="tells the managers how the week went: service, stock, forecasts and top movers",
            run=partial(run_weekly_report, look_back=look_back),
            hours="7",
            minute=30,
            weekdays="mon",
            late_at_most=timedelta(days=5),
        ),
    )


def schedule_table(jobs: Iterable[Job]) -> str:
    """Return the schedule as a table in Markdown.

    Examples:
        >>> jobs = job_table(
        ...     verify=list,
        ...     classify=lambda _: {},
        ...     compute=lambda *_: Computed(),
        ...     see=lambda _: (),
        ...     look_back=lambda *_: None,
        ... )
        >>> print(schedule_table(jobs[:3]))
        | job | when | late at most | what it does |
        |---|---|---|---|
        | `verify` | every day, 03:30 | 20 h | compares the workbook with the journal and warns of differences |
        | `counts` | mon-fri, 06:30 | 8 h | gives everybody who counts their share of what is due |
        | `plan` | every day, 05:15 | 18 h | computes forecasts, reorder points and order sizes of what is due |
    """
    header = "| job | when | late at most | what it does |\n|---|---|---|---|\n"
    return header + "\n".join(_row(job) for job in jobs)


def _row(job: Job) -> str:
    late = f"{int(job.late_at_most.total_seconds() // 3600)} h"
    return f"| `{job.id}` | {_days(job)}, {_times(job)} | {late} | {job.does} |"


def _days(job: Job) -> str:
    return "every day" if job.weekdays == "mon-sun" else job.weekdays


def _times(job: Job) -> str:
    if job.period == "quarter":
        return "every 15 minutes"
    first, _, last = job.hours.partition("-")
    times = [f"{int(hour):02}:{job.minute:02}" for hour in (first, last) if hour]
    return times[0] if len(times) == 1 else f"every hour from {times[0]} to {times[1]}"
