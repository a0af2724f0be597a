"""`bincard rebuild --from sheet`: the journal made whole again from the workbook's Audit tab.

For the day the machine is gone, or an older backup had to be restored. The workbook is read, never
written, but for the mark that says whose it is.
"""

from pathlib import Path

from rich.console import Console

from bincard.backup_command import put_aside
from bincard.clock import holder_name, new_journal_id
from bincard.settings import Settings
from bincard.workbook_commands import REBUILD_TTL_S, SHEET_LEASE, open_workbook
from inventory.ports import Entered
from journal.opening import Journal, open_journal
from journal.taking_over import JournalsDifferError, NotReproducedError, TakenOver, take_over
from sheets_schema.audit import read_audit
from sheets_schema.customers import contacts_in
from sheets_schema.errors import SchemaError, SheetsUnavailableError
from sheets_schema.outbound_tabs import CUSTOMERS
from sheets_schema.resuming import resume
from sheets_schema.workbook import Workbook


def rebuild_journal(settings: Settings, console: Console, *, is_agreed: bool) -> int:
    """Bring the journal to what the workbook has, and return the exit code.

    Args:
        settings: name both.
        console: hears how far it got.
        is_agreed: whether transactions that only the journal has may be dropped.
    """
    workbook = open_workbook(settings)
    journal = open_journal(settings.database_url, new_journal_id())
    holder = holder_name()
    try:
        token = journal.lease.acquire(SHEET_LEASE, holder, REBUILD_TTL_S)
        if token is None:
            console.print("Stop the bot first: a worker writes the workbook.")
            return 2
        try:
            return _rebuild(workbook, journal, token, console, is_agreed=is_agreed)
        finally:
            journal.lease.release(SHEET_LEASE, holder)
    except (SchemaError, SheetsUnavailableError) as error:
        reason = error.mend if isinstance(error, SchemaError) else f"Try again: {error}."
        console.print(reason, style="red", markup=False)
        return 2
    finally:
        journal.close()
        workbook.close()


def _rebuild(
    workbook: Workbook, journal: Journal, token: int, console: Console, *, is_agreed: bool
) -> int:
    with console.status("reading the Audit tab"):
        entered = read_audit(workbook)
    try:
        done = _take_over(journal, entered, console, is_agreed=is_agreed)
    except JournalsDifferError as error:
        console.print(_what_differs(error), markup=False, soft_wrap=True)
        return 2
    except NotReproducedError as error:
        console.print(
            f"Nothing was changed: another version of the program wrote TX-{error.sequence} or a "
            "transaction shortly before. Use that version.",
            markup=False,
        )
        return 2
    resume(workbook, journal.progress, entered, journal_id=journal.id, token=token)
    brought = _bring_contacts_back(workbook, journal)
    console.print(
        f"The journal ends where the workbook ends, at TX-{len(entered)}: {done.added} "
        f"transactions were added, {done.dropped} dropped. Whatever was recorded after that and "
        "never reached the workbook is lost; `bincard verify` compares the two. "
        f"{brought} customers' contacts were read from the tab Customers.",
        markup=False,
    )
    return 0


def _bring_contacts_back(workbook: Workbook, journal: Journal) -> int:
    """Keep who customers are, as their tab has it: Audit knows nothing of it."""
    if CUSTOMERS.sheet_id not in workbook.sheets():
        return 0
    found = dict(contacts_in(workbook))
    for code, contact in found.items():
        journal.contacts.put(code, contact)
    return len(found)


def _take_over(
    journal: Journal, entered: list[Entered], console: Console, *, is_agreed: bool
) -> TakenOver:
    """Drop nothing without agreement, and nothing without keeping it in a file."""
    try:
        return take_over(journal.engine, entered, is_dropping=False)
    except JournalsDifferError as error:
        if error.is_ahead or not is_agreed:
            raise
        url = journal.engine.url
        if url.get_backend_name() == "sqlite":
            put_aside(Path(url.database or ""), "rebuild", console)
    return take_over(journal.engine, entered, is_dropping=True)


def _what_differs(error: JournalsDifferError) -> str:
    if error.is_ahead:
        return (
            f"The journal has all the workbook has, and TX-{error.theirs + 1} to TX-{error.ours} "
            "besides. `bincard rebuild` writes the workbook from it."
        )
    return (
        f"Both have TX-{error.common}. After that the journal tells another story: "
        f"TX-{error.common + 1} to TX-{error.ours} are in it and not in the workbook. "
        "`--yes` drops them from the journal; a SQLite file is kept beside it, of another "
        "database make a backup first."
    )
