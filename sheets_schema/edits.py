"""What a managers' tab says against what the book says: rows to take over, cells that are wrong."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inventory.book import Book
from inventory.condition import HOUSE_RULES, DispositionRule
from inventory.entries import Entry, EntryType, MasterRow
from inventory.problem import Problem
from inventory.rules import Setting
from sheets_schema.codec import shown
from sheets_schema.columns import Tab
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.refusals import Refusal
from sheets_schema.row_reading import Reading
from sheets_schema.rows import read_row, record_of
from sheets_schema.setting_rows import TITLE_BY_RULE
from sheets_schema.tabs import MANAGED, TABS

Completed = Callable[[MasterRow, Reading], MasterRow]

REFERRED: Final[Mapping[Tab, frozenset[str]]] = {
    tab: frozenset(
        field
        for other in TABS
        for column in other.columns
        for title, field in [column.choices_from or ("", "")]
        if title == tab.title
    )
    for tab in MANAGED
}
"""Managers' tab -> the fields of it that cells of any tab refer to."""

PROBLEMS_MAX: Final = 200
"""Problems told of one tab at a time; a tab that was pasted askew would bury the rest."""


@dataclass(frozen=True)
class Edit:
    """A row that differs from the book.

    Attributes:
        row: where it stands, None for a row that is gone.
        after: what it says, None for a row that is gone.
    """

    key: str
    row: SheetRow | None
    after: MasterRow | None


@dataclass
class TabReading:
    """A managers' tab, read row by row.

    Attributes:
        by_key: key -> (row, what it says), of rows that have a key of their own.
        problems: every cell that cannot be used.
        unsure: keys whose rows must not be taken over: they stand there twice.
    """

    found: TabRows
    by_key: dict[str, tuple[SheetRow, Reading]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)

    def add_problem(self, row: SheetRow, reading: Reading) -> None:
        """Note every bad cell of a row."""
        for bad in reading.bad:
            name = _shown_key(self.found.tab, reading.key) or f"row {row.index + 1}"
            self.problems.append(
                Problem(
                    tab=self.found.tab.title,
                    row_key=name,
                    column=self.found.tab.by_field[bad.field].header,
                    cell=self.found.cell(row, bad.field),
                    value=bad.value,
                    reason=bad.reason,
                    mend=bad.mend,
                )
            )

    def add_refusal(self, edit: Edit, refusal: Refusal) -> None:
        """Note that the desk refused a row."""
        tab = self.found.tab
        at = refusal.field if refusal.field in tab.by_field else tab.key
        value = shown(edit.row.cells.get(at)) if edit.row else edit.key
        self.problems.append(
            Problem(
                tab=tab.title,
                row_key=_shown_key(tab, edit.key),
                column=tab.by_field[at].header,
                cell=self.found.cell(edit.row, at) if edit.row else tab.title,
                value=value,
                reason=refusal.reason,
                mend=refusal.mend,
            )
        )


def read_tab(found: TabRows, known_names: Mapping[tuple[str, str], frozenset[str]]) -> TabReading:
    """Read a tab row by row; all bad cells are collected before anything is refused.

    Args:
        found: the tab as it stands.
        known_names: (tab, field) -> values that a cell may refer to.
    """
    reading = TabReading(found)
    rows: defaultdict[str, list[tuple[SheetRow, Reading]]] = defaultdict(list)
    for row in found.rows:
        said = read_row(found.tab, row.cells)
        _check_references(found.tab, said, known_names)
        if said.key:
            rows[said.key].append((row, said))
        else:
            reading.add_problem(row, said)
    _refuse_lookalikes(found.tab, rows)
    for key, same in rows.items():
        reading.by_key[key] = same[0]
        if len(same) > 1:
            _refuse_twins(reading, key, [row for row, _ in same])
        else:
            reading.add_problem(*same[0])
    return reading


def names_in(found: TabRows, book: Book) -> dict[tuple[str, str], frozenset[str]]:
    """Return (tab, field) -> what cells of other tabs may refer to: in the sheet, or in the book."""
    tab = found.tab
    return {(tab.title, field): _values_of(found, book, field) for field in REFERRED[tab]}


def _values_of(found: TabRows, book: Book, field: str) -> frozenset[str]:
    tab = found.tab
    in_sheet = {shown(row.cells.get(field)) for row in found.rows}
    if field == tab.key:
        return frozenset((in_sheet | _keys_in(book, tab.entry_type)) - {""})
    entries = list(book.entries[tab.entry_type].values())
    in_book = {str(getattr(each.entry, field, "")) for each in entries}
    return frozenset((in_sheet | in_book) - {""})


def edits_of(
    reading: TabReading,
    book: Book,
    stood: Mapping[str, Sequence[Entry | None]],
    complete: Completed = lambda after, _said: after,
) -> list[Edit]:
    """Return the rows that say something else than the book.

    Args:
        reading: the tab as it is.
        book: what is known.
        stood: rows that others have changed and that the sheet will be told of -> how they stood.
            One that stands so still is merely old; any other way, a manager has changed it.
        complete: adds to a row what the book does not learn from its cells.
    """
    edits = []
    for key, (row, said) in reading.by_key.items():
        if key in reading.unsure:
            continue
        known = _known(reading.found.tab, key, book)
        read = record_of(reading.found.tab, said, known)
        after = None if read is None else complete(read, said)  # type: ignore[arg-type]
        if after is not None and after != known and after not in stood.get(key, ()):
            edits.append(Edit(key, row, after))
    return edits


