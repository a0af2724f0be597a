"""Rows on their way to the sheet: by tab and fixed place, as JSON text, put together into one body."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS, Tab, column_letters
from sheets_schema.connection import Json
from sheets_schema.dress import PATTERNS
from sheets_schema.requests import (
    COMPACT,
    FILLED_BY_BOT,
    FILLED_WITH_LINKS,
    clear_rows,
    drop_mark,
    grid,
    mark_file,
    put_row_texts,
    row_text,
    set_row_count,
)
from sheets_schema.tabs import BOT_TABS
from sheets_schema.workbook import BATCH_MARK, Sheet

BATCH_MARK_BASE: Final = 1_000_000_000
"""Batch n leaves the mark with this id + n."""

MARKS_KEPT: Final = 200
"""At 1.25 s apart these are 250 s, and Google works on a request for 180 s at most."""

GROW_AHEAD: Final = 2_000
"""Rows a grid is grown ahead, so that most batches do not change its size."""


class Pages:
    """Rows by tab and number (1 is the first row below the header); the last one put wins."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {tab.sheet_id: {} for tab in BOT_TABS}
        self._blank: list[tuple[Tab, int, int]] = []
        self.size = 0

    def put(self, tab: Tab, number: int, cells: Iterable[Cell]) -> None:
        text = row_text(cells)
        self._rows[tab.sheet_id][number] = text
        self.size += len(text)

    def blank(self, tab: Tab, first: int, last: int) -> None:
        """Have rows emptied."""
        if first <= last:
            self._blank.append((tab, first, last))

    @property
    def is_empty(self) -> bool:
        return not any(self._rows.values()) and not self._blank

    def requests(self, sheets: Mapping[int, Sheet]) -> tuple[list[str], dict[int, int]]:
        """Return the requests as JSON text, and sheet id -> rows of the grids that have to grow."""
        texts: list[str] = []
        grown: dict[int, int] = {}
        for tab in BOT_TABS:
            rows = self._rows[tab.sheet_id]
            known = sheets[tab.sheet_id].rows
            needed = HEADER_ROWS + max(rows, default=0)
            if needed > known:
                grown[tab.sheet_id] = needed + GROW_AHEAD
                texts += map(_text, _growth(tab, known, needed + GROW_AHEAD))
            for start, run in _runs(rows):
                texts.append(_rows_from(tab, start, run))
        for tab, first, last in self._blank:
            end = min(HEADER_ROWS + last, sheets[tab.sheet_id].rows)
            if HEADER_ROWS + first <= end:
                start = HEADER_ROWS + first - 1
                texts.append(
                    _text(clear_rows(tab.sheet_id, start, end, len(tab.columns), _filled(tab)))
                )
        return texts, grown


def body_of(requests: Sequence[str], number: int, read_back: Sequence[str]) -> str:
    """Return the body of a numbered batch: its rows, its own mark, an old mark's end.

    The mark says what the batch writes, so that a number that was used for something else (by a
    journal that has been replaced by an older copy since) cannot pass for this one.
    """
    said = hashlib.sha256("".join(requests).encode()).hexdigest()[:16]
    last = [*requests, _text(mark_file(BATCH_MARK, said, BATCH_MARK_BASE + number))]
    if number > MARKS_KEPT:
        last.append(_text(drop_mark(BATCH_MARK_BASE + number - MARKS_KEPT)))
    ranges = json.dumps(read_back, ensure_ascii=False)
    return (
        f'{{"requests":[{",".join(last)}],"includeSpreadsheetInResponse":true,'
        f'"responseIncludeGridData":true,"responseRanges":{ranges}}}'
    )


def mark_in(body: str) -> str:
    """Return what the mark of a batch says."""
    for request in json.loads(body)["requests"]:
        if "createDeveloperMetadata" in request:
            value: str = request["createDeveloperMetadata"]["developerMetadata"]["metadataValue"]
            return value
    return ""


def rows_in(body: str) -> list[tuple[int, int, int]]:
    """Return (sheet id, first number, last number) of every block of rows that a body writes."""
    blocks = []
    for request in json.loads(body)["requests"]:
        update = request.get("updateCells", {})
        if "start" in update:
            first = update["start"]["rowIndex"] - HEADER_ROWS + 1
            blocks.append((update["start"]["sheetId"], first, first + len(update["rows"]) - 1))
    return blocks


def key_cells(tab: Tab, title: str, number: int) -> list[str]:
    """Return the A1 names of the header cell and of a row's key, to be read back."""
    letters = column_letters(tab.position(tab.key))
    quoted = "'" + title.replace("'", "''") + "'"
    cells = [f"{quoted}!{letters}1"]
    return cells if number < 1 else [*cells, f"{quoted}!{letters}{HEADER_ROWS + number}"]


def _rows_from(tab: Tab, number: int, rows: Sequence[str]) -> str:
    return put_row_texts(tab.sheet_id, HEADER_ROWS + number - 1, rows, _filled(tab))


def _filled(tab: Tab) -> str:
    return FILLED_WITH_LINKS if tab.has_links else FILLED_BY_BOT


def _growth(tab: Tab, known: int, rows: int) -> Iterator[Json]:
    """Rows that are added bring no formats along."""
    yield set_row_count(tab.sheet_id, rows)
    for at, column in enumerate(tab.columns):
        if pattern := PATTERNS.get(column.kind):
            yield {
                "repeatCell": {
                    "range": grid(tab.sheet_id, known, rows, at, at + 1),
                    "cell": {"userEnteredFormat": {"numberFormat": pattern}},
                    "fields": "userEnteredFormat.numberFormat",
                }
            }


def _runs(rows: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (first number, rows) of every unbroken run."""
    run: list[str] = []
    start = 0
    for number in sorted(rows):
        if number != start + len(run):
            if run:
                yield start, run
            start, run = number, []
        run.append(rows[number])
    if run:
        yield start, run


def _text(request: Json) -> str:
    return COMPACT.encode(request)
