"""A recall by the people who see it through: glass in a lot of jam that went to nine customers, as jars,
in gift sets, and in hampers made of gift sets.

Cleo recalls the supplier's lot after one look at whom it reaches; Ana and Ben hear what is held. Letters
go out, customers answer, jars come back or are thrown away, until all of it is accounted for. A second
recall turns out to be a mistake, and everything is as it was.
"""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from inventory.customer import Contact
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.letter import LetterState
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.recall import Recall, RecallStatus
from inventory.inbound_commands import ApprovePurchase, PlacePurchase, SendPurchase, WantedLine
from inventory.invariants import check_invariants
from inventory.item import Component
from inventory.location import CUSTOMER, VIRTUAL_LOCATIONS, LocationKind
from inventory.lot import LotStatus
from inventory.people import Person, Role
from inventory.supplier import Supplier
from tests.builders import (
    a_customer,
    a_location,
    an_amount,
    an_item,
    edit,
    open_stock,
    ordered,
    place_order,
    set_rule,
)
from tests.e2e.crew import Crew
from tests.e2e.shop import CHANNEL, Shop
from tests.journeys import shipped

JAM, SET, HAMPER = "JAM-STR", "GIFT-SET", "HAMPER"
BOUGHT = {  # who has got what: nine customers, three of them jam in something else
    "ATLAS": (JAM, 6),
    "BISTRO": (JAM, 4),
    "CAFE-SOL": (JAM, 5),
    "DELI": (JAM, 3),
    "EMMA": (JAM, 2),
    "FERRY": (JAM, 1),
    "GRAND": (SET, 3),
    "HOTEL": (SET, 2),
    "INN": (HAMPER, 1),
}
MAILED = ("ATLAS", "BISTRO", "GRAND")


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


def furnish(shop: Shop) -> None:
    jam, tea = Component(item=JAM, quantity=Decimal(2)), Component(item="TEA", quantity=Decimal(1))
    gift = Component(item=SET, quantity=Decimal(1))
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        Person(user="U0DORA", name="Dora", role=Role.MANAGER),
        Supplier(code="FARM", name="The Farm"),
        *(a_location(code) for code in ("A-01", "A-02", "B-01", "B-02")),
        a_location("IN", LocationKind.RECEIVING),
        a_location("PACK", LocationKind.PACKING),
        a_location("BACK", LocationKind.RETURNS),
        a_location("HOLD", LocationKind.QUARANTINE),
        an_item(JAM, name="Strawberry jam", unit="jar", supplier="FARM", is_lot_tracked=True),
        an_item("JAM-APR", name="Apricot jam", unit="jar", supplier="FARM", is_lot_tracked=True),
        an_item("TEA", name="Earl Grey"),
        an_item(SET, name="Gift set", is_lot_tracked=True, components=(jam,)),
        an_item(HAMPER, name="Hamper", is_lot_tracked=True, components=(gift, tea)),
        *(a_customer(code, contact=contact_of(shop, code)) for code in BOUGHT),
    ):
        shop.handle(edit(row))
    for name, value in {"stock_channel": CHANNEL, "purchase_approval_above": 10**6}.items():
        shop.handle(set_rule(name, value))
    shop.handle(open_stock(20, "TEA", at="B-02"))


def contact_of(shop: Shop, code: str) -> str:
    email = f"{code.lower()}@example.com" if code in MAILED else ""
    return shop.journal.contacts.put(code, Contact(name=code.title(), email=email))


def test_a_recall_that_reaches_two_kits_and_nine_customers(shop: Shop):
    crew = Crew(shop)
    goods_come_and_go(crew)
    cleo_recalls(crew)
    nobody_can_take_any(crew)
    customers_are_told(crew)
    all_of_it_is_accounted_for(crew)
    cleo_closes_it(crew)
    a_mistake_is_lifted(crew)
    in_the_evening(crew)


