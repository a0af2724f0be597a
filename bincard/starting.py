"""What has to be right before anything starts: stock that is a day old must not be acted upon."""

import structlog

from bincard.settings import Settings, SettingsError
from bincard.workbook_commands import open_workbook
from journal.opening import Journal
from sheets_schema.ahead import refuse_other_story
from sheets_schema.errors import SchemaError, SheetsUnavailableError, WorkbookAhead
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import Workbook

log = structlog.get_logger(__name__)


def refuse_older_journal(settings: Settings, journal: Journal) -> None:
    """Compare the journal's end with the workbook's before anything starts.

    Raises:
        SettingsError: the workbook has transactions that the journal has not.
    """
    if told := older_than_workbook(settings, journal):
        raise SettingsError(f"Nothing was started. {told}")


def older_than_workbook(settings: Settings, journal: Journal) -> str:
    """Say that the workbook has transactions that the journal has not, and what to do; else nothing.

    Whatever else is wrong with the workbook, or Google being away, is another matter.
    """
    try:
        workbook = open_workbook(settings)
    except SettingsError as error:
        log.warning("sheet.not_connected", reason=str(error))
        return ""
    try:
        _compare(workbook, journal)
    except WorkbookAhead as error:
        return (
            f"The workbook goes up to TX-{error.sheet_sequence}, the journal only to "
            f"TX-{error.journal_sequence} or tells another story: an older one was restored, or a "
            "new one begun. Run `bincard rebuild --from sheet`."
        )
    except (SchemaError, SheetsUnavailableError) as error:
        log.warning("sheet.not_compared", reason=str(error))
    finally:
        workbook.close()
    return ""


def _compare(workbook: Workbook, journal: Journal) -> None:
    audit = workbook.sheets().get(AUDIT.sheet_id)
    if audit is not None:
        last = journal.progress.last_batch(workbook.id)
        shown = last.from_sequence if last else 0
        refuse_other_story(workbook, journal.reader, audit, shown)
