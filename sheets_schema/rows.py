"""Rows and records: what a tab's declaration makes of a row of cells, and back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final

from pydantic import ValidationError

from inventory.carrier import CarrierService
from inventory.countries import country_code
from inventory.customer import NOBODY, Contact, Customer
from inventory.item import Item
from inventory.location import Location
from inventory.package_type import PackageType
from inventory.people import Person
from inventory.quantity import singular
from inventory.record import Record
from inventory.rules import Rules, Setting
from inventory.supplier import Supplier
from sheets_schema.codec import (
    Cell,
    CellError,
    date_of,
    is_blank,
    read_boolean,
    read_cell,
    shown,
    write_cell,
)
from sheets_schema.columns import PERSONAL, Column, Tab
from sheets_schema.tabs import SETTINGS

MEMBER_ID: Final = re.compile(r"[UW][A-Z0-9]{2,}")
RULE_BY_TITLE: Final = {f.title or name: name for name, f in Rules.model_fields.items()}
CODE_MAX: Final = 75
"""As much of a code as a menu in Slack shows."""
CODED: Final = (Item, Location, Supplier, Customer, CarrierService, PackageType)
"""Records whose key is a code that people made up."""

LAST_WORD: Final[Mapping[type[Record], str]] = {
    CarrierService: "days_max",
    PackageType: "most_weight_kg",
}
"""Where cells do not go together: the one to change."""

TITLE_BY_RULE: Final = {name: title for title, name in RULE_BY_TITLE.items()}


@dataclass(frozen=True)
class BadCell:
    """A cell that could not be used."""

    field: str
    value: str
    reason: str
    mend: str


@dataclass
class Reading:
    """What a managers' row says.

    Attributes:
        key: the row's own key, as the book knows it; empty where the row has none.
        values: field -> value, of the cells that are good; blanks are left out.
        bad: the cells that are not.
    """

    key: str = ""
    values: dict[str, object] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)

    def refuse(self, name: str, reason: str, mend: str, value: str = "") -> None:
        """Take a value out again, and say why."""
        taken = self.values.pop(name, None)
        text = value or ("" if taken is None else str(taken))
        self.bad.append(BadCell(field=name, value=text, reason=reason, mend=mend))


def encode(tab: Tab, record: object, contact: Contact = NOBODY) -> list[Cell]:
    """Return the cells of a record, in the order the columns were declared.

    `contact` is what the personal columns show.
    """
    return [
        write_cell(column, get(contact if column.is_personal else record))
        for column, get in _getters(tab)
    ]


def contact_of(reading: Reading) -> Contact:
    """Return who somebody is, by the personal columns of a row."""
    said = {
        name.removeprefix(PERSONAL): value
        for name, value in reading.values.items()
        if name.startswith(PERSONAL)
    }
    return Contact.model_validate(said)


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
        >>> default_text(True), default_text(None), default_text(14)
        ('yes', '', '14')
    """
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default is None else str(default)


def is_yes_or_no(rule: str) -> bool:
    """Tell whether a house rule, by name or title, is answered by yes or no."""
    found = Rules.model_fields.get(RULE_BY_TITLE.get(rule, rule))
    return found is not None and found.annotation is bool


def read_row(tab: Tab, cells: Mapping[str, Cell]) -> Reading:
    """Read one row of a managers' tab or an inbox.

    `cells` is field -> cell, wherever the columns are now.
    """
    reading = Reading()
    for column in tab.columns:
        cell = cells.get(column.field)
        if not is_blank(cell):
            _take(reading, column, cell)
        elif column.is_required:
            reading.bad.append(
                BadCell(column.field, "", "it is blank", f"Type the {column.header.lower()}.")
            )
    _check_together(tab, reading, cells)
    reading.key = str(reading.values.get(tab.key, ""))
    return reading


def is_empty(tab: Tab, cells: Mapping[str, Cell]) -> bool:
    """Tell whether a row says nothing: an unticked box is no answer, nor is the bot's own."""
    return all(
        is_blank(cell) or cell is False
        for column in tab.columns
        if not column.is_answer
        for cell in (cells.get(column.field),)
    )


