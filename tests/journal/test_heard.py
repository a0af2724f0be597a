"""What was heard is kept for as long as it may be brought again."""

import pytest
from sqlalchemy import func, insert, select

from inventory.correspondence.heard import HeardKind, HeardMessage
from journal.engine import open_engine, transaction
from journal.heard import SWEPT_EVERY_S, SqlHeardMessages
from journal.tables import heard, metadata

OLD_ROW = {"channel": "D0ANA", "kind": "line", "body": "{}", "noted_at": 0.0, "is_settled": True}
NEW = HeardMessage(kind=HeardKind.LINE, channel="D0ANA", ts="9.0", user="U0ANA", text="MUG-BLU")


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'heard.sqlite3'}")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def note_old(engine, ts):
    with transaction(engine) as connection:
        connection.execute(insert(heard).values(**OLD_ROW, ts=ts))


def rows(engine):
    with transaction(engine) as connection:
        return connection.scalar(select(func.count()).select_from(heard))


def test_what_is_old_is_deleted_once_an_hour_and_what_is_new_never(engine):
    now = [1_000.0]
    messages = SqlHeardMessages(engine, elapsed=lambda: now[0])
    messages.note(NEW)
    note_old(engine, "1.0")
    assert messages.settle([NEW])
    assert rows(engine) == 1

    note_old(engine, "2.0")
    messages.settle(())
    assert rows(engine) == 2
    now[0] += SWEPT_EVERY_S
    messages.settle(())
    assert rows(engine) == 1
