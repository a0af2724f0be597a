"""What people wrote to the bot by themselves, each once, in the order in which they wrote it.

Slack tells of a message by an event, which may come twice, late, out of order, and to any process. So
a message is noted first, under the channel and the timestamp that name it for ever; only then is Slack
told that it was heard. One process at a time takes up what was noted, and settles it together with
what it answers and what it has to remember of the conversation.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from inventory.notices import AnswerNotice
from inventory.place import Place
from inventory.record import Record


class HeardKind(StrEnum):
    """What has to be done about a message; each kind is taken up by itself."""

    LINE = "line"
    PICTURE = "picture"


class HeardMessage(Record):
    """One message as somebody wrote it.

    Attributes:
        channel, ts: its name; a later message of a channel has a greater `ts`.
        thread: where it was an answer in a thread, the `ts` of that thread.
        text: as Slack writes it, with its escapes.
        files: ids of the files shared with it.
        is_private: written to the bot alone.
    """

    kind: HeardKind
    channel: str
    ts: str
    user: str
    thread: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    is_private: bool = True

    @property
    def key(self) -> str:
        """The key of what it asks for."""
        return f"heard:{self.channel}:{self.ts}"

    @property
    def place(self) -> Place:
        """Where it is answered: beside what is said to the bot alone, elsewhere in a thread."""
        return Place(
            channel=self.channel, thread=self.thread or ("" if self.is_private else self.ts)
        )

    @property
    def conversation(self) -> str:
        """Whose talk in which channel it belongs to."""
        return f"{self.channel}:{self.user}"


class Waiting(Record):
    """A message that nobody has settled, and how long ago it was noted."""

    message: HeardMessage
    age_s: float


class HeardMessages(Protocol):
    """The messages that were heard, and what is remembered of each conversation."""

    def note(self, message: HeardMessage) -> bool:
        """Keep a message; False where it is known already.

        Raises:
            JournalUnavailableError: it is not kept: whoever brought it has to bring it again.
        """
        ...

    def waiting(self, kind: HeardKind, limit: int) -> Sequence[Waiting]:
        """Return what nobody has settled, in the order of `ts`."""
        ...

    def remembered(self) -> Mapping[str, str]:
        """Return what is remembered, by conversation."""
        ...

    def settle(
        self,
        messages: Sequence[HeardMessage],
        *,
        answers: Sequence[AnswerNotice] = (),
        remember: Mapping[str, str] | None = None,
    ) -> bool:
        """Settle messages, queue what is answered and remember what follows from them, all at once.

        Args:
            messages: of one kind.
            answers: each has to leave once.
            remember: conversation -> what is remembered of it from now on; empty for nothing.

        Returns:
            False where one of them was settled by another: then nothing has been done.
        """
        ...
