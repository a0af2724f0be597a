"""Whether the workbook holds what the journal does not: then an older journal has been restored."""

from inventory.ports import JournalReader
from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS
from sheets_schema.errors import WorkbookAhead
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import Sheet, Workbook

HASH = AUDIT.position("hash")


def refuse_if_ahead(workbook: Workbook, reader: JournalReader, audit: Sheet, sequence: int) -> None:
    """Compare the end of Audit with the journal before anything is written.

    Args:
        workbook: whose Audit is read from its last written row on.
        reader: the journal.
        audit: how large the tab is.
        sequence: the last transaction that the journal knows to be in the sheet.

    Raises:
        WorkbookAhead: it has later transactions, or another one under this number.
    """
    start = HEADER_ROWS + max(sequence, 1) - 1
    if start >= audit.rows:
        return
    rows = workbook.grid_values(AUDIT.sheet_id, start, audit.rows, HASH + 1)
    highest = max((_sequence(row) for row in rows), default=0)
    is_other = bool(sequence and rows and _is_other(reader, sequence, rows[0]))
    if highest > sequence or is_other:
        raise WorkbookAhead(
            spreadsheet=workbook.id,
            sheet_sequence=highest,
            journal_sequence=reader.last_sequence(),
        )


def _sequence(row: list[Cell]) -> int:
    at = AUDIT.position("sequence")
    cell = row[at] if len(row) > at else None
    return int(cell) if isinstance(cell, (int, float)) else 0


def _is_other(reader: JournalReader, sequence: int, row: list[Cell]) -> bool:
    """Tell whether the row is well-formed and yet not the journal's: damage is another matter."""
    if _sequence(row) != sequence or len(row) <= HASH:
        return False
    ours = reader.entered_after(sequence - 1, 1)
    return not ours or row[HASH] != ours[0].hash
