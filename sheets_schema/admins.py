"""Whoever may edit the workbook may not make himself an admin: People and Settings are guarded.

They are protected for the admins that People names, again whenever those change. Where Google refuses,
the tab is read on and a problem says so.
"""

from typing import Final

from inventory.book import Book
from inventory.people import Person, Role
from inventory.ports import Progress
from inventory.problem import Problem
from sheets_schema.connection import Refused, Unknown
from sheets_schema.finding import TabReader
from sheets_schema.inspecting import set_admins
from sheets_schema.pace import Pace
from sheets_schema.rows import read_row
from sheets_schema.tabs import PEOPLE
from sheets_schema.workbook import Workbook

ADMINS: Final = "admins"
REFUSED: Final = "admins.refused"


def admins_on(workbook: Workbook) -> tuple[str, ...]:
    """Return the Slack ids of the admins that the tab People names now, in its order.

    Raises:
        SchemaError: the tab or one of its columns is gone.
        SheetsUnavailableError: Google does not answer.
    """
    reader = TabReader(workbook)
    found = reader.rows_of(PEOPLE, reader.read([PEOPLE])[PEOPLE.sheet_id])
    said = [read_row(PEOPLE, row.cells).values for row in found.rows]
    return tuple(
        str(one["user"])
        for one in said
        if "user" in one and one.get("role") == Role.ADMIN and one.get("is_active", True)
    )


class AdminGuard:
    """Keeps the protection of one workbook at the admins there are.

    Args:
        workbook: whose tabs are protected.
        progress: for whom they are protected, kept with the journal.
        pace: the turns of all who write to this workbook.
    """

    def __init__(self, workbook: Workbook, progress: Progress, pace: Pace) -> None:
        self._workbook = workbook
        self._progress = progress
        self._pace = pace

    def let_in(self, book: Book) -> bool:
        """Protect People and Settings for the admins as they are now; False: not yet."""
        admins = sorted(
            person.email
            for person in book.all(Person)
            if person.email and person.is_active and person.role is Role.ADMIN
        )
        named = ",".join(admins)
        if not admins or named == self._progress.mark(self._workbook.id, ADMINS):
            return True
        if not self._pace.is_open:
            return False
        with self._pace.turn():
            changed = set_admins(self._workbook, admins)
        if isinstance(changed, Unknown) or (isinstance(changed, Refused) and changed.is_quota):
            return False
        refusal = changed.message if isinstance(changed, Refused) else ""
        self._progress.set_mark(self._workbook.id, REFUSED, refusal)
        self._progress.set_mark(self._workbook.id, ADMINS, named)
        return not refusal

    def problems(self) -> list[Problem]:
        """Say that Google would not let the admins edit the protected tabs."""
        refusal = self._progress.mark(self._workbook.id, REFUSED)
        if not refusal:
            return []
        return [
            Problem(
                tab=PEOPLE.title,
                row_key="admins",
                column=PEOPLE.by_field["email"].header,
                cell=PEOPLE.title,
                value=self._progress.mark(self._workbook.id, ADMINS) or "",
                reason=f"Google does not let these accounts edit People and Settings: {refusal}",
                mend="Share the spreadsheet with them, and check the spelling.",
            )
        ]
