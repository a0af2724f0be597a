"""How the tabs look and what they let one type: requests that follow from the declarations."""

import re
from collections.abc import Sequence
from typing import Final

from sheets_schema.codec import Cell
from sheets_schema.columns import (
    HEADER_ROWS,
    Column,
    Kind,
    Owner,
    RowColor,
    Tab,
    View,
    column_letters,
)
from sheets_schema.connection import Json
from sheets_schema.requests import column_of, grid, rgb
from sheets_schema.setting_rows import is_yes_or_no
from sheets_schema.tabs import SETTINGS, TABS

PATTERNS: Final[dict[Kind, Json]] = {
    Kind.MONEY: {"type": "NUMBER", "pattern": "#,##0.00####"},
    Kind.INTEGER: {"type": "NUMBER", "pattern": "0"},
    Kind.DATE: {"type": "DATE", "pattern": "yyyy-mm-dd"},
    Kind.DATETIME: {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm:ss"},
    Kind.TIME: {"type": "TIME", "pattern": "hh:mm"},
}
TEXT_PATTERN: Final[Json] = {"type": "TEXT", "pattern": "@"}
HEADER_FORMAT: Final[Json] = {
    "backgroundColor": rgb("#E8EAED"),
    "textFormat": {"bold": True},
    "verticalAlignment": "MIDDLE",
    "wrapStrategy": "WRAP",
}
YES_OR_NO: Final = ("yes", "no")
BAND: Final = "#F8F9FA"
FIELD: Final = re.compile(r"\$\{([^}]+)\}")
PROTECTION: Final = "Bincard: "
"""What the description of a protected range of ours begins with."""


def header_row(columns: tuple[Column, ...], sheet_id: int, at: int) -> Json:
    """Write headers with their notes, from a column on."""
    cells = [
        {
            "userEnteredValue": {"stringValue": column.header},
            "userEnteredFormat": HEADER_FORMAT,
            **({"note": column.note} if column.note else {}),
        }
        for column in columns
    ]
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": at},
            "rows": [{"values": cells}],
            "fields": "userEnteredValue,userEnteredFormat,note",
        }
    }


def column_requests(tab: Tab, column: Column, at: int) -> list[Json]:
    """Give a column its width, its format below the header, and its dropdown or checkbox."""
    asked = [_width(tab.sheet_id, at, column.width), _format(tab.sheet_id, at, column)]
    rule = _rule(column)
    if rule and tab.owner is not Owner.BOT:
        asked.append(
            {
                "setDataValidation": {
                    "range": column_of(tab.sheet_id, at, below=HEADER_ROWS),
                    "rule": rule,
                }
            }
        )
    return asked


def decoration(tab: Tab) -> list[Json]:
    """Give a new tab its banding, its colours and filter views."""
    if not tab.columns:
        return []
    whole = grid(tab.sheet_id, 0, None, 0, len(tab.columns))
    banding = {
        "range": whole,
        "rowProperties": {
            "headerColor": rgb("#E8EAED"),
            "firstBandColor": rgb("#FFFFFF"),
            "secondBandColor": rgb(BAND),
        },
    }
    asked: list[Json] = [{"addBanding": {"bandedRange": banding}}]
    asked += [_color(tab, wanted, index) for index, wanted in enumerate(tab.colors)]
    return asked + [_view(tab, view, number) for number, view in enumerate(tab.views, 1)]


def protection(tab: Tab, editors: tuple[str, ...]) -> Json:
    """Close a tab to everybody but some; what people add right of the bot's columns is theirs."""
    protected: Json = {
        "range": grid(tab.sheet_id, None, None, None, tab.grid_columns or None),
        "description": f"{PROTECTION}{tab.title}",
        "editors": {"users": list(editors)},
    }
    return {"addProtectedRange": {"protectedRange": protected}}


def change_editors(protected_range_id: int, editors: tuple[str, ...]) -> Json:
    """Name other people who may edit a protected range."""
    changed = {"protectedRangeId": protected_range_id, "editors": {"users": list(editors)}}
    return {"updateProtectedRange": {"protectedRange": changed, "fields": "editors"}}


