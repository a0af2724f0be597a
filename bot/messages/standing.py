"""How the bot itself is doing, in words: what is recorded, what lags, who is at work."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.messages.labels import pending_labels
from bot.messages.message import Message
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.documents.shipment import Shipment
from inventory.standing import Standing
from inventory.warning import ManagersWarning

MINUTE_S: Final = 60
HOUR_S: Final = 3_600
WARNINGS_SHOWN: Final = 5
WORKS: Final = {"sheet": "the sheet", "outbox": "messages", "jobs": "jobs"}


def standing(book: Book, now: Standing) -> Message:
    """Word how everything stands, what needs attention first."""
    return Message(
        (
            *_away(book, now),
            *_warnings(book),
            line(Bold("Journal:"), f" {_recorded(now.sequence)}."),
            line(Bold("Sheet:"), f" {_sheet(now)}."),
            line(Bold("Messages:"), f" {_messages(now)}."),
            *_letters(now),
            *_labels(book),
            line(Bold("Last nightly check:"), f" {now.verified_on or 'none yet'}."),
            line(Bold("At work:"), f" {_at_work(now)}."),
        )
    )


def lasting(seconds: float) -> str:
    """Word a span of time by its largest unit.

    Examples:
        >>> lasting(4.2), lasting(61), lasting(7_300)
        ('4 s', '1 min', '2 h')
    """
    if seconds < MINUTE_S:
        return f"{seconds:.0f} s"
    if seconds < HOUR_S:
        return f"{seconds // MINUTE_S:.0f} min"
    return f"{seconds // HOUR_S:.0f} h"


def _away(book: Book, now: Standing) -> Iterator[Line]:
    for who, since in (("Google", now.google_away_since), ("Slack", now.slack_away_since)):
        if since is not None:
            said = f" {who} has not answered since {_clock(book, since)}. What waits is kept."
            yield line(Bold("Away:"), said)


def _warnings(book: Book) -> Iterator[Line]:
    still_open = list(book.open(ManagersWarning))
    for each in still_open[:WARNINGS_SHOWN]:
        yield line(Bold("Open:"), f" {clipped(each.headline)} ({each.number})")


def _recorded(sequence: int) -> str:
    return f"{sequence:,} postings and edits, the last is TX-{sequence}" if sequence else "empty"


def _sheet(now: Standing) -> str:
    if now.shown is None:
        return "none is connected"
    if not now.behind:
        return "shows everything"
    return f"lacks the last {now.behind:,}, for {lasting(now.behind_s)}"


def _messages(now: Standing) -> str:
    if not now.waiting:
        return "all sent"
    return f"{now.waiting:,} waiting, the oldest for {lasting(now.waiting_s)}"


def _letters(now: Standing) -> Iterator[Line]:
    if now.letters_waiting:
        oldest = f"the oldest for {lasting(now.letters_waiting_s)}"
        yield line(Bold("Letters to customers:"), f" {now.letters_waiting:,} waiting, {oldest}.")


def _labels(book: Book) -> Iterator[Line]:
    pending = [one for ship in book.open(Shipment) for one in ship.labels if one.is_pending]
    if pending:
        yield line(Bold("Carriers' labels:"), f" {pending_labels(tuple(pending))}.")


def _at_work(now: Standing) -> str:
    return "; ".join(
        f"{WORKS.get(each.work, each.work)}: {each.name or 'nobody'}" for each in now.holders
    )


def _clock(book: Book, moment: datetime) -> str:
    return f"{moment.astimezone(book.rules.zone):%Y-%m-%d %H:%M}"