def absent_keys(reading: TabReading, book: Book, skipped: frozenset[str]) -> frozenset[str]:
    """Return the keys that the book has and the tab has not."""
    return frozenset(_keys_in(book, reading.found.tab.entry_type) - set(reading.by_key) - skipped)


def has_lost_header(found: TabRows, book: Book) -> bool:
    """Tell whether a row has come to stand where the header was; any other text may be a header."""
    tab = found.tab
    if found.first_key in tab.headers:
        return False
    return found.first_key in (
        TITLE_BY_RULE.values() if tab.model is Setting else _keys_in(book, _begun_with(tab))
    )


def edit_key(tab: Tab, edit: Edit, version: int) -> str:
    """Return the key of an edit: the same edit of the same version is recorded once."""
    said = edit.after.model_dump_json() if edit.after else ""
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    return f"sheet:{tab.title}:{edit.key}:{version}:{digest}"


def capped(tab: Tab, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return at most so many problems, each once, and a line about the rest."""
    each = list({problem.key: problem for problem in problems}.values())
    if len(each) <= PROBLEMS_MAX:
        return tuple(each)
    rest = Problem(
        tab=tab.title,
        row_key="more",
        column="",
        cell=tab.title,
        value="",
        reason=f"{len(each) - PROBLEMS_MAX} more cells cannot be used",
        mend="Mend the ones named first; the others follow.",
    )
    return (*each[:PROBLEMS_MAX], rest)


def _begun_with(tab: Tab) -> EntryType:
    """Return what a tab's first column names; rows of an inbox have no key of their own."""
    if tab.begins_with is not None:
        return tab.begins_with
    first = tab.columns[0].choices_from
    keyed = tab if tab.model or not first else next(t for t in MANAGED if t.title == first[0])
    return keyed.entry_type


def _keys_in(book: Book, entry_type: EntryType) -> set[str]:
    """Return the keys in use; the book may grow under us, so a copy is looked through."""
    entries = list(book.entries[entry_type].items())
    return {key for key, versioned in entries if versioned.entry is not None}


def _known(tab: Tab, key: str, book: Book) -> Entry | None:
    versioned = book.entries[tab.entry_type].get(key)
    known = versioned.entry if versioned else None
    if known is None and tab.model is Setting:
        return Setting(name=key)
    if known is None and tab.model is DispositionRule:
        return HOUSE_RULES.get(key)
    return known


def _check_references(
    tab: Tab, said: Reading, known_names: Mapping[tuple[str, str], frozenset[str]]
) -> None:
    for column in tab.columns:
        name = said.values.get(column.field)
        known = known_names.get(column.choices_from) if column.choices_from else None
        if name and known is not None and str(name) not in known and column.choices_from:
            there = column.choices_from[0]
            said.refuse(
                column.field,
                f"“{name}” is not on the tab {there}",
                f"Add it to {there}, or choose one that is there.",
            )


def _refuse_lookalikes(tab: Tab, rows: Mapping[str, list[tuple[SheetRow, Reading]]]) -> None:
    """Two keys in another case, or two items with one barcode: nobody could tell which is meant."""
    spellings: dict[str, str] = {}
    owners: dict[str, str] = {}
    for key, same in rows.items():
        said = same[0][1]
        other = spellings.setdefault(key.casefold(), key)
        if other != key:
            reason = f"it differs from {other} only in upper and lower case"
            said.refuse(tab.key, reason, "Use one spelling, or another code.", key)
        for column, code in _barcodes_in(said):
            if (owner := owners.setdefault(code, key)) != key:
                said.refuse(column, f"{code} is a barcode of {owner} too", "Keep it on one.", code)
                break


def _barcodes_in(said: Reading) -> Iterator[tuple[str, str]]:
    """Yield the column and the text of every barcode of a row, those of packs among them."""
    codes, packs = said.values.get("barcodes", ()), said.values.get("packs", ())
    yield from (("barcodes", str(code)) for code in (codes if isinstance(codes, tuple) else ()))
    for pack in packs if isinstance(packs, tuple) else ():
        if pack.barcode:
            yield "packs", pack.barcode


def _refuse_twins(reading: TabReading, key: str, rows: list[SheetRow]) -> None:
    tab = reading.found.tab
    numbers = " and ".join(str(row.index + 1) for row in rows)
    reading.unsure.add(key)
    reading.problems.append(
        Problem(
            tab=tab.title,
            row_key=_shown_key(tab, key),
            column=tab.by_field[tab.key].header,
            cell=reading.found.cell(rows[1], tab.key),
            value=shown(rows[1].cells.get(tab.key)),
            reason=f"it stands in rows {numbers}",
            mend="Keep one of the rows; until then neither is read.",
        )
    )


def _shown_key(tab: Tab, key: str) -> str:
    """Name a row as people see it: a house rule by its title."""
    return TITLE_BY_RULE.get(key, key) if tab.model is Setting else key
