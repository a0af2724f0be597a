"""One journal a workbook: a mark on the file names the journal that writes it, and the file itself.

The mark names the file because a copied spreadsheet brings its marks along, and a copy is nobody's.
"""

from sheets_schema.connection import Json
from sheets_schema.errors import NotLaidOut, WorkbookOwnedElsewhere
from sheets_schema.requests import drop_marks, mark_file
from sheets_schema.workbook import BATCH_MARK, OWNER_MARK, ROW_MARK, Mark, Workbook

SEPARATOR = " writes "


def require_owner(workbook: Workbook, journal_id: str) -> None:
    """Refuse to go on unless the workbook is this journal's.

    Raises:
        NotLaidOut: it is nobody's yet.
        WorkbookOwnedElsewhere: it is somebody else's, or a copy.
    """
    if not is_owned(workbook, workbook.marks(OWNER_MARK), journal_id):
        raise NotLaidOut(spreadsheet=workbook.id)


def is_owned(workbook: Workbook, marks: list[Mark], journal_id: str) -> bool:
    """Tell whether the workbook is this journal's; False where it is nobody's.

    Raises:
        WorkbookOwnedElsewhere: it is somebody else's, or a copy.
    """
    for mark in marks:
        owner, _, original = mark.value.partition(SEPARATOR)
        if (owner, original) != (journal_id, workbook.id):
            raise WorkbookOwnedElsewhere(
                spreadsheet=workbook.id, owner=owner, ours=journal_id, original=original
            )
    return bool(marks)


def claim(workbook: Workbook, journal_id: str) -> list[Json]:
    """Return the requests that make the workbook this journal's, whoever's it was.

    Marks of batches and rows go too: they were another journal's, and its numbers begin at 1 again.
    """
    return [
        drop_marks(BATCH_MARK),
        drop_marks(ROW_MARK),
        *owner_requests(workbook.id, journal_id),
    ]


def owner_requests(workbook_id: str, journal_id: str) -> list[Json]:
    """Return the requests that name a journal as the owner; every other mark stays."""
    return [
        drop_marks(OWNER_MARK),
        mark_file(OWNER_MARK, f"{journal_id}{SEPARATOR}{workbook_id}"),
    ]
