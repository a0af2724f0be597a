"""Looking back in the write itself: header and key cells above the new rows, as Google has them."""

from inventory.book import Book
from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS
from sheets_schema.connection import Json
from sheets_schema.tabs import AUDIT, LEDGER


def damage_in(answer: Json, book: Book) -> tuple[str, ...]:
    """Say which key cells do not say what they should.

    Args:
        answer: to a batch whose body asked for the key cells.
        book: what the sheet showed before it.
    """
    found: list[str] = []
    lines = {LEDGER.sheet_id: (LEDGER, book.line), AUDIT.sheet_id: (AUDIT, book.sequence)}
    for sheet in answer.get("updatedSpreadsheet", {}).get("sheets", []):
        tab, number = lines.get(sheet["properties"].get("sheetId", 0), (LEDGER, 0))
        for block in sheet.get("data", []):
            row, says = block.get("startRow", 0), _value(block)
            should: Cell = number if row >= HEADER_ROWS else tab.headers[tab.position(tab.key)]
            if says != should:
                found.append(f"{tab.title} row {row + 1} says {says!r}, not {should!r}")
    return tuple(found)


def _value(block: Json) -> Cell:
    rows = block.get("rowData") or [{}]
    cells = rows[0].get("values") or [{}]
    value = cells[0].get("effectiveValue", {})
    found: Cell = next(iter(value.values()), None)
    return found
