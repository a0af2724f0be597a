"""The commands about the workbook: lay it out, compare it, write it anew, add rows to it."""

from typing import cast

from rich.console import Console
from rich.table import Table

from bincard.clock import new_journal_id, utc_now
from bincard.importing.master import TABS
from bincard.importing.run import Plan
from bincard.settings import Settings, SettingsError
from inventory.commands import EditRow
from inventory.record import Record
from journal.opening import open_journal
from sheets_schema.filling import add_rows
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


def add_to_tab(
    settings: Settings, kind: str, plan: Plan, journal_id: str, console: Console
) -> None:
    """Write a file's rows on their managers' tab, where there is a workbook.

    The sheet gets them first: a row that is in the book and not on its tab would look to the
    reader as if a manager had deleted it.
    """
    if not settings.spreadsheet_id:
        console.print("No spreadsheet is named; the rows go to the journal only.")
        return
    edits = [command for command in plan.commands.values() if isinstance(command, EditRow)]
    records = [cast("Record", edit.after) for edit in edits if edit.after is not None]
    workbook = open_workbook(settings)
    try:
        written = add_rows(workbook, journal_id, TABS[kind], records)
    finally:
        workbook.close()
    console.print(f"{TABS[kind].title}: {written} rows written on the tab.")


def verify_workbook(settings: Settings, console: Console) -> int:
    """Print every difference and return the exit code: 0 where all agree."""
    raise NotImplementedError


def rebuild_workbook(settings: Settings, console: Console) -> int:
    """Write every bot tab anew."""
    raise NotImplementedError


__all__ = ["Table", "utc_now"]
