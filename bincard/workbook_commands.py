"""The commands about the workbook: lay it out, compare it, write it anew."""

from rich.console import Console
from rich.table import Table

from bincard.clock import new_journal_id, utc_now
from bincard.settings import Settings, SettingsError
from journal.opening import open_journal
from sheets_schema.layout import init
from sheets_schema.workbook import Workbook
from sheets_schema.workbook import open_workbook as open_spreadsheet


def open_workbook(settings: Settings) -> Workbook:
    """Open the spreadsheet named in the settings; nothing is asked of Google yet.

    Raises:
        SettingsError: there is no key or no spreadsheet id.
    """
    if not settings.spreadsheet_id:
        raise SettingsError(
            "No spreadsheet is named: set SPREADSHEET_ID to the long id in its address."
        )
    account, api_base = settings.service_account(), settings.google_api_url
    return open_spreadsheet(account, settings.spreadsheet_id, api_base=api_base)


def lay_out(
    settings: Settings, admin: str, email: str, console: Console, *, is_adopting: bool
) -> None:
    """Lay out the spreadsheet, or add what is missing of it, and say what was added."""
    workbook = open_workbook(settings)
    journal = open_journal(settings.database_url, new_journal_id())
    try:
        done = init(
            workbook,
            journal.id,
            admin_user=admin,
            admin_email=email,
            adopt=is_adopting,
            book=journal.desk.catch_up(),
        )
    finally:
        journal.close()
        workbook.close()
    for what, names in (("tab", done.tabs), ("column", done.columns), ("lock", done.protections)):
        for name in names:
            console.print(f"added {what} {name}", markup=False, highlight=False)
    nothing = not (done.tabs or done.columns or done.protections or done.is_claimed)
    console.print("Nothing was missing." if nothing else "The workbook is ready.")


def verify_workbook(settings: Settings, console: Console) -> int:
    """Print every difference and return the exit code: 0 where all agree."""
    raise NotImplementedError


def rebuild_workbook(settings: Settings, console: Console) -> int:
    """Write every bot tab anew."""
    raise NotImplementedError


__all__ = ["Table", "utc_now"]
