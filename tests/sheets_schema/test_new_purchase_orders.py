"""What New purchase orders promises: rows of one reference are one draft, and each is answered."""

import pytest

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.people import IMPORT
from tests.builders import HOUSE, ITEMS, PEOPLE, edit
from tests.purchases import ACME, ZETA
from tests.sheets_schema.conftest import Office

MUGS = ["ACME", "W-48", "MUG-BLU", 24]
TEES = ["ACME", "W-48", "TEE-BLK-M", 8]
ALONE = ["ZETA", "", "MUG-BLU", 2]


@pytest.fixture
def buying(office: Office) -> Office:
    """Two suppliers, and everything of the book in the sheet."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, ACME, ZETA):
        office.desk.handle(edit(row, by=IMPORT))
    office.poll(2)
    return office


def statuses(office: Office) -> list[str]:
    return [row[9] if len(row) > 9 else "" for row in office.tab("New purchase orders!A2:J")]


def purchases(office: Office) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each order's supplier and lines."""
    return [
        (order.supplier, [(line.item, int(line.ordered)) for line in order.lines])
        for order in office.desk.book.all(PurchaseOrder)
    ]


def only(office: Office) -> PurchaseOrder:
    (order,) = office.desk.book.all(PurchaseOrder)
    return order


ACME_ORDER = ("ACME", [("MUG-BLU", 24), ("TEE-BLK-M", 8)])


def test_a_row_becomes_a_draft_and_hears_its_number(buying: Office) -> None:
    row = ["acme", "W-48", "MUG-BLU", 2, "case", 2.4, "2026-12-01", 15, "the blue ones"]
    buying.types("New purchase orders!A2", row)

    assert buying.poll().answers == 1
    last = buying.desk.last_sequence()
    assert statuses(buying) == [f"Done PO-1 (TX-{last}): line 1, to be approved"]
    order = only(buying)
    assert (order.status, order.supplier, order.source) == (PurchaseStatus.DRAFT, "ACME", "sheet")
    assert (str(order.expected_on), order.freight, order.reference) == ("2026-12-01", 15, "W-48")
    [line] = order.lines
    assert (line.ordered, str(line.unit_cost), line.expected_on) == (24, "2.4", None)
    assert line.note == "the blue ones"
    assert buying.poll().answers == 0


def test_rows_under_each_other_with_one_reference_are_one_order(buying: Office) -> None:
    buying.types("New purchase orders!A2", MUGS, TEES, ALONE, ALONE)
    buying.poll()

    assert purchases(buying) == [ACME_ORDER, *[("ZETA", [("MUG-BLU", 2)])] * 2]
    assert [status.partition(" (")[0] for status in statuses(buying)] == [
        "Done PO-1",
        "Done PO-1",
        "Done PO-2",
        "Done PO-3",
    ]


def test_one_reference_at_two_suppliers_is_two_orders(buying: Office) -> None:
    buying.types("New purchase orders!A2", MUGS, ["ZETA", *TEES[1:]])
    buying.poll()
    assert [supplier for supplier, _ in purchases(buying)] == ["ACME", "ZETA"]


def test_lines_that_are_expected_on_other_days_keep_their_own(buying: Office) -> None:
    day = [*["", ""], "2026-12-01"]
    other = [*["", ""], "2026-12-09"]
    buying.types("New purchase orders!A2", [*MUGS, *day], [*TEES, *other])
    buying.poll()
    order = only(buying)
    assert [str(line.expected_on) for line in order.lines] == ["2026-12-01", "2026-12-09"]


def test_a_day_said_once_is_the_whole_orders(buying: Office) -> None:
    buying.types("New purchase orders!A2", [*MUGS, "", "", "2026-12-01"], TEES)
    buying.poll()
    order = only(buying)
    assert str(order.expected_on) == "2026-12-01"
    assert [line.expected_on for line in order.lines] == [None, None]


def test_an_error_names_its_row_and_the_others_wait_for_it(buying: Office) -> None:
    buying.types("New purchase orders!A2", MUGS, [*MUGS[:2], "MUG-TYPO", 8])
    buying.poll()
    assert purchases(buying) == []
    assert statuses(buying) == [
        "Cannot post: waits for row 3 of the same order.",
        "Cannot post: there is no item MUG-TYPO. Type a SKU from the tab Items.",
    ]

    buying.types("New purchase orders!C3", ["TEE-BLK-M"])
    buying.poll()
    assert purchases(buying) == [ACME_ORDER]


def test_freight_said_twice_has_to_be_the_same(buying: Office) -> None:
    buying.types("New purchase orders!A2", [*MUGS, "", "", "", 15], TEES, [*MUGS, "", "", "", 16])
    buying.poll()
    assert purchases(buying) == []
    assert statuses(buying)[2] == (
        "Cannot post: Freight: 16 is not 15, as another row of this order says. "
        "Make them the same, or leave it blank."
    )


def test_a_supplier_nobody_knows_is_named_and_can_be_mended(buying: Office) -> None:
    buying.types("New purchase orders!A2", ["NOBODY", *MUGS[1:]])
    buying.poll()
    assert statuses(buying) == [
        (
            "Cannot post: there is no supplier NOBODY, or it is not in use. "
            "Type a code from the tab Suppliers."
        )
    ]
    buying.types("New purchase orders!A2", ["ACME"])
    buying.poll()
    assert purchases(buying) == [("ACME", [("MUG-BLU", 24)])]


@pytest.mark.parametrize("kind", ["500", "applied_then_dropped"])
def test_an_order_whose_answer_was_lost_is_drafted_once(buying: Office, kind: str) -> None:
    buying.types("New purchase orders!A2", MUGS, TEES)
    buying.fault(kind, "values:batchUpdateByDataFilter")
    buying.poll()
    buying.person("sorts", range="New purchase orders!A2:J3", column="D")
    buying.poll(3)
    assert purchases(buying) == [ACME_ORDER]
    assert all(status.startswith("Done PO-1") for status in statuses(buying))
