"""Going on with a workbook whose journal was rebuilt from it: where numbers go on, and whose it is.

Nothing of what the workbook shows is written. Batches and inbox rows are numbered on after the last
number it has seen, for a number used twice would be taken for a repeat.
"""

from collections.abc import Iterable, Sequence

from inventory.ports import Entered, Progress, SheetBatch
from sheets_schema.connection import Done
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.inbox_marks import counter_of, key_prefix
from sheets_schema.inboxes import INBOXES
from sheets_schema.outflow import MARK as OUTFLOW
from sheets_schema.ownership import owner_requests
from sheets_schema.pages import BATCH_MARK_BASE
from sheets_schema.workbook import BATCH_MARK, ROW_MARK, Workbook


def resume(
    workbook: Workbook,
    progress: Progress,
    entered: Sequence[Entered],
    *,
    journal_id: str,
    token: int,
) -> None:
    """Note how far a workbook is, and make it this journal's.

    Args:
        workbook: from which the journal was rebuilt.
        progress: where the rebuilt journal keeps how far its workbooks are.
        entered: everything the workbook's Audit has.
        journal_id: names the rebuilt journal.
        token: of the lease on writing the workbook.

    Raises:
        SheetsUnavailableError: Google does not answer, or the lease was lost: do it again.
    """
    last = entered[-1].transaction.sequence if entered else 0
    number = max((mark.id - BATCH_MARK_BASE for mark in workbook.marks(BATCH_MARK)), default=0)
    keys = [one.transaction.key for one in entered]
    marks = workbook.marks(ROW_MARK)
    batch = last_of(progress.last_batch(workbook.id), number, last)
    if not progress.begin_batch(workbook.id, batch, token):
        raise SheetsUnavailableError("another process writes the workbook")
    progress.set_mark(workbook.id, OUTFLOW, str(last))
    for form in INBOXES:
        ours = [mark.value for mark in marks if mark.sheet_id == form.tab.sheet_id]
        row = last_row_number(keys, ours, key_prefix(workbook.id, form.tab))
        progress.set_mark(workbook.id, counter_of(form), str(row))
    result = workbook.batch_update({"requests": owner_requests(workbook.id, journal_id)})
    if not isinstance(result, Done):
        raise SheetsUnavailableError("the workbook could not be marked as this journal's")


def last_of(known: SheetBatch | None, number: int, sequence: int) -> SheetBatch:
    """Return the batch after which numbers go on.

    Args:
        known: the last one the journal knows of.
        number: of the last one the workbook has seen.
        sequence: up to which the workbook shows everything.
    """
    if known is not None and known.number >= number:
        if (known.number, known.to_sequence) == (number, sequence):
            return known.model_copy(update={"is_confirmed": True})
        number = known.number + 1
    return SheetBatch(
        number=number, from_sequence=sequence, to_sequence=sequence, body="{}", is_confirmed=True
    )


def last_row_number(keys: Iterable[str], marks: Iterable[str], prefix: str) -> int:
    """Return the highest number an inbox row has had, posted or still waiting.

    Examples:
        >>> last_row_number(["slash:1", "sheet:book:Adjustments:7"], ["4"], "sheet:book:Adjustments:")
        7
    """
    posted = [key.removeprefix(prefix) for key in keys if key.startswith(prefix)]
    texts = (text.partition(".")[0] for text in (*posted, *marks))
    numbers = [int(text) for text in texts if text.isdecimal()]
    return max(numbers, default=0)
