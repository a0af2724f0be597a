"""The tab Policies: what managers type holds at once, and what cannot be is named at its cell."""

from decimal import Decimal

import pytest

from inventory.item import PriceBreak
from inventory.planning.policy_rules import policy_for
from inventory.stock_policy import StockPolicy
from inventory.supplier import Supplier
from sheets_schema.codec import CellError, read_cell, write_cell
from sheets_schema.columns import Column, Kind
from tests.builders import HOUSE, ITEMS, PEOPLE, a_location, an_item, edit
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns


@pytest.fixture
def stocked(office: Office) -> Office:
    for row in (*HOUSE, *PEOPLE, *ITEMS, a_location("N-01", site="North")):
        office.desk.handle(edit(row, by="import"))
    office.poll(2)
    return office


def minimum(office: Office, site: str = "") -> Decimal | None:
    return policy_for(office.desk.book, an_item(), site).minimum


def test_a_row_with_a_site_is_another_than_the_items_own(stocked: Office) -> None:
    stocked.types("Policies!A2", ["MUG-BLU", "", "min max", 10, 40])
    stocked.types("Policies!A3", ["MUG-BLU", "North", "reorder_level", 4, 9])
    assert stocked.poll().edits == 2

    assert (minimum(stocked), minimum(stocked, "North"), minimum(stocked, "South")) == (10, 4, 10)
    assert stocked.problems() == []

    stocked.types("Policies!D3", [6])
    assert stocked.poll().edits == 1
    [*_, last] = stocked.desk.entered_after(0, 100)
    [change] = last.transaction.changes
    assert isinstance(change.before, StockPolicy)
    assert isinstance(change.after, StockPolicy)
    assert change.key == "MUG-BLU @ North"
    assert (change.before.minimum, change.after.minimum) == (4, 6)


def test_what_cannot_be_is_named_at_its_cell_and_the_last_valid_row_stands(
    stocked: Office,
) -> None:
    stocked.types("Policies!A2", ["MUG-BLU", "", "", 10, 40])
    stocked.poll()
    stocked.types("Policies!D2", [50])
    stocked.types("Policies!A3", ["MUG-GRN"])
    stocked.types("Policies!A4", ["MUG-BLU", "Nord"])
    stocked.types("Policies!A5", ["TEE-BLK-M", "", "", "", "", "", "", 120])
    stocked.types("Policies!A6", ["JAM-STR", "", "sometimes"])
    stocked.types("Policies!A7", ["ROPE-8", "", "keep_at_least"])
    stocked.poll()

    assert sorted(stocked.problems()) == [
        ("Policies!A3", "MUG-GRN", "“MUG-GRN” is not on the tab Items"),
        ("Policies!B4", "Nord", "“Nord” is not on the tab Locations"),
        ("Policies!C6", "sometimes", "“sometimes” is not one of the choices"),
        ("Policies!C7", "keep_at_least", "this policy needs to know how many to keep at least"),
        ("Policies!E2", "40", "it is below the minimum of 50"),
        ("Policies!H5", "120", "it should be less than 100"),
    ]
    assert minimum(stocked) == 10


def test_a_row_that_is_gone_leaves_the_item_to_the_house_rules(stocked: Office) -> None:
    stocked.types("Policies!A2", ["MUG-BLU", "", "", 10, 40])
    stocked.poll()
    stocked.types("Policies!A2", ["", "", "", "", ""])
    stocked.poll(3)

    assert minimum(stocked) is None


def test_rows_of_an_import_appear_in_the_sheet_each_with_its_site(stocked: Office) -> None:
    stocked.desk.handle(edit(StockPolicy(item="MUG-BLU", minimum=3), by="import"))
    stocked.desk.handle(edit(StockPolicy(item="MUG-BLU", site="North", minimum=8), by="import"))
    stocked.seconds += 10
    stocked.poll(2)

    rows = columns(stocked, "Policies", "Item", "Site", "Minimum")
    assert rows == [["MUG-BLU", "", 3], ["MUG-BLU", "North", 8]]
    assert stocked.poll().edits == 0


def test_price_breaks_and_order_days_come_from_items_and_suppliers(stocked: Office) -> None:
    stocked.types("Suppliers!A2", ["CLAYCO", "Clay Co"])
    stocked.types("Suppliers!G2", ["mon; thu"])
    stocked.poll()

    supplier = stocked.desk.book.get(Supplier, "CLAYCO")
    assert supplier
    assert supplier.order_days == ("mon", "thu")


PRICES = Column("Price breaks", "price_breaks", Kind.PRICES)


def test_price_breaks_come_back_from_their_cell() -> None:
    breaks = (
        PriceBreak(quantity=Decimal(400), unit_cost=Decimal("0.72")),
        PriceBreak(quantity=Decimal(800), unit_cost=Decimal("0.68")),
    )

    assert write_cell(PRICES, breaks) == "400=0.72; 800=0.68"
    assert read_cell(PRICES, "400=0.72; 800=0.68") == breaks


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("400", "“400” is not a price"),
        ("0=1", "“0=1” is not a price"),
        ("400=-1", "“400=-1” is not a price"),
        ("800=0.68; 400=0.72", "“400=0.72” begins no later than 800 before it"),
    ],
)
def test_what_is_no_price_is_named(cell: str, reason: str) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(PRICES, cell)

    assert refused.value.reason == reason
