"""The tabs of returns, and the table by which managers say what becomes of goods."""

import pytest

from inventory.condition import Condition, Disposition, DispositionRule
from inventory.returning.disposing import proposed_for
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_customer,
    an_item,
    edit,
    open_stock,
    return_stock,
    undo,
)
from tests.journeys import shipped
from tests.returns import announce, back, inspect, make_good, receive_back
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links

LINES = ("Line", "Expected", "Received", "To inspect", "Condition", "Restocked", "In quarantine")


@pytest.fixture
def selling(office: Office) -> Office:
    """A house that has shipped three mugs as SO-1."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, a_customer()):
        office.desk.handle(edit(row))
    office.desk.handle(open_stock(24, "MUG-BLU", at="A-01"))
    shipped(office.desk, (3, "MUG-BLU", "4.99"))
    return office


def test_a_return_stands_there_from_the_word_to_the_credit_note(selling: Office) -> None:
    selling.desk.handle(announce(back(3), reason="too blue"))
    selling.write_all()
    names = ("Return", "Customer", "Status", "Orders", "Expected", "Still to come", "Reason")
    assert columns(selling, "Returns", *names) == [
        ["RMA-1", "CAFE-SOL", "expected", "SO-1", 3, 3, "too blue"]
    ]

    selling.desk.handle(receive_back())
    selling.desk.handle(inspect("new", quantity=1))
    selling.desk.handle(inspect("defective", quantity=1))
    selling.write_all()
    assert columns(selling, "Return lines", *LINES, "Status", "Lies at", "Rejections") == [
        ["RMA-1/1", 3, 3, 1, "1 new; 1 defective", 1, 1, "to inspect", "RET", "RJ-1"]
    ]
    assert columns(selling, "Rejections", "Planned", "Return", "Came from") == [
        ["return to vendor", "RMA-1", "RET"]
    ]
    assert "#gid=133&range=A2" in links(selling, "Return lines")

    selling.desk.handle(inspect("damaged"))
    selling.desk.handle(make_good("refund", quantity=2))
    selling.write_all()
    made = ("Status", "To inspect", "Refunded", "Credit notes")
    assert columns(selling, "Returns", *made) == [["inspected", 0, 2, "CN-1"]]
    selling.desk.handle(make_good("refund"))
    selling.write_all()
    assert columns(selling, "Return lines", "Status", "Scrapped", "Remedy") == [
        ["done", 1, "refund"]
    ]
    assert differences(selling) == []


def test_one_that_was_taken_back_leaves_its_name(selling: Office) -> None:
    posted = selling.desk.handle(return_stock(1, document="SO-1"))
    selling.write_all()
    selling.desk.handle(undo(posted.transaction.id))
    selling.write_all()
    assert columns(selling, "Returns", "Return", "Status") == [["RMA-1", "taken back"]]
    assert columns(selling, "Return lines", "Line", "Status") == [["RMA-1/1", "taken back"]]
    assert differences(selling) == []


# -- Dispositions ---------------------------------------------------------------------------------


def proposed(office: Office, condition: str, category: str = "") -> str:
    item = an_item(category=category)
    return proposed_for(office.desk.book, item, Condition(condition)).value


def test_the_table_stands_there_as_it_holds_and_is_no_edit(office: Office) -> None:
    office.poll(2)
    assert columns(office, "Dispositions", "Condition", "Disposition") == [
        ["new", "restock"],
        ["opened", "refurbish"],
        ["damaged", "scrap"],
        ["defective", "return_to_vendor"],
        ["wrong_item", "quarantine"],
        ["expired", "scrap"],
    ]
    assert list(office.desk.book.all(DispositionRule)) == []


def test_what_a_manager_types_is_proposed_from_then_on(office: Office) -> None:
    office.desk.handle(edit(an_item("TEA-EARL", category="Tea")))
    office.poll()
    office.types("Dispositions!C3", ["restock"])
    office.types("Dispositions!A8", ["Opened", "Tea", "scrap", "Nobody drinks it", "yes"])
    assert office.poll().edits == 2
    assert proposed(office, "opened") == "restock"
    assert proposed(office, "opened", "tea") == "scrap"
    assert office.problems() == []

    office.types("Dispositions!C3", ["refurbish"])
    office.types("Dispositions!E8", ["no"])
    assert office.poll().edits == 2
    assert proposed(office, "opened", "tea") == "refurbish"


def test_a_category_that_no_item_has_is_named(office: Office) -> None:
    office.desk.handle(edit(an_item("TEA-EARL", category="Tea")))
    office.poll()
    office.types("Dispositions!A8", ["opened", "Teas", "scrap"])
    office.poll()
    assert office.problems() == [("Dispositions!B8", "Teas", "“Teas” is not on the tab Items")]
    assert proposed(office, "opened", "Teas") == "refurbish"


def test_a_row_that_is_gone_is_as_if_nobody_had_said_it(office: Office) -> None:
    office.types("Dispositions!C4", ["quarantine"])
    office.poll()
    office.types("Dispositions!A4", ["", "", "", "", ""])
    office.poll(3)
    assert proposed(office, "damaged") == "scrap"


def test_what_can_never_be_restocked_is_named_and_the_last_valid_value_stands(
    office: Office,
) -> None:
    office.types("Dispositions!C4", ["restock"])
    office.types("Dispositions!A8", ["chewed", "", "scrap"])
    office.types("Dispositions!A9", ["new", "", "scrap"])
    office.poll()
    assert sorted(office.problems()) == [
        ("Dispositions!A8", "chewed", "“chewed” is not one of the choices"),
        ("Dispositions!A9", "new", "it stands in rows 2 and 9"),
        ("Dispositions!C4", "restock", "only new and opened goods can be restocked"),
    ]
    assert proposed(office, "damaged") == "scrap"
    assert proposed(office, "new") == Disposition.RESTOCK