def record_of(tab: Tab, reading: Reading, known: Record | None) -> Record | None:
    """Return what a row stands for; the last valid value stands in for a bad cell.

    `known` is the row as the book has it. Returns None where a bad cell has nothing to stand in.
    """
    if tab.model is None or (reading.bad and known is None):
        return None
    values = _own_values(tab.model, reading.values)
    if known is not None:
        for bad in reading.bad:
            if bad.field in tab.model.model_fields:
                values[bad.field] = getattr(known, bad.field)
    if isinstance(known, Customer):
        values["contact"] = known.contact
    try:
        return tab.model.model_validate(values)
    except ValidationError:  # old and new cells that do not go together
        return known


def _take(reading: Reading, column: Column, cell: Cell) -> None:
    try:
        reading.values[column.field] = read_cell(column, cell)
    except CellError as error:
        reading.bad.append(BadCell(column.field, shown(cell), error.reason, error.mend))


def _check_together(tab: Tab, reading: Reading, cells: Mapping[str, Cell]) -> None:
    if tab.model is Setting:
        _check_setting(reading, cells.get("value"))
    elif tab.model in CODED:
        _check_code(tab, reading)
    if tab.model is Item:
        _check_item(reading)
    elif tab.model is Person:
        _check_person(reading)
    elif tab.model is Customer:
        _check_customer(reading)
    _check_model(tab, reading)


def _check_code(tab: Tab, reading: Reading) -> None:
    """A code is typed, scanned and chosen from menus: it is one short line one can see."""
    code = str(reading.values.get(tab.key, ""))
    if len(code) > CODE_MAX:
        reason = f"it has {len(code)} characters"
        reading.refuse(tab.key, reason, f"Use {CODE_MAX} at most.", f"{code[:CODE_MAX]}…")
    elif not code.isprintable():
        reason = "there are line breaks or characters in it that nobody sees"
        reading.refuse(tab.key, reason, "Type the code anew.", code)


def _check_item(reading: Reading) -> None:
    packs, unit = reading.values.get("packs", ()), reading.values.get("unit", "piece")
    for pack in packs if isinstance(packs, tuple) else ():
        if singular(pack.unit) == singular(str(unit)):
            mend = "Name packs otherwise, as in case=12."
            reading.refuse("packs", f"“{pack.unit}” is what one is counted in", mend)
            break
    low, high = reading.values.get("minimum"), reading.values.get("maximum")
    if low is not None and high is not None and str(high) != str(low) and high < low:  # type: ignore[operator]
        reading.refuse("maximum", f"it is below the minimum of {low}", "Raise it, or clear it.")


def _check_customer(reading: Reading) -> None:
    country = str(reading.values.get("country", ""))
    try:
        reading.values |= {"country": country_code(country)} if country else {}
    except ValueError:
        reason = f"no country has the code {country}"
        reading.refuse("country", reason, "Type two letters, as in DE, GB or US.", country)


def _check_model(tab: Tab, reading: Reading) -> None:
    """What cells say together, or a limit of one of them, is known to the record alone."""
    if tab.model is None or reading.bad:
        return
    try:
        tab.model.model_validate(_own_values(tab.model, reading.values))
    except ValidationError as error:
        for each in error.errors():
            field = str(each["loc"][0]) if each["loc"] else LAST_WORD.get(tab.model, tab.key)
            if field in tab.by_field:
                reason = each["msg"].removeprefix("Value error, ").removeprefix("Input ")
                said = reason if reason != each["msg"] else f"{reason[:1].lower()}{reason[1:]}"
                said = f"it {said}" if said.startswith("should") else said
                reading.refuse(field, said, "Type another value, or clear it.")


def _own_values(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in model.model_fields}


def _check_person(reading: Reading) -> None:
    user = str(reading.values.get("user", ""))
    if user and not MEMBER_ID.fullmatch(user):
        mend = "In Slack: profile, three dots, Copy member ID."
        reading.refuse("user", f"“{user}” is not a Slack member id", mend, user)


def _check_setting(reading: Reading, cell: Cell) -> None:
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
    if name.endswith("_date") and is_number:
        return date_of(float(cell or 0)).isoformat()
    return shown(cell)


@lru_cache
def _getters(tab: Tab) -> list[tuple[Column, Callable[[object], object]]]:
    if tab is SETTINGS:
        raise LookupError("rows of Settings come from settings_rows")
    return [(column, attrgetter(column.field.removeprefix(PERSONAL))) for column in tab.columns]
