"""Sends what the bot has to say by itself: in order, each once, later words edit earlier ones.

A message carries its key as metadata. Before a sending starts the outbox says that its outcome is
unknown; after a crash, a time-out or a 5xx the sender looks for the key in the conversation, and
sends again only what is not there. An edit is the same however often it is made. What a journal said
that was lost is looked for too, so that it is edited where it stands.
"""

import contextlib
from collections.abc import Callable
from time import monotonic
from typing import Final

import structlog
from slack_sdk import WebClient

from bot.messages.message import Message, say
from bot.messages.notices import misplaced, worded
from bot.messages.remarks import unprinted_line
from bot.messages.telling import Telling
from bot.outbox.message_search import Found, MessageSearch
from bot.outbox.paper_files import PaperFile, PaperFiles
from bot.outbox.slack_calls import Done, Later, Refused, Result, Unknown, attempt
from bot.outbox.threads import ACTOR, Threads
from inventory.carriage.live_rates import LabelDesk
from inventory.commands import Warn
from inventory.customer import Contacts
from inventory.errors import StockError
from inventory.notices import PaperNotice
from inventory.papers.chart import Plotter
from inventory.papers.paper import Printer
from inventory.place import Place
from inventory.ports import (
    Delivery,
    Desk,
    JournalReader,
    JournalUnavailableError,
    Outbox,
    OutboxRow,
)

METADATA_TYPE: Final = "bincard"
PAGE: Final = 50
IDLE_S: Final = 0.5
BACKOFF_MAX_S: Final = 60.0
LOOK_AFTER_S: Final = 5.0
"""A message whose sending failed may still be on its way: so long nobody looks for it."""

