"""Shows weekly reports again, to those who may see what stock is worth.

Everything here blocks, so listeners call it in a thread.
"""

from typing import Final

from bot.answering.answers import Answer, Asker, Handout, Said
from bot.answering.hearer import DrawingHearer
from bot.answering.spoken import heard
from bot.charts.of_weeks import week_sheet, week_title
from bot.language.usage import StrayWords
from bot.messages.weekly_report import no_report, weekly_report_message
from inventory.documents.weekly_report import WeeklyReport
from inventory.errors import UnknownDocument
from inventory.rights import require

VERB: Final = "report"
RIGHT: Final = "see_value"


class Reporting(DrawingHearer):
    """Hears about weekly reports for a clerk."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Show the report of a week, of the last one where none is named."""

        def act() -> Said:
            require(self._clerk.book, asker.user, RIGHT)
            report = self._report(text)
            return Said(no_report()) if report is None else self._told(report)

        return heard(self._clerk, verb, asker, act, self._prefix)

    def _report(self, text: str) -> WeeklyReport | None:
        """Return the report that is named, else the last; None where there is none at all.

        Raises:
            StrayWords: more than one is named.
            UnknownDocument: there is none of that week.
        """
        book, words = self._clerk.book, text.split()
        if len(words) > 1:
            raise StrayWords(words=tuple(words[1:]))
        if not words:
            return max(book.all(WeeklyReport), key=lambda one: one.last, default=None)
        number = words[0].upper()
        found = book.get(WeeklyReport, number) or book.get(WeeklyReport, f"WR-{number}")
        if found is None:
            raise UnknownDocument(number=words[0])
        return found

    def _told(self, report: WeeklyReport) -> Said:
        message = weekly_report_message(report, self._clerk.telling())
        if self._plotter is None:
            return Said(message)
        content = self._plotter.draw(week_sheet(report, self._clerk.book.rules.currency))
        file = Handout(f"{report.number}.png", content, f"{week_title(report)} in charts.")
        return Said(message, file=file)
