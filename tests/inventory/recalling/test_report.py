"""The report of a recall says what was recalled, where it came from, who had it and what came of it."""

from datetime import timedelta

from inventory.documents.recall import HeldOutcome
from inventory.papers.recall_report import ReportEvent, ReportReceipt, ReportStep
from inventory.recall_commands import CloseRecall, DecideHeld, NotifyRecall, RecordRecallReply
from inventory.recalling.report import recall_report
from inventory.supplier import Supplier
from tests.builders import a_desk, a_line, an_item, receive, return_stock
from tests.inventory.recalling.recalls import JAM, a_jam_house, asked, lift, start, the_recall
from tests.memory_desk import START

TODAY, TOMORROW = START.date(), START.date() + timedelta(days=1)
LATER = START + timedelta(days=1)


def report_of(desk):
    return recall_report(desk.book, the_recall(desk), on=TOMORROW)


def a_told_house():
    desk = a_jam_house(company="Lantern Goods", address="Quay 9; Hamburg")
    together = [
        a_line(5, JAM, at="A-01", lot=lot, supplier_lot=theirs, document="D-1")
        for lot, theirs in (("L20", "F-20"), ("L21", "F-21"))
    ]
    desk.handle(receive(lines=together))
    desk.handle(start("L7", "L20", item=JAM, instructions="Set them aside."))
    for customer in ("CAFE-SOL", "BISTRO"):
        desk.handle(asked(NotifyRecall, "RC-1", customer=customer, how="told"))
    return desk


def test_it_says_what_was_asked_for_by_whom_and_how_it_ended():
    desk = a_told_house()
    desk.handle(asked(CloseRecall, "RC-1", reason="eaten", when=LATER))
    report = report_of(desk)

    assert (report.number, report.status, report.reason) == ("RC-1", "closed", "glass")
    assert report.scope == ("JAM-STR", "lot L7, L20")
    assert (report.started_by, report.started_on) == ("Mia", TODAY)
    assert (report.ended_by, report.ended_on, report.ending) == ("Mia", TOMORROW, "eaten")
    assert report.house.lines == ("Quay 9", "Hamburg")


def test_it_says_where_each_lot_came_from_and_what_came_with_it():
    lots = {one.lot: one for one in report_of(a_told_house()).lots}

    assert (lots["L7"].came, lots["L7"].here, lots["L7"].left) == (30, 11, 11)
    assert lots["S1"].made_of == ("JAM-STR L7",)
    [receipt] = lots["L20"].receipts
    assert receipt == ReportReceipt(
        transaction=receipt.transaction, document="D-1", quantity=5, others=("JAM-STR L21",)
    )


def test_it_says_what_became_of_everything_that_had_left():
    desk = a_told_house()
    desk.handle(return_stock(2, JAM, lot="L7", document="SH-3", when=LATER))
    reply = {"customer": "CAFE-SOL", "line": 1, "is_all_destroyed": True, "note": "in the bin"}
    desk.handle(asked(RecordRecallReply, "RC-1", **reply, when=LATER))
    desk.handle(asked(CloseRecall, "RC-1", reason="eaten", when=LATER))
    report = report_of(desk)

    figures = [
        (row.customer, row.sku, row.shipped, row.returned, row.destroyed, row.written_off)
        for row in report.rows
    ]
    assert figures == [
        ("CAFE-SOL", JAM, 4, 0, 4, 0),
        ("CAFE-SOL", "GIFT-SET", 2, 0, 0, 2),
        ("BISTRO", JAM, 3, 2, 0, 1),
    ]
    assert (report.total("shipped"), report.total("outstanding")) == (9, 0)
    assert report.recovered_percent == 66
    assert report.rows[0].note == "in the bin"


def test_it_says_what_happened_when():
    desk = a_told_house()
    desk.handle(return_stock(2, JAM, lot="L7", document="SH-3", when=LATER))
    desk.handle(asked(RecordRecallReply, "RC-1", customer="BISTRO", when=LATER))
    desk.handle(lift(when=LATER))

    assert report_of(desk).events == (
        ReportEvent(on=TODAY, step=ReportStep.STARTED, by="Mia"),
        ReportEvent(on=TODAY, step=ReportStep.TOLD, customers=("CAFE-SOL", "BISTRO")),
        ReportEvent(on=TOMORROW, step=ReportStep.ANSWERED, customers=("BISTRO",)),
        ReportEvent(on=TOMORROW, step=ReportStep.RETURNED, customers=("BISTRO",)),
        ReportEvent(on=TOMORROW, step=ReportStep.LIFTED, by="Mia"),
    )


def test_a_scope_is_told_by_its_supplier():
    desk = a_desk(Supplier(code="FARM"), an_item(JAM, is_lot_tracked=True, supplier="FARM"))
    desk.handle(receive(3, JAM, at="A-01", lot="L7"))
    desk.handle(start(supplier="farm"))

    assert report_of(desk).scope == ("of farm",)


def test_a_scope_is_told_part_by_part():
    desk = a_jam_house()
    desk.handle(start(item=JAM, first="L7", since=TODAY, until=TODAY))

    assert report_of(desk).scope == (
        JAM,
        "lots L7 to the last",
        "came since 2026-11-23",
        "came until 2026-11-23",
    )


def test_it_says_what_becomes_of_held_goods_and_what_came_back_without_a_name():
    desk = a_told_house()
    desk.handle(asked(DecideHeld, "RC-1", outcome=HeldOutcome.DESTROY, note="by ACME"))
    desk.handle(return_stock(2, JAM, lot="L7"))
    report = report_of(desk)

    assert (report.decided, report.decided_note) == ("destroy", "by ACME")
    assert (report.decided_by, report.decided_on) == ("Mia", TODAY)
    assert (report.unnamed, report.outstanding, report.written_off) == (2, 7, 0)