def yes_or_no_boxes(rows: Sequence[Sequence[Cell]], start: int, at: int) -> list[Json]:
    """Let one choose yes or no beside the house rules that want it; `rows` begin with their name."""
    return [
        {
            "setDataValidation": {
                "range": grid(SETTINGS.sheet_id, row, row + 1, at, at + 1),
                "rule": _choice(YES_OR_NO),
            }
        }
        for row, cells in enumerate(rows, start)
        if is_yes_or_no(str(cells[0]))
    ]


def _width(sheet_id: int, at: int, pixels: int) -> Json:
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {
        "updateDimensionProperties": {
            "range": span,
            "properties": {"pixelSize": pixels},
            "fields": "pixelSize",
        }
    }


def _format(sheet_id: int, at: int, column: Column) -> Json:
    dressed = _dressed(column)
    fields = ",".join(f"userEnteredFormat.{name}" for name in dressed)
    return {
        "repeatCell": {
            "range": column_of(sheet_id, at, below=HEADER_ROWS),
            "cell": {"userEnteredFormat": dressed},
            "fields": fields,
        }
    }


def _dressed(column: Column) -> Json:
    """Return a column's format; figures of any precision get none, which shows 48 and 2.5.

    A pattern with optional decimals would leave the point standing: `48.`
    """
    if column.kind is Kind.QUANTITY:
        return {"horizontalAlignment": "RIGHT"}
    if column.kind is Kind.BOOLEAN and not column.is_true_when_blank:
        return {"horizontalAlignment": "CENTER"}
    return {"numberFormat": PATTERNS.get(column.kind, TEXT_PATTERN)}


def _rule(column: Column) -> Json | None:
    """Return the validation; never strict, for the bot says more than Google's box does."""
    condition: Json
    if column.choices_from:
        condition = {
            "type": "ONE_OF_RANGE",
            "values": [{"userEnteredValue": _range_of(*column.choices_from)}],
        }
    elif column.kind is Kind.BOOLEAN and not column.is_true_when_blank:
        return {"condition": {"type": "BOOLEAN"}}
    elif choices := YES_OR_NO if column.kind is Kind.BOOLEAN else column.choices:
        return _choice(choices)
    else:
        return None
    return {"condition": condition, "showCustomUi": True, "strict": False}


def _choice(choices: Sequence[str]) -> Json:
    values = [{"userEnteredValue": choice} for choice in choices]
    condition = {"type": "ONE_OF_LIST", "values": values}
    return {"condition": condition, "showCustomUi": True, "strict": False}


def _range_of(title: str, field: str) -> str:
    tab = next(tab for tab in TABS if tab.title == title)
    letters = column_letters(tab.position(field))
    return f"='{title}'!${letters}$2:${letters}"


def _color(tab: Tab, wanted: RowColor, index: int) -> Json:
    return {
        "addConditionalFormatRule": {
            "rule": {
                "ranges": [grid(tab.sheet_id, HEADER_ROWS, None, 0, len(tab.columns))],
                "booleanRule": {
                    "condition": {
                        "type": "CUSTOM_FORMULA",
                        "values": [{"userEnteredValue": _with_letters(tab, wanted.formula)}],
                    },
                    "format": {"backgroundColor": rgb(wanted.color)},
                },
            },
            "index": index,
        }
    }


def _with_letters(tab: Tab, formula: str) -> str:
    """Return a formula with `${field}` as `$A`."""
    return FIELD.sub(lambda found: f"${column_letters(tab.position(found[1]))}", formula)


def _view(tab: Tab, view: View, number: int) -> Json:
    """Return a filter view; without a column to sort by the biggest need comes first."""
    order = "ASCENDING" if view.sorts_by else "DESCENDING"
    sorted_at = tab.position(view.sorts_by or view.field)
    criteria = {"columnIndex": tab.position(view.field), "filterCriteria": _criteria(view)}
    return {
        "addFilterView": {
            "filter": {
                "filterViewId": tab.sheet_id * 100 + number,
                "title": view.title,
                "range": grid(tab.sheet_id, 0, None, 0, len(tab.columns)),
                "filterSpecs": [criteria],
                "sortSpecs": [{"dimensionIndex": sorted_at, "sortOrder": order}],
            }
        }
    }


def _criteria(view: View) -> Json:
    if view.hides:
        return {"hiddenValues": list(view.hides)}
    if view.is_nonzero:
        nonzero = {"type": "NUMBER_NOT_EQ", "values": [{"userEnteredValue": "0"}]}
        return {"condition": nonzero}
    return {"condition": {"type": "NOT_BLANK"}}
