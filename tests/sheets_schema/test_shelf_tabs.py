"""What the tabs of putaways and transfers promise: a row a line, kept, checked and mended."""

import pytest

from inventory.inbound_commands import PutAway, ReceiveTransfer, TransferStock
from inventory.location import LocationKind
from sheets_schema.mending import mend
from sheets_schema.verify import compare
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    _posting,
    a_line,
    a_location,
    edit,
    open_stock,
    ordered,
    receive,
    undo,
)
from tests.sheets_schema.conftest import Office


@pytest.fixture
def storing(office: Office) -> Office:
    """30 blue mugs in the south, a second site in the north."""
    rows = (*HOUSE, *PEOPLE, *ITEMS)
    north = (
        a_location("A-01", site="SOUTH"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
    )
    for row in (*rows, *north):
        office.desk.handle(edit(row))
    office.desk.handle(open_stock(30, "MUG-BLU", at="A-01"))
    return office


def rows_of(office: Office, tab: str, *headers: str) -> list[list[object]]:
    header, *rows = office.tab(tab)
    places = [header.index(name) for name in headers]
    return [[row[at] if at < len(row) else "" for at in places] for row in rows]


def test_every_line_to_put_away_has_its_row(storing: Office) -> None:
    storing.desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "TEE-BLK-M")]))
    storing.desk.handle(ordered(PutAway, "PA-1", line=2, target="B-01"))
    storing.write_all()

    found = rows_of(storing, "Putaways", "Line", "Proposed bin", "Waiting", "Bins", "Status")
    assert found == [
        ["PA-1/1", "A-02", 24, "", "waiting"],
        ["PA-1/2", "B-01", 0, "B-01", "done"],
    ]


def test_a_putaway_that_was_taken_back_keeps_its_rows(storing: Office) -> None:
    received = storing.desk.handle(receive(24, "TEE-BLK-M"))
    storing.write_all()
    storing.desk.handle(undo(received.transaction.id))
    storing.write_all()

    assert rows_of(storing, "Putaways", "Line", "Status") == [["PA-1/1", "taken back"]]


def test_every_line_on_the_way_has_its_row(storing: Office) -> None:
    lines = [a_line(6, at="A-01", to="NORTH"), a_line(4, at="A-01", to="NORTH")]
    storing.desk.handle(_posting(TransferStock, 1, "", lines=lines))
    storing.desk.handle(ordered(ReceiveTransfer, "TR-1", quantities={1: 5}))
    storing.write_all()

    found = rows_of(storing, "Transfers", "Line", "To site", "Sent", "Received", "Status")
    assert found == [
        ["TR-1/1", "NORTH", 6, 5, "partly there"],
        ["TR-1/2", "NORTH", 4, 0, "on the way"],
    ]


@pytest.mark.parametrize("tab", ["Putaways", "Transfers"])
def test_a_damaged_tab_comes_back_as_it_was(storing: Office, tab: str) -> None:
    storing.desk.handle(_posting(TransferStock, 6, "MUG-BLU", at="A-01", to="NORTH"))
    storing.desk.handle(ordered(ReceiveTransfer, "TR-1"))
    storing.write_all()
    before = storing.tab(tab)

    storing.types(f"{tab}!D2", ["scribbled"])
    found = compare(storing.workbook, storing.desk, storing.desk, rest=storing.rest)
    assert len(found) == 1
    mend(storing.workbook, storing.desk, found, storing.clock())
    storing.write_all()

    assert storing.tab(tab) == before
