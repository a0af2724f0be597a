"""The tabs Recalls and Recall lines: who had what, what came of it, and how much is recovered."""

import pytest

from inventory.correspondence_commands import NoteThread
from inventory.place import Place
from inventory.quantity import Amount
from inventory.recall_commands import CloseRecall, NotifyRecall, RecordRecallReply
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_kit,
    adjust,
    an_item,
    build,
    edit,
    fresh_key,
    open_stock,
    receive,
    undo,
)
from tests.inventory.recalling.recalls import BOX, JAM, asked, lift, sell, start
from tests.memory_desk import START
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links

FIGURES = ("Shipped", "Returned", "Destroyed", "Written off", "Still out", "Recovered (percent)")


@pytest.fixture
def selling(office: Office) -> Office:
    """Ten jars of L7 and a gift box made of one: CAFE-SOL has got 4, BISTRO 1 and the box."""
    box = a_kit(BOX, (1, JAM), (1, "TEE-BLK-M"), name="Gift box")
    for row in (*HOUSE, *PEOPLE, *ITEMS, an_item(JAM, is_lot_tracked=True), box):
        office.desk.handle(edit(row))
    desk = office.desk
    desk.handle(open_stock(5, "TEE-BLK-M", at="B-01"))
    desk.handle(receive(10, JAM, at="A-01", lot="L7", supplier_lot="F-1"))
    desk.handle(build(2, BOX, source="", at="B-01"))
    sell(desk, 4, JAM, "L7", "CAFE-SOL", "A-01")
    sell(desk, 1, JAM, "L7", "BISTRO", "A-01")
    sell(desk, 1, BOX, "", "BISTRO", "B-01")
    desk.handle(start("L7"))
    return office


def replied(customer, **parts):
    return asked(RecordRecallReply, "RC-1", customer=customer, **parts)


def test_a_recall_stands_there_with_what_is_recovered(selling: Office) -> None:
    selling.write_all()
    names = ("Recall", "Status", "Reason", "Lots", "Customers", "Not told")
    assert columns(selling, "Recalls", *names) == [
        ["RC-1", "open", "glass", "JAM-STR L7; GIFT-BOX", 2, 2]
    ]
    assert columns(selling, "Recalls", *FIGURES) == [[6, 0, 0, 0, 6, 0]]

    selling.desk.handle(replied("CAFE-SOL", destroyed=Amount(number=3)))
    selling.desk.handle(adjust(-2, JAM, at="A-01", lot="L7", reason="damaged"))
    selling.desk.handle(asked(CloseRecall, "RC-1", reason="eaten"))
    selling.write_all()
    assert columns(selling, "Recalls", "Status", *FIGURES, "Scrapped here", "Why it ended") == [
        ["closed", 6, 0, 3, 3, 0, 50, 2, "eaten"]
    ]
    assert differences(selling) == []


def test_every_line_says_how_far_its_customer_is(selling: Office) -> None:
    selling.desk.handle(asked(NotifyRecall, "RC-1", customer="BISTRO", how="told"))
    selling.desk.handle(replied("BISTRO", line=3, is_all_destroyed=True))
    selling.write_all()

    names = ("Line", "Recall", "Customer", "Item", "Lot", "Status", "Shipped", "Still out")
    assert columns(selling, "Recall lines", *names) == [
        ["RC-1/1", "RC-1", "CAFE-SOL", JAM, "L7", "not told", 4, 4],
        ["RC-1/2", "RC-1", "BISTRO", JAM, "L7", "told", 1, 1],
        ["RC-1/3", "RC-1", "BISTRO", BOX, "", "accounted for", 1, 0],
    ]
    assert links(selling, "Recall lines") == ["#gid=135&range=A2"] * 3


def test_lots_name_the_recall_that_holds_them(selling: Office) -> None:
    selling.write_all()
    names = ("Item", "Lot", "Status", "On hand", "Recall")
    assert columns(selling, "Lots", *names) == [
        [JAM, "L7", "recalled", 3, "RC-1"],
        [BOX, "", "recalled", 1, "RC-1"],
    ]
    selling.desk.handle(adjust(-1, BOX, at="B-01", reason="damaged"))
    selling.write_all()
    assert columns(selling, "Lots", *names)[1] == [BOX, "", "recalled", 0, "RC-1"]

    selling.desk.handle(lift())
    selling.write_all()
    assert columns(selling, "Lots", "Item", "Status", "Recall") == [
        [JAM, "approved", ""],
        ["", "taken back", ""],
    ]
    assert columns(selling, "Recalls", "Recall", "Status") == [["RC-1", "lifted"]]
    assert differences(selling) == []


def test_goods_held_as_a_whole_are_told_on_stock(selling: Office) -> None:
    selling.write_all()
    rows = [row for row in columns(selling, "Stock", "Item", "Lot is") if row[0] == BOX]

    assert rows == [[BOX, "recalled"], [BOX, "recalled"]]


def test_a_recall_leads_to_its_thread(selling: Office) -> None:
    thread = Place(channel="C0STOCK", thread="1700.1")
    noted = NoteThread(key=fresh_key(), actor="job:outbox", at=START, number="RC-1", thread=thread)
    selling.desk.handle(noted)
    selling.write_all()

    assert links(selling, "Recalls") == [
        "https://slack.com/app_redirect?channel=C0STOCK&message_ts=1700.1"
    ]


def test_a_start_that_was_undone_stands_there_as_lifted(selling: Office) -> None:
    begun = selling.desk.entered_after(selling.desk.last_sequence() - 1, 1)[0].transaction
    selling.desk.handle(undo(begun.id, by="U0MIA"))
    selling.write_all()

    assert columns(selling, "Recalls", "Status", "Why it ended") == [
        ["lifted", f"undo of {begun.id}"]
    ]
    assert differences(selling) == []
