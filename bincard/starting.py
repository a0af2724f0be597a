"""What has to be right before anything starts: stock that is a day old must not be acted upon."""

import structlog

from bincard.settings import Settings, SettingsError
from bincard.workbook_commands import open_workbook
from inventory.ports import Progress
from journal.opening import Journal
from sheets_schema.ahead import refuse_if_ahead
from sheets_schema.errors import SchemaError, SheetsUnavailableError, WorkbookAhead
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import Workbook

log = structlog.get_logger(__name__)


def refuse_older_journal(settings: Settings, journal: Journal) -> None:
    """Compare the journal's end with the workbook's.

    Whatever else is wrong with the workbook, or Google being away, is no reason not to start.

    Raises:
        SettingsError: the workbook has transactions that the journal has not.
    """
    try:
        workbook = open_workbook(settings)
    except SettingsError as error:
        log.warning("sheet.not_connected", reason=str(error))
        return
    try:
        _compare(workbook, journal)
    except WorkbookAhead as error:
        raise SettingsError(
            f"The workbook goes up to TX-{error.sheet_sequence}, the journal only to "
            f"TX-{error.journal_sequence} or tells another story: an older one was restored, or a "
            "new one begun. Nothing was started. Run `bincard rebuild --from sheet`."
        ) from error
    except (SchemaError, SheetsUnavailableError) as error:
        log.warning("sheet.not_compared", reason=str(error))
    finally:
        workbook.close()


def _compare(workbook: Workbook, journal: Journal) -> None:
    sequence = _surely_written(journal.progress, workbook.id)
    audit = workbook.sheets().get(AUDIT.sheet_id)
    if audit is not None and sequence is not None:
        refuse_if_ahead(workbook, journal.reader, audit, sequence)


def _surely_written(progress: Progress, workbook_id: str) -> int | None:
    """Return what the workbook shows for certain; None while a write is in doubt."""
    last = progress.last_batch(workbook_id)
    if last is None:
        return 0
    return last.to_sequence if last.is_confirmed else None