def goods_come_and_go(crew: Crew) -> None:
    """One delivery of two jams; sets and hampers are built; nine orders leave, a tenth waits."""
    shop = crew.shop
    wanted = tuple(
        WantedLine(item=item, amount=an_amount(quantity))
        for item, quantity in ((JAM, 60), ("JAM-APR", 20))
    )
    shop.handle(ordered(PlacePurchase, "", supplier="FARM", lines=wanted, by="U0CLEO"))
    for step in (ApprovePurchase, SendPurchase):
        shop.handle(ordered(step, "PO-1", by="U0DORA"))
    crew.types(
        crew.ana,
        "/receive 60 JAM-STR @A-01 lot:L7 slot:F-1 exp:2027-11-30 po:PO-1\n"
        "20 JAM-APR @A-02 lot:A3 slot:F-9 exp:2027-11-30 po:PO-1",
    )
    crew.types(crew.ben, "/inv build 8 GIFT-SET @B-01 lot:G1 exp:2027-11-30")
    crew.types(crew.ben, "/inv build 2 HAMPER @B-02 lot:H1 exp:2027-11-30")
    for customer, (item, quantity) in BOUGHT.items():
        shipped(shop.journal.desk, (quantity, item), customer=customer)
    shop.handle(place_order((7, JAM), customer="ATLAS"))
    crew.press(crew.ana, shop.order("SO-10"), "Start picking")
    assert shop.book.reserved(JAM, "A-01", "L7") == 7


def cleo_recalls(crew: Crew) -> None:
    """She looks first; Ana may not; then one press holds everything."""
    assert "manager" in crew.types(crew.ana, "/inv recall slot:F-1 glass in one jar")
    seen = crew.cleo.types(CHANNEL, '/inv recall slot:F-1 glass in one jar tell:"do not eat it"')
    assert "L7" in seen.text
    assert "9 customers" in seen.text
    assert crew.shop.book.get(Recall, "RC-1") is None
    label = next(one for one in seen.messages[-1].buttons if one.startswith("Recall"))
    crew.press(crew.cleo, seen.messages[-1], label, times=2)
    recall = crew.shop.book.get(Recall, "RC-1")
    assert {(lot.item, lot.code) for lot in recall.lots} == {
        (JAM, "L7"),
        (SET, "G1"),
        (HAMPER, "H1"),
    }
    assert {line.customer: (line.item, line.shipped) for line in recall.lines} == BOUGHT
    assert "RC-1" in "\n".join(crew.shop.thread("SO-10"))


def nobody_can_take_any(crew: Crew) -> None:
    """What is here is on hand, and nobody's; the other jam of the delivery is free."""
    book = crew.shop.book
    assert crew.on_hand(JAM) == 60 - 16 - 21
    assert [book.available(item) for item in (JAM, SET, HAMPER, "JAM-APR")] == [0, 0, 0, 20]
    assert not any(line.is_waiting for one in book.open(PickList) for line in one.lines)
    assert book.get(Order, "SO-10").line(1).missing == 7
    assert "RC-1" in crew.types(crew.ana, "/pick 1 JAM-STR @A-01 lot:L7")
    assert "JAM-APR" in crew.types(crew.ana, "/inv trace JAM-STR lot:L7 back")


def customers_are_told(crew: Crew) -> None:
    """Three by mail after Cleo has read the letter, the others by telephone."""
    draft = crew.cleo.types(CHANNEL, "/inv recall RC-1 notify ATLAS")
    assert "do not eat it" in draft.text
    assert "SO-1" in draft.text
    for customer in MAILED:
        crew.types(crew.cleo, f"/inv recall RC-1 notify {customer} now")
    assert len(crew.shop.letters()) == len(MAILED)
    for customer in set(BOUGHT) - set(MAILED):
        crew.types(crew.cleo, f"/inv recall RC-1 told {customer}")
    recall = crew.shop.book.get(Recall, "RC-1")
    assert all(line.notified_on for line in recall.lines)
    assert {one.state for one in recall.letters} == {LetterState.WAITING}


