"""Papers of a shipment say what is in it, for whom, and what is still to come."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.address import Address
from inventory.billing.invoicing import line_net
from inventory.correspondence_commands import PrintPaper
from inventory.customer import Contact
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.notices import PaperKind, PaperNotice
from inventory.order_commands import PackShipment, PlanPick, ShipShipment, TickRule
from inventory.order_errors import WrongStep
from inventory.outbound.proposing import propose_service
from inventory.outbound.shipping_papers import papers_of
from inventory.parcel_errors import NoService
from tests.builders import a_customer, a_desk, ordered, place_order, refusal_of
from tests.inventory.carriage.carriers import a_service
from tests.inventory.outbound.test_fulfilment import pick_all
from tests.memory_desk import START

SOL = Contact(
    name="Café Sol", lines=("Calle Mayor 5",), postcode="28013", city="Madrid", country="ES"
)
DAY = date(2026, 11, 23)


def a_packed_house(*rows, **rules):
    rules = {
        "is_checked": "no",
        "company": "Mug House",
        "address": "Kiln Lane 1; 20095 Hamburg",
        "home_country": "DE",
        "tax_percent": "19",
        **rules,
    }
    desk = a_desk(
        a_customer(packing_rules=("No peanuts",)), *rows, stock=((24, "MUG-BLU", "A-01"),), **rules
    )
    desk.handle(place_order((30, "MUG-BLU", "4.50"), reference="THEIR-9"))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    desk.handle(ordered(TickRule, "SH-1", rule=1))
    desk.handle(ordered(PackShipment, "SH-1"))
    return desk


def papers(desk, kind, contact=SOL):
    return papers_of(desk.book, kind, desk.book.get(Shipment, "SH-1"), contact=contact, on=DAY)


def test_a_packing_slip_says_what_lies_in_the_box_and_what_follows():
    desk = a_packed_house()

    [(name, slip)] = papers(desk, PaperKind.PACKING_SLIP)

    assert name == "packing-slip SH-1.pdf"
    assert slip.ship_from == Address(name="Mug House", lines=("Kiln Lane 1", "20095 Hamburg"))
    assert slip.ship_to.name == "Café Sol"
    assert [(line.sku, line.name, line.quantity) for line in slip.lines] == [
        ("MUG-BLU", "Blue mug", 24)
    ]
    assert [(line.sku, line.quantity) for line in slip.back_ordered] == [("MUG-BLU", 6)]
    assert (slip.requirements, slip.reference) == (("No peanuts",), "THEIR-9")


def test_a_customer_nobody_knows_any_more_is_a_code():
    [(_, slip)] = papers(a_packed_house(), PaperKind.PACKING_SLIP, contact=None)

    assert slip.ship_to == Address(name="CAFE-SOL")


def test_an_invoice_says_the_amounts_that_were_issued():
    desk = a_packed_house()
    desk.handle(ordered(ShipShipment, "SH-1", carrier="Bike", tracking="B-1"))

    [(name, invoice)] = papers(desk, PaperKind.INVOICE)

    assert (name, invoice.number) == ("invoice INV-1.pdf", "INV-1")
    assert (invoice.net, invoice.tax, invoice.gross) == (
        Decimal("108.00"),
        Decimal("20.52"),
        Decimal("128.52"),
    )
    assert line_net(invoice.lines[0], "EUR") == invoice.lines[0].net
    assert invoice.bill_to.address.country == "ES"


def test_every_package_has_a_label_of_its_own():
    desk = a_packed_house()
    desk.handle(ordered(ShipShipment, "SH-1", carrier="Bike", tracking="B-1"))

    [(name, label)] = papers(desk, PaperKind.LABEL)

    assert name == "label SH-1-1.pdf"
    assert (label.carrier, label.tracking, label.package, label.packages) == ("Bike", "B-1", 1, 1)


def test_a_paper_is_printed_again_on_demand_and_nothing_else_changes():
    desk = a_packed_house()
    version = desk.book.version_of("shipment", "SH-1")

    again = desk.handle(ordered(PrintPaper, "SH-1", paper=PaperKind.PACKING_SLIP))

    told = [n for n in again.transaction.notices if isinstance(n, PaperNotice)]
    assert [(one.thread, one.paper) for one in told] == [("SO-1", PaperKind.PACKING_SLIP)]
    assert desk.book.version_of("shipment", "SH-1") == version


@pytest.mark.parametrize("paper", [PaperKind.LABEL, PaperKind.INVOICE])
def test_a_paper_that_does_not_exist_yet_is_not_printed(paper):
    refusal = refusal_of(a_packed_house(), ordered(PrintPaper, "SH-1", paper=paper))

    assert refusal == WrongStep(number="SH-1", action="print", status="packed")


def test_the_cheapest_service_is_proposed_and_the_customers_own_where_there_is_one():
    rows = (a_service("POST", "Post", rates={"5": "5"}), a_service("UPS", "UPS", rates={"5": "9"}))
    desk = a_packed_house(*rows)

    def proposed(service=""):
        shipment = desk.book.get(Shipment, "SH-1").model_copy(update={"service": service})
        order = desk.book.get(Order, "SO-1")
        return propose_service(desk.book, shipment, order, at=START).proposed.code

    assert (proposed(), proposed("UPS")) == ("POST", "UPS")


def test_without_a_country_nothing_can_be_proposed():
    desk = a_packed_house(home_country="")
    with pytest.raises(NoService) as refused:
        propose_service(
            desk.book, desk.book.get(Shipment, "SH-1"), desk.book.get(Order, "SO-1"), at=START
        )
    assert refused.value.problem == "no_country"


@pytest.mark.parametrize("home_country", ["GB", "UK"])
def test_what_was_proposed_is_what_the_shipped_parcel_promises(home_country):
    row = a_service("POST", "Post", to="GB", rates={"5": "5"})
    desk = a_packed_house(row, home_country=home_country)
    order, packed = desk.book.get(Order, "SO-1"), desk.book.get(Shipment, "SH-1")
    proposed = propose_service(desk.book, packed, order, at=START).proposed

    desk.handle(ordered(ShipShipment, "SH-1", service="POST"))

    shipped = desk.book.get(Shipment, "SH-1")
    assert (proposed.price, shipped.price) == (5, 5)
    assert shipped.promised_on == proposed.promised_on


def test_on_a_holiday_no_carrier_comes_and_none_is_on_its_way():
    row = a_service("POST", "Post", rates={"5": "5"}, days=1)
    desk = a_packed_house(row, holidays="2026-11-23, 2026-11-25")
    order, packed = desk.book.get(Order, "SO-1"), desk.book.get(Shipment, "SH-1")
    proposed = propose_service(desk.book, packed, order, at=START).proposed

    desk.handle(ordered(ShipShipment, "SH-1", service="POST"))

    days = (date(2026, 11, 24), date(2026, 11, 26))
    shipped = desk.book.get(Shipment, "SH-1")
    assert (proposed.collected_on, proposed.promised_on) == days
    assert (shipped.pickup_on, shipped.promised_on) == days
