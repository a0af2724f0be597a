"""Messages that have to leave, in the order of the journal, each once.

Before a sending starts its row says `unknown`, so that a crash in the middle is remembered as what
it is: perhaps sent. Only looking can settle that.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, Row, Select, select, update

from inventory.notices import Notice
from inventory.ports import Delivery, Medium, OutboxRow
from journal.engine import reading, transaction
from journal.tables import outbox

_NOTICE: TypeAdapter[Notice] = TypeAdapter(Notice)
_UNSETTLED = (Delivery.WAITING.value, Delivery.UNKNOWN.value)


class SqlOutbox:
    """`Outbox` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def pending(self, limit: int, medium: Medium = Medium.SLACK) -> Sequence[OutboxRow]:
        query = select(outbox).where(
            outbox.c.delivery.in_(_UNSETTLED), outbox.c.medium == medium.value
        )
        with transaction(self._reading) as connection:
            rows = connection.execute(query.order_by(outbox.c.id).limit(limit)).all()
        return [_row_from(row) for row in rows]

    def begin(self, row: OutboxRow) -> bool:
        with transaction(self._engine) as connection:
            begun = connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id, outbox.c.attempts == row.attempts)
                .where(outbox.c.delivery == row.delivery.value)
                .values(delivery=Delivery.UNKNOWN.value, attempts=row.attempts + 1)
            )
            return bool(begun.rowcount)

    def settle(self, row_id: int, delivery: Delivery, *, channel: str = "", ts: str = "") -> None:
        with transaction(self._engine) as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id == row_id)
                .values(delivery=delivery.value, channel=channel, ts=ts)
            )

    def message(self, name: str) -> OutboxRow | None:
        return self._first(_sent(name).where(outbox.c.ts != "").order_by(outbox.c.id.desc()))

    def lost(self, name: str) -> OutboxRow | None:
        return self._first(_sent(name).where(outbox.c.ts == "").order_by(outbox.c.id))

    def _first(self, query: Select[Any]) -> OutboxRow | None:
        with transaction(self._reading) as connection:
            row = connection.execute(query.limit(1)).first()
        return _row_from(row) if row else None


def _sent(name: str) -> Select[Any]:
    return select(outbox).where(outbox.c.message == name, outbox.c.delivery == Delivery.SENT.value)


def _row_from(row: Row[Any]) -> OutboxRow:
    return OutboxRow(
        id=row.id,
        key=row.key,
        sequence=row.seq,
        message=row.message,
        notice=_NOTICE.validate_json(row.notice),
        delivery=Delivery(row.delivery),
        attempts=row.attempts,
        channel=row.channel,
        ts=row.ts,
    )
