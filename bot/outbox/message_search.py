"""Finds a message of ours by the key in its metadata: was it sent, or was it not?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.outbox.paper_files import mark_of
from bot.outbox.slack_calls import Done, Later, Refused, Result, Unknown, attempt
from inventory.place import Place
from inventory.ports import JournalReader, OutboxRow

PAGES_LOOKED_AT: Final = 20
CLOCKS_DIFFER_S: Final = 86_400
"""How far our clock may be ahead of Slack's in a channel of more than a page."""


CLOSED: Final = frozenset({"channel_not_found", "not_in_channel", "thread_not_found"})
"""Refusals by a conversation in which we can have said nothing."""


@dataclass(frozen=True)
class Found:
    """Where a message with a key stands; empty where it is nowhere."""

    channel: str = ""
    ts: str = ""


class MessageSearch:
    """Looks through conversations."""

    def __init__(self, client: WebClient, reader: JournalReader) -> None:
        self._client = client
        self._reader = reader

    def find(self, row: OutboxRow, places: Iterable[Place]) -> Found | Refused | Later | Unknown:
        """Look for the message that carries a row's key, wherever it may have been said."""
        for where in places:
            for page in self._pages(row, where):
                if isinstance(page, Refused) and page.error in CLOSED:
                    break  # what could not be said there was not said there
                if not isinstance(page, Done):
                    return page
                messages: list[dict[str, Any]] = page.answer.get("messages", [])
                for said in messages:
                    if _is_of(said, row):
                        return Found(channel=where.channel, ts=str(said["ts"]))
        return Found()

    def _pages(self, row: OutboxRow, place: Place) -> Iterator[Result]:
        """Yield the conversation page by page: a channel from its end, a thread as a whole.

        The first page is looked at whatever the clocks say: one that is days ahead must not hide
        a message that has just been sent.
        """
        told = self._reader.transaction(f"TX-{row.sequence}")
        oldest = told.at.timestamp() - CLOCKS_DIFFER_S if told else 0.0
        asked: dict[str, Any] = {"channel": place.channel, "include_all_metadata": True}
        asked |= {"limit": 200}
        call: Callable[..., SlackResponse] = self._client.conversations_history
        if place.thread:
            asked["ts"] = place.thread
            call = self._client.conversations_replies
        for _ in range(PAGES_LOOKED_AT):
            result = attempt(call, **asked)
            yield result
            if not isinstance(result, Done):
                return
            cursor = (result.answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor or (not place.thread and _reaches(result.answer, oldest)):
                return
            asked["cursor"] = cursor


def _is_of(said: dict[str, Any], row: OutboxRow) -> bool:
    """Tell whether a message is a row's: by its key, or by the title of its files."""
    payload = said.get("metadata", {}).get("event_payload", {})
    titles = (str(file.get("title", "")) for file in said.get("files", ()))
    return payload.get("key") == row.key or any(one.endswith(mark_of(row)) for one in titles)


def _reaches(page: SlackResponse, oldest: float) -> bool:
    """Tell whether a page of a channel goes back as far as a moment."""
    messages: list[dict[str, Any]] = page.get("messages", [])
    return bool(messages) and float(messages[-1]["ts"]) < oldest
