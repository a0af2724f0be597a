"""Days: when goods moved, which day it is in the warehouse, and which days are closed."""

from datetime import UTC, date, datetime, time
from typing import Final

from inventory.book import Book
from inventory.commands import Command, StockCommand
from inventory.errors import DateRefused
from inventory.rights import require

ALWAYS_CLOSED: Final = date(1999, 12, 31)
"""A slip of the finger in the year must not become a date that no spreadsheet can show."""


def occurred_at(book: Book, command: Command) -> datetime:
    """Return when the goods move: now, or noon of the day a person with the right has named.

    Raises:
        NotAllowed: back-dating is a right of its own.
        DateRefused: the day has not come yet, or is closed.
    """
    if not isinstance(command, StockCommand):
        return command.at
    moment = _moment_of(book, command)
    refuse_frozen(book, moment)  # once for all lines
    return moment


def _moment_of(book: Book, command: StockCommand) -> datetime:
    day = command.occurred_on
    if day is None:
        return command.at
    today = local_date(book, command.at)
    if day == today:
        return command.at
    require(book, command.actor, "back_date")
    if day > today:
        raise DateRefused(problem="future", day=day, limit=today)
    if day <= ALWAYS_CLOSED:
        raise DateRefused(problem="frozen", day=day, limit=ALWAYS_CLOSED)
    noon = datetime.combine(day, time(12), tzinfo=book.rules.zone)
    return noon.astimezone(UTC)


def refuse_frozen(book: Book, moment: datetime) -> None:
    """Refuse a move in a closed period; whatever moves no stock may go on.

    Raises:
        DateRefused: with the freeze date of the house rules.
    """
    freeze = book.rules.freeze_date
    if freeze is None:
        return
    day = local_date(book, moment)
    if day <= freeze:
        raise DateRefused(problem="frozen", day=day, limit=freeze)


def local_date(book: Book, moment: datetime) -> date:
    """Return the warehouse's own date at a moment."""
    return moment.astimezone(book.rules.zone).date()
