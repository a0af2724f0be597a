"""Cells and values: what goes out comes back, and what people type means what they meant."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.item import Item, Pack
from sheets_schema.codec import Cell, CellError, read_cell, write_cell
from sheets_schema.columns import Column, Kind, Tab
from sheets_schema.docs import columns_table, settings_table, tabs_table
from sheets_schema.rows import encode, read_row, record_of
from sheets_schema.tabs import ITEMS, PEOPLE, SETTINGS, TABS

QUANTITIES = st.decimals(
    min_value=0, max_value=Decimal(999_999_999), places=6, allow_nan=False, allow_infinity=False
)


def a_column(kind: Kind, **facts: object) -> Column:
    return Column("Some", "some", kind, **facts)  # type: ignore[arg-type]


@given(QUANTITIES)
def test_a_quantity_survives_the_double_it_travels_in(quantity: Decimal) -> None:
    column = a_column(Kind.QUANTITY)
    cell = write_cell(column, quantity)

    read = read_cell(column, cell)

    assert read == Decimal(repr(quantity).split("'")[1])


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_comes_back_from_its_serial_number(day: date) -> None:
    column = a_column(Kind.DATE)

    assert read_cell(column, write_cell(column, day)) == day


@given(
    st.builds(
        Item,
        sku=st.text("ABC-012", min_size=1, max_size=12),
        name=st.text("abc ü", min_size=1).map(str.strip).filter(bool),
        barcodes=st.lists(st.text("0123", min_size=8, max_size=14), unique=True).map(tuple),
        packs=st.lists(
            st.builds(
                Pack,
                unit=st.sampled_from(["case", "box"]),
                quantity=st.integers(1, 999),
                barcode=st.just("") | st.text("0123", min_size=8, max_size=14),
            ),
            unique_by=lambda pack: pack.unit,
        ).map(tuple),
        is_fractional=st.booleans(),
        is_active=st.booleans(),
        minimum=st.none() | QUANTITIES,
        lead_time_days=st.none() | st.integers(0, 400),
    )
)
def test_an_item_comes_back_from_its_row(item: Item) -> None:
    cells = dict(zip((c.field for c in ITEMS.columns), encode(ITEMS, item), strict=True))

    assert record_of(ITEMS, read_row(ITEMS, cells), None) == item


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, 123.0, "123"),
        (Kind.TEXT, "  MUG-BLU ", "MUG-BLU"),
        (Kind.TEXT, True, "TRUE"),
        (Kind.QUANTITY, 0.1 + 0.2, Decimal("0.3")),
        (Kind.QUANTITY, "12.5", Decimal("12.5")),
        (Kind.BOOLEAN, "Yes", True),
        (Kind.BOOLEAN, False, False),
        (Kind.LIST, "a; b\na;;", ("a", "b")),
        (Kind.DATE, "2027-03-01", date(2027, 3, 1)),
        (Kind.DATE, 46447, date(2027, 3, 1)),
    ],
)
def test_what_people_type_means_what_they_meant(kind: Kind, cell: Cell, value: object) -> None:
    assert read_cell(a_column(kind), cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Kind.QUANTITY, "1.200,5", "“1.200,5” is not a number"),
        (Kind.QUANTITY, True, "“TRUE” is not a number"),
        (Kind.QUANTITY, 1e12, "it is beyond 999,999,999"),
        (Kind.QUANTITY, 0.1234567, "it has more than six decimals"),
        (Kind.QUANTITY, "#REF!", "the formula gives #REF!"),
        (Kind.PACKS, "case=0", "“case=0” is not a pack"),
        (Kind.PACKS, "case=12; case=24", "the pack “case” stands there twice"),
        (Kind.DATE, "soon", "“soon” is not a date"),
        (Kind.INTEGER, 2.5, "“2.5” is not a whole number"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_reason(
    kind: Kind, cell: Cell, reason: str
) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(a_column(kind), cell)

    assert refused.value.reason == reason
    assert refused.value.mend


def test_a_choice_is_read_in_any_spelling_of_its_case() -> None:
    assert read_row(PEOPLE, {"user": "U0MIA", "role": "Manager"}).values["role"] == "manager"


def test_every_tab_has_an_id_and_every_column_a_header_of_its_own() -> None:
    assert len({tab.sheet_id for tab in TABS}) == len(TABS)
    for tab in TABS:
        assert len(set(tab.headers)) == len(tab.columns)


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab.columns], ids=lambda tab: tab.title)
def test_every_column_stands_in_the_documentation(tab: Tab) -> None:
    table = columns_table(tab)

    assert all(f"| {header} |" in table for header in tab.headers)
    assert f"| {tab.title} |" in tabs_table()


def test_every_house_rule_stands_in_the_documentation() -> None:
    assert "| Freeze date |  | Nothing is posted" in settings_table()
    assert "| Holidays |  | Days off, as 2026-12-25" in settings_table()


@pytest.mark.parametrize(
    ("cell", "value"), [(True, "yes"), ("TRUE", "yes"), ("Ja", "yes"), ("no", "no"), (False, "no")]
)
def test_a_house_rule_of_yes_or_no_is_understood_however_it_is_typed(
    cell: Cell, value: str
) -> None:
    reading = read_row(SETTINGS, {"name": "Check before packing", "value": cell})

    assert reading.values == {"name": "is_checked", "value": value}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2026-12-25, 2026-12-28", "2026-12-25, 2026-12-28"), (46381, "2026-12-25")],
)
def test_a_holiday_is_understood_also_where_the_cell_made_a_date_of_it(
    cell: Cell, value: str
) -> None:
    reading = read_row(SETTINGS, {"name": "Holidays", "value": cell})

    assert (reading.values, reading.bad) == ({"name": "holidays", "value": value}, [])


def test_a_house_rule_that_is_neither_yes_nor_no_is_named() -> None:
    [bad] = read_row(SETTINGS, {"name": "Check before packing", "value": "maybe"}).bad

    assert (bad.reason, bad.mend) == ("“maybe” is neither yes nor no", "Type yes or no.")
    assert "| Check before packing | yes | No: what" in settings_table()
