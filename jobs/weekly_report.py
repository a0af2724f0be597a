"""The weekly report: how the last whole week went, told once."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from inventory.book import Book
from inventory.documents.weekly_report import WeeklyReport
from inventory.errors import NothingChanged
from inventory.planning_commands import KeepWeeklyReport
from inventory.ports import Desk
from jobs.job import Occasion

LookBack: TypeAlias = Callable[[Book, date], WeeklyReport | None]
"""Reads the ledger and returns how the last whole week went; None where it was told already."""


def run_weekly_report(desk: Desk, occasion: Occasion, *, look_back: LookBack) -> str:
    """Have the report of the last week kept and told.

    Raises:
        NothingChanged: the week has been told already.
    """
    report = look_back(desk.catch_up(), occasion.on)
    if report is None:
        raise NothingChanged(what="the week")
    command = KeepWeeklyReport(
        key=occasion.key,
        actor=occasion.actor,
        at=occasion.at,
        week=report.first,
        report=report,
    )
    return f"posted {desk.handle(command).transaction.id}"
