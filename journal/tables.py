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

metadata = MetaData()

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only in a column that is spelled INTEGER."""

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("ledger_hash", Text, nullable=False),
)
"""One row: the tail of the journal. Locking it is the lock under which everything is decided."""

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload_hash", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undoes", Text),
    Column("body", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("journal_undoes", "undoes"),
)

move = Table(
    "move",
    metadata,
    Column("line", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("lot", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("hash", Text, nullable=False),
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
    Column("key", Text, nullable=False, unique=True),
    Column("seq", BigInteger, nullable=False),
    Column("message", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Index("outbox_delivery", "delivery", "id"),
    Index("outbox_message", "message", "id"),
)

sheet_progress = Table(
    "sheet_progress",
    metadata,
    Column("workbook", Text, primary_key=True),
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
    Column("workbook", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

missing_row = Table(
    "missing_row",
    metadata,
    Column("workbook", Text, primary_key=True),
    Column("tab", Text, primary_key=True),
    Column("row_key", Text, primary_key=True),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("until", Float, nullable=False),
)

job_run = Table(
    "job_run",
    metadata,
    Column("job", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("token", BigInteger, nullable=False),
    Column("result", Text),
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
    Column("journal_id", Text, nullable=False),
)
"""One row: the name of this journal, by which a workbook knows its owner."""

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
