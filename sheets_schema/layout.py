"""Laying out the workbook: an empty spreadsheet that somebody shared becomes the team's.

A service account owns no files, so a person makes the spreadsheet and shares it. Running this again
adds what is missing (a tab, a column, a protection) and touches nothing else: what a manager did to
a tab stays done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from inventory.book import Book
from inventory.condition import HOUSE_RULES, DispositionRule
from inventory.customer import NOBODY, Contacts
from inventory.location import Location, LocationKind
from inventory.people import Person, Role
from inventory.record import Record
from inventory.rules import Setting
from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS, Column, Owner, Tab
from sheets_schema.connection import Done, Json, Refused, Result
from sheets_schema.customers import contact_shown
from sheets_schema.dress import (
    PROTECTION,
    column_requests,
    decoration,
    header_row,
    protection,
    yes_or_no_boxes,
)
from sheets_schema.errors import SheetsUnavailableError, TabNameTaken
from sheets_schema.front_page import front_page, front_page_size
from sheets_schema.inspecting import Found, editors_of, look
from sheets_schema.ownership import claim
from sheets_schema.requests import mark_line, put_rows, rgb, set_column_count
from sheets_schema.rows import encode, key_of
from sheets_schema.setting_rows import settings_rows
from sheets_schema.tabs import SETTINGS, START, TABS
from sheets_schema.workbook import COLUMN_MARK, Workbook

TRIES: Final = 4
"""How often an unknown outcome is looked into; each time what is there is read again."""

MANAGERS_ROWS: Final = 1_000
BOT_ROWS: Final = 100
SPARE_COLUMNS: Final = 3
DEFAULT_LOCATIONS: Final = (
    Location(code="RECEIVING", name="Goods in", kind=LocationKind.RECEIVING),
    Location(code="PACKING", name="Packing table", kind=LocationKind.PACKING),
    Location(code="RETURNS", name="Returns desk", kind=LocationKind.RETURNS),
    Location(code="QUARANTINE", name="Quarantine", kind=LocationKind.QUARANTINE),
)


@dataclass
class LaidOut:
    """What had to be added; all empty where nothing was missing."""

    tabs: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    protections: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    is_claimed: bool = False


def init(  # noqa: PLR0913 - where it is, whose it is, and what it is filled from
    workbook: Workbook,
    journal_id: str,
    *,
    admin_user: str = "",
    admin_email: str = "",
    adopt: bool = False,
    book: Book | None = None,
    contacts: Contacts | None = None,
) -> LaidOut:
    """Lay out a spreadsheet, or add what is missing of it.

    Args:
        workbook: the spreadsheet, shared with the bot as an editor.
        journal_id: names the journal that will write it.
        admin_user: Slack user id of the first admin, for a People tab that is made now.
        admin_email: whose Google account may edit People and Settings.
        adopt: take the workbook over from another journal, or a copy from its original.
        book: what managers' tabs and columns that are made anew are filled from.
        contacts: what their personal columns are filled from.

    Raises:
        WorkbookNotShared, WorkbookOwnedElsewhere, TabNameTaken: as they say.
        SheetsUnavailableError: Google does not answer.
    """
    plan = _Layout(workbook, journal_id, _admin(admin_user, admin_email), book, contacts)
    for _ in range(TRIES):
        requests = plan.requests(adopt=adopt)
        if not requests:
            return plan.added
        result = workbook.batch_update({"requests": requests})
        if isinstance(result, Done):
            return plan.added
        if isinstance(result, Refused):
            raise SheetsUnavailableError(result.message, is_quota=result.is_quota)
    raise SheetsUnavailableError(_reason(result))


class _Layout:
    """Works out what is missing, and the requests that add it."""

    def __init__(
        self,
        workbook: Workbook,
        journal_id: str,
        admin: Person | None,
        book: Book | None,
        contacts: Contacts | None,
    ) -> None:
        self.added = LaidOut()
        self._workbook = workbook
        self._journal_id = journal_id
        self._admin = admin
        self._book = book
        self._contacts = contacts

    def requests(self, *, adopt: bool) -> list[Json]:
        """Return what has to be asked for now, nothing where all is there."""
        self.added = LaidOut()
        found = look(self._workbook, self._journal_id, adopt=adopt)
        self._refuse_taken_names(found)
        asked: list[Json] = []
        for index, tab in enumerate(TABS):
            if tab.sheet_id not in found.sheets:
                asked += self._new_tab(tab, index)
            elif tab.owner is not Owner.BOT:
                asked += self._missing_columns(tab, found)
                asked += self._missing_rules(tab, found)
            asked += self._missing_protection(tab, found)
        if not found.is_owned:
            self.added.is_claimed = True
            asked += claim(self._workbook, self._journal_id)
        asked.sort(key=lambda request: "addSheet" not in request)  # dropdowns refer to other tabs
        return asked + self._blank_sheets(found)

    def _refuse_taken_names(self, found: Found) -> None:
        ours = {tab.title.casefold(): tab for tab in TABS}
        for sheet in found.sheets.values():
            tab = ours.get(sheet.title.casefold())
            if tab and tab.sheet_id not in found.sheets:
                raise TabNameTaken(tab=sheet.title)

    def _new_tab(self, tab: Tab, index: int) -> list[Json]:
        self.added.tabs.append(tab.title)
        rows = self._first_rows(tab)
        asked = [_add_sheet(tab, index, len(rows))]
        if tab is START:
            return asked + front_page()
        asked.append(header_row(tab.columns, tab.sheet_id, 0))
        for at, column in enumerate(tab.columns):
            asked += column_requests(tab, column, at)
            if tab.owner is not Owner.BOT:
                asked.append(mark_line(tab.sheet_id, "COLUMNS", at, COLUMN_MARK, column.field))
        if rows:
            asked.append(put_rows(tab.sheet_id, HEADER_ROWS, rows))
        if tab is SETTINGS:
            asked += yes_or_no_boxes(rows, HEADER_ROWS, tab.position("value"))
        return asked + decoration(tab)

    def _first_rows(self, tab: Tab) -> list[list[Cell]]:
        if tab is SETTINGS:
            known = self._book.all(Setting) if self._book else ()
            return settings_rows({row.name: row.value for row in known})
        if tab.model is None or tab.owner is Owner.BOT:
            return []
        return [self._encoded(tab, record) for record in self._first_records(tab.model)]

    def _encoded(self, tab: Tab, record: Record) -> list[Cell]:
        return encode(tab, record, contact_shown(self._contacts, record) or NOBODY)

    def _first_records(self, model: type[Record]) -> list[Record]:
        known = list(self._book.all(model)) if self._book else []
        if model is DispositionRule:
            said = {rule.key: rule for rule in known if isinstance(rule, DispositionRule)}
            return list((HOUSE_RULES | said).values())
        if known:
            return known
        if model is Person and self._admin:
            return [self._admin]
        return list(DEFAULT_LOCATIONS) if model is Location else []

    def _missing_columns(self, tab: Tab, found: Found) -> list[Json]:
        """Add lost columns at the right edge, filled with what the book has."""
        known = found.marks.get(tab.sheet_id, {})
        missing = [column for column in tab.columns if column.field not in known]
        if not missing:
            return []
        start = found.sheets[tab.sheet_id].columns
        asked = [set_column_count(tab.sheet_id, start + len(missing))]
        asked.append(header_row(tuple(missing), tab.sheet_id, start))
        for at, column in enumerate(missing, start):
            self.added.columns.append(f"{tab.title}: {column.header}")
            asked += column_requests(tab, column, at)
            asked.append(mark_line(tab.sheet_id, "COLUMNS", at, COLUMN_MARK, column.field))
        return asked + self._refill(tab, missing, start, known)

    def _missing_rules(self, tab: Tab, found: Found) -> list[Json]:
        """Add house rules that a newer version has brought, below the others."""
        name_at = found.marks.get(tab.sheet_id, {}).get(tab.key)
        if tab is not SETTINGS or name_at is None:
            return []
        [values] = self._workbook.tabs_values([tab.sheet_id])
        there = {row[name_at] for row in values if len(row) > name_at}
        missing = [row for row in settings_rows({}) if row[0] not in there]
        places = found.marks[tab.sheet_id]
        requests = []
        for at, row in enumerate(missing, len(values)):
            self.added.rules.append(str(row[0]))
            for column, cell in zip(tab.columns, row, strict=True):
                if column.field in places:
                    place = places[column.field]
                    requests.append(put_rows(tab.sheet_id, at, [[cell]], column=place))
        if "value" in places:
            requests += yes_or_no_boxes(missing, len(values), places["value"])
        return requests

    def _refill(
        self, tab: Tab, missing: list[Column], start: int, places: Mapping[str, int]
    ) -> list[Json]:
        if self._book is None or tab.model is None or tab is SETTINGS or tab.key not in places:
            return []
        [values] = self._workbook.tabs_values([tab.sheet_id])
        rows: list[list[Cell]] = []
        for cells in values[HEADER_ROWS:]:
            there = {field: cells[at] for field, at in places.items() if at < len(cells)}
            known = self._book.get(tab.model, key_of(tab, there))
            encoded = (
                dict(zip(tab.columns, self._encoded(tab, known), strict=True)) if known else {}
            )
            rows.append([encoded.get(column) for column in missing])
        return [put_rows(tab.sheet_id, HEADER_ROWS, rows, column=start)] if rows else []

    def _missing_protection(self, tab: Tab, found: Found) -> list[Json]:
        if not tab.is_protected or f"{PROTECTION}{tab.title}" in found.protections:
            return []
        self.added.protections.append(tab.title)
        is_admins = tab.owner is Owner.MANAGERS
        emails = [self._admin.email] if self._admin and is_admins else []
        return [protection(tab, editors_of(self._workbook, emails))]

    def _blank_sheets(self, found: Found) -> list[Json]:
        """Drop the grid that came with an empty spreadsheet: its blank cells count too."""
        ours = {tab.sheet_id for tab in TABS}
        if ours & set(found.sheets):
            return []
        others = list(found.sheets)
        contents = zip(others, self._workbook.tabs_values(others), strict=True)
        return [{"deleteSheet": {"sheetId": each}} for each, rows in contents if not rows]


def _add_sheet(tab: Tab, index: int, rows: int) -> Json:
    height, width = front_page_size() if tab is START else _size(tab, rows)
    frozen = {} if tab is START else {"frozenRowCount": HEADER_ROWS}
    properties = {
        "sheetId": tab.sheet_id,
        "title": tab.title,
        "index": index,
        "tabColorStyle": {"rgbColor": rgb(tab.color)},
        "gridProperties": {"rowCount": height, "columnCount": width, **frozen},
    }
    return {"addSheet": {"properties": properties}}


def _size(tab: Tab, rows: int) -> tuple[int, int]:
    if tab.owner is Owner.BOT:
        return BOT_ROWS, tab.width
    return rows + MANAGERS_ROWS, tab.width + SPARE_COLUMNS


def _admin(user: str, email: str) -> Person | None:
    return Person(user=user, role=Role.ADMIN, email=email) if user else None


def _reason(result: Result) -> str:
    return getattr(result, "reason", "no answer")
