"""What the front page says. Written once, when the tab is made; from then on it is the managers'."""

from typing import Final

from sheets_schema.columns import Owner
from sheets_schema.connection import Json
from sheets_schema.requests import typed
from sheets_schema.tabs import START, TABS

WHOSE: Final = {
    Owner.MANAGERS: "Yours: type here",
    Owner.INBOX: "Inbox: type rows, the bot answers",
    Owner.BOT: "The bot's: look, do not edit",
}
HOW_TO: Final = (
    "1. Name your colleagues and their roles on People, your bins on Locations, your goods on Items.",
    "2. In Slack: /receive 24 MUG-BLU @A-01. The answer tells the stock before and after.",
    "3. Sort, filter, recolour, move columns and add your own on the tabs that are yours.",
    "4. What the bot cannot use it names on Problems; the last valid value stands meanwhile.",
    "5. Orders come in Slack, or as rows on New orders; Orders shows how far each is.",
    "6. Goods are asked for in Slack or on New purchase orders; Purchase orders shows what is to come.",
    "7. To correct a stock figure count in Slack, or type a row on Adjustments.",
)
TITLE_SIZE: Final = 18
WIDTHS: Final = (160, 640, 240)


def front_page() -> list[Json]:
    """Return the requests that fill the front page."""
    rows: list[Json] = [
        _row(_styled("Bincard", bold=True, size=TITLE_SIZE)),
        _row(typed("Stock for a team that lives in Slack and in this workbook.")),
        _row(),
        _row(*(_styled(text, bold=True) for text in ("Tab", "What it is for", "Whose"))),
        *(_row(_link(t.title, t.sheet_id), typed(t.purpose), typed(WHOSE[t.owner])) for t in TABS),
        _row(),
        _row(_styled("How to begin", bold=True)),
        *(_row(typed(line)) for line in HOW_TO),
    ]
    cells = {
        "updateCells": {
            "start": {"sheetId": START.sheet_id, "rowIndex": 0, "columnIndex": 0},
            "rows": rows,
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }
    return [cells, *(_width(at, pixels) for at, pixels in enumerate(WIDTHS))]


def front_page_size() -> tuple[int, int]:
    """Return how many rows and columns the front page needs."""
    return 7 + len(TABS) + len(HOW_TO), len(WIDTHS)


def _row(*cells: Json) -> Json:
    return {"values": list(cells)}


def _styled(text: str, *, bold: bool = False, size: int = 10) -> Json:
    return typed(text) | {"userEnteredFormat": {"textFormat": {"bold": bold, "fontSize": size}}}


def _link(title: str, sheet_id: int) -> Json:
    """Return a link to a tab by its id, which outlives a renaming."""
    return {"userEnteredValue": {"formulaValue": f'=HYPERLINK("#gid={sheet_id}","{title}")'}}


def _width(at: int, pixels: int) -> Json:
    span = {
        "sheetId": START.sheet_id,
        "dimension": "COLUMNS",
        "startIndex": at,
        "endIndex": at + 1,
    }
    return {
        "updateDimensionProperties": {
            "range": span,
            "properties": {"pixelSize": pixels},
            "fields": "pixelSize",
        }
    }
