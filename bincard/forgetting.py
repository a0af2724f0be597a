"""`bincard forget CUSTOMER`: who a customer is goes, what was done for them stays.

The mark goes from the journal first and the contact from its store second, so that a worker which
reads the workbook meanwhile knows that what still stands there is about to go.
"""

from typing import Final

from rich.console import Console

from bincard.clock import holder_name, new_journal_id, utc_now
from bincard.settings import Settings
from bincard.workbook_commands import REBUILD_TTL_S, SHEET_LEASE, open_workbook
from inventory.commands import EditRow
from inventory.customer import Customer
from inventory.people import IMPORT
from journal.opening import Journal, open_journal
from outside.codes.scanning import BarcodeScanner
from sheets_schema.errors import SchemaError, SheetsUnavailableError
from sheets_schema.reader import SheetReader

TRIES: Final = 3
LOOKS: Final = 3


def forget_customer(settings: Settings, asked: str, console: Console) -> int:
    """Erase a contact, blank its cells, say what was done, and return the exit code."""
    journal = open_journal(settings.database_url, new_journal_id())
    try:
        code = _code_of(journal, asked)
        known = journal.desk.book.get(Customer, code)
        if known is None and journal.contacts.get(code) is None:
            console.print(f"There is no customer {asked} on the tab Customers.", markup=False)
            return 1
        erased = erase(journal, code)
        said = "are erased" if erased else "were not kept"
        console.print(
            f"{code}: the name, address, e-mail and phone {said}. Terms, orders, ledger and Audit "
            "are as they were. Backups made before still have it.",
            markup=False,
        )
        if settings.spreadsheet_id:
            console.print(_blank_cells(settings, journal), markup=False)
        return 0
    finally:
        journal.close()


def erase(journal: Journal, code: str) -> bool:
    """Erase a contact for good; tell whether there was one."""
    was_there = False
    for _ in range(TRIES):
        known = journal.desk.catch_up().get(Customer, code)
        if known is not None and known.contact:
            journal.desk.handle(_without_contact(journal, known))
        is_gone = journal.contacts.forget(code)
        was_there = was_there or is_gone
        after = journal.desk.catch_up().get(Customer, code)
        if after is None or not after.contact:
            return was_there
    return was_there


def _without_contact(journal: Journal, known: Customer) -> EditRow:
    version = journal.desk.book.version_of("customer", known.code)
    return EditRow(
        key=f"forget:{known.code}:{version}",
        actor=IMPORT,
        at=utc_now(),
        type="customer",
        row_key=known.code,
        version=version,
        after=known.model_copy(update={"contact": ""}),
    )


def _code_of(journal: Journal, asked: str) -> str:
    """Return the code as the book spells it."""
    known = journal.desk.catch_up().customer(asked.strip())
    return known.code if known else asked.strip()


def _blank_cells(settings: Settings, journal: Journal) -> str:
    """Tell the workbook at once, where no worker does it anyway."""
    holder = holder_name()
    token = journal.lease.acquire(SHEET_LEASE, holder, REBUILD_TTL_S)
    if token is None:
        return "The running worker blanks the cells of the workbook within some seconds."
    workbook = open_workbook(settings)
    try:
        reader = SheetReader(
            workbook,
            desk=journal.desk,
            journal=journal.reader,
            progress=journal.progress,
            seen=journal.progress,
            contacts=journal.contacts,
            clock=utc_now,
            scanner=BarcodeScanner(),
        )
        told = any(reader.poll().told for _ in range(LOOKS))
    except (SchemaError, SheetsUnavailableError) as error:
        return f"The cells of the workbook are blanked as soon as the bot runs: {error}"
    finally:
        journal.lease.release(SHEET_LEASE, holder)
        workbook.close()
    return (
        "Its cells in the workbook are blank; Google's version history may keep older versions."
        if told
        else "The workbook had nothing to blank."
    )