GONE: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""Refusals of an edit after which the words are said anew."""

log = structlog.get_logger(__name__)


class OutboxSender:
    """Empties the outbox, one process at a time (the caller holds the lease).

    Args:
        client: made by `sending_client`: without retries of its own.
        outbox: what has to leave.
        desk: whose book knows the channels and words.
        reader: the past, for messages about a transaction.
        contacts: who customers are; None where nobody keeps that.
        printer: of papers; None where nothing is printed.
        plotter: of charts; None where nothing is drawn.
        labels: where carriers' labels are fetched; None where that is not set up.
        look_after_s: how long a message in doubt may still be on its way.
    """

    def __init__(  # noqa: PLR0913 - each is a door of its own
        self,
        client: WebClient,
        *,
        outbox: Outbox,
        desk: Desk,
        reader: JournalReader,
        contacts: Contacts | None = None,
        printer: Printer | None = None,
        plotter: Plotter | None = None,
        labels: LabelDesk | None = None,
        look_after_s: float = LOOK_AFTER_S,
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._desk = desk
        self._reader = reader
        self._contacts = contacts
        self._search = MessageSearch(client, reader)
        self._threads = Threads(outbox, desk, reader)
        self._sells_labels = labels is not None
        self._papers = PaperFiles(
            client,
            desk,
            reader,
            contacts=contacts,
            printer=printer,
            plotter=plotter,
            labels=labels,
        )
        self._look_after_s = look_after_s
        self._may_send: Callable[[], bool] = lambda: True
        self._rest_until = 0.0
        self._troubles = 0

    def send_once(self, may_send: Callable[[], bool] = lambda: True) -> float:
        """Send what waits, up to the first that has to wait; return how long to wait then.

        Called too early after a sending in doubt (something else woke the caller) it sends
        nothing.

        Args:
            may_send: asked right before each sending: whoever was paused may have been replaced.
        """
        self._may_send = may_send
        left = self._rest_until - monotonic()
        if left > 0:
            return left
        self._desk.catch_up()
        rows = self._outbox.pending(PAGE)
        newest = {row.message: row.id for row in rows}
        for row in rows:
            if newest[row.message] != row.id and self._is_outdated(row):
                continue
            if wait := self._deliver(row):
                return wait
            self._troubles = 0
        return IDLE_S

    def _is_outdated(self, row: OutboxRow) -> bool:
        """Settle an edit that newer words of the same message follow: Slack counts every edit."""
        earlier = self._outbox.message(row.message)
        if earlier is None:
            return False
        self._outbox.settle(row.id, Delivery.SENT, channel=earlier.channel, ts=earlier.ts)
        return True

    def _deliver(self, row: OutboxRow) -> float:
        """Settle one row, or return how long to wait before it is tried again."""
        root = self._threads.unsent_root(row.notice)
        if root is not None and (wait := self._deliver(root)):
            return wait
        message = worded(row.notice, self._desk.book, self._reader, self._telling(row))
        earlier = self._outbox.message(row.message)
        if earlier is not None:
            return self._edit(row, earlier, message)
        place = self._threads.where(row.notice)
        if place is None:
            log.warning("outbox.no_channel", key=row.key)
            self._outbox.settle(row.id, Delivery.FAILED)
            return 0.0
        return self._say(row, place, message)

    def _say(self, row: OutboxRow, place: Place, message: Message) -> float:
        """Post a row; where it, or an earlier one that it edits, may stand already, look first."""
        doubted = row if row.delivery is Delivery.UNKNOWN else self._outbox.lost(row.message)
        if doubted is None:
            return self._post(row, place, message)
        places = self._threads.may_have_been_said(row.notice, place)
        match self._search.find(doubted, places):
            case Found(channel, ts) if ts and doubted is row:
                self._sent(row, channel, ts)
                return 0.0
            case Found(channel, ts) if ts:
                there = doubted.model_copy(update={"channel": channel, "ts": ts})
                return self._edit(row, there, message)
            case Refused() if doubted is not row:  # better said twice than never changed
                return self._post(row, place, message)
            case Found():
                return self._post(row, place, message)
            case unanswered:
                return self._blocked(row, unanswered)

    def _post(self, row: OutboxRow, place: Place, message: Message) -> float:
        files, message = self._printed(row, message)  # may last: before it is asked who may send
        if not self._outbox.begin(row) or not self._may_send():
            return IDLE_S
        result = self._call_post(row, place, message, files)
        if result == Refused("thread_not_found"):  # what began it was deleted
            place = Place(channel=place.channel)
            result = self._call_post(row, place, message, files)
        if isinstance(result, Refused) and (other := self._threads.instead(row.notice, place)):
            self._warn(row, place, result)
            said = misplaced(message, place.channel)
            place, result = other, self._call_post(row, other, said, files)
        match result:
            case Done(answer):  # the answer to a file says nothing of its message
                self._sent(
                    row, str(answer.get("channel", place.channel)), str(answer.get("ts", ""))
                )
                return 0.0
            case Refused(error):
                log.error("outbox.refused", key=row.key, error=error, channel=place.channel)
                self._outbox.settle(row.id, Delivery.FAILED)
                return 0.0
            case Later(seconds):
                self._outbox.settle(row.id, Delivery.WAITING)
                return seconds
            case Unknown(reason):
                log.warning("outbox.unknown", key=row.key, reason=reason)
                self._rest_until = monotonic() + self._look_after_s
                return max(self._look_after_s, self._back_off())

    def _printed(self, row: OutboxRow, message: Message) -> tuple[tuple[PaperFile, ...], Message]:
        """Return the files of a paper and what is said with them, or that there are none."""
        if not isinstance(row.notice, PaperNotice):
            return (), message
        files = self._papers.printed(row, row.notice)
        return files, message if files else say(unprinted_line(row.notice))

    def _call_post(
        self, row: OutboxRow, place: Place, message: Message, files: tuple[PaperFile, ...]
    ) -> Result:
        if files:
            return self._papers.share(files, place, message)
        return attempt(
            self._client.chat_postMessage,
            channel=place.channel,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            metadata={"event_type": METADATA_TYPE, "event_payload": {"key": row.key}},
        )

    def _edit(self, row: OutboxRow, earlier: OutboxRow, message: Message) -> float:
        if not self._may_send():
            return IDLE_S
        result = attempt(
            self._client.chat_update,
            channel=earlier.channel,
            ts=earlier.ts,
            text=message.text,
            blocks=message.blocks,
        )
        match result:
            case Done():
                pass
            case Refused(error) if error in GONE:
                place = self._threads.place_of(row.notice) or Place(channel=earlier.channel)
                return self._post(row, place, message)
            case Refused(error):
                log.error("outbox.edit_refused", key=row.key, error=error)
                self._outbox.settle(row.id, Delivery.FAILED)
                return 0.0
            case Later(seconds):
                return seconds
            case Unknown(reason):
                log.warning("outbox.edit_unknown", key=row.key, reason=reason)
                return self._back_off()
        self._sent(row, earlier.channel, earlier.ts)
        return 0.0

    def _sent(self, row: OutboxRow, channel: str, ts: str) -> None:
        """Settle a row that stands in Slack; an order's message begins a thread that is noted."""
        self._outbox.settle(row.id, Delivery.SENT, channel=channel, ts=ts)
        self._threads.note(row, Place(channel=channel, thread=ts))

    def _telling(self, row: OutboxRow) -> Telling:
        told = self._reader.transaction(f"TX-{row.sequence}")
        return Telling(
            book=self._desk.book,
            contacts=self._contacts,
            sequence=row.sequence,
            at=told.at if told else None,
            sells_labels=self._sells_labels,
            reader=self._reader,
        )

    def _blocked(self, row: OutboxRow, result: Refused | Later | Unknown) -> float:
        """Nobody can tell whether it was sent: it is not sent again by itself."""
        match result:
            case Later(seconds):
                return seconds
            case Unknown():
                return self._back_off()
            case Refused(error):
                log.error("outbox.cannot_look", key=row.key, error=error)
                self._outbox.settle(row.id, Delivery.FAILED)
                return 0.0

    def _warn(self, row: OutboxRow, place: Place, refused: Refused) -> None:
        """Tell the managers, once, that a conversation is closed to the bot."""
        log.warning("outbox.elsewhere", key=row.key, refused=refused.error, channel=place.channel)
        told = self._reader.transaction(f"TX-{row.sequence}")
        if told is None:
            return
        warning = Warn(
            key=f"warn:{row.key}:{place.channel}",
            actor=ACTOR,
            at=told.at,
            topic=f"channel {place.channel}",
            headline=f"I cannot write to the channel {place.channel} ({refused.error})",
            lines=("Invite me there with /invite, or name another channel on Settings.",),
        )
        with contextlib.suppress(StockError, JournalUnavailableError):  # it was said before
            self._desk.handle(warning)

    def _back_off(self) -> float:
        self._troubles += 1
        return float(min(2**self._troubles, BACKOFF_MAX_S))


def sending_client(token: str, base_url: str) -> WebClient:
    """Return a client that makes each call once: the sender decides what is made again."""
    return WebClient(token=token, base_url=base_url, timeout=15, retry_handlers=[])
