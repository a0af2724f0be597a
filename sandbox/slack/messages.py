"""What was said: messages with every version they had, and what changed since when.

`ts` is a message's name inside its channel: the time of posting, made unique by counting on.
Nothing is forgotten here; a deleted message stays, marked, because a test may ask for it.
"""

import copy
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.slack.streams import Stream
from sandbox.slack.wire import JsonObject

ChangeKind = Literal["new", "changed", "deleted"]

THREAD_MARKS = ("thread_ts", "reply_count", "reply_users_count", "latest_reply", "reply_users")
NO_REPLY = "0000000000.000000"
TOMBSTONE: JsonObject = {
    "type": "message",
    "subtype": "tombstone",
    "text": "This message was deleted.",
    "user": "USLACKBOT",
    "hidden": True,
    "parent_user_id": "USLACKBOT",
    "is_locked": False,
    "subscribed": False,
}


@dataclass(slots=True, kw_only=True)
class Message:
    """A message in a channel, or an ephemeral one that only `seen_by` sees."""

    channel: str
    ts: str
    body: JsonObject
    seen_by: str | None = None
    deleted: bool = False
    versions: list[JsonObject] = field(default_factory=list)
    values: JsonObject = field(default_factory=dict)
    stream: Stream | None = None

    @property
    def thread_ts(self) -> str | None:
        return self.body.get("thread_ts")

    @property
    def is_tombstone(self) -> bool:
        return bool(self.body.get("subtype") == TOMBSTONE["subtype"])

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a message."""

    number: int
    kind: ChangeKind
    message: Message


class Conversations:
    """Every message of the workspace and the order in which they changed."""

    def __init__(self) -> None:
        self._by_channel: dict[str, dict[str, Message]] = {}
        self._latest_ts: dict[str, int] = {}
        self.changes: list[Change] = []

    def post(
        self, channel: str, body: JsonObject, *, now: float, seen_by: str | None = None
    ) -> Message:
        """Store a message under a new `ts`; a reply is counted on its parent."""
        ts = self._new_ts(channel, now)
        message = Message(channel=channel, ts=ts, body={**body, "ts": ts}, seen_by=seen_by)
        message.versions.append(copy.deepcopy(message.body))
        self._by_channel.setdefault(channel, {})[ts] = message
        self._note("new", message)
        if message.is_reply and seen_by is None:
            self._count_reply(message)
        return message

    def rewrite(self, message: Message, body: JsonObject) -> None:
        """Give a message a new body; the former ones stay in its versions."""
        message.body = {**body, "ts": message.ts}
        message.versions.append(copy.deepcopy(message.body))
        self._note("changed", message)

    def delete(self, message: Message) -> None:
        """Take a message away; where a thread hangs on it, a tombstone stays in its place."""
        if self._has_replies(message):
            counts = {name: message.body[name] for name in THREAD_MARKS if name in message.body}
            self.rewrite(message, TOMBSTONE | counts)
            return
        message.deleted = True
        self._note("deleted", message)

    def uncount(self, reply: Message) -> Message | None:
        """Take a deleted reply off its parent's count; the parent, if it is still there."""
        parent = self.find(reply.channel, reply.thread_ts or "") if reply.is_reply else None
        if parent is not None and reply.seen_by is None:
            left = self.replies(reply.channel, parent.ts)[1:]
            users = list(dict.fromkeys(one.body.get("user") for one in left))
            parent.body |= _thread_marks(len(left), users, left[-1].ts if left else NO_REPLY)
        return parent

    def find(self, channel: str, ts: str) -> Message | None:
        """The message if it is there and not deleted, ephemeral ones included."""
        message = self._by_channel.get(channel, {}).get(ts)
        return None if message is None or message.deleted else message

    def everything(self, channel: str) -> list[Message]:
        """All of a channel in order, deleted and ephemeral messages included."""
        return list(self._by_channel.get(channel, {}).values())

    def history(self, channel: str) -> list[Message]:
        """What everybody sees in the channel itself, newest first."""
        standing = [one for one in self.standing(channel) if _stands_in_channel(one)]
        return standing[::-1]

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """A thread, its parent first."""
        return [one for one in self.standing(channel) if thread_ts in (one.ts, one.thread_ts)]

    def ephemerals(self, user: str) -> list[Message]:
        """What only this user sees, in every channel."""
        found = (one for log in self._by_channel.values() for one in log.values())
        return [one for one in found if one.seen_by == user and not one.deleted]

    def standing(self, channel: str) -> list[Message]:
        """What everybody can see of a channel, threads' replies too, in order."""
        return [one for one in self.everything(channel) if not one.deleted and not one.seen_by]

    def _new_ts(self, channel: str, now: float) -> str:
        micros = max(int(now * 1_000_000), self._latest_ts.get(channel, 0) + 1)
        self._latest_ts[channel] = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def _count_reply(self, reply: Message) -> None:
        parent = self.find(reply.channel, reply.thread_ts or "")
        if parent is None:
            return
        users, author = parent.body.get("reply_users", []), reply.body.get("user")
        users = users if author in users else [*users, author]
        count = parent.body.get("reply_count", 0) + 1
        parent.body |= {"thread_ts": parent.ts} | _thread_marks(count, users, reply.ts)

    def _has_replies(self, message: Message) -> bool:
        return message.seen_by is None and len(self.replies(message.channel, message.ts)) > 1

    def _note(self, kind: ChangeKind, message: Message) -> None:
        self.changes.append(Change(len(self.changes) + 1, kind, message))


def _thread_marks(count: int, users: list[Any], latest: str) -> JsonObject:
    """What a parent says of its replies."""
    return {
        "reply_count": count,
        "reply_users_count": len(users),
        "latest_reply": latest,
        "reply_users": users,
    }


def add_reaction(body: JsonObject, name: str, user: str) -> bool:
    """Count an emoji on a message body; False if this user had put it there already."""
    reactions = body.setdefault("reactions", [])
    row = next((one for one in reactions if one["name"] == name), None)
    if row is None:
        row = {"name": name, "users": [], "count": 0}
        reactions.append(row)
    if user in row["users"]:
        return False
    row["users"].append(user)
    row["count"] = len(row["users"])
    return True


def remove_reaction(body: JsonObject, name: str, user: str) -> bool:
    """Take an emoji off a message body; False if this user had not put it there."""
    reactions = body.get("reactions", [])
    row = next((one for one in reactions if one["name"] == name), None)
    if row is None or user not in row["users"]:
        return False
    row["users"].remove(user)
    row["count"] = len(row["users"])
    body["reactions"] = [one for one in reactions if one["count"]]
    return True


def _stands_in_channel(message: Message) -> bool:
    return not message.is_reply or message.body.get("subtype") == "thread_broadcast"
