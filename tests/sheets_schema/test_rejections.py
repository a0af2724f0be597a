"""The tab Rejections: what was no good stands there with what became of it."""

import pytest

from tests.builders import HOUSE, ITEMS, PEOPLE, an_amount, edit, receive, undo
from tests.inventory.inbound.arriving import settle
from tests.inventory.inbound.purchases import CLAY, sent
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links


@pytest.fixture
def buying(office: Office) -> Office:
    """A house that buys of Clay & Co."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, CLAY):
        office.desk.handle(edit(row))
    return office


def broken(rejected=4, **parts):
    asked = {"reason": "damaged", "at": "A-01", "photo": "https://example.com/1.jpg"} | parts
    return receive(8, rejected=an_amount(rejected), **asked)


def test_a_rejection_stands_there_until_it_is_settled(buying: Office) -> None:
    number = sent(buying.desk, (36, "MUG-BLU", "3.20"), by="U0MIA")
    buying.desk.handle(broken(document=number))
    buying.write_all()

    names = ("Rejection", "Item", "Lies at", "Rejected", "Reason", "Status", "To decide")
    assert columns(buying, "Rejections", *names) == [
        ["RJ-1", "MUG-BLU", "HOLD", 4, "damaged", "to decide", 4]
    ]
    assert links(buying, "Rejections") == ["#gid=121&range=A2"]

    buying.desk.handle(settle("return_to_vendor", 3))
    buying.write_all()
    parts = ("Status", "To decide", "Returned", "Refurbished", "Scrapped")
    assert columns(buying, "Rejections", *parts) == [["part settled", 1, 3, 0, 0]]

    buying.desk.handle(settle("refurbish", 1))
    buying.write_all()
    assert columns(buying, "Rejections", *parts) == [["settled", 0, 3, 1, 0]]
    assert differences(buying) == []


def test_one_that_was_taken_back_leaves_its_name(buying: Office) -> None:
    posted = buying.desk.handle(broken())
    buying.desk.handle(undo(posted.transaction.id))
    buying.desk.handle(broken(document="4711"))
    buying.write_all()

    assert columns(buying, "Rejections", "Rejection", "Status", "Purchase order") == [
        ["RJ-1", "taken back", ""],
        ["RJ-2", "to decide", "4711"],
    ]
    assert differences(buying) == []
