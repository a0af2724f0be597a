"""The tabs of proposals: what is proposed, with its figures, and what became of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    an_item,
    approve_proposal,
    edit,
    open_stock,
    pick,
    propose_reorders,
    undo,
)
from tests.memory_desk import START
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links

LINES = ("Line", "Item", "Status", "Quantity", "Proposed", "Available", "Reorder point", "Up to")


@pytest.fixture
def low(office: Office) -> Office:
    """Four mugs where ten are the minimum, and no tee where five are."""
    limits = {"minimum": Decimal(10), "maximum": Decimal(40), "unit_cost": Decimal("2.40")}
    mug = an_item(**limits, supplier="ACME")
    tee = an_item("TEE-BLK-M", supplier="ACME", minimum=Decimal(5), maximum=Decimal(20))
    for row in (*HOUSE, *PEOPLE, *ITEMS, mug, tee):
        office.desk.handle(edit(row))
    office.desk.handle(open_stock(4, "MUG-BLU", at="A-01"))
    office.desk.handle(propose_reorders())
    return office


def test_a_proposal_stands_there_with_its_figures_and_what_became_of_it(low: Office) -> None:
    low.write_all()
    assert columns(low, "Proposals", "Proposal", "Status", "Supplier", "Lines", "Units") == [
        ["RP-1", "proposed", "ACME", 2, 56]
    ]
    assert columns(low, "Proposal lines", *LINES) == [
        ["RP-1/1", "MUG-BLU", "proposed", 36, 36, 4, 10, 40],
        ["RP-1/2", "TEE-BLK-M", "proposed", 20, 20, 0, 5, 20],
    ]

    done = low.desk.handle(approve_proposal(quantities={"MUG-BLU": 48}))
    low.write_all()
    made = ("Status", "Made into", "Decided by", "Rests until")
    assert columns(low, "Proposals", *made) == [["approved", "PO-1", "U0MIA", ""]]
    assert columns(low, "Proposal lines", "Quantity", "Proposed", "Cost")[0] == [48, 36, 115.2]
    assert "#gid=142&range=A2" in links(low, "Proposal lines")
    assert differences(low) == []

    low.desk.handle(undo(done.transaction.id, by="U0MIA"))
    low.write_all()
    assert columns(low, "Proposals", *made) == [["proposed", "", "", ""]]
    assert differences(low) == []


def test_a_line_that_is_not_needed_any_more_leaves_its_name(low: Office) -> None:
    low.write_all()
    low.desk.handle(open_stock(9, "TEE-BLK-M", at="A-01"))
    low.desk.handle(pick(1, at="A-01"))
    low.desk.handle(propose_reorders(START + timedelta(days=1)))
    low.write_all()
    assert columns(low, "Proposal lines", "Line", "Item", "Status", "Quantity") == [
        ["RP-1/1", "MUG-BLU", "proposed", 37],
        ["RP-1/2", "", "taken back", ""],
    ]
    assert differences(low) == []
