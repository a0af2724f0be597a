"""Takes up what was heard: in order, in one process at a time, at most one answer a second.

A message waits a moment before it is taken up, for events overtake each other. What was recorded, what
is answered and what scans mean from then on are kept in one commit; after a crash in between the same
messages are taken up again, and what they ask for is known by its key.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from time import monotonic
from typing import Final

import structlog

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.guard import reference_of, sorry
from bot.messages.kept import kept
from bot.messages.message import Message
from bot.scans import words
from bot.scans.scribe import Scribe, Taken
from bot.scans.session import SILENCE_S, ScanSession
from inventory.correspondence.heard import HeardKind, HeardMessage, HeardMessages, Waiting
from inventory.notices import AnswerNotice
from inventory.place import Place
from inventory.ports import JournalUnavailableError

MESSAGES_AT_ONCE: Final = 200
IDLE_S: Final = 1.0
GRACE_S: Final = 60.0
"""So much later than a session ends somebody is told of what was counted in it."""

KEPT_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things are waited for.

    Attributes:
        settle_s: so long a message waits for one that was written before it.
        between_s: between two answers in one channel; Slack takes no more than one a second.
        edit_s: likewise while scans go on, for it takes some fifty edits a minute from all.
    """

    settle_s: float = 0.5
    between_s: float = 1.0
    edit_s: float = 3.0


log = structlog.get_logger(__name__)


class Ear:
    """Hears what people write to the bot.

    Args:
        heard: what they wrote.
        clerk: who posts and answers.
        hearing: who reads typed commands.
        prefix: of commands in this workspace.
        pace: see there.
        on_answer: called when something was answered, which leaves through the outbox.
    """

    def __init__(
        self,
        heard: HeardMessages,
        clerk: Clerk,
        hearing: Hearing,
        *,
        prefix: str = "",
        pace: Pace = Pace(),
        on_answer: Callable[[], None] = lambda: None,
    ) -> None:
        self._heard = heard
        self._clerk = clerk
        self._hearing = hearing
        self._prefix = prefix
        self._pace = pace
        self._on_answer = on_answer
        self._free_at: dict[str, float] = {}

    def hear_once(self, may_go_on: Callable[[], bool] = lambda: True) -> float:
        """Take up what is due, and return how long to wait then.

        Args:
            may_go_on: asked before each conversation: whoever was paused may have been replaced.

        Raises:
            JournalUnavailableError: what was not settled is taken up again later.
        """
        waiting = self._heard.waiting(HeardKind.LINE, MESSAGES_AT_ONCE)
        remembered = self._heard.remembered()
        for messages in self._due(waiting):
            if not may_go_on():
                return IDLE_S
            self._take(messages, remembered)
        self._end_silent({one.message.conversation for one in waiting})
        return min(self._pace.settle_s, self._pace.between_s) / 2 if waiting else IDLE_S

    def _due(self, waiting: Sequence[Waiting]) -> Iterator[list[HeardMessage]]:
        """Yield, by conversation, what has waited long enough and all that was written before it."""
        by_name = sorted(waiting, key=lambda one: (one.message.conversation, one.message.ts))
        for _, group in groupby(by_name, key=lambda one: one.message.conversation):
            talk = list(group)
            ready = [at for at, one in enumerate(talk, start=1) if one.age_s >= self._pace.settle_s]
            if ready and self._may_answer(talk[0].message.channel):
                yield [one.message for one in talk[: ready[-1]]]

    def _may_answer(self, channel: str) -> bool:
        return monotonic() >= self._free_at.get(channel, 0.0)

    def _take(self, messages: list[HeardMessage], remembered: Mapping[str, str]) -> None:
        first = messages[0]
        session = _session(remembered.get(first.conversation, ""))
        taken = self._taken(messages, session)
        if not self._heard.settle(
            taken.messages, answers=_answers(taken), remember=_remember(first, taken)
        ):
            log.warning("heard.settled_elsewhere", conversation=first.conversation)
        if taken.answers:
            self._on_answer()
            is_run = taken.session is not None and bool(taken.session.run)
            rest_s = self._pace.edit_s if is_run else self._pace.between_s
            self._free_at[first.channel] = monotonic() + rest_s

    def _taken(self, messages: list[HeardMessage], session: ScanSession | None) -> Taken:
        """Take up messages; one that fails by our fault is told so, and keeps up nobody else."""
        try:
            return Scribe(self._clerk, self._hearing, session, self._prefix).take(messages)
        except JournalUnavailableError:
            raise
        except Exception:  # the outermost edge of a message
            first = messages[0]
            reference = reference_of(first.key)
            log.exception("heard.failed", key=first.key, reference=reference)
            return Taken([first], session, {first.key: sorry(reference)})

    def _end_silent(self, waiting: Set[str]) -> None:
        """Tell of counts that ended unposted; forget what is over for long.

        Where something waits or was taken up just now, that says first what scans mean.
        """
        now = self._clerk.now.timestamp()
        for conversation, body in self._heard.remembered().items():
            session = _session(body) if conversation not in waiting else None
            silent_s = now - float(session.heard_at) if session else 0.0
            if session is None or silent_s < SILENCE_S + GRACE_S:
                continue
            if session.tallies and not session.is_over:
                self._tell_unposted(conversation, session)
            elif silent_s > KEPT_S:
                self._heard.settle((), remember={conversation: ""})

    def _tell_unposted(self, conversation: str, session: ScanSession) -> None:
        channel, _, _ = conversation.partition(":")
        said = words.ended(session, "Nobody has scanned for 15 minutes.")
        name = f"silent:{session.began_at}:{session.heard_at}"
        over = session.model_copy(update={"is_over": True, "tallies": (), "run": ()})
        self._heard.settle(
            (),
            answers=[_answer(name, name, Place(channel=channel), said)],
            remember={conversation: over.model_dump_json(exclude_defaults=True)},
        )


def _session(body: str) -> ScanSession | None:
    return ScanSession.model_validate_json(body) if body else None


def _remember(first: HeardMessage, taken: Taken) -> dict[str, str]:
    if taken.session is None:
        return {}
    return {first.conversation: taken.session.model_dump_json(exclude_defaults=True)}


def _answers(taken: Taken) -> list[AnswerNotice]:
    last = taken.messages[-1]
    return [
        _answer(name, f"answer:{last.key}:{number}", last.place, said)
        for number, (name, said) in enumerate(taken.answers.items(), start=1)
    ]


def _answer(name: str, number: str, place: Place, said: Message) -> AnswerNotice:
    return AnswerNotice(place=place, message=name, number=number, body=kept(said))
