"""What checking promises: every damage is named by its place, and mended by writing it again."""

import pytest

from sheets_schema.audit import transactions_from
from sheets_schema.errors import AuditDamaged, SheetsUnavailableError
from sheets_schema.mending import mend, rebuild
from sheets_schema.verify import compare
from sheets_schema.writer import Outcome
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, move, receive
from tests.sheets_schema.conftest import Office


@pytest.fixture
def written(office: Office) -> Office:
    """Four ledger rows, two rows of stock, all of it in the sheet."""
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row))
    for quantity in (24, 6, 12):
        office.desk.handle(receive(quantity, "MUG-BLU", at="A-01"))
    office.desk.handle(move(4, "MUG-BLU", at="A-01", to="A-02"))
    office.write_all()
    return office


def differences(office: Office) -> list[str]:
    found = compare(office.workbook, office.desk, office.desk, rest=office.rest)
    return [str(difference) for difference in found]


def put_right(office: Office) -> None:
    found = compare(office.workbook, office.desk, office.desk, rest=office.rest)
    mend(office.workbook, office.desk, found, office.clock())
    office.write_all()


def test_a_written_sheet_agrees_with_the_journal(written: Office) -> None:
    assert differences(written) == []


def test_an_edited_cell_is_named_and_put_right(written: Office) -> None:
    written.types("Ledger!F3", [600])

    assert differences(written) == ["Ledger!F3 (Quantity) says “600”, not “6”"]
    put_right(written)
    assert differences(written) == []


def test_an_edited_stock_figure_and_a_header_are_named_and_put_right(written: Office) -> None:
    written.types("Stock!F1", ["Count"], [99])

    assert differences(written) == [
        "Stock!F1 (On hand) says “Count”, not “On hand”",
        "Stock!F2 (On hand) says “99”, not “38”",
    ]
    put_right(written)
    assert differences(written) == []


def test_a_deleted_row_is_told_from_an_edited_one(written: Office) -> None:
    written.person("deletes_rows", tab="Ledger", first=3)

    assert differences(written) == [
        "Ledger row 3: 2 is missing",
        "Ledger row 4: 3 stands in row 3",
        "Ledger row 5: 4 stands in row 4",
    ]
    put_right(written)
    assert differences(written) == []


def test_a_sorted_ledger_is_put_back_in_order(written: Office) -> None:
    written.person("sorts", range="Ledger!A2:S5", column="F")

    assert "Ledger row 2: 1 stands in row 5" in differences(written)
    put_right(written)
    assert differences(written) == []


def test_a_row_that_somebody_typed_below_is_named_and_emptied(written: Office) -> None:
    written.types("Ledger!A9", [99, "mine"])

    assert differences(written) == ["Ledger row 9: 99 is not the journal's"]
    put_right(written)
    assert differences(written) == []


def test_a_deleted_tab_is_named_and_comes_back(written: Office) -> None:
    written.person("deletes_tab", tab="Stock")

    assert differences(written) == ["the tab Stock is gone"]
    found = compare(written.workbook, written.desk, written.desk)
    mend(written.workbook, written.desk, found, written.clock())
    assert written.write().outcome is Outcome.REFUSED
    written.write_all()
    assert differences(written) == []


def test_a_whole_rebuild_writes_everything_again(written: Office) -> None:
    written.person("clears", range="Ledger!A2:S100")
    written.person("clears", range="Audit!A2:O100")
    written.types("Stock!F1", ["Count"])
    written.person("clears", range="Recalls!A1:C1")
    rebuild(written.workbook, written.desk, written.desk, written.clock())
    written.write_all()

    assert differences(written) == []


def test_an_older_version_that_was_restored_is_noticed_and_put_right(written: Office) -> None:
    state = written.google.control("GET", f"/spreadsheets/{written.id}")
    written.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    written.write_all()
    path = f"/spreadsheets/{written.id}/restore"
    written.google.control("POST", path, version=state["version"])
    written.desk.handle(receive(2, "MUG-BLU", at="A-01"))

    assert written.write().damage == (
        "Ledger row 6 says None, not 5",
        "Audit row 23 says None, not 22",
    )
    assert differences(written) == [
        "Ledger row 6: 5 is missing",
        "Audit row 23: 22 is missing",
    ]
    put_right(written)
    assert differences(written) == []


def test_a_write_in_doubt_is_nothing_to_compare_with(written: Office) -> None:
    written.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    written.fault("500")
    written.write()

    with pytest.raises(SheetsUnavailableError):
        differences(written)


def test_an_edited_audit_row_cannot_pass_for_the_journal(written: Office) -> None:
    rows = written.tab("Audit!A2:O")
    rows[18][11] = rows[18][11].replace('"24"', '"240"')

    with pytest.raises(AuditDamaged) as damaged:
        transactions_from(rows)

    assert damaged.value.sequence == 19


def test_a_missing_audit_row_is_named(written: Office) -> None:
    rows = written.tab("Audit!A2:O")
    del rows[4]

    with pytest.raises(AuditDamaged) as damaged:
        transactions_from(rows)

    assert damaged.value.sequence == 5
