"""Forecasts as they stood on a past day: only those can be held against what came after it."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Final

from inventory.book import Book
from inventory.dates import local_date
from inventory.documents.forecast import Forecast
from inventory.planning_commands import KeepForecasts
from inventory.ports import JournalReader

PAGE: Final = 200
"""Transactions read at a time."""


def forecasts_at(book: Book, reader: JournalReader, day: date) -> dict[str, Forecast]:
    """Return forecast key -> what was expected on the morning of a day.

    A forecast computed on that day still counts: it knew only what was before. Of newer ones the
    journal tells what stood in their place.

    Args:
        book: as it stands.
        reader: the past of the same journal.
        day: the warehouse's own.
    """
    kept = {one.key: one for one in book.all(Forecast)}
    newer = {key for key, one in kept.items() if one.computed_on > day}
    found = {key: one for key, one in kept.items() if key not in newer}
    for key, before in _replaced_since(book, reader, day) if newer else ():
        if key in newer:
            newer.discard(key)
            if before is not None:
                found[key] = before
    return found


def _replaced_since(
    book: Book, reader: JournalReader, day: date
) -> Iterator[tuple[str, Forecast | None]]:
    """Yield (key, what it was before) of forecasts that were computed after a day, in order."""
    last = _last_until(book, reader, day)
    while page := reader.entered_after(last, PAGE):
        for entered in page:
            last = entered.transaction.sequence
            if last > book.sequence:
                return
            if isinstance(entered.transaction.command, KeepForecasts):
                for change in entered.transaction.changes:
                    after, before = change.after, change.before
                    if isinstance(after, Forecast) and after.computed_on > day:
                        yield after.key, before if isinstance(before, Forecast) else None


def _last_until(book: Book, reader: JournalReader, day: date) -> int:
    """Return the sequence of the last transaction up to the evening of a day."""

    def day_of(sequence: int) -> date:
        [entered] = reader.entered_after(sequence - 1, 1)
        return local_date(book, entered.transaction.at)

    return bisect_right(range(1, book.sequence + 1), day, key=day_of)
