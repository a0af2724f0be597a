"""The charts of a document, by its number."""

from datetime import date

from bot.charts.of_proposals import proposal_sheet
from bot.charts.of_weeks import week_sheet
from inventory.book import Book
from inventory.documents.replenishment import Proposal
from inventory.documents.weekly_report import WeeklyReport
from inventory.papers.chart import ChartSheet
from inventory.ports import JournalReader


def charts_of(book: Book, reader: JournalReader, number: str, on: date) -> ChartSheet:
    """Return the charts of a proposal or a weekly report.

    Args:
        book: as it stands.
        reader: the past.
        number: the document's.
        on: the day up to which demand is shown.

    Raises:
        LookupError: there is no such document, or nothing of it to show.
    """
    if proposal := book.get(Proposal, number):
        return proposal_sheet(book, reader, proposal, on)
    if report := book.get(WeeklyReport, number):
        return week_sheet(report, book.rules.currency)
    raise LookupError(f"{number} has no charts")
