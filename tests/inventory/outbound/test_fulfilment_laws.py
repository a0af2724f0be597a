"""Whatever three people do to orders, goods are conserved and nothing is kept twice or for nobody."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.documents.order import ORDER_TRANSITIONS, Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import PREPARING, Shipment, ShipmentStatus
from inventory.errors import StockError
from inventory.journey_commands import RecordProgress
from inventory.order_commands import (
    CancelOrder,
    CancelPick,
    ChangeOrder,
    CheckLine,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    SubstituteItem,
    UnpackShipment,
)
from inventory.snapshot import dump_book, load_book
from tests.builders import (
    a_customer,
    a_desk,
    adjust,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    undo,
)

ITEMS = ("MUG-BLU", "TEE-BLK-M")
BINS = ("A-01", "A-02")
PEOPLE = ("U0ANA", "U0BEN", "U0MIA")


class Day:
    """Draws what somebody might do next, mostly to documents that are there."""

    def __init__(self, chance, desk):
        self._chance = chance
        self._desk = desk

    def next(self):
        act = self._chance.choice(
            [self.order] * 3
            + [self.plan] * 3
            + [self.fetch] * 6
            + [self.check] * 4
            + [self.pack, self.pack, self.leave, self.leave]
            + [self.change, self.substitute, self.cancel, self.give_up, self.reopen]
            + [self.move_stock] * 4
            + [self.undo] * 2
        )
        return act()

    def one(self, model):
        there = [document.number for document in self._desk.book.all(model)] or ["XX-1"]
        return self._chance.choice(there[-4:])

    def who(self):
        return {"by": self._chance.choice(PEOPLE)}

    def some(self):
        return Decimal(self._chance.randint(0, 6))

    def order(self):
        lines = [
            (self._chance.randint(1, 9), self._chance.choice(ITEMS))
            for _ in range(self._chance.randint(1, 3))
        ]
        return place_order(*lines, priority=self._chance.randint(1, 4), **self.who())

    def plan(self):
        orders = tuple({self.one(Order) for _ in range(self._chance.randint(1, 2))})
        if self._chance.random() < 0.2:
            return ordered(ReserveOrders)
        return ordered(PlanPick, orders=orders, **self.who())

    def fetch(self):
        number, line = self.one(PickList), self._chance.randint(0, 3)
        if line and self._chance.random() < 0.5:
            short = {"picked": self.some(), "reason": "missing"}
            return ordered(RecordPick, number, line=line, **short, **self.who())
        return ordered(RecordPick, number, line=line, **self.who())

    def check(self):
        number = self.one(Shipment)
        if self._chance.random() < 0.5:
            return ordered(CheckLine, number, **self.who())
        finding = self._chance.choice([Finding.SHORT, Finding.DAMAGED, Finding.WRONG_ITEM])
        wrong = {"finding": finding, "good": self.some(), "note": "look again"}
        line = self._chance.randint(1, 2)
        return ordered(CheckLine, number, line=line, **wrong, **self.who())

    def pack(self):
        return ordered(PackShipment, self.one(Shipment))

    def leave(self):
        if self._chance.random() < 0.3:
            return ordered(RecordProgress, self.one(Shipment), event="delivered")
        return ordered(ShipShipment, self.one(Shipment))

    def change(self):
        return ordered(ChangeOrder, self.one(Order), quantities={1: self.some()})

    def substitute(self):
        item = self._chance.choice(ITEMS)
        return ordered(SubstituteItem, self.one(Order), line=1, item=item, reason="agreed")

    def cancel(self):
        return ordered(CancelOrder, self.one(Order))

    def give_up(self):
        return ordered(CancelPick, self.one(PickList))

    def reopen(self):
        return ordered(UnpackShipment, self.one(Shipment))

    def move_stock(self):
        item, at = self._chance.choice(ITEMS), self._chance.choice(BINS)
        return self._chance.choice(
            [
                receive(self._chance.randint(1, 9), item, at=at),
                count_stock(self.some(), item, at=self._chance.choice([*BINS, "PACK"])),
                adjust(-self._chance.randint(1, 3), item, at="PACK", reason="damaged"),
                pick(self._chance.randint(1, 9), item, at=at),
                pick(self._chance.randint(1, 9), item, at=at, document=self.one(Order)),
                move(self._chance.randint(1, 9), item, at="A-01", to="A-02"),
                move(self._chance.randint(1, 9), item, at="PACK", to="A-02"),
            ]
        )

    def undo(self):
        back = self._chance.randint(0, 3)
        return undo(f"TX-{self._desk.last_sequence() - back}", by="U0MIA")


def a_day(chance, steps):
    """Have people do things for a day, and hold after each that all agrees."""
    desk = a_desk(
        a_customer(),
        stock=[(12, "MUG-BLU", "A-01"), (5, "MUG-BLU", "A-02"), (9, "TEE-BLK-M", "A-01")],
        count_tolerance=100,
    )
    day = Day(chance, desk)
    for _ in range(steps):
        before = {order.number: order.status for order in desk.book.all(Order)}
        command = day.next()
        try:
            desk.handle(command)
        except StockError:
            continue
        agree(desk.book, before, is_undo=command.kind == "undo")
    return desk


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(10, 60))
def test_goods_and_holds_agree_whatever_people_do(chance, steps):
    """The desk itself checks after every step that goods are conserved and nothing is overdrawn."""
    desk = a_day(chance, steps)
    for order in list(desk.book.open(Order)):
        desk.handle(ordered(CancelOrder, order.number))
    assert not any(desk.book.held.values())
    assert not list(desk.book.open(PickList))
    assert not any(shipment.status in PREPARING for shipment in desk.book.all(Shipment))
    assert contents(load_book(dump_book(desk.book))) == contents(desk.book)


def contents(book):
    held = {sku: places for sku, places in book.held.items() if places}
    return held, {kind: dict(parts) for kind, parts in book.parts.items()}


def agree(book, before, *, is_undo):
    """Every document tells the same story as the holds of its order."""
    for order in book.all(Order):
        was = before.get(order.number, order.status)
        assert is_undo or order.status in (was, *ORDER_TRANSITIONS[was]), order
        assert all(line.missing >= 0 and line.outstanding >= 0 for line in order.lines), order
        agree_picked(book, order)
    for pick_list in book.open(PickList):
        assert any(stop.is_waiting for stop in pick_list.lines), pick_list
        for stop in pick_list.lines:
            if stop.is_waiting:
                kept = held(book, stop.order, stop.order_line, stop.location)
                assert stop.quantity <= kept, (stop, kept)


def agree_picked(book, order):
    """What the shipments being prepared hold is what was picked for the order."""
    prepared = [book.get(Shipment, number) for number in order.shipments]
    assert all(shipment.status in PREPARING for shipment in prepared), order
    assert all(shipment.lines or order.pick_list for shipment in prepared), order
    for line in order.lines:
        packed = sum(
            one.quantity
            for shipment in prepared
            for one in shipment.lines
            if one.order_line == line.number
        )
        assert packed == line.picked, (order, prepared)
        gone = sum(
            one.quantity
            for shipment in book.all(Shipment)
            if shipment.order == order.number and shipment.status not in PREPARING
            if shipment.status is not ShipmentStatus.CANCELLED
            for one in shipment.lines
            if one.order_line == line.number
        )
        assert gone == line.shipped, (order, line)


def held(book, order, number, location):
    return sum(
        hold.quantity
        for line in book.get(Order, order).lines
        if line.number == number
        for hold in line.holds
        if (hold.location, hold.origin) == (location, "")
    )
