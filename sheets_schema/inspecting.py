"""What a workbook looks like before anything is done to it: its tabs, marks, protections, owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sheets_schema.columns import Owner
from sheets_schema.connection import Json, Result
from sheets_schema.dress import PROTECTION, change_editors
from sheets_schema.ownership import is_owned
from sheets_schema.tabs import TABS
from sheets_schema.workbook import COLUMN_MARK, OWNER_MARK, Mark, Sheet, Workbook, sheets_in

FIELDS: Final = (
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    "protectedRanges(protectedRangeId,description,editors(users)))"
)


@dataclass(frozen=True)
class Found:
    """The workbook as it is before anything is added."""

    sheets: dict[int, Sheet]
    marks: dict[int, dict[str, int]]
    protections: dict[str, Json]
    is_owned: bool


def look(workbook: Workbook, journal_id: str = "", *, adopt: bool = False) -> Found:
    """Return what is there."""
    answer = workbook.resource(FIELDS)
    owners = workbook.marks(OWNER_MARK)
    return Found(
        sheets=sheets_in(answer),
        marks=marks_by_sheet(workbook.marks(COLUMN_MARK)),
        protections=_protections(answer),
        is_owned=not adopt and is_owned(workbook, owners, journal_id),
    )


def marks_by_sheet(marks: Iterable[Mark]) -> dict[int, dict[str, int]]:
    """Return sheet id -> field -> column index."""
    found: dict[int, dict[str, int]] = {}
    for mark in marks:
        found.setdefault(mark.sheet_id, {})[mark.value] = mark.index
    return found


def set_admins(workbook: Workbook, emails: Iterable[str]) -> Result | None:
    """Let exactly these people (and the bot) edit People and Settings.

    Returns:
        None where they are the ones already.
    """
    editors = editors_of(workbook, emails)
    found = workbook.resource(FIELDS)
    wanted = {f"{PROTECTION}{tab.title}" for tab in TABS if tab.owner is Owner.MANAGERS}
    stale = [
        each["protectedRangeId"]
        for title, each in _protections(found).items()
        if title in wanted and set(each.get("editors", {}).get("users", [])) != set(editors)
    ]
    if not stale:
        return None
    return workbook.batch_update({"requests": [change_editors(each, editors) for each in stale]})


def editors_of(workbook: Workbook, emails: Iterable[str]) -> tuple[str, ...]:
    """Return who may edit a protected range: the bot, and the people named."""
    return tuple(dict.fromkeys([workbook.service_account, *(e for e in emails if e)]))


def _protections(answer: Json) -> dict[str, Json]:
    return {
        protected.get("description", ""): protected
        for sheet in answer.get("sheets", [])
        for protected in sheet.get("protectedRanges", [])
    }
