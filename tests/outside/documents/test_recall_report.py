"""A recall report on paper: what was recalled, who had it, and what came of it."""

from datetime import date
from decimal import Decimal

from inventory.address import Address
from inventory.papers.recall_report import (
    RecallReport,
    ReportEvent,
    ReportLot,
    ReportReceipt,
    ReportRow,
    ReportStep,
)
from tests.outside.documents.printing import PRINTER, text_of
from tests.outside.documents.test_papers import plain

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)

REPORT = """\
Lantern Goods
Recall report RC-1
Status Closed
Recalled JAM-STR, lot F-1
Why glass in one jar
Started 23 November 2026 by Mia
Ended 30 November 2026 by Ada
Why it ended the kiosk has sold it
Held goods Scrapped here, decided by Mia on 30 November 2026: by ACME
Printed 30 November 2026
90 %
of what had been shipped was recovered
Result
Customers 1 Shipped to them 10 Came back 6
Destroyed by them 3 Written off 1 Still with them 0
Thrown away here 6 Sent to suppliers 0 Held here now 12
What was recalled, and where it came from
Item Lot Their lot Unit Came Here then Here now
Strawberry jam (JAM-STR)
30 came with PO-3 from FARM together
with JAM-STR L8
L7 F-1 piece 30 12 12
Gift set (GIFT-SET)
Made of JAM-STR L7
without lots piece 6 0 0
Who had it
Customer Goods Got Returned Destroyed Written off Still out
CAFE-SOL
SO-1, SH-1
Told 23 November 2026, answered 30
November 2026
JAM-STR L7 9 6 3 0 0
Nobody known
Not told
sold on
GIFT-SET 1 0 0 1 0
What happened when
23 November 2026 All lots were held, by Mia
23 November 2026 Told: CAFE-SOL
30 November 2026 Closed by Ada
What customers were asked to do
Set them aside.
Recall report RC-1, Lantern Goods 1 / 1"""


def a_report(**parts):
    facts = {
        "number": "RC-1",
        "issued_on": LAST,
        "house": Address(name="Lantern Goods"),
        "status": "closed",
        "reason": "glass in one jar",
        "started_by": "Mia",
        "started_on": FIRST,
        "lots": (ReportLot(sku="JAM-STR", name="Strawberry jam", lot="L7"),),
    }
    return RecallReport.model_validate(facts | parts)


def a_row(customer="CAFE-SOL", shipped=9, **parts):
    return ReportRow(
        customer=customer, sku=parts.pop("sku", "JAM-STR"), shipped=Decimal(shipped), **parts
    )


def test_a_report_says_what_came_of_a_recall():
    receipt = ReportReceipt(
        transaction="TX-7",
        document="PO-3",
        supplier="FARM",
        quantity=Decimal(30),
        others=("JAM-STR L8",),
    )
    report = a_report(
        scope=("JAM-STR", "lot F-1"),
        instructions="Set them aside.",
        ending="the kiosk has sold it",
        ended_by="Ada",
        ended_on=LAST,
        recovered_percent=90,
        scrapped=Decimal(6),
        written_off=Decimal(1),
        decided="scrap",
        decided_by="Mia",
        decided_on=LAST,
        decided_note="by ACME",
        lots=(
            ReportLot(
                sku="JAM-STR",
                name="Strawberry jam",
                lot="L7",
                supplier_lot="F-1",
                receipts=(receipt,),
                came=Decimal(30),
                here=Decimal(12),
                left=Decimal(12),
            ),
            ReportLot(sku="GIFT-SET", name="Gift set", made_of=("JAM-STR L7",), came=Decimal(6)),
        ),
        rows=(
            a_row(
                lot="L7",
                orders=("SO-1",),
                shipments=("SH-1",),
                returned=Decimal(6),
                destroyed=Decimal(3),
                notified_on=FIRST,
                acknowledged_on=LAST,
            ),
            a_row("", 1, sku="GIFT-SET", written_off=Decimal(1), note="sold on"),
        ),
        events=(
            ReportEvent(on=FIRST, step=ReportStep.STARTED, by="Mia"),
            ReportEvent(on=FIRST, step=ReportStep.TOLD, customers=("CAFE-SOL",)),
            ReportEvent(on=LAST, step=ReportStep.CLOSED, by="Ada"),
        ),
    )

    assert plain(text_of(PRINTER.print(report))) == REPORT


def test_a_recall_of_what_never_left_says_so():
    text = plain(text_of(PRINTER.print(a_report(status="open"))))

    assert "\nNone of it had left the house.\n" in text
    assert "Ended" not in text
    assert "What customers were asked to do" not in text


def test_a_long_report_goes_on_under_the_same_heads():
    rows = tuple(a_row(f"C-{number}", lot="L7") for number in range(60))
    text = text_of(PRINTER.print(a_report(rows=rows)))

    assert text.count("Written off") >= 3
