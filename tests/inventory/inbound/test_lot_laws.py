"""Whatever people do: held lots are kept for nobody, and no piece lies in two places."""

from collections import Counter
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.book import Book
from inventory.commands import Command
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.errors import StockError
from inventory.inbound_commands import SetLotStatus
from inventory.lot import Lot, LotStatus
from inventory.lots.candidates import candidates
from inventory.order_commands import (
    CancelOrder,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
)
from tests.builders import (
    a_customer,
    a_desk,
    adjust,
    an_item,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    return_stock,
    ship,
    undo,
)
from tests.memory_desk import START, MemoryDesk

ITEMS = {"JAM-STR": ("L1", "L2", "L3"), "LAPTOP": ("1", "2", "3", "4", "5")}
PLACES = ("A-01", "A-02", "HOLD", "PACK")
TODAY = START.date()


class Day:
    """Draws what somebody might do next."""

    def __init__(self, chance: Random, desk: MemoryDesk) -> None:
        self._chance = chance
        self._desk = desk

    def next(self) -> Command:
        acts = [self._posting] * 6 + [self._judge] * 3 + [self._order] * 3 + [self._undo]
        return self._chance.choice(acts)()

    def _goods(self) -> dict[str, object]:
        item = self._chance.choice(list(ITEMS))
        lot = self._chance.choice(ITEMS[item])
        quantity = 1 if item == "LAPTOP" else self._chance.randint(1, 6)
        return {"quantity": quantity, "item": item, "lot": lot, "at": self._place()}

    def _place(self) -> str:
        return self._chance.choice(PLACES)

    def _posting(self) -> Command:
        goods = self._goods()
        build = self._chance.choice([receive, receive, receive, pick, count_stock, return_stock])
        if self._chance.random() < 0.3:
            return move(**goods, to=self._place())
        if self._chance.random() < 0.1:
            return ship(goods["quantity"], goods["item"], lot=goods["lot"])
        if self._chance.random() < 0.1:
            return adjust(-1, goods["item"], at=goods["at"], lot=goods["lot"])
        if build is pick and self._chance.random() < 0.5:
            goods["document"] = self._one(Order)
        return build(**goods)

    def _judge(self) -> Command:
        goods = self._goods()
        status = self._chance.choice(["hold", "quarantine", "recalled", "approved", "approved"])
        named = {"item": goods["item"], "lot": goods["lot"]}
        return ordered(
            SetLotStatus, status=LotStatus(status), reason="looked at", by="U0MIA", **named
        )

    def _order(self) -> Command:
        number = self._one(Order)
        return self._chance.choice(
            [
                place_order((self._chance.randint(1, 4), self._chance.choice(list(ITEMS)))),
                ordered(ReserveOrders),
                ordered(PlanPick, orders=(number,)),
                ordered(RecordPick, self._one(PickList)),
                ordered(PackShipment, self._one(Shipment)),
                ordered(ShipShipment, self._one(Shipment)),
                ordered(CancelOrder, number),
            ]
        )

    def _one(self, model: type) -> str:
        there = [document.number for document in self._desk.book.all(model)] or ["XX-1"]
        return self._chance.choice(there[-3:])

    def _undo(self) -> Command:
        back = self._chance.randint(0, 4)
        return undo(f"TX-{self._desk.last_sequence() - back}", by="U0MIA")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(10, 60))
def test_held_lots_are_for_nobody_and_a_piece_lies_in_one_place(chance: Random, steps: int) -> None:
    laptop = an_item("LAPTOP", is_serial=True, packs=())
    desk = a_desk(laptop, a_customer(), count_tolerance=100, is_checked="no")
    day = Day(chance, desk)
    for _ in range(steps):
        try:
            desk.handle(day.next())
        except StockError:
            continue
        holds(desk.book)


def holds(book: Book) -> None:
    held = {(lot.item, lot.code) for lot in book.all(Lot) if not lot.is_approved}
    for item, code in held:
        kept = {place for place, lot in book.held.get(item, {}) if lot == code}
        assert not kept, (item, code, kept)
    for item in ITEMS:
        free = candidates(Draft(book, receive(1)), item)
        assert not {(item, one.lot) for one in free} & held
        approved = sum(
            quantity - book.reserved(item, place, lot)
            for (place, lot), quantity in book.balances(item).items()
            if book.kind_of(place).is_available and (item, lot) not in held
        )
        assert book.available(item, TODAY) == Decimal(approved)
    pieces: Counter[str] = Counter()
    for (_, serial), quantity in book.balances("LAPTOP").items():
        pieces[serial] += int(quantity)
    assert all(number == 1 for number in pieces.values()), pieces
