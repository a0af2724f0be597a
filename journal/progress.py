"""How far each workbook is: the last numbered write, kept before it is sent, and a few marks."""

import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, Row, delete, select, update

from inventory.ports import SheetBatch, follows
from journal.engine import reading, transaction
from journal.tables import missing_row, sheet_mark, sheet_progress
from journal.upsert import insert_if_new, insert_or_replace


class SqlProgress:
    """`Progress` and `SeenRows` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def last_batch(self, workbook: str) -> SheetBatch | None:
        query = select(sheet_progress).where(sheet_progress.c.workbook == workbook)
        with transaction(self._reading) as connection:
            row = connection.execute(query).first()
        return _batch_from(row) if row else None

    def begin_batch(self, workbook: str, batch: SheetBatch, token: int) -> bool:
        values = {
            "number": batch.number,
            "from_seq": batch.from_sequence,
            "to_seq": batch.to_sequence,
            "body": zlib.compress(batch.body.encode(), level=1),
            "is_confirmed": batch.is_confirmed,
            "token": token,
        }
        with transaction(self._engine) as connection:
            if insert_if_new(connection, sheet_progress, {"workbook": workbook, **values}):
                return True
            here = sheet_progress.c.workbook == workbook
            row = connection.execute(select(sheet_progress).where(here).with_for_update()).one()
            if row.token > token or not follows(batch, _batch_from(row)):
                return False
            connection.execute(update(sheet_progress).where(here).values(**values))
            return True

    def confirm_batch(self, workbook: str, number: int, token: int) -> bool:
        with transaction(self._engine) as connection:
            confirmed = connection.execute(
                update(sheet_progress)
                .where(
                    sheet_progress.c.workbook == workbook,
                    sheet_progress.c.number == number,
                    sheet_progress.c.token <= token,
                )
                .values(is_confirmed=True)
            )
            return bool(confirmed.rowcount)

    def mark(self, workbook: str, name: str) -> str | None:
        query = select(sheet_mark.c.value).where(
            sheet_mark.c.workbook == workbook, sheet_mark.c.name == name
        )
        with transaction(self._reading) as connection:
            value: str | None = connection.scalar(query)
            return value

    def set_mark(self, workbook: str, name: str, value: str) -> None:
        values = {"workbook": workbook, "name": name, "value": value}
        with transaction(self._engine) as connection:
            insert_or_replace(connection, sheet_mark, values)

    def swap_mark(self, workbook: str, name: str, before: str | None, after: str) -> bool:
        here = (sheet_mark.c.workbook == workbook) & (sheet_mark.c.name == name)
        with transaction(self._engine) as connection:
            if before is None:
                values = {"workbook": workbook, "name": name, "value": after}
                return insert_if_new(connection, sheet_mark, values)
            swapped = connection.execute(
                update(sheet_mark).where(here, sheet_mark.c.value == before).values(value=after)
            )
            return bool(swapped.rowcount)

    def missing(self, workbook: str, tab: str) -> frozenset[str]:
        query = select(missing_row.c.row_key).where(
            missing_row.c.workbook == workbook, missing_row.c.tab == tab
        )
        with transaction(self._reading) as connection:
            return frozenset(connection.scalars(query))

    def set_missing(self, workbook: str, tab: str, row_keys: Iterable[str]) -> None:
        here = (missing_row.c.workbook == workbook) & (missing_row.c.tab == tab)
        rows = [{"workbook": workbook, "tab": tab, "row_key": key} for key in sorted(set(row_keys))]
        with transaction(self._engine) as connection:
            connection.execute(delete(missing_row).where(here))
            for row in rows:
                insert_if_new(connection, missing_row, row)


def _batch_from(row: Row[Any]) -> SheetBatch:
    return SheetBatch(
        number=row.number,
        from_sequence=row.from_seq,
        to_sequence=row.to_seq,
        body=zlib.decompress(row.body).decode(),
        is_confirmed=row.is_confirmed,
    )
