"""Rows of an inbox that were posted and not answered yet, so that a row that is moved then is known again.

Cut and paste leaves the mark behind. A row that is answered says so in its Status; one that was moved
between its posting and its answer (the bot was killed, Google was away) says nothing, and would be
taken for a new one. What stood in it is noted before it is posted.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from inventory.ports import Progress
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.inbox_form import InboxForm
from sheets_schema.inbox_refusals import digest_of
from sheets_schema.inbox_rows import numbered
from sheets_schema.workbook import Mark

KEPT: Final = 200
"""Requests remembered at most, the newest: the others were deleted before they were answered."""


class UnansweredRows:
    """Remembers what stood in rows whose answer is under way, from one start to the next."""

    def __init__(self, form: InboxForm, workbook_id: str, progress: Progress) -> None:
        self._tab = form.tab
        self._workbook_id = workbook_id
        self._progress = progress
        self._kept_as = f"{form.name}.unanswered"

    def note(self, digests: Mapping[str, Sequence[str]]) -> None:
        """Remember the rows of some requests, by number, before these are posted."""
        if digests:
            known = self._known()
            if fresh := {n: list(d) for n, d in digests.items() if known.get(n) != list(d)}:
                self._keep(dict(list({**known, **fresh}.items())[-KEPT:]))

    def forget(self, numbers: Sequence[str]) -> None:
        """Let go of requests whose answers stand in the sheet."""
        known = self._known()
        left = {number: digests for number, digests in known.items() if number not in numbers}
        if left != known:
            self._keep(left)

    def moved(
        self, rows: Sequence[SheetRow], found: TabRows, marks: Sequence[Mark]
    ) -> dict[int, tuple[str, int]]:
        """Return which rows without a mark are rows of a request, left behind by their marks.

        Args:
            rows: those without a mark.
            found: the tab as it stands.
            marks: of the tab.

        Returns:
            Index of a row -> number of the request, and the row's place in it from 1.
        """
        left = self._left_behind(found, marks)
        known: dict[int, tuple[str, int]] = {}
        for row in rows:
            digest = digest_of(self._tab, row.cells)
            place = next((one for one, said in left.items() if said == digest), None)
            if place:
                known[row.index] = place
                del left[place]
        return known

    def _left_behind(self, found: TabRows, marks: Sequence[Mark]) -> dict[tuple[str, int], str]:
        """Return what stood in rows whose mark is gone, or stands now beside something else."""
        now = {row.index: digest_of(self._tab, row.cells) for row in found.rows}
        marked = {numbered(mark): now.get(mark.index) for mark in marks}
        return {
            (number, place): digest
            for number, digests in self._known().items()
            for place, digest in enumerate(digests, 1)
            if marked.get((number, place)) != digest
        }

    def _known(self) -> dict[str, list[str]]:
        known: dict[str, list[str]] = json.loads(
            self._progress.mark(self._workbook_id, self._kept_as) or "{}"
        )
        return known

    def _keep(self, digests: Mapping[str, list[str]]) -> None:
        self._progress.set_mark(self._workbook_id, self._kept_as, json.dumps(digests))
