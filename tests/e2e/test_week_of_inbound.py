"""A week of inbound by four people: two suppliers, partial deliveries, one that brings too much, goods
that are no good, a lot that keeps too short, kits, a transfer, and putaway by two people.

Cleo and Dora manage, Ana and Ben receive and put away; everything is typed or pressed in Slack. On Friday
evening the book, the ledger, the sheet and the value of the stock say the same.
"""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.transfer import Transfer, TransferStatus
from inventory.inbound_commands import PutAway
from inventory.invariants import check_invariants
from inventory.item import Component
from inventory.location import SUPPLIER, LocationKind
from inventory.people import Person, Role
from inventory.supplier import Supplier
from inventory.valuation.stock_value import value_of_stock
from tests.builders import a_location, an_item, edit, ordered, set_rule
from tests.e2e.crew import Crew
from tests.e2e.shop import CHANNEL, Shop

MUG, TEA, SET = "MUG-BLU", "TEA-EARL", "GIFT-SET"


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


def furnish(shop: Shop) -> None:
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        Person(user="U0DORA", name="Dora", role=Role.MANAGER),
        Supplier(code="CLAYCO", name="Clay & Co", lead_time_days=1),
        Supplier(code="TEAHOUSE", name="The Tea House", lead_time_days=2),
        *(
            a_location(code, site="MAIN", walk_order=n)
            for n, code in enumerate(("A-01", "A-02", "B-01", "B-02"))
        ),
        a_location("IN", LocationKind.RECEIVING, site="MAIN"),
        a_location("HOLD", LocationKind.QUARANTINE, site="MAIN"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
        a_location("TRUCK", LocationKind.TRANSIT),
        an_item(MUG, supplier="CLAYCO", unit_cost=Decimal("3.20"), home="A-01", over_percent=10),
        an_item("MUG-RED", name="Red mug", supplier="CLAYCO", unit_cost=Decimal("3.50")),
        an_item(
            TEA,
            name="Earl Grey",
            supplier="TEAHOUSE",
            unit_cost=Decimal("6.00"),
            is_lot_tracked=True,
            least_days_left=60,
            home="B-01",
        ),
        an_item(
            SET,
            name="Gift set",
            components=(
                Component(item=MUG, quantity=Decimal(2)),
                Component(item=TEA, quantity=Decimal(1)),
            ),
        ),
    ):
        shop.handle(edit(row))
    rules = {"stock_channel": CHANNEL, "purchase_approval_above": 500, "freight_spread": "value"}
    for name, value in rules.items():
        shop.handle(set_rule(name, value))


def purchase(crew: Crew, number: str) -> PurchaseOrder:
    return crew.shop.book.get(PurchaseOrder, number)


def test_a_week_of_inbound(shop: Shop):
    crew = Crew(shop)
    monday_two_orders(crew)
    tuesday_a_first_part(crew)
    wednesday_the_rest_and_too_much(crew)
    thursday_tea_of_three_lots(crew)
    friday_sets_and_a_transfer(crew)
    in_the_evening(crew)


def monday_two_orders(crew: Crew) -> None:
    """The small one Cleo may approve herself; for the large one it takes Dora."""
    crew.types(crew.cleo, "/inv buy CLAYCO 60 MUG-BLU; 2 case MUG-RED ref:C-1")
    crew.types(crew.cleo, "/inv buy TEAHOUSE 200 TEA-EARL ref:T-1")
    crew.press(crew.cleo, crew.message("Purchase order PO-1"), "Approve")
    refused = crew.press(crew.cleo, crew.message("Purchase order PO-2"), "Approve")
    assert "<@U0DORA>" in refused
    crew.press(crew.dora, crew.message("Purchase order PO-2"), "Approve", times=2)
    for number in ("PO-1", "PO-2"):
        crew.press(crew.dora, crew.message(f"Purchase order {number}"), "Sent by hand")
        assert purchase(crew, number).status is PurchaseStatus.SENT


def tuesday_a_first_part(crew: Crew) -> None:
    """Thirty-six mugs come by a carrier that is paid for; Ana puts them where they belong."""
    told = crew.types(crew.ana, "/receive 3 case MUG-BLU po:PO-1 freight:7.20")
    assert "Freight of 7.20 EUR" in told
    assert purchase(crew, "PO-1").status is PurchaseStatus.PART_RECEIVED
    crew.press(crew.ana, crew.message("Putaway PA-1"), "Put in A-01")
    assert crew.shop.book.on_hand(MUG, "A-01") == 36


