"""In what the sheet and the journal may disagree, and rows that are not where they should be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final, TypeAlias

from sheets_schema.codec import Cell, is_blank, shown
from sheets_schema.columns import Tab, cell_name

NAMED_MAX: Final = 200
"""Differences named of one tab; the rest is counted in a last one."""

Key: TypeAlias = tuple[Cell, ...]


class DifferenceKind(StrEnum):
    """What has happened, as far as one can tell."""

    EDITED = "edited"
    MISSING = "missing"
    MOVED = "moved"
    EXTRA = "extra"
    HEADER = "header"
    TAB = "tab"
    CHAIN = "chain"
    MORE = "more"


CELL_SENTENCE: Final = "{d.cell} ({d.column}) says “{d.says}”, not “{d.should_say}”"
SENTENCES: Final = {
    DifferenceKind.EDITED: CELL_SENTENCE,
    DifferenceKind.HEADER: CELL_SENTENCE,
    DifferenceKind.MISSING: "{d.tab} row {d.row}: {d.should_say} is missing",
    DifferenceKind.MOVED: "{d.tab} row {d.row}: {d.should_say} stands in row {d.says}",
    DifferenceKind.EXTRA: "{d.tab} row {d.row}: {d.says} is not the journal's",
    DifferenceKind.TAB: "the tab {d.tab} is gone",
    DifferenceKind.CHAIN: "{d.tab}: the hash of row {d.row} does not cover what it says",
    DifferenceKind.MORE: "{d.tab}: {d.says} more differences",
}


@dataclass(frozen=True)
class Difference:
    """One thing in which sheet and journal disagree.

    Attributes:
        row: as the sheet counts, from 1; 0 where it is no row.
        column: the header; `cell` is its name in A1.
    """

    kind: DifferenceKind
    tab: str
    row: int
    column: str = ""
    cell: str = ""
    says: str = ""
    should_say: str = ""

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(d=self)


class Astray:
    """Rows whose key is not the one of their place: sorted, shifted, deleted or invented."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._says: dict[Key, int] = {}
        self._should: dict[Key, int] = {}

    def says(self, index: int, key: Key) -> None:
        """Note a row of the sheet."""
        if not all(map(is_blank, key)):
            self._says[key] = index

    def should(self, index: int, key: Key) -> None:
        """Note a row that is missing at its place."""
        self._should[key] = index

    def differences(self) -> Iterator[Difference]:
        for key, index in self._should.items():
            at = self._says.pop(key, None)
            kind = DifferenceKind.MISSING if at is None else DifferenceKind.MOVED
            stands = "" if at is None else str(at + 1)
            yield Difference(
                kind, self._tab.title, index + 1, says=stands, should_say=key_text(key)
            )
        for key, index in self._says.items():
            title = self._tab.title
            yield Difference(DifferenceKind.EXTRA, title, index + 1, says=key_text(key))


def cells_that_differ(
    tab: Tab, index: int, says: Sequence[Cell], should: Sequence[Cell], kind: DifferenceKind
) -> Iterator[Difference]:
    """Name the cells of a row that do not say what they should; blank is blank."""
    for at, wanted in enumerate(should):
        there = says[at] if at < len(says) else None
        if there == wanted or (is_blank(there) and is_blank(wanted)):
            continue
        yield Difference(
            kind,
            tab.title,
            index + 1,
            column=tab.headers[at],
            cell=cell_name(tab.title, index, at),
            says=shown(there),
            should_say=shown(wanted),
        )


def key_of(cells: Sequence[Cell], positions: Sequence[int]) -> Key:
    """Return what names a row of a bot's tab."""
    return tuple((cells[at] if at < len(cells) else None) or None for at in positions)


def key_text(key: Key) -> str:
    """Name a row for people."""
    return " | ".join(shown(part) for part in key if not is_blank(part))


def capped(tab: Tab, found: Iterable[Difference]) -> Iterator[Difference]:
    """Yield so many differences, and how many more there are."""
    each = iter(found)
    yield from islice(each, NAMED_MAX)
    if rest := sum(1 for _ in each):
        yield Difference(DifferenceKind.MORE, tab.title, 0, says=str(rest))
