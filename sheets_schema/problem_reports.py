"""What cannot be read of a tab becomes its open problems, and nothing else stays open."""

import hashlib
from collections.abc import Sequence

from inventory.book import Book
from inventory.commands import ReportProblems
from inventory.people import SHEET
from inventory.ports import Clock, Desk
from inventory.problem import Problem
from sheets_schema.columns import Tab
from sheets_schema.edits import capped, has_lost_header
from sheets_schema.errors import ColumnMissing, TabMissing
from sheets_schema.finding import TabRows


class ProblemReports:
    """Tells the desk what is wrong with tabs, as often as that changes.

    Args:
        desk: where problems are recorded.
        clock: the time of day.
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def make(self, tab: Tab, found: Sequence[Problem]) -> int:
        """Make the open problems of a tab these, if they are not already; return how many."""
        problems = capped(tab, found)
        known = [p for p in self._desk.book.all(Problem) if p.tab == tab.title]
        if {p.key: p for p in known if p.is_open} == {p.key: p for p in problems}:
            return len(problems)
        version = max((self._desk.book.version_of("problem", p.key) for p in known), default=0)
        said = "\n".join(problem.model_dump_json() for problem in problems)
        digest = hashlib.sha256(said.encode()).hexdigest()[:12]
        command = ReportProblems(
            key=f"sheet:problems:{tab.title}:{version}:{digest}",
            actor=SHEET,
            at=self._clock(),
            tab=tab.title,
            problems=problems,
        )
        self._desk.handle_all([command])
        return len(problems)


def lost_parts(tab: Tab, found: TabRows | None, book: Book) -> list[Problem]:
    """Say why a tab cannot be read at all: it, columns of it or its header row are gone."""
    if found is None:
        return [_lost(tab, "", "the tab is gone", TabMissing(tab=tab.title).mend)]
    if found.lost_columns:
        column = ", ".join(found.lost_columns)
        reason = f"the column {column} is gone; the tab is not read meanwhile"
        mend = ColumnMissing(tab=tab.title, columns=found.lost_columns).mend
        return [_lost(tab, column, reason, mend)]
    if has_lost_header(found, book):
        reason = f"the header row is gone: {found.first_key} stands in row 1"
        mend = "Undo it, or insert a row at the top for headers; the tab is not read meanwhile."
        return [_lost(tab, "", reason, mend)]
    return []


def _lost(tab: Tab, column: str, reason: str, mend: str) -> Problem:
    return Problem(
        tab=tab.title,
        row_key="",
        column=column,
        cell=tab.title,
        value="",
        reason=reason,
        mend=mend,
    )
