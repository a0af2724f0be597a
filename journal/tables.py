"""The journal's tables, once for SQLite and PostgreSQL. Additive changes only: see `migrations`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql

metadata = MetaData()

Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Compared by its characters on every machine, whatever language its database was set up in."""

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only in a column that is spelled INTEGER."""

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("hash", Words, nullable=False),
    Column("ledger_hash", Words, nullable=False),
)
"""One row: the tail of the journal. Locking it is the lock under which everything is decided."""

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False, unique=True),
    Column("payload_hash", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("undoes", Words),
    Column("body", Words, nullable=False),
    Column("reply", Words, nullable=False),
    Column("hash", Words, nullable=False),
    Index("journal_undoes", "undoes"),
)

move = Table(
    "move",
    metadata,
    Column("line", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("item", Words, nullable=False),
    Column("lot", Words, nullable=False),
    Column("quantity", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("document", Words, nullable=False),
    Column("occurred_at", Words, nullable=False),
    Column("hash", Words, nullable=False),
)
Index("move_item", move.c.item, move.c.line)
Index("move_source", move.c.source, move.c.line)
Index("move_target", move.c.target, move.c.line)
for _name in ("lot", "document"):
    Index(
        f"move_{_name}",
        move.c[_name],
        move.c.line,
        sqlite_where=move.c[_name] != "",
        postgresql_where=move.c[_name] != "",
    )

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("key", Words, nullable=False, unique=True),
    Column("seq", BigInteger, nullable=False),
    Column("message", Words, nullable=False),
    Column("notice", Words, nullable=False),
    Column("delivery", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("channel", Words, nullable=False),
    Column("ts", Words, nullable=False),
    Column("medium", Words, nullable=False, server_default="slack"),
    Index("outbox_delivery", "delivery", "id"),
    Index("outbox_message", "message", "id"),
)

sheet_progress = Table(
    "sheet_progress",
    metadata,
    Column("workbook", Words, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("from_seq", BigInteger, nullable=False),
    Column("to_seq", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("is_confirmed", Boolean, nullable=False),
    Column("token", BigInteger, nullable=False),
)

sheet_mark = Table(
    "sheet_mark",
    metadata,
    Column("workbook", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

missing_row = Table(
    "missing_row",
    metadata,
    Column("workbook", Words, primary_key=True),
    Column("tab", Words, primary_key=True),
    Column("row_key", Words, primary_key=True),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Words, primary_key=True),
    Column("holder", Words, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("until", Float, nullable=False),
)

job_run = Table(
    "job_run",
    metadata,
    Column("job", Words, primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("token", BigInteger, nullable=False),
    Column("result", Words),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("journal_id", Words, nullable=False),
)
"""One row: the name of this journal, by which a workbook knows its owner."""

contact = Table(
    "contact",
    metadata,
    Column("customer", Words, primary_key=True),
    Column("secret", Words, nullable=False),
    Column("body", Words, nullable=False),
)
"""Who customers are. The only table whose rows are erased on request."""

heard = Table(
    "heard",
    metadata,
    Column("channel", Words, primary_key=True),
    Column("ts", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("noted_at", Float, nullable=False),
    Column("is_settled", Boolean, nullable=False),
    Index("heard_waiting", "is_settled", "kind", "ts"),
)
"""What people wrote to the bot, until it is so old that Slack brings it no more."""

conversation = Table(
    "conversation",
    metadata,
    Column("name", Words, primary_key=True),
    Column("body", Words, nullable=False),
)
"""What the bot has to remember of a talk with somebody."""

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
