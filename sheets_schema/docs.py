"""The workbook's documentation, from its declarations: tables for the README."""

from inventory.rules import Rules
from sheets_schema.columns import Column, Tab
from sheets_schema.front_page import WHOSE
from sheets_schema.setting_rows import default_text
from sheets_schema.tabs import TABS


def tabs_table() -> str:
    """Return a markdown table of the tabs."""
    rows = [(tab.title, WHOSE[tab.owner], tab.purpose) for tab in TABS]
    return _table(("Tab", "Whose", "What it is for"), rows)


def columns_table(tab: Tab) -> str:
    """Return a markdown table of a tab's columns."""
    rows = [(column.header, _kind(column), column.note) for column in tab.columns]
    return _table(("Column", "Holds", "Note"), rows)


def settings_table() -> str:
    """Return a markdown table of the house rules."""
    rows = []
    for name, rule in Rules.model_fields.items():
        told = default_text(rule.get_default())
        rows.append((rule.title or name, told, rule.description or ""))
    return _table(("Setting", "Default", "What it does"), rows)


def _kind(column: Column) -> str:
    if column.choices:
        return f"one of {', '.join(column.choices)}"
    if column.choices_from:
        return f"a code from {column.choices_from[0]}"
    return column.kind.value


def _table(headers: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    lines = [_row(headers), _row(("---",) * len(headers)), *(map(_row, rows))]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
