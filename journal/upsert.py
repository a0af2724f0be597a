"""Inserts that may meet a row of the same key, in the words both databases understand.

Asking first and inserting afterwards is a race as soon as two processes do it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there; tell whether it was inserted."""
    key = next(iter(table.primary_key))
    inserted = _insert(connection, table).values(values).on_conflict_do_nothing().returning(key)
    return connection.execute(inserted).first() is not None


def insert_or_replace(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or give these values to the one with its primary key."""
    key = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in key}
    connection.execute(
        _insert(connection, table)
        .values(values)
        .on_conflict_do_update(index_elements=key, set_=others)
    )


def _insert(connection: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
