"""An invoice is taken back by credit notes, which together never come to more than it did."""

from decimal import Decimal

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.correspondence_commands import PrintPaper
from inventory.customer import Contact
from inventory.documents.shipment import Shipment
from inventory.errors import MissingPart, NotAllowed, UnknownDocument, UnknownItem
from inventory.notices import PaperKind, PaperNotice
from inventory.order_commands import (
    CheckLine,
    CreditedLine,
    IssueCredit,
    PackShipment,
    PlanPick,
    RecordPick,
    ShipShipment,
)
from inventory.order_errors import CreditRefused, WrongStep
from inventory.outbound.shipping_papers import papers_of
from inventory.quantity import Amount
from tests.builders import a_customer, a_desk, ordered, place_order, refusal_of
from tests.memory_desk import START


def an_invoiced_shop():
    """3 blue mugs at 4.99 and 2 tees at 12.90, with 19 % tax: 40.77 net, 7.75 tax."""
    desk = a_desk(
        a_customer(), stock=[(9, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")], tax_percent=19
    )
    desk.handle(place_order((3, "MUG-BLU", "4.99"), (2, "TEE-BLK-M", "12.90")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(PackShipment, "SH-1"))
    desk.handle(ordered(ShipShipment, "SH-1"))
    return desk


def credit(number="INV-1", *, by="U0MIA", reason="two arrived broken", lines=()):
    asked = tuple(CreditedLine(item=item, amount=Amount(number=Decimal(n))) for n, item in lines)
    return ordered(IssueCredit, number, by=by, reason=reason, lines=asked)


def test_a_part_and_then_the_rest_come_to_the_invoice_to_the_cent():
    desk = an_invoiced_shop()
    invoice = desk.book.get(IssuedInvoice, "INV-1")
    assert (invoice.net, invoice.tax, invoice.gross) == (
        Decimal("40.77"),
        Decimal("7.75"),
        Decimal("48.52"),
    )
    desk.handle(credit(lines=[(1, "MUG-BLU")]))
    desk.handle(credit("SH-1", reason="all of it came back"))

    first, second = desk.book.all(IssuedCredit)
    assert (first.number, first.net, first.tax) == ("CN-1", Decimal("-4.99"), Decimal("-0.95"))
    assert second.quantities == ((1, 2), (2, 2))
    assert first.gross + second.gross == -invoice.gross
    assert refusal_of(desk, credit()) == CreditRefused("nothing", "INV-1")


def test_a_credit_note_is_printed_and_printed_again():
    desk = an_invoiced_shop()
    again = ordered(PrintPaper, "SH-1", paper=PaperKind.CREDIT_NOTE)
    assert isinstance(refusal_of(desk, again), WrongStep)
    posted = desk.handle(credit(lines=[(1, "MUG-BLU")]))
    [paper] = [n for n in posted.transaction.notices if isinstance(n, PaperNotice)]
    assert (paper.paper, paper.document, paper.thread) == (PaperKind.CREDIT_NOTE, "CN-1", "SO-1")
    desk.handle(credit(lines=[(1, "TEE-BLK-M")]))
    desk.handle(again)

    shipment, sol = desk.book.get(Shipment, "SH-1"), Contact(name="Cafe Sol")
    known = {"contact": sol, "on": START.date()}
    both = papers_of(desk.book, PaperKind.CREDIT_NOTE, shipment, **known)
    assert [name for name, _ in both] == ["credit-note CN-1.pdf", "credit-note CN-2.pdf"]
    [(_, one)] = papers_of(desk.book, PaperKind.CREDIT_NOTE, shipment, **known, document="CN-2")
    assert (one.bill_to.address.name, one.net, one.gross) == (
        "Cafe Sol",
        Decimal("-12.90"),
        Decimal("-15.35"),
    )


def test_a_credit_names_what_is_on_the_invoice_and_why_and_is_a_managers():
    desk = an_invoiced_shop()
    assert isinstance(refusal_of(desk, credit(reason="")), MissingPart)
    assert isinstance(refusal_of(desk, credit(by="U0ANA")), NotAllowed)
    assert isinstance(refusal_of(desk, credit("INV-9")), UnknownDocument)
    assert isinstance(refusal_of(desk, credit(lines=[(1, "NOPE")])), UnknownItem)
    refused = {
        (1, "JAM-STR"): "no_such_line",
        (0, "MUG-BLU"): "not_positive",
        (4, "MUG-BLU"): "too_much",
    }
    for line, problem in refused.items():
        assert refusal_of(desk, credit(lines=[line])).problem == problem
