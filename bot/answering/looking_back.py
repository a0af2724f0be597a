"""Looking back on counts: how right the book was, and what was lost.

It tells money and names, so that it has a right of its own.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.asking import neutral
from bot.answering.hearer import Hearer
from bot.answering.spoken import heard
from bot.language.accuracy_lines import AccuracyAsked, read_accuracy, written_accuracy
from bot.messages.accuracy import accuracy
from inventory.book import Book
from inventory.counting.accuracy import Accuracy, AccuracyReport, Grouping, accuracy_report
from inventory.item import Item
from inventory.people import Person
from inventory.quantity import ZERO
from inventory.rights import require

VERB: Final = "accuracy"
FIGURES: Final = (
    "lines counted",
    "right",
    "right (percent)",
    "within tolerance",
    "within tolerance (percent)",
    "off, net (units)",
    "off, all (units)",
    "off, net (value)",
    "off, all (value)",
    "currency",
    "lines of unknown cost",
)
OVERRULED: Final = "seen otherwise by a recount"
NAMED: Final = (Grouping.ITEM, Grouping.PERSON)
"""What has a name besides its code."""


class LookingBack(Hearer):
    """Answers how right the book was."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer for the days named, or say what cannot be read."""

        def act() -> Said:
            asked = read_accuracy(text, self._clerk.today)
            report = self._report(asked, asker.user)
            return Said(accuracy(self._clerk.book, report, written_accuracy(asked)))

        return heard(self._clerk, verb, asker, act, self._prefix)

    def file(self, text: str, user: str) -> bytes:
        """Return everything as CSV, in the order of the answer.

        Raises:
            NotAllowed: the person may not see it.
            UsageError: it cannot be read.
        """
        book = self._clerk.book
        report = self._report(read_accuracy(text, self._clerk.today), user)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_header(report.by))
        writer.writerows(_rows(book, report))
        return out.getvalue().encode("utf-8-sig")

    def _report(self, asked: AccuracyAsked, user: str) -> AccuracyReport:
        book = self._clerk.book
        require(book, user, "see_accuracy")
        return accuracy_report(book, asked.by, asked.first, asked.last)


def _header(by: Grouping) -> list[str]:
    name = ["name"] if by in NAMED else []
    return [by.value, *name, *FIGURES, *([OVERRULED] if by is Grouping.PERSON else [])]


def _rows(book: Book, report: AccuracyReport) -> Iterable[list[str]]:
    by = report.by
    named = [((row.name, *_names(book, by, row.name)), row.accuracy) for row in report.rows]
    total = ("all", *([""] if by in NAMED else []))
    for names, told in (*named, (total, report.total)):
        overruled = [f"{told.overruled}"] if by is Grouping.PERSON else []
        yield [*map(neutral, names), *_figures(told, book.rules.currency), *overruled]


def _names(book: Book, by: Grouping, key: str) -> tuple[str, ...]:
    match by:
        case Grouping.ITEM:
            item = book.get(Item, key)
            return (item.name if item else "",)
        case Grouping.PERSON:
            person = book.get(Person, key)
            return (person.name if person else "",)
        case _:
            return ()


def _figures(told: Accuracy, currency: str) -> Iterable[str]:
    yield f"{told.lines}"
    yield f"{told.right}"
    yield f"{told.percent or ZERO:f}"
    yield f"{told.within}"
    yield f"{told.percent_within or ZERO:f}"
    yield f"{told.net:f}"
    yield f"{told.absolute:f}"
    yield f"{told.net_value:f}"
    yield f"{told.absolute_value:f}"
    yield currency
    yield f"{told.unpriced}"
