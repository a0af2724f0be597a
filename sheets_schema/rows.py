"""Rows and records: what a tab's declaration makes of a row of cells, and back."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Final

from pydantic import ValidationError

from inventory.condition import Condition, DispositionRule, rule_key
from inventory.customer import NOBODY, Contact, Customer
from inventory.record import Record
from inventory.stock_policy import StockPolicy, forecast_key
from sheets_schema.codec import (
    Cell,
    CellError,
    is_blank,
    read_cell,
    shown,
    write_cell,
)
from sheets_schema.columns import PERSONAL, Column, Tab
from sheets_schema.row_checks import check_together
from sheets_schema.row_reading import BadCell, Reading, own_values
from sheets_schema.tabs import SETTINGS


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
    check_together(tab, reading, cells)
    reading.key = _named(tab, reading.values)
    return reading


def key_of(tab: Tab, cells: Mapping[str, Cell]) -> str:
    """Return what names a row, empty where nothing does; its other cells may say what they like."""
    naming = Reading()
    for column in tab.columns:
        if column.field in (tab.key, KEYED_BESIDE.get(tab.model)) and not is_blank(
            cell := cells.get(column.field)
        ):
            _take(naming, column, cell)
    return _named(tab, naming.values)


KEYED_BESIDE: Final[Mapping[type[Record] | None, str]] = {
    DispositionRule: "category",
    StockPolicy: "site",
}
"""Records that a second cell names too."""


def _named(tab: Tab, values: Mapping[str, object]) -> str:
    """Return what names a row: its first cell; where that is not enough, the one beside it too."""
    named = values.get(tab.key, "")
    if named and tab.model is DispositionRule:
        return rule_key(Condition(str(named)), str(values.get("category", "")))
    if named and tab.model is StockPolicy:
        return forecast_key(str(named), str(values.get("site", "")))
    return str(named)


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
    values = own_values(tab.model, reading.values)
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


@lru_cache
def _getters(tab: Tab) -> list[tuple[Column, Callable[[object], object]]]:
    if tab is SETTINGS:
        raise LookupError("rows of Settings come from settings_rows")
    return [(column, attrgetter(column.field.removeprefix(PERSONAL))) for column in tab.columns]
