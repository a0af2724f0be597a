"""Answers to how right the book was, and what was lost: the costliest first."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import counted, money, number, signed
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.text import Bold, Code, Line, Part, clipped, line, who
from inventory.book import Book
from inventory.counting.accuracy import Accuracy, AccuracyReport, AccuracyRow, Grouping
from inventory.item import Item
from inventory.quantity import ZERO

CSV: Final = "accuracy_csv"
ROWS_SHOWN: Final = 10
MONTHS_SHOWN: Final = 13


def accuracy(book: Book, report: AccuracyReport, asked: str) -> Message:
    """Word what looking back on some days came to.

    Args:
        book: whose names and currency are used.
        report: what it came to.
        asked: the line that asks for the same, for the button that fetches a file.
    """
    days = f"{report.first} to {report.last}"
    if not report.total.lines:
        return say(
            line(f"Nothing was counted from {days}. Plan a count with ", Code("/count zone:A"), ".")
        )
    shown = MONTHS_SHOWN if report.by is Grouping.MONTH else ROWS_SHOWN
    rows = report.rows[-shown:] if report.by is Grouping.MONTH else report.rows[:shown]
    lines = [line(Bold("Counts"), f" from {days}: ", *_told(book, report.total), ".")]
    lines += [line(*_name(book, report.by, row), ": ", *_told(book, row.accuracy)) for row in rows]
    lines += rest_of(report.rows, len(rows), "; the file has all of them.")
    lines += list(_notes(report))
    return Message(tuple(lines), (Button("All of it as a file", CSV, asked),))


def _told(book: Book, told: Accuracy) -> Iterator[str]:
    yield f"{told.right:,} of {counted(told.lines, 'line')} right ({number(told.percent or ZERO)} %)"
    if told.within > told.right:
        yield f", {number(told.percent_within or ZERO)} % within the tolerance"
    if told.absolute:
        currency = book.rules.currency
        worth = money(told.net_value, currency), money(told.absolute_value, currency)
        all_of_it = f"{number(told.absolute)} in all ({worth[1]})"
        yield f"; off by {signed(told.net)} net ({worth[0]}), {all_of_it}"
    elif told.right < told.lines:
        yield "; nothing lost"
    if told.overruled:
        yield f"; {counted(told.overruled, 'line')} a recount saw otherwise"


def _name(book: Book, by: Grouping, row: AccuracyRow) -> Iterator[Part]:
    if by is Grouping.PERSON:
        yield who(row.name)
        return
    item = book.get(Item, row.name) if by is Grouping.ITEM else None
    name = f" ({clipped(item.name, 60)})" if item and item.name else ""
    yield f"{clipped(row.name, 60) or 'empty bins'}{name}"


def _notes(report: AccuracyReport) -> Iterator[Line]:
    if report.total.unpriced:
        what = counted(report.total.unpriced, "line")
        yield line(f"The cost of {what} is not known: their units count, and no money.")
    if report.by is Grouping.PERSON:
        yield line("By person: whoever counted a line, so that one counted twice is told twice.")
