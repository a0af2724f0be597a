"""Whether the workbook holds what the journal does not: then an older journal has been restored.

Only a row of Audit whose hash covers what it says is believed: what people have typed there is
damage, which is another matter and is mended by writing the row again.
"""

from collections.abc import Iterator

from inventory.ports import Entered, JournalReader
from sheets_schema.audit import ROWS_A_READ, entered_in
from sheets_schema.columns import HEADER_ROWS
from sheets_schema.errors import WorkbookAhead
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import Sheet, Workbook


def refuse_if_ahead(workbook: Workbook, reader: JournalReader, audit: Sheet, sequence: int) -> None:
    """Compare the end of Audit with the journal before anything is written; nobody else may write.

    Args:
        workbook: whose Audit is read from its last written row on.
        reader: the journal.
        audit: how large the tab is.
        sequence: the last transaction that the journal knows to be in the sheet.

    Raises:
        WorkbookAhead: it has later transactions, or another one under this number.
    """
    for written in _written_from(workbook, audit, sequence):
        is_later = written[-1].transaction.sequence > sequence
        if is_later or not _is_known(reader, written[0]):
            raise _ahead(workbook, reader, written[-1])


def refuse_other_story(
    workbook: Workbook, reader: JournalReader, audit: Sheet, sequence: int
) -> None:
    """Compare the last row of Audit with the journal, while others may be writing.

    Whatever they write, the journal had before; so what the journal lacks it has never written.

    Args:
        workbook: whose Audit is read.
        reader: the journal, asked after the workbook.
        audit: how large the tab is.
        sequence: a transaction near the end of what the sheet has.

    Raises:
        WorkbookAhead: its last transaction is not the journal's.
    """
    for written in _written_from(workbook, audit, sequence):
        if not _is_known(reader, written[-1]):
            raise _ahead(workbook, reader, written[-1])


def _written_from(workbook: Workbook, audit: Sheet, sequence: int) -> Iterator[list[Entered]]:
    """Yield the genuine rows from a transaction on, some thousand at a time, none empty."""
    for start in range(HEADER_ROWS + max(sequence, 1) - 1, audit.rows, ROWS_A_READ):
        end = min(start + ROWS_A_READ, audit.rows)
        rows = workbook.grid_values(AUDIT.sheet_id, start, end, len(AUDIT.columns))
        genuine = [entered for row in rows if (entered := entered_in(row)) is not None]
        if not genuine:
            return
        yield genuine


def _is_known(reader: JournalReader, written: Entered) -> bool:
    ours = reader.entered_after(written.transaction.sequence - 1, 1)
    return bool(ours) and ours[0].hash == written.hash


def _ahead(workbook: Workbook, reader: JournalReader, written: Entered) -> WorkbookAhead:
    return WorkbookAhead(
        spreadsheet=workbook.id,
        sheet_sequence=written.transaction.sequence,
        journal_sequence=reader.last_sequence(),
    )
