"""Does everything agree: the sheet, the journal, and a computation that shares no code with either?"""

from collections.abc import Sequence

from bincard.settings import Settings
from bincard.workbook_commands import open_workbook
from journal.opening import Journal


def differences(settings: Settings, journal: Journal) -> Sequence[str]:
    """Return every difference in plain words, most important first."""
    from sheets_schema.verify import compare

    workbook = open_workbook(settings)
    try:
        found = compare(workbook, journal.reader, journal.progress)
    finally:
        workbook.close()
    return [str(one) for one in found]
