"""The commands about the workbook: lay it out, write it anew."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from rich.console import Console

from bincard.clock import holder_name, new_journal_id, utc_now
from bincard.settings import Settings, SettingsError
from journal.opening import Journal, open_journal
from sheets_schema.admins import admins_on
from sheets_schema.layout import init
from sheets_schema.mending import rebuild
from sheets_schema.row_checks import MEMBER_ID
from sheets_schema.workbook import Workbook
from sheets_schema.workbook import open_workbook as open_spreadsheet
from sheets_schema.writer import Outcome, SheetWriter

SHEET_LEASE: Final = "sheet"
"""Who holds it writes the workbook; see `bincard.sheet_loops`."""

REBUILD_TTL_S: Final = 3600.0


def open_workbook(
    settings: Settings, on_answer: Callable[[int], None] = lambda _status: None
) -> Workbook:
    """Open the spreadsheet named in the settings; nothing is asked of Google yet.

    Args:
        settings: name it and the key to it.
        on_answer: hears the HTTP status of each of Google's answers.

    Raises:
        SettingsError: there is no key or no spreadsheet id.
    """
    if not settings.spreadsheet_id:
        raise SettingsError(
            "No spreadsheet is named: set SPREADSHEET_ID to the long id in its address."
        )
    account, api_base = settings.service_account(), settings.google_api_url
    return open_spreadsheet(
        account, settings.spreadsheet_id, api_base=api_base, on_answer=on_answer
    )


def lay_out(
    settings: Settings, admin: str, email: str, console: Console, *, is_adopting: bool
) -> None:
    """Lay out the spreadsheet, or add what is missing of it, and say what was added.

    Raises:
        SettingsError: the admin is none of Slack's members, or no spreadsheet is named.
    """
    if not MEMBER_ID.fullmatch(admin):
        raise SettingsError(
            f"“{admin}” is no Slack member id. Yours is in your profile under Copy member ID, as "
            "U0123ABCD."
        )
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
            contacts=journal.contacts,
        )
        admins = admins_on(workbook)
    finally:
        journal.close()
        workbook.close()
    for what, names in (("tab", done.tabs), ("column", done.columns), ("lock", done.protections)):
        for name in names:
            console.print(f"added {what} {name}", markup=False, highlight=False)
    nothing = not (done.tabs or done.columns or done.protections or done.is_claimed)
    console.print("Nothing was missing." if nothing else "The workbook is ready.")
    if admin not in admins:
        console.print(_how_to_be_admin(admin, admins), markup=False, highlight=False)


def _how_to_be_admin(user: str, admins: Sequence[str]) -> str:
    """Say how somebody becomes an admin of a workbook that has People already."""
    by = f"an admin ({', '.join(admins)})" if admins else "whoever owns the spreadsheet"
    return (
        f"{user} is no admin: the tab People was there already, and init changes nobody's role. "
        f"Let {by} write a row with {user} and the role admin on People."
    )


def rebuild_workbook(settings: Settings, console: Console) -> int:
    """Write every bot tab anew; a worker that runs does it, else this process."""
    workbook = open_workbook(settings)
    journal = open_journal(settings.database_url, new_journal_id())
    holder = holder_name()
    try:
        book = journal.desk.catch_up()
        init(workbook, journal.id, book=book, contacts=journal.contacts)
        rebuild(workbook, journal.reader, journal.progress, utc_now())
        token = journal.lease.acquire(SHEET_LEASE, holder, REBUILD_TTL_S)
        if token is None:
            console.print("The running worker writes every tab of the bot anew now.")
            return 0
        with console.status("writing"):
            write_all(workbook, journal, token)
    finally:
        journal.lease.release(SHEET_LEASE, holder)
        journal.close()
        workbook.close()
    console.print(
        f"Every tab of the bot says what the journal says at {journal.desk.book.sequence}."
    )
    return 0


def write_all(workbook: Workbook, journal: Journal, token: int) -> None:
    """Write until the sheet has everything the journal has."""
    writer = SheetWriter(
        workbook,
        reader=journal.reader,
        progress=journal.progress,
        clock=utc_now,
        journal_id=journal.id,
        contacts=journal.contacts,
    )
    rest = threading.Event()
    while (result := writer.write_once(token)).outcome is not Outcome.NOTHING:
        rest.wait(result.wait_s)
