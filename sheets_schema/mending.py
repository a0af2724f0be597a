"""Damaged tabs of the bot, put on the writer's list to be written once more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from inventory.ports import JournalReader, Progress
from sheets_schema.columns import HEADER_ROWS, Tab
from sheets_schema.connection import Done
from sheets_schema.differences import Difference, DifferenceKind
from sheets_schema.dress import header_row
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.repairs import Repair, add_repairs, row_count
from sheets_schema.tabs import BOT_TABS
from sheets_schema.workbook import Workbook

SHIFTED: Final = frozenset(
    {
        DifferenceKind.MISSING,
        DifferenceKind.MOVED,
        DifferenceKind.EXTRA,
        DifferenceKind.MORE,
        DifferenceKind.TAB,
    }
)
"""Differences after which the rows below stand elsewhere."""


def mend(
    workbook: Workbook, progress: Progress, differences: Iterable[Difference], now: datetime
) -> list[Repair]:
    """Have the writer write damaged rows again; headers are put right here.

    Returns:
        What was put on the writer's list; all is well when it has nothing left to write.
    """
    repairs: list[Repair] = []
    found = list(differences)
    sheets = workbook.sheets()
    for tab in BOT_TABS:
        here = [d for d in found if d.tab == tab.title]
        if any(d.kind is DifferenceKind.HEADER for d in here):
            workbook.batch_update({"requests": [header_row(tab.columns, tab.sheet_id, 0)]})
        sheet = sheets.get(tab.sheet_id)
        repairs += _repairs_for(tab, here, sheet.rows if sheet else 0, now)
    add_repairs(progress, workbook.id, repairs)
    return repairs


def rebuild(
    workbook: Workbook, reader: JournalReader, progress: Progress, now: datetime
) -> list[Repair]:
    """Have the writer write every row of the bot's tabs again, and empty what is below them.

    Headers are put right here.

    Raises:
        SheetsUnavailableError: Google does not answer.
    """
    last = progress.last_batch(workbook.id)
    book = reader.book_at(last.to_sequence if last else 0)
    sheets = workbook.sheets()
    there = [tab for tab in BOT_TABS if tab.sheet_id in sheets]
    headers = [header_row(tab.columns, tab.sheet_id, 0) for tab in there]
    if not isinstance(workbook.batch_update({"requests": headers}), Done):
        raise SheetsUnavailableError("the headers could not be written")
    repairs = []
    for tab in BOT_TABS:
        rows = sheets[tab.sheet_id].rows if tab.sheet_id in sheets else 0
        end = max(row_count(tab, book), rows, 1)
        repairs.append(Repair(sheet_id=tab.sheet_id, first=1, last=end, due=now))
    add_repairs(progress, workbook.id, repairs)
    return repairs


def _repairs_for(
    tab: Tab, found: Sequence[Difference], grid_rows: int, now: datetime
) -> list[Repair]:
    """Edited cells need their rows; anything that shifted rows needs all from there on."""
    shifted = [d for d in found if d.kind in SHIFTED]
    if shifted:
        first = 1 if any(d.row == 0 for d in shifted) else min(d.row for d in shifted) - HEADER_ROWS
        last = max(grid_rows, *(d.row for d in shifted)) - HEADER_ROWS
        return [Repair(sheet_id=tab.sheet_id, first=first, last=max(first, last), due=now)]
    rows = sorted({d.row - HEADER_ROWS for d in found if d.kind is DifferenceKind.EDITED})
    return [Repair(sheet_id=tab.sheet_id, first=r, last=r, due=now) for r in rows]
