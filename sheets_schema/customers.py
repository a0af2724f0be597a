"""Customers' rows: terms that become entries, and contacts that never do.

A contact goes from its cells to a store whose rows can be erased, and back; the journal sees only a
mark that changes with it. Contacts are looked at before the journal is, so that one that is being
erased is either still known and nothing new, or known to have been erased.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from inventory.customer import NOBODY, Contact, Contacts, Customer, KeptContact
from inventory.entries import MasterRow
from inventory.record import Record
from sheets_schema.edits import Edit
from sheets_schema.finding import TabReader
from sheets_schema.outbound_tabs import CUSTOMERS
from sheets_schema.row_reading import Reading
from sheets_schema.rows import contact_of, read_row
from sheets_schema.workbook import Workbook

NEW: Final = "new"
"""Stands for the mark of a contact that is not kept yet."""


class CustomerRows:
    """Splits rows of Customers into terms and contacts, and joins them again."""

    def __init__(self, contacts: Contacts) -> None:
        self._contacts = contacts
        self._kept: Mapping[str, KeptContact] = {}

    def look(self) -> None:
        """Learn which contacts are kept now."""
        self._kept = self._contacts.kept()

    def completed(
        self, after: MasterRow, said: Reading, told_elsewhere: Collection[str]
    ) -> MasterRow:
        """Return a row's terms with the mark of the contact beside them.

        `told_elsewhere` are rows that the sheet has still to be told of: what stands there of a
        contact that was erased is about to go, and nothing new.
        """
        if not isinstance(after, Customer) or any(_is_personal(bad.field) for bad in said.bad):
            return after
        contact, kept = contact_of(said), self._kept.get(after.code)
        if contact == NOBODY:
            return after.model_copy(update={"contact": ""})
        if kept is not None:
            return after.model_copy(update={"contact": kept.mark_of(contact)})
        is_erased = after.code in told_elsewhere and not after.contact
        return after if is_erased else after.model_copy(update={"contact": NEW})

    def keep(self, edits: Sequence[Edit], rows: Mapping[str, Reading]) -> list[Edit]:
        """Keep the contacts of rows that are about to be taken over, and give the rows their marks."""
        return [self._with_contact_kept(edit, rows.get(edit.key)) for edit in edits]

    def _with_contact_kept(self, edit: Edit, said: Reading | None) -> Edit:
        if not isinstance(edit.after, Customer) or said is None:
            return edit
        contact, kept = contact_of(said), self._kept.get(edit.key)
        if any(_is_personal(bad.field) for bad in said.bad):
            return edit
        if contact == (kept.contact if kept else NOBODY):
            return edit
        if contact == NOBODY:
            self._contacts.forget(edit.key)
            return edit
        if edit.after.contact == "":
            return edit  # erased a moment ago
        mark = self._contacts.put(edit.key, contact)
        after = edit.after.model_copy(update={"contact": mark})
        return Edit(edit.key, edit.row, after)


def contact_shown(contacts: Contacts | None, record: Record) -> Contact | None:
    """Return what the personal cells of a row say; None where they are to stay as they are."""
    if not isinstance(record, Customer) or not record.contact:
        return NOBODY
    return contacts.get(record.code) if contacts else None


def contacts_in(workbook: Workbook) -> Iterator[tuple[str, Contact]]:
    """Yield (code, contact) of every row of the tab Customers that has one.

    Raises:
        SheetsUnavailableError: Google does not answer, or the tab is gone.
    """
    reader = TabReader(workbook)
    found = reader.rows_of(CUSTOMERS, reader.read([CUSTOMERS])[CUSTOMERS.sheet_id])
    for row in found.rows:
        said = read_row(CUSTOMERS, row.cells)
        contact = contact_of(said)
        if said.key and contact != NOBODY:
            yield said.key, contact


def _is_personal(field: str) -> bool:
    return field in CUSTOMERS.by_field and CUSTOMERS.by_field[field].is_personal
