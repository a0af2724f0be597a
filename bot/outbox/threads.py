"""Finds where a notice is said: in the thread of its document, or in a channel.

What belongs into a thread is never said before the message that begins it; where that
stands is noted in the book, so that the sheet can link it.
"""

import contextlib
from typing import Final

from inventory.correspondence_commands import NoteThread
from inventory.errors import StockError
from inventory.notices import (
    AnswerNotice,
    Audience,
    DocumentNotice,
    LetterNotice,
    Notice,
    PostedNotice,
)
from inventory.people import JOB_PREFIX
from inventory.place import Place
from inventory.ports import Desk, JournalReader, JournalUnavailableError, Outbox, OutboxRow
from inventory.rules import Rules
from inventory.stepping import threaded

ACTOR: Final = f"{JOB_PREFIX}outbox"
LOOKED_THROUGH: Final = 200
"""Rows that may wait before the one that begins a thread."""


class Threads:
    """Knows which thread a notice belongs to."""

    def __init__(self, outbox: Outbox, desk: Desk, reader: JournalReader) -> None:
        self._outbox = outbox
        self._desk = desk
        self._reader = reader

    def where(self, notice: Notice) -> Place | None:
        """Return the thread a notice belongs to, or else its channel; None where there is none."""
        return self.place_of(notice) or channel_of(notice, self._desk.book.rules)

    def place_of(self, notice: Notice) -> Place | None:
        """Return the thread a notice belongs to; None where it has none or nobody knows it."""
        root = root_of(notice)
        if not root:
            return None
        sent = self._outbox.message(root)
        if sent is not None:
            return Place(channel=sent.channel, thread=sent.ts)
        document = threaded(self._desk.book, root)
        return document.thread if document else None

    def unsent_root(self, notice: Notice) -> OutboxRow | None:
        """Return the row that begins the thread of a notice, where that has to be sent first."""
        root = root_of(notice)
        if not root or self.place_of(notice):
            return None
        waiting = self._outbox.pending(LOOKED_THROUGH)
        return next((row for row in waiting if row.message == root), None)

    def instead(self, notice: Notice, place: Place) -> Place | None:
        """Return where to say what cannot be said in a place; None where nowhere else.

        That is the log channel; without one, what was no answer to somebody goes to the managers or
        the stock channel rather than nowhere.
        """
        rules = self._desk.book.rules
        is_answer = isinstance(notice, PostedNotice | AnswerNotice)
        others = () if is_answer else (rules.managers_channel, rules.stock_channel)
        channels = filter(None, (rules.log_channel, *others))
        other = next((channel for channel in channels if channel != place.channel), "")
        return Place(channel=other) if other else None

    def may_have_been_said(self, notice: Notice, place: Place) -> list[Place]:
        """Return the places where a notice may stand: its own, its channel, and the one instead."""
        places = (place, Place(channel=place.channel), self.instead(notice, place))
        return [where for where in dict.fromkeys(places) if where]

    def note(self, row: OutboxRow, place: Place) -> None:
        """Have the book know where a message that begins a thread stands, once for each place."""
        number = row.message
        document = threaded(self._desk.book, number)
        told = self._reader.transaction(f"TX-{row.sequence}")
        if document is None or document.thread == place or told is None:
            return
        noted = NoteThread(
            key=f"thread:{number}:{place.channel}:{place.thread}",
            actor=ACTOR,
            at=told.at,
            number=number,
            thread=place,
        )
        with contextlib.suppress(StockError, JournalUnavailableError):  # the next edit notes it
            self._desk.handle(noted)


def root_of(notice: Notice) -> str:
    """Return the document in whose thread a notice is said, empty for none."""
    return str(getattr(notice, "thread", ""))


def channel_of(notice: Notice, rules: Rules) -> Place | None:
    """Return where a notice is said; None where no channel is set for it.

    What belongs to the managers is told in the stock channel rather than nowhere, and the other
    way round.
    """
    if isinstance(notice, PostedNotice | AnswerNotice):
        return notice.place
    if isinstance(notice, LetterNotice):
        return None  # it leaves by mail
    if isinstance(notice, DocumentNotice) and notice.channel:
        return Place(channel=notice.channel)
    channels = {
        Audience.STOCK: (rules.stock_channel, rules.managers_channel),
        Audience.MANAGERS: (rules.managers_channel, rules.stock_channel),
        Audience.LOG: (rules.log_channel,),
        Audience.ORDERS: (rules.orders_channel, rules.stock_channel, rules.managers_channel),
        Audience.PURCHASING: (
            rules.purchasing_channel,
            rules.stock_channel,
            rules.managers_channel,
        ),
    }
    chosen = next(filter(None, channels[notice.audience]), "")
    return Place(channel=chosen) if chosen else None
