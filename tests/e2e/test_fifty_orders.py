"""A day of fifty orders by three people, by buttons and forms alone: Ana fetches, Ben checks and packs,
Cleo takes orders, ships and decides.

Partials, shorts, a substitution, a take-over, a cancelled order, a wrong pick caught by the check, a
rule that blocks packing, two partial shipments, and two people at the same thing. In the evening stock,
documents, ledger and sheet agree, and nothing is kept for anybody any more.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from inventory.billing.issued import IssuedInvoice
from inventory.customer import Contact
from inventory.documents.order import Order, OrderStatus, Priority
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.invariants import check_invariants
from inventory.location import LocationKind
from inventory.order_commands import ClaimPick, PackShipment, PlanPick, ReserveOrders
from inventory.package_type import PackageType
from inventory.people import Person, Role
from tests.builders import (
    a_customer,
    a_location,
    an_item,
    count_stock,
    edit,
    open_stock,
    ordered,
    place_order,
    receive,
    set_rule,
)
from tests.e2e.crew import Crew
from tests.e2e.shop import CHANNEL, Shop
from tests.inventory.carriage.carriers import a_service

ITEMS = {"MUG-BLU": "4.50", "MUG-RED": "5.00", "TEE-BLK-M": "12.90", "CANDLE": "7.25"}
OPENING = {
    "MUG-BLU": (("A-01", 60), ("B-01", 40)),
    "MUG-RED": (("A-02", 80),),
    "TEE-BLK-M": (("A-03", 50),),
    "CANDLE": (("B-02", 30),),
}


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


def furnish(shop: Shop) -> None:
    sol = Contact(name="Cafe Sol", lines=("Calle Mayor 5",), city="Madrid", email="sol@example.com")
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        *(a_location(code) for code in ("A-01", "A-02", "A-03", "B-01", "B-02", "C-01")),
        a_location("IN", LocationKind.RECEIVING),
        a_location("PACK", LocationKind.PACKING),
        a_location("HOLD", LocationKind.QUARANTINE),
        *(
            an_item(sku, name=sku.title(), price=Decimal(price), weight=Decimal("0.4"))
            for sku, price in ITEMS.items()
        ),
        a_customer("CAFE-SOL", contact=shop.journal.contacts.put("CAFE-SOL", sol)),
        a_customer("CAFE-LUNA", packing_rules=("No peanuts", "Two layers of paper")),
        a_customer("SHOP-9"),
        a_box(),
        a_service("POST", "Post", rates={"20": "4.90"}, days=3),
        a_service("SWIFT", "Swift", rates={"20": "9.90"}, days=1),
    ):
        shop.handle(edit(row))
    rules = {
        "stock_channel": CHANNEL,
        "home_country": "DE",
        "tax_percent": 19,
        "count_tolerance": 100,
        "writes_to_customers": "yes",
    }
    for name, value in rules.items():
        shop.handle(set_rule(name, value))
    for sku, places in OPENING.items():
        for code, quantity in places:
            shop.handle(open_stock(quantity, sku, at=code))


def a_box() -> PackageType:
    sides = ("inner_length_cm", "inner_width_cm", "inner_height_cm")
    return PackageType(
        code="BOX-M", **dict.fromkeys(sides, Decimal(40)), most_weight_kg=Decimal(20)
    )


class Packers(Crew):
    """People who bring orders to the door."""

    def takes(self, *lines, customer="SHOP-9", **facts) -> str:
        facts.setdefault("by", "U0CLEO")
        placed = self.shop.handle(place_order(*lines, customer=customer, **facts))
        return placed.transaction.changes[0].key

    def order(self, number: str) -> Order:
        return self.shop.book.get(Order, number)

    def starts(self, number: str) -> str:
        self.press(self.ana, self.shop.order(number), "Start picking")
        return self.order(number).pick_list

    def fetches(self, number: str) -> None:
        """Have Ana go to every stop of a list that waits."""
        for stop in self.shop.book.get(PickList, number).lines:
            if stop.is_waiting:
                self.press(self.ana, self.shop.pick_list(number), f"Picked {stop.number}")

    def prepares(self, number: str) -> str:
        self.fetches(self.starts(number))
        return self.order(number).shipments[-1]

    def packs(self, shipment: str) -> None:
        self.press(self.ben, self.shop.shipment(shipment), "All right")
        for rule, _ in enumerate(self.shop.book.get(Shipment, shipment).rules, start=1):
            self.press(self.ben, self.shop.shipment(shipment), f"Tick {rule}")
        self.press(self.ben, self.shop.shipment(shipment), "Packed")

    def ships(self, shipment: str, tracking: str = "") -> None:
        self.fill(self.cleo, self.shop.shipment(shipment), "Ship…", {"Tracking number": tracking})

    def delivers(self, shipment: str) -> None:
        self.press(self.cleo, self.shop.shipment(shipment), "Delivered")

    def sends(self, number: str) -> str:
        """Bring an order all the way to the door."""
        shipment = self.prepares(number)
        self.packs(shipment)
        self.ships(shipment, f"VAN-{shipment}")
        self.delivers(shipment)
        return shipment


def test_a_day_of_fifty_orders_by_three_people(shop: Shop):
    crew = Packers(shop)
    plain_orders(crew)
    a_wave(crew)
    a_short_pick_and_a_back_order(crew)
    a_substitution(crew)
    a_take_over(crew)
    a_cancelled_order(crew)
    a_wrong_pick(crew)
    a_rule_that_blocks(crew)
    two_partial_shipments(crew)
    two_at_the_same_thing(crew)
    in_the_evening(crew)


def plain_orders(crew: Packers) -> None:
    """Thirty-two orders that go as they should."""
    skus = list(ITEMS)
    for n in range(32):
        lines = [(1 + n % 2, skus[n % 3])]
        crew.sends(crew.takes(*lines, customer="CAFE-SOL" if n % 5 == 0 else "SHOP-9"))


def a_wave(crew: Packers) -> None:
    """Eight orders are fetched on one walk."""
    numbers = [crew.takes((2, "MUG-RED"), (1, "TEE-BLK-M")) for _ in range(8)]
    crew.shop.handle(ordered(PlanPick, orders=tuple(numbers), by="U0CLEO"))
    crew.fetches(crew.order(numbers[0]).pick_list)
    for number in numbers:
        [shipment] = crew.order(number).shipments
        crew.packs(shipment)
        crew.ships(shipment)
        crew.delivers(shipment)


def a_short_pick_and_a_back_order(crew: Packers) -> None:
    """Ana finds 5 of 8 candles; nothing lies elsewhere, the rest waits until it was counted."""
    number = crew.takes((8, "CANDLE"))
    pick_list = crew.starts(number)
    found = {"How many you have": "5", "Why": "Not there"}
    crew.fill(crew.ana, crew.shop.pick_list(pick_list), "Short…", found)
    shipment = crew.order(number).shipments[0]
    assert crew.order(number).lines[0].missing == 3
    crew.packs(shipment)
    crew.ships(shipment)
    crew.delivers(shipment)
    assert crew.order(number).status is OrderStatus.PART_SHIPPED

    crew.shop.handle(count_stock(25, "CANDLE", at="B-02", by="U0BEN"))
    crew.shop.handle(ordered(ReserveOrders, by="job:reserve"))
    crew.sends(number)


def a_substitution(crew: Packers) -> None:
    """The customer takes red mugs for the blue ones."""
    number = crew.takes((2, "MUG-BLU"))
    swap = {"Send": "MUG-RED", "Why": "agreed by phone"}
    crew.fill(crew.cleo, crew.shop.order(number), "Substitute…", swap)
    crew.sends(number)
    assert [line.shipped for line in crew.order(number).lines] == [0, 2]


def a_take_over(crew: Packers) -> None:
    """An urgent order has what was kept for another one, and both threads hear of it."""
    rest = crew.shop.book.available("TEE-BLK-M")
    slow = crew.takes((int(rest), "TEE-BLK-M"))
    urgent = crew.takes((3, "TEE-BLK-M"), priority=Priority.URGENT)
    assert any(
        "3 pieces of TEE-BLK-M" in text and urgent in text for text in crew.shop.thread(slow)
    )
    assert any(slow in text for text in crew.shop.thread(urgent))
    crew.sends(urgent)
    crew.shop.handle(receive(3, "TEE-BLK-M", at="C-01"))
    crew.shop.handle(ordered(ReserveOrders, by="job:reserve"))
    crew.sends(slow)


def a_cancelled_order(crew: Packers) -> None:
    """It is fetched already, and everything goes back to its bin."""
    before = crew.shop.book.on_hand("MUG-RED", "A-02")
    number = crew.takes((4, "MUG-RED"))
    crew.prepares(number)
    crew.fill(crew.cleo, crew.shop.order(number), "Cancel…", {"Why": "he changed his mind"})
    assert crew.order(number).status is OrderStatus.CANCELLED
    assert crew.shop.book.on_hand("MUG-RED", "A-02") == before


def a_wrong_pick(crew: Packers) -> None:
    """Ben finds two green mugs among six; Ana, who may not check, fetches two more."""
    number = crew.takes((6, "MUG-BLU"))
    shipment = crew.prepares(number)
    refused = crew.press(crew.ana, crew.shop.shipment(shipment), "All right")
    assert "somebody else checks it" in refused
    wrong = {
        "What is wrong": "Another item",
        "How many are right": "4",
        "Tell the picker": "2 green",
    }
    crew.fill(crew.ben, crew.shop.shipment(shipment), "Wrong 1…", wrong)
    pick_list = crew.order(number).pick_list
    assert "2 green" in crew.shop.pick_list(pick_list).text
    crew.fetches(pick_list)
    crew.packs(shipment)
    crew.ships(shipment)
    crew.delivers(shipment)


def a_rule_that_blocks(crew: Packers) -> None:
    """Packed stays impossible while a rule is not ticked, by name."""
    number = crew.takes((2, "MUG-RED"), customer="CAFE-LUNA")
    shipment = crew.prepares(number)
    crew.press(crew.ben, crew.shop.shipment(shipment), "All right")
    crew.press(crew.ben, crew.shop.shipment(shipment), "Tick 1")
    refused = crew.press(crew.ben, crew.shop.shipment(shipment), "Packed")
    assert "Two layers of paper" in refused
    crew.press(crew.ben, crew.shop.shipment(shipment), "Tick 2")
    crew.press(crew.ben, crew.shop.shipment(shipment), "Packed")
    crew.ships(shipment)
    crew.delivers(shipment)


def two_partial_shipments(crew: Packers) -> None:
    """Twice an order is larger than the stock: what is there leaves, the rest follows."""
    for sku in ("CANDLE", "MUG-RED"):
        rest = int(crew.shop.book.available(sku))
        number = crew.takes((rest + 4, sku))
        first = crew.sends(number)
        assert crew.order(number).status is OrderStatus.PART_SHIPPED
        crew.shop.handle(receive(4, sku, at="C-01"))
        crew.shop.handle(ordered(ReserveOrders, by="job:reserve"))
        second = crew.sends(number)
        assert first != second


def two_at_the_same_thing(crew: Packers) -> None:
    """Of two who claim, pick or pack the same thing one wins, and the other is told by whom.

    What the one does on another phone has not reached the other's screen yet.
    """
    shop, number = crew.shop, crew.takes((3, "MUG-BLU"))
    pick_list = crew.starts(number)
    seen = shop.pick_list(pick_list)
    shop.handle(ordered(ClaimPick, pick_list, by="U0ANA"))
    assert "<@U0ANA>" in crew.press(crew.ben, seen, "Claim")
    assert "<@U0ANA>" in crew.press(crew.ben, seen, "Picked 1")
    crew.press(crew.ana, seen, "Picked 1", times=2)
    assert shop.book.on_hand("MUG-BLU", "PACK") == 3

    [shipment] = crew.order(number).shipments
    crew.press(crew.ben, shop.shipment(shipment), "All right")
    packing = shop.shipment(shipment)
    shop.handle(ordered(PackShipment, shipment, by="U0BEN"))
    assert "packed" in crew.press(crew.cleo, packing, "Packed")
    crew.ships(shipment)
    crew.delivers(shipment)


def in_the_evening(crew: Packers) -> None:
    """Fifty orders have ended, and every book says the same."""
    shop, book = crew.shop, crew.shop.book
    orders = list(book.all(Order))
    assert len(orders) == 50
    assert {order.status for order in orders} == {OrderStatus.DELIVERED, OrderStatus.CANCELLED}
    assert not any(book.held.values())
    assert not list(book.open(PickList))
    assert book.items_at("PACK") == {}
    check_invariants(book)
    for order in orders:
        for line in order.lines:
            assert line.outstanding == 0, order
    billed = sum((invoice.net for invoice in book.all(IssuedInvoice)), Decimal())
    left = sum(
        (line.shipped * (line.unit_price or 0) for order in orders for line in order.lines),
        Decimal(),
    )
    assert billed == left
    delivered = [s for s in book.all(Shipment) if s.status is ShipmentStatus.DELIVERED]
    assert len(list(book.all(IssuedInvoice))) == len(delivered)
    to_sol = [s for s in delivered if s.to == "CAFE-SOL"]
    assert len(shop.letters()) == 2 * len(to_sol) > 0
    assert shop.differences() == []
