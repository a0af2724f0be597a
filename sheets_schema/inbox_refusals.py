"""Which rows of an inbox were refused, and with what in them: only a correction is tried again."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from inventory.ports import Progress
from sheets_schema.cell import whole_text
from sheets_schema.codec import Cell, shown
from sheets_schema.columns import Tab
from sheets_schema.finding import TabRows
from sheets_schema.inbox_form import CANNOT, InboxForm
from sheets_schema.inbox_rows import numbered
from sheets_schema.workbook import Mark


class RefusedRows:
    """Remembers refusals by the number of the request, from one start to the next."""

    def __init__(self, form: InboxForm, workbook_id: str, progress: Progress) -> None:
        self._form = form
        self._workbook_id = workbook_id
        self._progress = progress
        self._kept_as = f"{form.name}.refused"
        self._digests = _digests_in(progress.mark(workbook_id, self._kept_as))

    def standing(self, found: TabRows) -> frozenset[str]:
        """Return digests of rows whose request was refused and has not changed since."""
        there = Counter(
            digest_of(self._form.tab, row.cells)
            for row in found.rows
            if shown(row.cells.get("status")).startswith(CANNOT)
        )
        return frozenset(
            digest
            for digests in self._digests.values()
            if all(there[one] >= times for one, times in Counter(digests).items())
            for digest in digests
        )

    def knows(self, number: str, digests: Sequence[str]) -> bool:
        """Tell whether a request was refused with just these rows."""
        return self._digests.get(number) == digests

    def note(self, number: str, digests: list[str]) -> None:
        self._digests[number] = digests

    def forget(self, number: str) -> None:
        self._digests.pop(number, None)

    def keep(self, marks: Iterable[Mark]) -> None:
        """Remember refusals of rows that are still there: only a correction is tried again."""
        there = {numbered(mark)[0] for mark in marks}
        self._digests = {number: d for number, d in self._digests.items() if number in there}
        kept = json.dumps(self._digests)
        self._progress.set_mark(self._workbook_id, self._kept_as, kept)


def digest_of(tab: Tab, cells: Mapping[str, Cell]) -> str:
    """Return what tells a corrected row from the one that was refused."""
    said = [whole_text(cells.get(c.field)) for c in tab.columns if not c.is_answer]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


def _digests_in(kept: str | None) -> dict[str, list[str]]:
    """What an older version kept has one digest a row."""
    known: dict[str, str | list[str]] = json.loads(kept or "{}")
    return {number: [d] if isinstance(d, str) else d for number, d in known.items()}
