"""A worker that runs an hourly job at the time a file tells, until it is killed."""

import os
import sys
import time
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from inventory.commands import Line, ReceiveStock
from inventory.ports import Desk, JournalUnavailableError
from inventory.quantity import Amount
from jobs.job import Job, Occasion
from jobs.runner import JobRunner
from journal.opening import open_journal

LOOK_S = 0.01


def receive_one(desk: Desk, occasion: Occasion) -> str:
    """Post one mug for the slot, and take a while about it."""
    line = Line(item="MUG-BLU", amount=Amount(number=Decimal(1)), location="A-01")
    desk.handle(ReceiveStock(key=occasion.key, actor=occasion.actor, at=occasion.at, lines=(line,)))
    time.sleep(0.05)
    return "received"


HOURLY = Job(
    id="hourly",
    does="receives a mug",
    run=receive_one,
    hours="0-23",
    period="hour",
    late_at_most=timedelta(hours=2),
)


def main() -> None:
    url, told_time = sys.argv[1], Path(sys.argv[2])
    journal = open_journal(url, "journal-1")
    runner = JobRunner(
        [HOURLY],
        desk=journal.desk,
        runs=journal.job_runs,
        lease=journal.lease,
        clock=lambda: datetime.fromisoformat(told_time.read_text(encoding="ascii")),
        holder=str(os.getpid()),
    )
    print("looking", flush=True)  # noqa: T201
    while True:
        try:
            runner.run_due()
        except JournalUnavailableError as error:
            print(error, flush=True)  # noqa: T201
        time.sleep(LOOK_S)


if __name__ == "__main__":
    main()