def wednesday_the_rest_and_too_much(crew: Crew) -> None:
    """Six more than ordered are taken, ten are not; two red mugs are broken."""
    assert "more than may come" in crew.types(crew.ben, "/receive 34 MUG-BLU po:PO-1")
    lines = "30 MUG-BLU po:PO-1\n22 MUG-RED po:PO-1 rejected:2 reason:damaged"
    crew.types(crew.ben, f"/receive {lines}")
    assert purchase(crew, "PO-1").line(1).received == 66
    seen = crew.message("Putaway PA-2")
    crew.shop.handle(ordered(PutAway, "PA-2", line=1, by="U0ANA"))  # on a phone of her own
    late = crew.press(crew.ben, seen, "Put in A-01")
    assert "<@U0ANA>" in late
    assert crew.shop.book.on_hand(MUG, "A-01") == 66
    crew.types(crew.ben, "/inv putaway PA-2 line:2 @A-02")
    assert crew.shop.book.on_hand("MUG-RED", "A-02") == 22
    crew.types(crew.ana, '/inv settle RJ-1 return note:"they send two new ones"')
    crew.types(crew.ana, "/receive 2 MUG-RED @A-02 po:PO-1")
    assert purchase(crew, "PO-1").status is PurchaseStatus.RECEIVED


def thursday_tea_of_three_lots(crew: Crew) -> None:
    """One lot is good, one keeps too short until Dora takes it, one is mouldy and goes back."""
    crew.types(crew.ana, "/receive 120 TEA-EARL lot:T1 slot:EG-991 exp:2027-11-30 po:PO-2")
    short = "/receive 20 TEA-EARL lot:T2 exp:2026-12-24 po:PO-2"
    assert "2027-01" in crew.types(crew.ana, short)
    crew.types(crew.dora, f"{short} reason:short_dated")
    crew.types(
        crew.ben, "/receive 0 TEA-EARL lot:T3 exp:2027-11-30 po:PO-2 rejected:60 reason:defective"
    )
    assert purchase(crew, "PO-2").status is PurchaseStatus.PART_RECEIVED
    crew.types(crew.ben, "/inv settle RJ-2 return")
    crew.types(crew.dora, "/inv close PO-2 they have no more of it")
    assert purchase(crew, "PO-2").status is PurchaseStatus.CLOSED
    for person, number in ((crew.ana, "PA-3"), (crew.ben, "PA-4")):
        crew.press(person, crew.message(f"Putaway {number}"), "All as proposed")
    assert crew.shop.book.on_hand(TEA, "B-01", "T1") == 120


def friday_sets_and_a_transfer(crew: Crew) -> None:
    """Five gift sets are built, one is taken apart again, and three go north with ten mugs."""
    crew.types(crew.ana, "/inv build 5 GIFT-SET @B-02")
    told = crew.types(crew.ben, "/inv unbuild 1 GIFT-SET @B-02 > A-01")
    assert "lot T2: 0 → 1" in told  # sets are built of what expires first
    crew.types(crew.ben, "/inv transfer 3 GIFT-SET B-02 > NORTH\n10 MUG-BLU A-01 > NORTH")
    assert crew.shop.book.available(SET) == 1
    crew.press(crew.ana, crew.message("Transfer TR-1"), "Arrived")
    assert crew.shop.book.get(Transfer, "TR-1").status is TransferStatus.RECEIVED
    assert crew.shop.book.available(SET) == 4


def in_the_evening(crew: Crew) -> None:
    """Nothing is left to do but what waits in the north, and every book says the same."""
    shop, book = crew.shop, crew.shop.book
    check_invariants(book)
    assert list(book.open(PurchaseOrder)) == []
    assert list(book.open(Rejection)) == []
    assert {one.number for one in book.open(Putaway)} <= {"PA-5"}  # what has arrived in the north
    assert (crew.on_hand(MUG), crew.on_hand("MUG-RED"), crew.on_hand(TEA), crew.on_hand(SET)) == (
        66 - 2 * 4,
        24,
        140 - 4,
        4,
    )
    assert received_by_ledger(shop) == {
        (order.number, line.item): line.received
        for order in book.all(PurchaseOrder)
        for line in order.lines
    }
    paid = 36 * Decimal("3.40") + 30 * Decimal("3.20") + 24 * Decimal("3.50") + 140 * Decimal(6)
    value = value_of_stock(book, shop.journal.reader)
    assert set(value.totals.values()) == {paid}  # building and moving make nothing dearer
    assert shop.differences() == []


def received_by_ledger(shop: Shop) -> dict[tuple[str, str], Decimal]:
    """Return what the ledger says was taken in for each order."""
    found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    quarantine = "HOLD"
    for row in shop.journal.reader.ledger_after(0, 10_000):
        move = row.move
        if move.source == SUPPLIER and move.target != quarantine:
            found[move.document, move.item] += move.quantity
    return dict(found)
