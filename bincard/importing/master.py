"""Managers' rows from a file: the same columns as their tabs, read the same way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, cast

from bincard.importing.refusal import RowRefusedError
from inventory.commands import Command, EditRow
from inventory.entries import Entry
from inventory.people import IMPORT
from sheets_schema.columns import Tab
from sheets_schema.row_reading import faults_of
from sheets_schema.rows import read_row, record_of
from sheets_schema.tabs import (
    CARRIERS,
    CUSTOMERS,
    ITEMS,
    LOCATIONS,
    PACKAGE_TYPES,
    POLICIES,
    SUPPLIERS,
)

TABS: Final[dict[str, Tab]] = {
    "items": ITEMS,
    "locations": LOCATIONS,
    "suppliers": SUPPLIERS,
    "customers": CUSTOMERS,
    "carriers": CARRIERS,
    "package_types": PACKAGE_TYPES,
    "policies": POLICIES,
}


def columns_of(tab: Tab) -> dict[str, str]:
    """Return every accepted header of a file for a tab, casefolded -> field."""
    typed = [column for column in tab.columns if not column.is_answer]
    headers = {column.header.casefold(): column.field for column in typed}
    return {column.field: column.field for column in typed} | headers


def edit_command(tab: Tab, row: Mapping[str, str], key: str, at: datetime) -> Command:
    """Return the command of one row of a file.

    Raises:
        RowRefusedError: naming every cell that cannot be used.
    """
    reading = read_row(tab, row)
    record = record_of(tab, reading, None)
    if record is None:
        bad = faults_of(tab, reading)
        raise RowRefusedError(" ".join(bad))
    return EditRow(
        key=key,
        actor=IMPORT,
        at=at,
        type=tab.entry_type,
        row_key=reading.key,
        version=0,
        after=cast("Entry", record),
    )