def all_of_it_is_accounted_for(crew: Crew) -> None:
    """Some comes back, announced or not, some is thrown away; the board counts up to a hundred."""
    crew.types(crew.ben, "/return 6 JAM-STR lot:L7 condition:defective order:SO-1")
    assert crew.shop.book.get(Recall, "RC-1").recovered_percent == 22
    for customer in ("BISTRO", "CAFE-SOL", "DELI", "EMMA", "FERRY"):
        crew.types(crew.ana, f"/inv recall RC-1 ack {customer} they look for it")
        crew.types(crew.ana, f"/inv recall RC-1 destroyed all {customer}")
    crew.types(crew.ben, "/return 3 GIFT-SET lot:G1 condition:new order:SO-7")
    crew.types(crew.ana, "/inv recall RC-1 destroyed 1 HOTEL")
    assert "1" in crew.types(crew.cleo, "/inv recall RC-1 close")  # one set and a hamper are out
    crew.types(crew.ben, "/return 1 GIFT-SET lot:G1 condition:opened order:SO-8")
    crew.types(crew.ben, "/return 1 HAMPER lot:H1 condition:new order:SO-9")
    recall = crew.shop.book.get(Recall, "RC-1")
    assert (recall.recovered_percent, recall.outstanding) == (100, 0)
    assert "100 %" in crew.message("Recall RC-1").text
    assert [crew.shop.book.available(item) for item in (JAM, SET, HAMPER)] == [0, 0, 0]


def cleo_closes_it(crew: Crew) -> None:
    refused = crew.types(crew.cleo, "/inv recall RC-1 close")
    assert "still held here. Decide what becomes of it" in refused
    crew.types(crew.cleo, "/inv recall RC-1 decide destroy burned by ACME on Friday")
    assert "are to be destroyed by somebody else" in crew.message("Recall RC-1").text
    crew.types(crew.cleo, "/inv recall RC-1 close ACME fetches it on Friday")
    assert crew.shop.book.get(Recall, "RC-1").status is RecallStatus.CLOSED
    (report,) = crew.shop.files_below(crew.message("Recall RC-1"))
    assert report["name"].endswith(".pdf")
    assert crew.shop.slack.file(report["id"]).startswith(b"%PDF")
    assert crew.shop.book.lot_status(JAM, "L7") is LotStatus.RECALLED


def a_mistake_is_lifted(crew: Crew) -> None:
    """The apricot jam was good all the time: the order gets its jars, the picker her walk."""
    shop = crew.shop
    shop.handle(place_order((5, "JAM-APR"), customer="DELI"))
    crew.press(crew.ana, shop.order("SO-11"), "Start picking")
    before = snapshot_of(crew)
    crew.types(crew.dora, "/inv recall JAM-APR lot:A3 wrong label now")
    assert (shop.book.available("JAM-APR"), shop.book.reserved("JAM-APR", "A-02", "A3")) == (0, 0)
    crew.types(crew.dora, "/inv recall RC-2 lift it was another farm")
    assert shop.book.get(Recall, "RC-2").status is RecallStatus.LIFTED
    assert snapshot_of(crew) == before
    walk = shop.pick_list(shop.book.get(Order, "SO-11").pick_list)
    crew.fill(crew.ana, walk, "Picked 1…", {"Lot": "A3"})
    assert shop.book.get(Order, "SO-11").line(1).picked == 5


def snapshot_of(crew: Crew) -> object:
    """What the mistake must leave as it was: the order, its pick list, the lot and what is free."""
    book = crew.shop.book
    order = book.get(Order, "SO-11").model_copy(update={"thread": None})
    fetched = book.get(PickList, order.pick_list)
    return order, fetched, book.lot("JAM-APR", "A3"), book.available("JAM-APR")


def in_the_evening(crew: Crew) -> None:
    """Ledger, book and sheet say the same; what came back is noted as returns."""
    shop = crew.shop
    check_invariants(shop.book)
    with_customers: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in shop.journal.reader.ledger_after(0, 10_000):
        move = row.move
        with_customers[move.item] += move.quantity * (move.target == CUSTOMER)
        with_customers[move.item] -= move.quantity * (move.source == CUSTOMER)
    assert with_customers[JAM] == 4 + 5 + 3 + 2 + 1
    assert (with_customers[SET], with_customers[HAMPER]) == (1, 0)
    for item, places in shop.book.stock.items():
        assert sum(places.values()) == 0, item
        assert all(
            quantity > 0 for (at, _), quantity in places.items() if at not in VIRTUAL_LOCATIONS
        )
    assert sum(1 for one in shop.book.all(CustomerReturn)) == 4
    assert shop.differences() == []
