"""Keeping the report of a week: made once, told once."""

from inventory.documents.weekly_report import WeeklyReport
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.notices import Audience, DocumentNotice, PaperKind
from inventory.planning_commands import KeepWeeklyReport
from inventory.stepping import post_paper


def plan_keep_weekly_report(draft: Draft, command: KeepWeeklyReport) -> None:
    """Keep the report of a week and tell it to the managers, since it says what stock is worth.

    Its charts follow in its thread.

    Raises:
        NothingChanged: the week has been told already.
    """
    report = command.report
    if draft.book.get(WeeklyReport, report.number) is not None:
        raise NothingChanged(what=report.number)
    draft.put(report)
    draft.tell(DocumentNotice(audience=Audience.MANAGERS, number=report.number))
    post_paper(draft, report.number, PaperKind.CHART, audience=Audience.MANAGERS)
