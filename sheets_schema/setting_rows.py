"""Settings: one row a house rule, named by its title, with its default and what it does."""

from collections.abc import Mapping
from typing import Final

from inventory.rules import Rules
from sheets_schema.codec import Cell, CellError, date_of, is_blank, read_boolean, shown
from sheets_schema.row_reading import Reading

RULE_BY_TITLE: Final = {f.title or name: name for name, f in Rules.model_fields.items()}
TITLE_BY_RULE: Final = {name: title for title, name in RULE_BY_TITLE.items()}
DAYS: Final = frozenset({"freeze_date", "holidays"})
"""House rules that name days."""


def settings_rows(values: Mapping[str, str]) -> list[list[Cell]]:
    """Return a row for every house rule, with its default and what it does."""
    rows: list[list[Cell]] = []
    for name, rule in Rules.model_fields.items():
        default = rule.get_default()
        told = default_text(default)
        rows.append([TITLE_BY_RULE[name], values.get(name) or None, told, rule.description or ""])
    return rows


def default_text(default: object) -> str:
    """Return the default of a house rule as people read it.

    Examples:
        >>> default_text(True), default_text(None), default_text(14), default_text(frozenset())
        ('yes', '', '14', '')
    """
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default in (None, frozenset()) else str(default)


def is_yes_or_no(rule: str) -> bool:
    """Tell whether a house rule, by name or title, is answered by yes or no."""
    found = Rules.model_fields.get(RULE_BY_TITLE.get(rule, rule))
    return found is not None and found.annotation is bool


def check_setting(reading: Reading, cell: Cell) -> None:
    """Say whether there is such a rule, and whether it can have this value."""
    title = str(reading.values.get("name", ""))
    reading.values.pop("default", None)
    reading.values.pop("description", None)
    if not title:
        return
    name = RULE_BY_TITLE.get(title, title)
    if name not in Rules.model_fields:
        reading.refuse("name", "there is no such setting", "Restore the name, or delete the row.")
        return
    reading.values["name"] = name
    if is_blank(cell) or "value" not in reading.values:
        return
    try:
        text = _setting_text(name, cell)
    except CellError as error:
        reading.refuse("value", error.reason, error.mend, shown(cell))
        return
    reading.values["value"] = text
    if problem := Rules.problem_with(name, text):
        mend = f"{Rules.model_fields[name].description} Or clear it."
        reading.refuse("value", problem.removeprefix("Value error, "), mend, shown(cell))


def _setting_text(name: str, cell: Cell) -> str:
    """A day typed into a cell that lost its text format arrives as a serial number.

    Raises:
        CellError: it wants yes or no and is neither.
    """
    if is_yes_or_no(name):
        return "yes" if read_boolean(cell) else "no"
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    if name in DAYS and is_number:
        return date_of(float(cell or 0)).isoformat()
    return shown(cell)
