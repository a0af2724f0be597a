"""What people wrote to the bot, kept until it is settled and no longer brought again."""

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, tuple_, update

from inventory.correspondence.heard import HeardKind, HeardMessage, Waiting
from inventory.notices import AnswerNotice
from inventory.ports import Delivery, medium_of
from journal.engine import reading, transaction
from journal.lease import database_time
from journal.tables import conversation, head, heard, outbox
from journal.upsert import insert_if_new, insert_or_replace

KEPT_S: Final = 3 * 86_400.0
"""Slack brings an event again for a day at most."""

SWEPT_EVERY_S: Final = 3_600.0
"""What is old is looked for among all that was heard, so not each time that something is settled."""


class SqlHeardMessages:
    """`HeardMessages` on a database.

    Args:
        engine: of the journal.
        elapsed: seconds that pass, from whenever, by which old messages are swept.
    """

    def __init__(self, engine: Engine, elapsed: Callable[[], float] = monotonic) -> None:
        self._engine = engine
        self._elapsed = elapsed
        self._reading = reading(engine)
        self._now = database_time(engine)
        self._sweep_at = 0.0

    def note(self, message: HeardMessage) -> bool:
        row = {
            "channel": message.channel,
            "ts": message.ts,
            "kind": message.kind.value,
            "body": message.model_dump_json(exclude_defaults=True),
            "noted_at": self._now,
            "is_settled": False,
        }
        with transaction(self._engine) as connection:
            return insert_if_new(connection, heard, row)

    def waiting(self, kind: HeardKind, limit: int) -> Sequence[Waiting]:
        query = (
            select(heard.c.body, (self._now - heard.c.noted_at).label("age_s"))
            .where(heard.c.is_settled.is_(False), heard.c.kind == kind.value)
            .order_by(heard.c.ts)
            .limit(limit)
        )
        with transaction(self._reading) as connection:
            rows = connection.execute(query).all()
        return [
            Waiting(message=HeardMessage.model_validate_json(row.body), age_s=max(0.0, row.age_s))
            for row in rows
        ]

    def remembered(self) -> Mapping[str, str]:
        with transaction(self._reading) as connection:
            rows = connection.execute(select(conversation)).all()
        return {row.name: row.body for row in rows}

    def settle(
        self,
        messages: Sequence[HeardMessage],
        *,
        answers: Sequence[AnswerNotice] = (),
        remember: Mapping[str, str] | None = None,
    ) -> bool:
        with transaction(self._engine) as connection:
            if not _settled(connection, messages):
                connection.rollback()
                return False
            for name, body in (remember or {}).items():
                _remember(connection, name, body)
            for answer in answers:
                _queue(connection, answer)
            self._sweep(connection)
            return True

    def _sweep(self, connection: Connection) -> None:
        """Delete what nobody brings again, once in a while."""
        if self._elapsed() < self._sweep_at:
            return
        self._sweep_at = self._elapsed() + SWEPT_EVERY_S
        old = heard.c.noted_at < self._now - KEPT_S
        connection.execute(delete(heard).where(heard.c.is_settled.is_(True), old))


def _settled(connection: Connection, messages: Sequence[HeardMessage]) -> bool:
    """Settle messages; tell whether every one of them was still waiting."""
    names = [(message.channel, message.ts) for message in messages]
    done = connection.execute(
        update(heard)
        .where(tuple_(heard.c.channel, heard.c.ts).in_(names), heard.c.is_settled.is_(False))
        .values(is_settled=True)
    )
    return done.rowcount == len(names)


def _remember(connection: Connection, name: str, body: str) -> None:
    if body:
        insert_or_replace(connection, conversation, {"name": name, "body": body})
    else:
        connection.execute(delete(conversation).where(conversation.c.name == name))


def _queue(connection: Connection, answer: AnswerNotice) -> None:
    """Queue an answer under the transaction to come: none before it has caused it."""
    row = {
        "key": answer.number,
        "seq": (connection.scalar(select(head.c.sequence)) or 0) + 1,
        "message": answer.message,
        "notice": answer.model_dump_json(),
        "delivery": Delivery.WAITING.value,
        "attempts": 0,
        "channel": "",
        "ts": "",
        "medium": medium_of(answer).value,
    }
    connection.execute(insert(outbox).values(row))
