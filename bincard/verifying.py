"""Does everything agree: the sheet, the journal, and a recount that shares no code with either?"""

from collections.abc import Sequence

from bincard.clock import utc_now
from bincard.settings import Settings
from bincard.workbook_commands import open_workbook
from journal.opening import Journal
from journal.recount import recount_differences
from sheets_schema.mending import mend
from sheets_schema.verify import compare


def differences(settings: Settings, journal: Journal, *, is_mending: bool = True) -> Sequence[str]:
    """Return every difference in plain words, most important first.

    Args:
        settings: name the workbook.
        journal: what is true.
        is_mending: whether the writer is to write damaged rows of the sheet again.
    """
    recounted = recount_differences(
        journal.engine, journal.reader.book_at(journal.reader.last_sequence())
    )
    if not settings.spreadsheet_id:
        return recounted
    workbook = open_workbook(settings)
    try:
        found = compare(workbook, journal.reader, journal.progress)
        if found and is_mending:
            mend(workbook, journal.progress, found, utc_now())
    finally:
        workbook.close()
    return [*recounted, *map(str, found)]
